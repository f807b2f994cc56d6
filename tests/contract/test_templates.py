"""Every shipped template, those of the kinds and the special ones."""

from __future__ import annotations

from importlib import resources

import pytest

from glovebook.pipeline.check import check
from glovebook.pipeline.new import init, new, template_text
from glovebook.schema import kinds
from glovebook.schema.document import read_document
from glovebook.store.notebook import SUFFIX

SHIPPED = sorted(
    path.name.removesuffix(SUFFIX) for path in resources.files("glovebook.templates").iterdir() if SUFFIX in path.name
)


def test_every_kind_ships_one() -> None:
    """A kind that comes with Glovebook comes with a template that was written by hand."""
    assert set(kinds.names()) - set(SHIPPED) == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_new_from_template(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An entry made from any template is clean as a draft, and keeps every comment of the template."""
    notebook = init(tmp_path_factory.mktemp("lab") / "notebook")
    text = template_text(notebook, name)
    path = new(notebook, read_document(text).data["kind"], "x1", template=name)
    assert [finding.as_text() for report in check([path]) for finding in report.findings] == []
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert comments == [line for line in path.read_text("utf-8").splitlines() if line.lstrip().startswith("#")]
