"""Findings that come from no rule: those of reading a text, and those of verbs that look further than `check`."""

from __future__ import annotations

from collections.abc import Mapping

SHAPE: Mapping[str, str] = {
    "record/yaml": "the text cannot be read: indentation, quotes, encoding, anchors, a second document, nesting",
    "record/duplicate-field": "a field stands twice; YAML would silently keep the last one",
    "record/kind": "the kind is missing or unknown",
    "record/version": (
        "the entry was written for another version of the format; `glovebook migrate` brings an older one up to date"
    ),
    "record/required": "a field is missing without which the part means nothing",
    "record/unknown-field": "there is no such field; the nearest name is suggested",
    "record/choice": "the text is not one of the choices",
    "record/text": "the text has not the form expected, or fields stand where one text belongs",
    "record/list": "one text stands where a list is expected",
    "record/mapping": "one text stands where fields are expected",
    "record/empty-item": "an item of a list is empty, and others stand behind it",
    "record/date": "no date of the calendar, or a time without its zone",
    "record/yes-no": "neither yes nor no",
    "record/count": "no whole number",
    "record/cas": "no CAS number: its form or its check digit is wrong",
    "record/hazard": "no code of a GHS hazard statement",
    "record/reserved-id": "the id names a device on Windows, where no file can be called so",
    "record/file-path": "the path leads out of the notebook",
    "quantity/text": "no number with a unit: see [quantities](quantities.md)",
    "quantity/unit": "the unit is missing, unknown or written in the wrong case",
    "quantity/dimension": "the unit belongs to another kind of quantity",
    "quantity/minimum": (
        "the value lies below what the kind of quantity allows: a negative mass, a temperature below 0 K"
    ),
    "quantity/maximum": "the value lies above what the kind of quantity allows: a purity of 150 %",
    "quantity/reference": "the potential refers to no known reference electrode",
    "quantity/kind": "a stated number names no kind of quantity",
    "quantity/ratio": "no molar ratio",
    "chemistry/formula": "no chemical formula",
}
"""Id of a finding of reading -> what it says. They block in every profile, and no waiver silences them."""

ELSEWHERE: Mapping[str, str] = {
    "record/stale-result": (
        "a result was computed from files that have changed since; `glovebook analyse` computes it anew"
    ),
}
"""Id of a finding that `glovebook export` adds to those of the rules -> what it says. A waiver silences it."""

BESIDE: Mapping[str, str] = {
    "record/conflict": (
        "an entry was changed twice at once, and the changes clash: both are kept until `glovebook resolve` settles it"
    ),
}
"""Id of a finding that comes from a file beside the entry -> what it says. It blocks outside of drafts; no waiver."""
