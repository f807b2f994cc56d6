"""Changing entries as a whole, looking at what they were, and taking changes back."""
