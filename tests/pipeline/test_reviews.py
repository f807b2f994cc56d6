"""Reviews attest a text; a later edit is an amendment with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.changes.review import review
from glovebook.pipeline.check import check
from glovebook.pipeline.new import new
from glovebook.pipeline.set import set_fields
from glovebook.schema.document import read_document
from glovebook.schema.review import reviewed_sha256
from glovebook.store.notebook import Notebook

TEXT = 'kind: note\nschema: "1.0"\nid: x\n# why\ntitle: A\n\nnotes: B\n'
REVIEWS = "reviews:\n  - by: hws\n    date: 2018-01-20\n    verdict: approved\n"
AMENDMENTS = "amendments: [\n  {by: lhe, date: 2018-02-02, reason: typing error}\n]\n"


def digest(text: str) -> str:
    """What a review of a text attests."""
    return reviewed_sha256(read_document(text))


@pytest.mark.parametrize("added", [REVIEWS, AMENDMENTS, REVIEWS + AMENDMENTS])
@pytest.mark.parametrize("place", ["# why", "\nnotes: B", ""])
def test_reviews_are_not_part_of_what_was_read(added: str, place: str) -> None:
    """A review may be added anywhere, in any layout, and the text stays the one that was read."""
    at = TEXT.index(place) + (place[:1] == "\n") if place else len(TEXT)
    assert digest(TEXT[:at] + added + TEXT[at:]) == digest(TEXT)


def test_line_ends_and_the_line_for_editors_do_not_count() -> None:
    """What git or an editor changes by itself is no edit."""
    line = "# yaml-language-server: $schema=../.glovebook/schemas/1.0/note.json\n"
    assert digest(line + TEXT.replace("\n", "\r\n")) == digest(TEXT)


@pytest.mark.parametrize("old", ["A", "# why", "B", "note"])
def test_everything_else_counts(old: str) -> None:
    """A comment is part of the record, too."""
    assert digest(TEXT.replace(old, old + "s", 1)) != digest(TEXT)


def reviewed(path: Path) -> list[tuple[str, str, str]]:
    """Rule, path and message of what is found about reviews."""
    found = check([path])[0].findings
    return [(one.rule, one.path, one.message) for one in found if one.rule.startswith("review/")]


def test_an_edit_after_the_review_needs_a_reason(empty: Notebook) -> None:
    """The reviewed text has no finding; changed, it has one, until an amendment says why."""
    path = new(empty, "note", "n1", values={"title": "A", "date": "2018-01-15"})
    text = path.read_text("utf-8")
    review = f"reviews: [{{by: hws, date: 2018-01-20, verdict: approved, sha256: {digest(text)}}}]\n"
    path.write_text(text + review, "utf-8")
    assert reviewed(path) == []
    path.write_text(text.replace("title: A", "title: B") + review, "utf-8")
    assert reviewed(path) == [
        ("review/amended", "reviews[0].sha256", "the text is not the one that hws reviewed on 2018-01-20")
    ]
    path.write_text(path.read_text("utf-8") + AMENDMENTS, "utf-8")
    assert reviewed(path) == []


def test_an_edit_after_an_amendment_shows(empty: Notebook) -> None:
    """The verbs say which text an amendment left; what another editor changes then needs a reason of its own."""
    path = new(empty, "note", "n1", values={"title": "A", "date": "2018-01-15"})
    review(path, "approved", by="hws")
    set_fields(path, {"title": "B"}, reason="a slip", by="jc")
    assert reviewed(path) == []
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: B", "title: C"), "utf-8")
    ((rule, where, message),) = reviewed(path)
    assert (rule, where) == ("review/amended", "amendments[0].sha256")
    assert message.startswith("the text is not the one that jc left on 20")
    set_fields(path, {"tags[0]": "c"}, reason="C it is", by="hws")
    assert reviewed(path) == []
    path.write_text(text.replace("title: B", "title: A"), "utf-8")
    assert reviewed(path) == []  # what was approved is approved
