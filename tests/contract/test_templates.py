"""What every shipped template must keep."""

from __future__ import annotations

import re

import pytest

from glovebook.pipeline.check import check
from glovebook.pipeline.new import new
from glovebook.pipeline.templates import Template, started, templates
from glovebook.schema.document import parse_path, read_document
from glovebook.schema.parse import parse
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook

READY = [template for template in templates()[0] if template.origin == "shipped"]


def test_procedures_of_the_paper_are_here() -> None:
    """Its synthesis, pellets, cells and every measurement, and a weigh sheet."""
    expected = {
        *("cell-cv-na-pt", "cell-tis2-na", "cv-wide-window", "cycling-tis2-na", "eis-series", "pellet-battery"),
        *("pellet-cv", "pellet-eis", "raman-532nm", "synthesis-sealed-crucible", "tga-argon", "weigh-sheet"),
        "xrd-under-tape",
    }
    assert {template.name for template in READY} == expected


@pytest.fixture(params=READY, ids=[template.name for template in READY])
def template(request: pytest.FixtureRequest) -> Template:
    """Each shipped template."""
    found: Template = request.param
    return found


def test_new_entry_is_clean(template: Template, notebook: Notebook) -> None:
    """An entry made from it has nothing to complain about, and deviates in nothing."""
    path = new(notebook, template.kind, template=template.name)
    assert [finding.as_text() for finding in check([path])[0].findings] == []


def test_it_names_itself(template: Template) -> None:
    """The procedure in it is its own name, with a version."""
    procedure = read_document(template.text).data["procedure"]
    assert procedure == {"template": template.name, "version": template.version}
    assert template.version


def test_first_line_says_what_it_is_for(template: Template) -> None:
    """The list of templates shows it: one line, one sentence."""
    assert template.summary.endswith(".")
    assert len(template.summary) <= 110


def test_parameters_name_fields_in_it(template: Template) -> None:
    """A parameter sets a line that stands in the template."""
    places = read_document(template.text).values
    assert [path for path in template.parameters.values() if parse_path(path) not in places] == []


def test_parameters_set_to_what_they_are_change_nothing(template: Template) -> None:
    """The same values given again lead to the same entry, but for the record of having been given."""
    document = read_document(template.text)
    given = {}
    for name, path in template.parameters.items():
        mark = document.values[parse_path(path)]
        given[name] = template.text[mark.start : mark.end].strip("\"'")
    filled = {name: value for name, value in given.items() if value}
    plain, varied = (parse(edit(started(template, values), {"id": "x"})).entry for values in ({}, filled))
    assert plain is not None
    assert varied is not None
    assert varied.model_dump(mode="json", exclude={"procedure"}) == plain.model_dump(mode="json", exclude={"procedure"})


def test_entry_does_not_speak_of_parameters(template: Template) -> None:
    """The line that declares them stays in the template."""
    assert not re.search("^# parameters", started(template, {}), re.MULTILINE)
