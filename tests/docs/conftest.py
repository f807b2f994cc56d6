"""The two scripts that write the pages, loaded by path: docs is no package."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def examples() -> ModuleType:
    """``docs/examples.py``: runs the examples of a page."""
    return _script("examples")


@pytest.fixture(scope="session")
def generate() -> ModuleType:
    """``docs/generate.py``: makes parts of pages from the code."""
    return _script("generate")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the source tree, which an sdist has too."""
    return ROOT


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``page`` runs once a page."""
    if "page" in metafunc.fixturenames:
        found = _script("examples").pages()
        metafunc.parametrize("page", found, ids=[str(page.relative_to(ROOT)) for page in found])
