"""Words: what may be written in a notebook, and what the rooms hand to each other.

Imports no pandas, NumPy, ruamel or JupyterLab, and builds no Pint registry.
"""
