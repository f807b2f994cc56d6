"""Analysing raw files alone, without a notebook: nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from glovebook.pipeline.analyse import function_of, methods_of
from glovebook.pipeline.read import read_table, says_synthetic
from glovebook.schema.document import spelled
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.kinds.pellet import Pellet
from glovebook.schema.parts import Part
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result
from glovebook.schema.task import Task

P = TypeVar("P", bound=Part)


def analyse_files(
    paths: Sequence[Path],
    geometry: Mapping[str, str],
    temperature: str | None = None,
    options: Mapping[str, Any] | None = None,
) -> Result:
    """The impedance result of raw files, with the pellet's ``thickness`` and ``diameter`` where given."""
    tables = {str(path): read_table(path) for path in paths}
    spectra = [{"file": path.name} | ({"temperature": temperature} if temperature else {}) for path in paths]
    pellet = _part(Pellet, {"kind": "pellet", "schema": "1.0", "id": "given", **geometry})
    entry = _part(
        Eis,
        {"kind": "eis", "schema": "1.0", "id": "files", "measured_on": {"entry": "given"}, "spectra": spectra},
    )
    function, _ = function_of(methods_of(entry, "impedance")["impedance"])
    named = {path.name: tables[str(path)] for path in paths}
    if len(named) < len(paths):
        raise Refusal("two of the files have the same name", "analyse them one by one, or make an entry of them")
    result = function(Task(entry, {"given": pellet}, named, options=options or {}))
    return replace(result, synthetic=any(says_synthetic(table) for table in named.values()))


def _part(model: type[P], data: Mapping[str, Any]) -> P:
    """An entry made from what stood on the command line; its first error as a `Refusal`."""
    from pydantic import ValidationError

    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        hint = first.get("ctx", {}).get("hint", "")
        raise Refusal(f"{spelled(first['loc'])}: {first['msg']}", hint) from None
