"""Importing Glovebook stays cheap: heavy packages load only inside the functions that need them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"IPython", "jupyter_server", "jupyterlab", "matplotlib", "pandas", "pint", "ruamel", "scipy", "uncertainties"}
ARRAYS = {"numpy"}
IMPORT_ALL = """
import importlib, json, pkgutil, sys
def load(name):
    module = importlib.import_module(name)
    for found in pkgutil.iter_modules(getattr(module, "__path__", ()), name + "."):
        if found.name.rpartition(".")[2] != "__main__":
            load(found.name)
for name in sys.argv[1:]:
    load(name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(program: str, *arguments: str) -> set[str]:
    """Top-level packages in ``sys.modules`` after a program ran in a new interpreter."""
    command = [sys.executable, "-P", "-c", program, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_package_alone() -> None:
    """``import glovebook`` loads no heavy package, no NumPy and no Pydantic."""
    program = "import glovebook, json, sys; print(json.dumps(sorted(sys.modules)))"
    assert loaded_by(program) & (HEAVY | ARRAYS | {"pydantic", "yaml"}) == set()


def test_whole_schema_room() -> None:
    """Every module of the schema together loads no NumPy, and no Pint: so no unit registry can have been built."""
    loaded = loaded_by(IMPORT_ALL, "glovebook.schema")
    assert "pydantic" in loaded
    assert loaded & (HEAVY | ARRAYS) == set()


@pytest.mark.parametrize("room", ["analyses", "cli", "fair", "physics", "pipeline", "readers", "store", "validators"])
def test_rooms_that_may_use_arrays(room: str) -> None:
    """Every module of a room together loads nothing heavy; NumPy is at the top only where a room lives by arrays."""
    allowed = ARRAYS if room in {"analyses", "physics", "readers"} else set()
    assert loaded_by(IMPORT_ALL, f"glovebook.{room}") & (HEAVY | ARRAYS) - allowed == set()
