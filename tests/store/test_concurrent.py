"""Two processes change one entry at once: nothing of either is lost, whatever they change."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glovebook.pipeline.changes.resolve import conflicts
from glovebook.pipeline.new import init
from glovebook.schema.document import read_document
from glovebook.store import history
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook

WRITER = """
import json, sys, time
from pathlib import Path
from glovebook.pipeline.set import set_fields
print("ready", flush=True)
for line in sys.stdin:
    path, values, base = json.loads(line)
    began = time.monotonic()
    saved = set_fields(Path(path), values, base=base)
    print(json.dumps([saved.merged, str(saved.conflict or ""), began, time.monotonic()]), flush=True)
"""
PAIRS = 100
BASE = """\
kind: pellet
schema: "1.0"
id: {id}
title: Pellet   # the first one
diameter: 8 mm
thickness: {{value: 1.02 mm, method: micrometer}}
made_from:
  - {{entry: s1, amount: 40 mg}}
custom: {{a: x, b: x}}
notes: as it was
"""
VALUES = {
    "title": ["Mine", "it's: #1", ""],
    "diameter": ["9 mm", "10.0(1) mm", ""],
    "thickness.value": ["1.03 mm", "~1 mm"],
    "thickness.method": ["caliper", "mean"],
    "made_from[0].amount": ["41 mg", "42 mg"],
    "custom.a": ["y", "z", ""],
    "custom.c": ["new", "newer"],
    "notes": ["one\ntwo\n", "three"],
    "operator": ["ann", "bob"],
    "mass": ["44 mg", "45 mg"],
}
FIELDS = sorted(VALUES)


def change_of(names: Sequence[str]) -> st.SearchStrategy[dict[str, str]]:
    """Some value for each of these fields."""
    return st.fixed_dictionaries({name: st.sampled_from(VALUES[name]) for name in names})


CHANGE = st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4, unique=True).flatmap(change_of)
SAME_OR_OTHERS = CHANGE.flatmap(lambda first: st.tuples(st.just(first), change_of(list(first)) | CHANGE))
"""Two changes, of the same fields or of whatever fields."""


class Tried(NamedTuple):
    """What one pair of changes came to."""

    overlapped: bool
    """Whether one began before the other was done."""
    clashed: bool
    merged: bool
    """Whether each side has fields of its own in the outcome, that the other did not touch."""


class Writer:
    """A process that sets fields when it is told to."""

    def __init__(self) -> None:
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen([sys.executable, "-P", "-c", WRITER], **pipes)

    def tell(self, *order: object) -> None:
        """Gives an order, and does not wait for it."""
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        """What came of the order."""
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def writers() -> Iterator[list[Writer]]:
    """Two processes of their own."""
    made = [Writer(), Writer()]
    for writer in made:
        assert writer.process.stdout.readline() == "ready\n"
    yield made
    for writer in made:
        writer.process.stdin.close()
        assert writer.process.wait(30) == 0
        writer.process.stdout.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """The notebook that both work in."""
    return init(tmp_path_factory.mktemp("shared") / "lab", "Shared")


def test_nothing_is_lost(writers: list[Writer], shared: Notebook) -> None:
    """A hundred random pairs, most of them at the same moment: some clash, some come together, and nothing is lost."""
    tried: list[Tried] = []

    @settings(max_examples=PAIRS, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(changes=SAME_OR_OTHERS)
    def pair(changes: tuple[dict[str, str], dict[str, str]]) -> None:
        tried.append(both_kept(writers, shared, *changes))

    pair()
    assert len(tried) >= PAIRS
    assert sum(one.overlapped for one in tried) > PAIRS / 2
    assert sum(one.clashed for one in tried) > PAIRS / 20
    assert sum(one.merged for one in tried) > PAIRS / 20


def both_kept(writers: list[Writer], shared: Notebook, first: dict[str, str], second: dict[str, str]) -> Tried:
    """Fields that one side changed have its value; of a field that both changed, both values are to be seen."""
    name = f"p{len(shared.ids())}"
    path = shared.root / f"entries/{name}.gb.yaml"
    base = BASE.format(id=name)
    path.write_text(base, "utf-8")
    for writer, values in zip(writers, (first, second), strict=True):
        writer.tell(str(path), values, history.sha256(base.encode()))
    answers = [writer.answer() for writer in writers]
    sides = edit(base, first), edit(base, second)
    before, own, other, after = (leaves(text) for text in (base, *sides, path.read_text("utf-8")))
    clashing = {
        field.name: {field.theirs or "", field.mine or ""} for found in conflicts(path) for field in found.fields
    }
    clashed, alone = bool(clashing), [0, 0]
    for field in {*before, *own, *other, *after}:
        texts = before.get(field, ""), own.get(field, ""), other.get(field, "")
        if texts[1] == texts[0] or texts[1] == texts[2]:
            assert after.get(field, "") == texts[2]
            alone[1] += texts[2] not in texts[:2]
        elif texts[2] == texts[0]:
            assert after.get(field, "") == texts[1]
            alone[0] += 1
        else:
            assert clashing.pop(field) == {texts[1], texts[2]}
            assert after.get(field, "") in texts[1:]
    assert clashing == {}
    assert "# the first one" in path.read_text("utf-8") or "" in (first.get("title"), second.get("title"))
    assert [bool(conflict) for _, conflict, _, _ in answers].count(True) == len(conflicts(path)) == clashed
    kept = {version.sha256 for version in history.versions(shared.root, f"entries/{name}.gb.yaml")}
    wanted = {base, path.read_text("utf-8"), *(sides if clashed else ())}
    assert {history.sha256(text.encode()) for text in wanted} <= kept
    begins, ends = zip(*((begin, end) for _, _, begin, end in answers), strict=True)
    return Tried(max(begins) < min(ends), clashed, all(alone))


def leaves(text: str) -> dict[str, str]:
    """Path -> text of the fields that are filled in; a list counts item by item."""
    found: dict[str, str] = {}

    def collect(value: Any, path: str) -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                collect(item, f"{path}.{name}".strip("."))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                collect(item, f"{path}[{index}]")
        elif value is not None:
            found[path] = value

    collect(read_document(text).data, "")
    return found
