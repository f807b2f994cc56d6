"""A notebook to make entries in."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.new import init
from glovebook.store.notebook import Notebook


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    """A new notebook."""
    return init(tmp_path / "lab", "Contract")
