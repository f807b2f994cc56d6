"""The next step of a sample, and the same work once more: new entries that begin with another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline import new
from glovebook.pipeline.duplicate import duplicate
from glovebook.pipeline.follow import STEPS, follow, next_steps
from glovebook.pipeline.set import set_fields
from glovebook.schema import kinds
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    """A notebook with the synthesis ``s1``."""
    notebook = new.init(tmp_path / "lab", "Lab")
    new.new(notebook, "synthesis", "s1")
    return notebook


def test_steps_come_in_the_order_of_a_labs_day() -> None:
    """What follows a powder and a pellet is what a chemist does next."""
    assert [step.kind for step in next_steps("synthesis")] == ["sample", "pellet", "xrd", "raman", "tga", "other"]
    pellet = [step.kind for step in next_steps("pellet")]
    assert pellet == ["sample", "pellet", "cell", "eis", "dc_polarization", "cv", "xrd", "raman", "tga", "other"]
    assert next_steps("note") == []


@pytest.mark.parametrize(("kind", "field"), STEPS)
def test_every_step_links_back_without_a_finding(notebook: Notebook, kind: str, field: str) -> None:
    """The new entry reads back, links to the one before, and the link is of a kind that the rules take."""
    from glovebook.pipeline.check import check_text
    from glovebook.schema.entry import links

    before = STEPS[kind, field][0]
    new.new(notebook, before, "first")
    path = follow(notebook, "first", kind, "next")
    entry = notebook.parse(path).entry
    assert entry is not None
    assert links(entry) in ({f"{field}.entry": "first"}, {f"{field}[0].entry": "first"})
    wrong = [item for item in check_text(path.read_text("utf-8"), path).findings if item.path.startswith(field)]
    assert [item.message for item in wrong if item.severity == "error"] == []


def test_what_does_not_follow_is_refused(notebook: Notebook) -> None:
    """Cycling is done on a cell, not on a powder; the refusal says what follows."""
    with pytest.raises(Refusal, match="no cycling follows s1, which is a synthesis") as refused:
        follow(notebook, "s1", "cycling")
    assert refused.value.hint == "what follows: sample, pellet, xrd, raman, tga, other"
    assert notebook.ids() == ["s1"]


def test_values_may_be_given_along(notebook: Notebook) -> None:
    """What `new` takes is taken here, too: the amount that was pressed."""
    path = follow(notebook, "s1", "pellet", values={"made_from[0].amount": "44.0 mg"})
    assert "made_from:\n  - entry: s1\n    amount: 44.0 mg\n" in path.read_text("utf-8")


def test_duplicate_says_the_same_of_another_piece(notebook: Notebook) -> None:
    """Fields, links and comments are the same; identity, date and status are its own."""
    first = new.new(notebook, "pellet", "p1")
    set_fields(first, {"made_from[0].entry": "s1", "diameter": "8 mm", "status": "failed", "reason": "cracked"})
    first.write_text(first.read_text("utf-8").replace("diameter: 8 mm", "diameter: 8 mm  # die 3"), "utf-8")
    second = duplicate(notebook, "p1")
    one, two = (notebook.parse(path).entry for path in (first, second))
    assert isinstance(one, kinds.load("pellet"))
    assert isinstance(two, kinds.load("pellet"))
    assert (second.name, two.id, two.status, two.reason) == ("p2.gb.yaml", "p2", "planned", None)
    assert "diameter: 8 mm  # die 3\n" in second.read_text("utf-8")
    assert one.made_from == two.made_from  # type: ignore[attr-defined]  # pellets, as asserted above
    assert one.uuid != two.uuid
    assert "cracked" in first.read_text("utf-8")


def test_duplicate_leaves_what_belongs_to_one_entry(notebook: Notebook) -> None:
    """Raw files, reviews, amendments, remarks and waivers stay with the entry that they were made for."""
    first = new.new(notebook, "eis", "e1", values={"amplitude": "10 mV", "spectra[0].file": "data/a.txt"})
    set_fields(
        first, {"waive[0].rule": "eis/sweep", "waive[0].reason": "short", "log[0].at": "2026-01-01", "log[0].text": "x"}
    )
    set_fields(first, {"reviews[0].by": "hws", "reviews[0].date": "2026-01-02", "reviews[0].verdict": "rejected"})
    second = duplicate(notebook, "e1", "e7")
    text = second.read_text("utf-8")
    assert "amplitude: 10 mV\n" in text
    assert [name for name in ("data/a.txt", "waive", "reviews", "log:", "hws") if name in text] == []


def test_duplicate_overwrites_nothing(notebook: Notebook) -> None:
    """A taken or impossible id is refused, and so is an entry that cannot be read."""
    first = new.new(notebook, "pellet", "p1")
    with pytest.raises(Refusal, match="there is an entry 's1' already"):
        duplicate(notebook, "p1", "s1")
    with pytest.raises(Refusal, match="'P 1' is no id"):
        duplicate(notebook, "p1", "P 1")
    first.write_text(first.read_text("utf-8").replace("kind: pellet", "kind: pallet"), "utf-8")
    with pytest.raises(Refusal, match=r"entries/p1\.gb\.yaml cannot be read"):
        duplicate(notebook, "p1")
    assert sorted(notebook.ids()) == ["p1", "s1"]
