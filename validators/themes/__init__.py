"""Rules that hold for every kind: one module a theme."""
