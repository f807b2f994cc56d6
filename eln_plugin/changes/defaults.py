"""The defaults of JupyterLab's settings, as the browser sends them along when an entry is begun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from glovebook.eln_plugin.refused import BadRequest

if TYPE_CHECKING:
    from glovebook.store.notebook import Notebook


def fitting(notebook: Notebook, kind: str, asked: object, **start: Any) -> tuple[dict[str, str], list[str]]:
    """The values that a new entry of a kind gets from ``{operator, glovebox, instruments}``, and what does not fit.

    ``start`` is what it begins with: template and parameters.

    Raises:
        BadRequest: the defaults are none.
    """
    if asked is None:
        return {}, []
    from glovebook.pipeline import defaults

    texts = _texts(asked, "defaults", but="instruments")
    instruments = _texts(asked.get("instruments", {}) if isinstance(asked, Mapping) else {}, "instruments")
    own = defaults.Defaults(texts.get("operator", ""), texts.get("glovebox", ""), instruments)
    found = defaults.fitting(notebook, kind, own, **start)
    return dict(found.values), [str(refusal) for refusal in found.refused]


def _texts(asked: object, what: str, but: str = "") -> dict[str, str]:
    if not isinstance(asked, Mapping):
        raise BadRequest(f"{what!r} is {type(asked).__name__}", "send it as {...}, or leave it out")
    for name, value in asked.items():
        if name != but and not isinstance(value, str):
            raise BadRequest(f"{name!r} of {what!r} is {type(value).__name__}", "send it as str, or leave it out")
    return {name: value for name, value in asked.items() if name != but}
