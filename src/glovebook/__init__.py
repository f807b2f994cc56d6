"""Glovebook: an electronic lab notebook in JupyterLab, with unit-aware schemas.

The verbs of the command line as functions: `open`, `check`, `read`, `analyse`, `export`, `find`, `table`, `trace`;
`Quantity`, a number with a unit as people write it; `column`, quantities as a pandas Series with their unit.
Everything is loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from glovebook.pipeline.analyse import analyse
    from glovebook.pipeline.check import check
    from glovebook.pipeline.column import column, columns
    from glovebook.pipeline.export import export
    from glovebook.pipeline.exposure import exposure
    from glovebook.pipeline.find import find
    from glovebook.pipeline.opened import OpenNotebook
    from glovebook.pipeline.read import read
    from glovebook.pipeline.table import table
    from glovebook.pipeline.trace import trace
    from glovebook.schema.quantity import Quantity

__version__ = "0.1.0"
__all__ = [
    "Quantity",
    "__version__",
    "analyse",
    "check",
    "column",
    "columns",
    "export",
    "exposure",
    "find",
    "open",
    "read",
    "table",
    "trace",
]

_HOMES = {
    "Quantity": "glovebook.schema.quantity",
    "analyse": "glovebook.pipeline.analyse",
    "check": "glovebook.pipeline.check",
    "column": "glovebook.pipeline.column",
    "columns": "glovebook.pipeline.column",
    "export": "glovebook.pipeline.export",
    "exposure": "glovebook.pipeline.exposure",
    "find": "glovebook.pipeline.find",
    "read": "glovebook.pipeline.read",
    "table": "glovebook.pipeline.table",
    "trace": "glovebook.pipeline.trace",
}


def open(path: str | Path = ".") -> OpenNotebook:  # noqa: A001 - the verb's name; the builtin is not used here
    """The notebook that a path belongs to; raises `glovebook.schema.refusal.Refusal` where there is none.

    ``notebook["p7"]`` is an entry, ``notebook.find("pressure >= 40 MPa")`` what a query finds.
    """
    from pathlib import Path

    from glovebook.pipeline.opened import OpenNotebook

    return OpenNotebook.containing(Path(path))


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Where JupyterLab's own tools find the built front end."""
    return [{"src": "eln_plugin/labextension", "dest": "glovebook"}]
