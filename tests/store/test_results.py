"""Results on disk: counted up, never overwritten, stale when an input changes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Input, Result, Value
from glovebook.store import results
from glovebook.store.notebook import Notebook, sha256_of


def result(notebook: Notebook, number: str = "e1/impedance/001") -> Result:
    """A result that rests on the pellet and the raw file."""
    inputs = [Input(path, sha256_of(notebook.root / path)) for path in ("entries/p1.gb.yaml", "data/a.txt")]
    return Result(
        "impedance",
        values={"sigma_total": Value(1e-4, "S/cm", 2e-6), "n_1": Value(0.9, "")},
        series=[{"temperature": Value(298.0, "K"), "file": "data/a.txt", "points": 43.0, "note": None}],
        parameters={"circuit": "(R|Q)-Q"},
        id=number,
        entries=["e1", "p1"],
        inputs=inputs,
        created="2026-01-01T00:00:00+00:00",
    )


def stored(notebook: Notebook) -> list[str]:
    """The ids of all results of the entry."""
    return [item.result.id for item in results.stored(notebook, "e1")]


def test_round_trip(notebook: Notebook) -> None:
    """What was stored is read back, with its files beside it."""
    written = result(notebook)
    kept = results.store(notebook, written, {"table.csv": b"a\n1\n"})
    (read,) = results.stored(notebook, "e1", "impedance")
    assert (written.as_json(), ()) == (read.result.as_json(), read.stale)
    assert kept.folder == read.folder == notebook.root / "results/e1/impedance/001"
    assert sorted(path.name for path in read.folder.iterdir()) == ["result.json", "table.csv"]


def test_counted_up(notebook: Notebook) -> None:
    """Each result has the next number; over 999, too, and whatever else lies in the folder."""
    for expected in ("e1/impedance/001", "e1/impedance/002"):
        number = results.next_id(notebook, "e1", "impedance")
        assert expected == number
        results.store(notebook, result(notebook, number), {})
    (notebook.root / "results/e1/impedance/1041").mkdir()
    (notebook.root / "results/e1/impedance/9-notes").mkdir()
    assert results.next_id(notebook, "e1", "impedance") == "e1/impedance/1042"
    assert results.next_id(notebook, "e1", "arrhenius") == "e1/arrhenius/001"
    assert stored(notebook) == ["e1/impedance/001", "e1/impedance/002"]


def test_never_overwritten(notebook: Notebook) -> None:
    """A result whose number is taken gets the next one, in its file too; that under the number stays as it was."""
    kept = results.store(notebook, result(notebook), {"table.csv": b"first"})
    other = results.store(notebook, result(notebook), {"table.csv": b"second"})
    assert (kept.folder / "table.csv").read_bytes() == b"first"
    assert (other.folder.name, other.result.id) == ("002", "e1/impedance/002")
    assert stored(notebook) == ["e1/impedance/001", "e1/impedance/002"]
    assert sorted(path.name for path in kept.folder.parent.iterdir()) == ["001", "002"]


def test_stored_at_once(notebook: Notebook) -> None:
    """Several results stored at the same moment under the same number are all there, each whole."""
    count = 6
    ready = Barrier(count)

    def store(index: int) -> str:
        ready.wait()
        return results.store(notebook, result(notebook), {"table.csv": str(index).encode()}).result.id

    with ThreadPoolExecutor(count) as pool:
        ids = list(pool.map(store, range(count)))
    assert sorted(ids) == stored(notebook) == [f"e1/impedance/{number:03d}" for number in range(1, count + 1)]
    tables = {(notebook.root / "results" / name / "table.csv").read_bytes() for name in ids}
    assert tables == {str(index).encode() for index in range(count)}
    assert len(list((notebook.root / "results/e1/impedance").iterdir())) == count


def test_folder_appears_complete(notebook: Notebook) -> None:
    """A result whose files cannot all be written does not appear, and the next one takes its number."""
    with pytest.raises(Refusal, match="could not be written"):
        results.store(notebook, result(notebook), {"table.csv": b"", "x" * 300: b""})
    assert stored(notebook) == []
    assert results.next_id(notebook, "e1", "impedance") == "e1/impedance/001"
    results.store(notebook, result(notebook), {})
    assert [path.name for path in (notebook.root / "results/e1/impedance").iterdir()] == ["001"]


def test_stale(notebook: Notebook) -> None:
    """A result is current while all its inputs are what they were; the reasons name those that are not."""
    results.store(notebook, result(notebook), {})
    pellet, raw = notebook.root / "entries/p1.gb.yaml", notebook.root / "data/a.txt"
    before = pellet.read_bytes()
    assert results.current(notebook, "e1", "impedance") is not None
    pellet.write_bytes(before + b"# a remark\n")
    raw.unlink()
    (item,) = results.stored(notebook, "e1")
    assert item.stale == ("entries/p1.gb.yaml has changed", "data/a.txt is gone")
    assert results.current(notebook, "e1", "impedance") is None
    pellet.write_bytes(before)
    raw.write_bytes(b"1 2 3\n")
    assert results.current(notebook, "e1", "impedance") is not None


def test_current_is_the_newest_that_fits(notebook: Notebook) -> None:
    """Of several results the newest whose inputs still match counts, even if a newer one does not fit."""
    first = results.store(notebook, result(notebook), {})
    other = Result("impedance", id="e1/impedance/002", inputs=[Input("data/a.txt", "0" * 64)])
    results.store(notebook, other, {})
    newest = results.current(notebook, "e1", "impedance")
    assert newest is not None
    assert newest.result.id == first.result.id


def test_newest_of_each_method(notebook: Notebook) -> None:
    """Of each method, in the order of the kind: the current result, even below a stale one, or else the newest."""
    results.store(notebook, result(notebook), {})
    results.store(notebook, Result("impedance", id="e1/impedance/002", inputs=[Input("data/a.txt", "0" * 64)]), {})
    for number in ("001", "002"):
        stale = Result("arrhenius", id=f"e1/arrhenius/{number}", inputs=[Input("data/gone.txt", "0" * 64)])
        results.store(notebook, stale, {})
    found = [(item.result.id, item.stale) for item in results.newest(notebook, "e1")]
    assert found == [("e1/impedance/001", ()), ("e1/arrhenius/002", ("data/gone.txt is gone",))]
    assert results.newest(notebook, "p1") == []


def test_newest_stops_at_the_first_that_fits(notebook: Notebook) -> None:
    """Older results are not even read where a newer one is current: their inputs may be large."""
    first = results.store(notebook, result(notebook), {})
    (first.folder / "result.json").write_text("no result", encoding="utf-8")
    results.store(notebook, result(notebook), {})
    assert [item.result.id for item in results.newest(notebook, "e1")] == ["e1/impedance/002"]
    current = results.current(notebook, "e1", "impedance")
    assert current is not None
    assert current.result.id == "e1/impedance/002"


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"id": 1}', "\x00", '{"series": [1]}'])
def test_broken_result(notebook: Notebook, text: str) -> None:
    """A file that is no result of ours is refused by name, with what to do."""
    folder = notebook.root / "results/e1/impedance/001"
    folder.mkdir(parents=True)
    (folder / "result.json").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        results.stored(notebook, "e1")
    assert caught.value.message.startswith(f"{folder / 'result.json'} is no result of Glovebook: ")
    assert caught.value.hint == "move its folder away and analyse again"


def test_input_that_leads_out(notebook: Notebook, tmp_path: Path) -> None:
    """A result cannot make Glovebook look at files outside of the notebook."""
    results.store(notebook, result(notebook), {})
    file = notebook.root / "results/e1/impedance/001/result.json"
    data = json.loads(file.read_text("utf-8"))
    data["inputs"][0]["path"] = str(tmp_path / "x")
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(Refusal, match="leads out of the notebook"):
        results.stored(notebook, "e1")


def test_numbers_are_finite(notebook: Notebook) -> None:
    """No result holds a number that JSON has no word for."""
    with pytest.raises(Refusal):
        results.store(notebook, Result("impedance", values={"x": Value(float("nan"), "")}, id="e1/impedance/001"), {})
    assert stored(notebook) == []
