"""Several processes that use the index of one notebook at once, while it is written to and even thrown away."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from glovebook.store.index import Index
from glovebook.store.notebook import Notebook

LOOKS = """
import json, sys
from pathlib import Path
from glovebook.store.index import Index
from glovebook.store.index.query import find
from glovebook.store.notebook import Notebook

notebook = Notebook.open(Path(sys.argv[1]))
print("ready", flush=True)
counts = []
with Index.open(notebook) as index:
    for line in sys.stdin:
        index.refresh()
        counts.append(len(find(index, "diameter >= 0.8 cm").rows))
        print(counts[-1], flush=True)
    index.refresh()
    print(json.dumps({row.id: row.title for row in index.rows()}), flush=True)
"""


def write(notebook: Notebook, number: int, title: str) -> Path:
    """A pellet's file, written anew."""
    file = notebook.root / f"entries/q{number:02d}.gb.yaml"
    file.write_text(f'kind: pellet\nschema: "1.0"\nid: q{number:02d}\ntitle: {title}\ndiameter: 8 mm\n', "utf-8")
    return file


def test_three_at_once(notebook: Notebook) -> None:
    """Whatever the others do, each finds what is in the files; in the end all have the same, and the database is whole."""
    command = [sys.executable, "-P", "-c", LOOKS, str(notebook.root)]
    others = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    with Index.open(notebook) as mine:
        assert [other.stdout.readline() for other in others] == ["ready\n"] * 3
        for step in range(12):
            write(notebook, step, f"step {step}")
            write(notebook, step // 2, f"again in step {step}")
            if step == 6:
                (notebook.root / ".glovebook/index.sqlite").unlink()
            for other in others:  # all look at the same moment
                other.stdin.write("look\n")
                other.stdin.flush()
            mine.refresh()
            assert [other.stdout.readline() for other in others] == [f"{step + 2}\n"] * 3
        last = [other.communicate() for other in others]
        mine.refresh()
        titles = {row.id: row.title for row in mine.rows()}
    assert [(json.loads(said), errors) for said, errors in last] == [(titles, "")] * 3
    assert titles["q05"] == "again in step 11"
    connection = sqlite3.connect(notebook.root / ".glovebook/index.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
