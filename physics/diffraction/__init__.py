"""Diffraction: unit cells, space groups, phases, radiation."""
