"""Laws: pure functions on plain numbers in SI, each with its formula and source.

A function takes floats, or the numbers with uncertainty of the ``uncertainties`` package, and gives
back the same. Nothing here reads files, entries or units.
"""
