"""Rules for people and organisations: identifiers without slips, names that the notebook knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from glovebook.schema.finding import Fix, Place
from glovebook.schema.identifiers import orcid_digit, ror_digits
from glovebook.validators.rule import Hit, View, rule

ORCID = re.compile(r"(?:https://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])", re.ASCII)


def _named(view: View) -> Iterator[tuple[str, str]]:
    """Path and text of every field that names a person."""
    entry: Any = view.entry
    for name in ("operator", "contact", "custodian"):
        text = getattr(entry, name, None)
        if text:
            yield name, text
    for name, field in (("reviews", "by"), ("amendments", "by"), ("creators", "person")):
        for index, part in enumerate(getattr(entry, name, ())):
            yield f"{name}[{index}].{field}", getattr(part, field)


@rule("people/orcid", "error", draft="should", archive="must", source="ISO 7064, MOD 11-2")
def orcid(view: View) -> Iterator[Hit]:
    """The last character of an ORCID is the check character of the others, ISO 7064 MOD 11-2.

    Those in glovebook.yaml are looked at where somebody is named as the creator or contact of a dataset, or as a
    reviewer: an operator is named in every entry.
    """
    for path, text in _named(view):
        person = view.settings.people.get(text) if view.settings and path != "operator" else None
        match = ORCID.fullmatch((person.orcid or "") if person else text)
        if match and orcid_digit(match[1]) != match[1][-1]:
            where = f"the ORCID of {text!r} in glovebook.yaml, {match[0]}," if person else text
            yield Hit(
                path,
                f"{where} has a wrong digit: its check character would be {orcid_digit(match[1])}",
                "copy it from orcid.org",
                related=[Place("glovebook.yaml", path=f"people.{text}.orcid")] if person else (),
            )


@rule("people/ror", "error", draft="should", archive="must", source="ISO 7064, MOD 97-10")
def ror(view: View) -> Iterator[Hit]:
    """The last two digits of a ROR id are those that follow from the others, ISO 7064 MOD 97-10.

    Those in glovebook.yaml are looked at where a dataset names somebody who works there, or a holder of rights.
    """
    entry: Any = view.entry
    if view.settings is None or entry.kind != "dataset":
        return
    people, organisations, seen = view.settings.people, view.settings.organisations, set()
    named = [("rights_holder", entry.rights_holder)]
    named += [
        (path, people[key].organisation) for path, key in _named(view) if path.startswith("creators") and key in people
    ]
    for path, key in named:
        found = organisations.get(key) if key else None
        text = (found.ror or "").removeprefix("https://ror.org/") if found else ""
        expected = ror_digits(text) if text else None
        if key and expected and expected != text[-2:] and key not in seen:
            seen.add(key)
            yield Hit(
                path,
                f"the ROR id of {key!r} in glovebook.yaml, {text}, has a wrong digit: it would end in {expected}",
                "copy it from ror.org",
                related=[Place("glovebook.yaml", path=f"organisations.{key}.ror")],
            )


@rule("people/known", "warning", draft="should", archive="must")
def known(view: View) -> Iterator[Hit]:
    """Whoever reviewed, amended, made or keeps something is a person of the notebook or an ORCID.

    The operator has a rule of its own.
    """
    if view.settings is None:
        return
    people = view.settings.people
    for path, text in _named(view):
        if path == "operator" or text in people or ORCID.fullmatch(text):
            continue
        from difflib import get_close_matches

        close = get_close_matches(text, people, 1)
        yield Hit(
            path,
            f"{text!r} is neither a person of the notebook nor an ORCID",
            f"did you mean {close[0]!r}?" if close else "add the person under 'people:' in glovebook.yaml",
            fix=Fix(path, close[0]) if close else None,
        )
