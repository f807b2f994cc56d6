"""Two processes change one entry at once: nothing of either is lost, whatever they change."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

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
import json, sys
from pathlib import Path
from glovebook.pipeline.set import set_fields
print("ready", flush=True)
for line in sys.stdin:
    path, values, base = json.loads(line)
    saved = set_fields(Path(path), values, base=base)
    print(json.dumps([saved.merged, str(saved.conflict or "")]), flush=True)
"""
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
CHANGE = st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: st.sampled_from(VALUES[name]) for name in names})
)


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


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=CHANGE, second=CHANGE)
def test_nothing_is_lost(
    writers: list[Writer], shared: Notebook, first: dict[str, str], second: dict[str, str]
) -> None:
    """Fields that one side changed have its value; of a field that both changed, both values are to be seen."""
    name = f"p{len(shared.ids())}"
    path = shared.root / f"entries/{name}.gb.yaml"
    base = BASE.format(id=name)
    path.write_text(base, "utf-8")
    for writer, values in zip(writers, (first, second), strict=True):
        writer.tell(str(path), values, history.sha256(base.encode()))
    answers = [writer.answer() for writer in writers]
    before, own, other, after = (
        leaves(text) for text in (base, edit(base, first), edit(base, second), path.read_text())
    )
    clashing = {
        field.name: {field.theirs or "", field.mine or ""} for found in conflicts(path) for field in found.fields
    }
    for field in {*before, *own, *other, *after}:
        texts = before.get(field, ""), own.get(field, ""), other.get(field, "")
        if texts[1] == texts[0] or texts[1] == texts[2]:
            assert after.get(field, "") == texts[2]
        elif texts[2] == texts[0]:
            assert after.get(field, "") == texts[1]
        else:
            assert clashing.pop(field) == {texts[1], texts[2]}
            assert after.get(field, "") in texts[1:]
    assert clashing == {}
    assert "# the first one" in path.read_text("utf-8") or "" in (first.get("title"), second.get("title"))
    assert any(conflict for _, conflict in answers) == bool(conflicts(path))
    kept = {version.sha256 for version in history.versions(shared.root, f"entries/{name}.gb.yaml")}
    assert {history.sha256(text.encode()) for text in (base, path.read_text("utf-8"))} <= kept


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
