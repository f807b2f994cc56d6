"""Templates: a commented YAML start for each kind. Data only, read through ``importlib.resources``."""
