"""Help of fields: declared, or the docstring behind the field, also of classes that are derived or have no source."""

from __future__ import annotations

from typing import ClassVar

from glovebook.schema import kinds
from glovebook.schema.definition import define
from glovebook.schema.parts import Part, field
from glovebook.schema.parts.docs import help_of


class Bench(Part):
    """What a bench is."""

    height: str | None = None
    """How high it is,
    from the floor."""
    width: str | None = field(about="How wide it is.")
    """Not this."""
    silent: str | None = None
    legs: ClassVar[int] = 4
    """No field."""


class Long(Bench):
    """A bench with a length."""

    length: str
    """How long it is."""
    height: str | None = None
    """How high it is, at both ends."""


def test_docstrings_behind_fields() -> None:
    """A text behind a field is its help, unless the declaration says another; what is no field has none."""
    assert help_of(Bench) == {"height": "How high it is,\nfrom the floor.", "width": "How wide it is."}


def test_derived_class() -> None:
    """A derived class has the help of its base, and its own goes before."""
    expected = {
        "height": "How high it is, at both ends.",
        "width": "How wide it is.",
        "length": "How long it is.",
    }
    assert help_of(Long) == expected


def test_schema_says_it() -> None:
    """The JSON Schema has the same texts."""
    properties = Long.model_json_schema()["properties"]
    assert {name: schema.get("description") for name, schema in properties.items()} == {**help_of(Long), "silent": None}


def test_kind_of_a_notebook() -> None:
    """A kind without source has the help of its definition, and that of what every entry has."""
    text = "kind: sem\ntitle: SEM\nsummary: Images.\nfields: [{name: voltage, type: voltage, help: Of the beam.}]\n"
    found = help_of(define("sem", text, "kinds/sem.yaml"))
    assert (found["voltage"], found["title"]) == ("Of the beam.", "What this is, in a few words.")


def test_no_field_without_help() -> None:
    """A kind's fields all have one; the form shows it."""
    for name in kinds.names():
        model = kinds.load(name)
        assert set(help_of(model)) == set(model.model_fields)
