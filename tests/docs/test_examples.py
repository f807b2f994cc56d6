"""The pages say what the code does: every example is run, and its output is the one that is shown."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from glovebook.pipeline.check import check_text
from glovebook.store.notebook import SUFFIX


def test_outputs_are_those_that_come_out(page: Path, examples: ModuleType, tmp_path: Path) -> None:
    """A page that is run again reads the same; ``python docs/examples.py`` writes it anew."""
    text = page.read_text("utf-8")
    assert text == examples.settled(text, examples.rendered(text, tmp_path))


def test_entries_are_sound(page: Path, examples: ModuleType, tmp_path: Path) -> None:
    """An entry that a page shows has no findings, unless the page runs ``glovebook check`` on it and shows them."""
    text = page.read_text("utf-8")
    for block in examples.blocks(text):
        name = block.text.split("\n")[0].removeprefix("# ")
        is_entry = block.language == "yaml" and name.endswith(SUFFIX) and not name.startswith("templates/")
        if is_entry and f"$ glovebook check {name}" not in text:
            assert check_text(block.text, tmp_path / Path(name).name).findings == [], name


def test_a_wrong_output_shows(examples: ModuleType, tmp_path: Path) -> None:
    """The comparison can fail: a shown output is thrown away and what comes out takes its place."""
    page = '```console\n$ glovebook quantity "8 mm"\n8 mm: a guess\n```\n\n```pycon\n>>> 1 + 1\n3\n```\n'
    expected = page.replace("8 mm: a guess", "8 mm: length, 0.008 m\n  = 8000 µm").replace("\n3\n", "\n2\n")
    assert expected == examples.rendered(page, tmp_path)


@pytest.mark.parametrize(
    ("shown", "found", "settled"),
    [
        ("E = 0.5300(12) eV", "E = 0.5301(12) eV", "E = 0.5300(12) eV"),
        ("E = 0.5300(12) eV", "E = 0.5302(12) eV", "E = 0.5302(12) eV"),
        ("6.517e+05 ohm", "6.518e+05 ohm", "6.517e+05 ohm"),
        ("43 rows", "44 rows", "44 rows"),
        ("a 1.0", "b 1.1", "b 1.1"),
    ],
)
def test_only_a_last_digit_is_settled(examples: ModuleType, shown: str, found: str, settled: str) -> None:
    """A decimal may differ by one in its last digit, in the same words; nothing else may."""
    assert settled == examples.settled(shown, found)


def test_a_broken_example_is_no_output(examples: ModuleType, tmp_path: Path) -> None:
    """Only what Glovebook refuses is shown as an exception; that of a typing error must not become part of a page."""
    with pytest.raises(NameError, match="glovebok"):
        examples.rendered("```pycon\n>>> glovebok.open\n```\n", tmp_path)


@pytest.mark.parametrize(
    "block", ["```\nplain\n```\n", "```bash\nls\n```\n", "```console\n$ rm x\n```\n", "```yaml\nkind: pellet\n```\n"]
)
def test_what_cannot_be_run_is_refused(examples: ModuleType, tmp_path: Path, block: str) -> None:
    """A block in another language, another command and a nameless file are errors, so that none slips by unchecked."""
    with pytest.raises(ValueError, match=r"a block of|cannot be run|names its file"):
        examples.rendered(block, tmp_path)
