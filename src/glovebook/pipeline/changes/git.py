"""Two files that make a notebook lie well in git; nothing else of Glovebook knows about git.

Git keeps versions itself, so the notebook's own history stays at home: it would add a file a save, and it names people.
Of ``.glovebook/`` only the schemas travel, to which the first lines of entries lead. Git must not change line ends:
results rest on checksums of bytes. Raw data and results are never merged line by line. Entries are merged by fields
where somebody told their git how (docs/history.md), and by lines elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from glovebook.store.write import write_atomically

IGNORE = """\
# what Glovebook can make anew, its own history, and its trash; the schemas are for editors
/.glovebook/*
!/.glovebook/schemas/
# of a write that was cut short
.*.tmp
.ipynb_checkpoints/
"""
ATTRIBUTES = """\
# results rest on checksums: line ends stay as they are
* -text
# entries merge by fields, where git knows how: git config merge.glovebook.driver "glovebook merge %O %A %B"
/glovebook.yaml merge=glovebook
/entries/**/*.gb.yaml merge=glovebook
/templates/*.gb.yaml merge=glovebook
# raw data and results do not merge
/data/** -merge
/results/** -merge
/results/**/figure.* -diff
"""


def put_git_files(folder: Path) -> None:
    """Writes ``.gitignore`` and ``.gitattributes`` where there are none."""
    for name, text in ((".gitignore", IGNORE), (".gitattributes", ATTRIBUTES)):
        if not (folder / name).exists():
            write_atomically(folder / name, text.encode())
