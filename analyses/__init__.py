"""Analyses: an entry and its tables in, a result with units, uncertainty and provenance out; one module per method.

Each method is a function ``method(task: Task) -> Result`` in the module of its name, beside a function
``draw(result) -> Figure`` that makes its figure. Kinds point to them as ``"glovebook.analyses.impedance:impedance"``.
"""
