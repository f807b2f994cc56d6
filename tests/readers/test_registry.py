"""The registry: which reader takes which file, and what is refused before any reader is asked."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from glovebook import readers
from glovebook.readers import FORMATS, read
from glovebook.schema.refusal import Refusal

TEXT = b"Freq.[Hz]\tZs'[ohm]\tZs''[ohm]\n1e3\t1\t-1\n1e2\t2\t-2\n1e1\t3\t-1\n"
HEADINGS = ("Written by:", "Layout:", "Columns (unit):", "Uncertainty:", "Not read:", "Checked against:")


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.title)
def test_every_reader_says_the_same_things_of_itself(known: readers.Format) -> None:
    """Each module of the registry has ``read_bytes`` and a docstring with the agreed headings in their order."""
    module = import_module(known.module)
    assert callable(module.read_bytes)
    places = [(module.__doc__ or "").find(heading) for heading in HEADINGS]
    assert -1 not in places
    assert sorted(places) == places


def test_identity_of_the_file(tmp_path: Path) -> None:
    """The table carries name, hash and size of the bytes it came from."""
    file = tmp_path / "p7.txt"
    file.write_bytes(TEXT)
    table = read(file)
    assert (str(file), hashlib.sha256(TEXT).hexdigest(), len(TEXT)) == (table.source, table.sha256, table.size)


def test_signature_outranks_extension(make_ism: Callable[..., bytes]) -> None:
    """A Zahner file under another name is still read as one."""
    assert read(make_ism((2.0, 1.0), (1.0, 1.0), (-1.0, -1.0)), "p7.dat").reader == "zahner_ism"


def test_unknown_extension_is_tried_as_text() -> None:
    """Text under an extension of its own is read by its columns."""
    assert read(TEXT, "p7.dta").reader == "delimited"


def test_only_the_module_needed_is_imported() -> None:
    """Reading a text file leaves the other readers unloaded."""
    program = (
        "import sys\nfrom glovebook.readers import read\nread(sys.stdin.buffer.read(), 'p7.txt')\n"
        "print(sorted(n for n in sys.modules if n.startswith('glovebook.readers.electrochemistry.')))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], input=TEXT, capture_output=True, check=True)
    assert done.stdout.decode().strip() == str(
        ["glovebook.readers.electrochemistry.column_names", "glovebook.readers.electrochemistry.delimited"]
    )


def test_empty_file() -> None:
    """An empty file is refused as such."""
    with pytest.raises(Refusal) as caught:
        read(b"", "p7.txt")
    assert str(caught.value) == "p7.txt is empty; copy it again from the instrument"


def test_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere is refused with the path."""
    with pytest.raises(Refusal) as caught:
        read(tmp_path / "p7.ism")
    assert str(caught.value) == f"{tmp_path / 'p7.ism'} cannot be read: No such file or directory; check the path"


def test_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is refused by its size, without being opened."""
    monkeypatch.setattr(readers, "LARGEST_FILE", 10)
    file = tmp_path / "film.txt"
    file.write_bytes(TEXT)
    with pytest.raises(Refusal) as caught:
        read(file)
    assert caught.value.message == f"{file} holds 0 MB; files above 0 MB are not read"
    assert caught.value.hint == "name the raw file of one measurement"
