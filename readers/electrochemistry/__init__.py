"""Readers of what potentiostats and impedance analysers write."""
