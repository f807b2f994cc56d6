"""Glovebook: an electronic lab notebook in JupyterLab, with unit-aware schemas."""

from __future__ import annotations

__version__ = "0.1.0"
