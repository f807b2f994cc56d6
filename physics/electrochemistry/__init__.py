"""Cells and what is in them: electrodes and their capacities, conductivities, metals."""
