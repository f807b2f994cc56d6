"""A notebook in Python: entries by id, their quantities as attributes, and pages that show them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import glovebook
from glovebook.pipeline.new import new
from glovebook.pipeline.opened import OpenNotebook
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook


@pytest.fixture
def book(analysed: Notebook) -> OpenNotebook:
    """The analysed notebook, open."""
    return glovebook.open(analysed.root)


def test_entries_by_id(book: OpenNotebook) -> None:
    """A notebook holds entries by their ids; an entry has its fields as attributes."""
    assert list(book) == ["e1", "p1"]
    assert len(book) == 2
    assert "p1" in book
    assert "p2" not in book
    assert repr(book) == f"<notebook 'Pipeline' in {book.root}>"
    pellet = book["p1"]
    assert (pellet.thickness.text, pellet.thickness.si, pellet.diameter.si) == ("1.00(2) mm", 0.001, 0.008)
    assert pellet.entry.model_dump()["thickness"]["readings"] == []
    assert list(pellet.quantities) == ["diameter", "thickness.value"]
    assert "diameter" in dir(pellet)
    assert repr(pellet) == "<pellet p1: Pellet>"
    assert pellet.findings == []
    assert pellet.text.startswith("# yaml-language-server")


def test_results(book: OpenNotebook) -> None:
    """The results that count, by their methods."""
    found = book["e1"].results
    assert list(found) == ["impedance", "arrhenius"]
    assert found["arrhenius"].values["ea_ln_sigma"].unit == "eV"


def test_what_is_not_there(book: OpenNotebook) -> None:
    """A wrong id or field is met with the nearest right one; what cannot be read says why."""
    with pytest.raises(Refusal, match=r"there is no entry 'p11' in .*; did you mean 'p1'\?"):
        _ = book["p11"]
    with pytest.raises(AttributeError, match=r"pellet p1 has no field 'thicknes'; did you mean 'thickness'\?"):
        _ = book["p1"].thicknes
    (book.root / "entries/p1.gb.yaml").write_text("kind: [", encoding="utf-8")
    with pytest.raises(Refusal, match=r"p1\.gb\.yaml cannot be read: entries/p1\.gb\.yaml:2:1: not readable as YAML"):
        _ = book["p1"]


def test_the_files_are_followed(book: OpenNotebook) -> None:
    """What another process writes is there at the next question, also in a second open notebook."""
    other = glovebook.open(book.root)
    assert other.find("kind:eis").ids == ["e1"]
    new(book, "pellet", "p2", values={"thickness": "2 mm"})
    for either in (book, other):
        assert either.find("thickness > 1.5 mm").ids == ["p2"]
        assert either["p2"].thickness.text == "2 mm"
        either.close()
    assert book.find("thickness > 1.5 mm").ids == ["p2"]


WRITER = """
import sys
import glovebook
from glovebook.pipeline.changes.rename import rename
from glovebook.pipeline.set import set_fields
book, name = glovebook.open(sys.argv[1]), "p1"
for number in range(2, 14):
    set_fields(book.path_of(name), {"thickness": f"{number} mm"})
    if number % 3 == 0:
        rename(book, name, f"p{number}")
        name = f"p{number}"
"""


def test_while_another_process_writes(book: OpenNotebook) -> None:
    """An entry that is changed and renamed all the time is there once in every answer, never older than before."""
    seen, ids = [], []
    with subprocess.Popen([sys.executable, "-P", "-c", WRITER, book.root]) as writer:
        while writer.poll() is None:
            frame = book.table("pellet", ["thickness"])
            seen.append(float(frame["thickness"].iloc[0]))
            ids.append((len(frame), len(book.find("kind:pellet"))))
    assert writer.returncode == 0
    assert set(ids) == {(1, 1)}
    assert seen == sorted(seen)
    assert book.find("kind:pellet").ids == ["p12"]
    assert book["p12"].thickness.si == 0.013
    assert book["e1"].measured_on.entry == "p12"


def test_hits(book: OpenNotebook) -> None:
    """What was found is a sequence that shows itself as a table."""
    hits = book.find("thickness > 0.5 mm")
    assert (len(hits), hits[0].id, hits.ids) == (1, "p1", ["p1"])
    assert repr(hits) == "<1 found by 'thickness > 0.5 mm': p1>"
    assert "<td>thickness = 1.00(2) mm</td>" in hits._repr_html_()
    assert hits[:1] == list(hits)
    assert hits.ids == glovebook.find("thickness > 0.5 mm", book.root).ids


def test_what_hits_were_found_by_is_looked_up_when_it_is_asked_for(book: OpenNotebook) -> None:
    """For hits alone, in slices and all together the same; for an entry that has changed since, as it is now."""
    hits = book.find("sigma_total > 1e-9 S/cm or diameter = 8 mm")
    together = {hit.id: hit.matches for hit in hits}
    assert hits.ids == list(together) == ["e1", "p1"]
    assert [hits[0].matches, *(hit.matches for hit in hits[1:])] == list(together.values())
    assert [match.path for match in together["p1"]] == ["diameter"]
    assert {match.result for match in together["e1"]} == {"e1/impedance/001"}
    file = book.root / "entries/p1.gb.yaml"
    file.write_text(file.read_text("utf-8").replace("diameter: 8.00(2) mm", "diameter: 9 mm"), encoding="utf-8")
    assert book.find("diameter = 9 mm").ids == ["p1"]
    assert (hits[1].id, hits[1].matches) == ("p1", ())


def test_pages(book: OpenNotebook) -> None:
    """A notebook and an entry show themselves; what people wrote is text, never markup."""
    file = book.root / "entries/p1.gb.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Pellet", "title: <script>x</script>"), encoding="utf-8")
    page = book["p1"]._repr_html_()
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert ">8.00(2) mm</span>" in page
    assert "<h4>Pipeline</h4>" in book._repr_html_()
    series = book["e1"]._repr_html_()
    assert ">e1/arrhenius/001 (stale: entries/p1.gb.yaml has changed)</caption>" in series
    assert [series.count(f">{value} K</") for value in (302, 330, 372)] == [2, 2, 2]  # of the entry, and of the result
    assert "sha256" not in series
    assert "<td>pellet</td><td>1</td>" in book._repr_html_()
    assert "<script>" not in book.find("kind:pellet")._repr_html_()


def test_a_large_notebook_is_not_looked_through_each_time(book: OpenNotebook) -> None:
    """A look that took long is repeated after a multiple of its time; a small notebook is looked at each time."""
    book.find("kind:pellet")
    book._looks.lasted = 1000.0
    new(book, "pellet", "p2")
    assert book.find("kind:pellet").ids == ["p1"]
    book._looks.lasted = 0.0
    assert sorted(book.find("kind:pellet").ids) == ["p1", "p2"]
    assert Path(book.root / ".glovebook/index.sqlite").is_file()
