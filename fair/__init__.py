"""Entries and results as a FAIR dataset: a folder that is an RO-Crate."""
