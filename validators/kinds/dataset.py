"""Rules for datasets: who made them, what is in them, and under which terms they are given away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import cast

from glovebook.schema.finding import Fix
from glovebook.schema.kinds.dataset import Dataset
from glovebook.validators.rule import Hit, Place, View, rule

DOI = re.compile(r"10\.\d{4,9}/\S+")
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi: ?)", re.IGNORECASE)
SHORT = 40
"""Characters below which an abstract says nothing."""


@rule("dataset/includes", "gap", draft="off", archive="must")
def includes(view: View) -> Iterator[Hit]:
    """A dataset has entries in it."""
    if not cast(Dataset, view.entry).includes:
        yield Hit(
            "includes", "no entry is in the dataset", "name them, e.g. '- {entry: a1}'; what they link to comes along"
        )


@rule("dataset/twice", "warning", draft="should", archive="must")
def twice(view: View) -> Iterator[Hit]:
    """No entry and no person is named twice in a dataset."""
    entry = cast(Dataset, view.entry)
    for name, keys in (
        ("includes", [link.entry for link in entry.includes]),
        ("creators", [creator.person for creator in entry.creators]),
    ):
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield Hit(f"{name}[{index}]", f"{key!r} is named twice", "remove one of the two lines")


@rule("dataset/creators", "gap", draft="off", archive="must")
def creators(view: View) -> Iterator[Hit]:
    """A dataset says who made it."""
    if not cast(Dataset, view.entry).creators:
        yield Hit(
            "creators", "nobody is named as a creator", "add them in the order of citation, e.g. '- {person: lhe}'"
        )


@rule("dataset/about", "gap", draft="off", archive="off", publish="must")
def about(view: View) -> Iterator[Hit]:
    """A published dataset has an abstract, keywords, a contact and its terms of access."""
    entry = cast(Dataset, view.entry)
    examples = (
        ("abstract", "what was made and measured, in a paragraph"),
        ("keywords", "[solid electrolyte, sodium battery]"),
        ("contact", "lhe"),
        ("access", "open"),
    )
    for name, example in examples:
        if not getattr(entry, name):
            yield Hit(name, f"'{name}' is missing", f"add it, e.g. '{name}: {example}'")


@rule("dataset/abstract", "warning", draft="off", archive="off", publish="should")
def abstract(view: View) -> Iterator[Hit]:
    """An abstract is a paragraph, not a title."""
    text = cast(Dataset, view.entry).abstract
    if text and len(text.strip()) < SHORT:
        yield Hit(
            "abstract",
            f"the abstract has {len(text.strip())} characters",
            "say what was made, how it was measured, and what came out",
        )


@rule("dataset/doi", "error", draft="should", archive="must")
def doi(view: View) -> Iterator[Hit]:
    """A DOI is written as itself, 10.NNNN/..., without the address of a resolver."""
    for index, work in enumerate(cast(Dataset, view.entry).related):
        text = work.doi.strip()
        if DOI.fullmatch(text):
            continue
        bare = _RESOLVER.sub("", text)
        fits = DOI.fullmatch(bare) is not None
        path = f"related[{index}].doi"
        yield Hit(
            path,
            f"{text!r} is no DOI",
            f"write {bare}" if fits else "write e.g. 10.1016/j.jpowsour.2018.06.054",
            fix=Fix(path, bare) if fits else None,
        )


@rule("dataset/embargo", "error", draft="should", archive="must")
def embargo(view: View) -> Iterator[Hit]:
    """Embargoed data say until when, and only they do; a date in the past ends the embargo."""
    entry = cast(Dataset, view.entry)
    until = entry.embargo_until
    if entry.access == "embargoed" and not until:
        yield Hit("access", "the data are embargoed without an end", "add it, e.g. 'embargo_until: 2027-01-01'")
    elif until and entry.access != "embargoed":
        stated = entry.access or "not stated"
        yield Hit(
            "embargo_until", f"there is an embargo until {until}, and access is {stated}", "was it 'access: embargoed'?"
        )
    elif until and until[:10] < datetime.now(UTC).date().isoformat():
        yield Hit("embargo_until", f"the embargo ended on {until}", "write 'access: open', or a later date")


@rule("dataset/unfinished", "warning", draft="off", archive="should", publish="must")
def unfinished(view: View) -> Iterator[Hit]:
    """What is in a dataset is finished work, or says why it failed."""
    for index, link in enumerate(cast(Dataset, view.entry).includes):
        found = view.linked.get(link.entry)
        if found is not None and found.status in ("planned", "running", "discarded"):
            yield Hit(
                f"includes[{index}].entry",
                f"{link.entry!r} is {found.status}",
                "leave it out, or bring its status up to date",
                related=[Place(file, path="status") for file in view.files_of.get(link.entry, ())[:1]],
            )
