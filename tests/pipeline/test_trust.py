"""Rules that a lab adds: only what the person trusts, as it was when it was trusted, and nothing that fails stops a check."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from glovebook.pipeline import trust
from glovebook.pipeline.check import check
from glovebook.pipeline.new import new
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook
from glovebook.validators.engine import loading, rules_for
from glovebook.validators.rule import RULES

RULE = """\
from glovebook.validators.rule import Hit, rule


@rule("{}", "warning", draft="should", archive="must", kinds=("note",))
def check(view):
    \"\"\"Notes of our lab have a tag.\"\"\"
    if not view.entry.tags:
        yield Hit("tags", "the note has no tag", "write one, e.g. 'tags: [glovebox]'")
"""


@pytest.fixture
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A configuration of its own; what was loaded is forgotten afterwards."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    yield tmp_path / "config/glovebook" / trust.LIST
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    trust.load_lab_rules()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A Python file with one rule."""
    path = tmp_path / "our_rules.py"
    path.write_text(RULE.format("ourlab/tag"), "utf-8")
    return path


def said(notebook: Notebook) -> list[str]:
    """The findings of a note without a tag, and what was left out."""
    paths = [notebook.root / "entries/n1.gb.yaml"]
    if not paths[0].exists():
        new(notebook, "note", "n1")
    findings = [finding.as_text() for report in check(paths) for finding in report.findings]
    return [*findings, *map(str, trust.load_lab_rules())]


FOUND = "entries/n1.gb.yaml:3:1: tags: the note has no tag; write one, e.g. 'tags: [glovebox]' [ourlab/tag]"


def test_trusted(empty: Notebook, configuration: Path, file: Path) -> None:
    """A file that is trusted takes part in every check, until it is trusted no longer."""
    assert said(empty) == []
    assert trust.trust(file) == ["ourlab/tag"]
    assert said(empty) == [FOUND]
    assert RULES["ourlab/tag"].origin == str(file)
    assert (configuration.stat().st_mode & 0o777, list(trust.trusted())) == (0o600, [file])
    trust.distrust(file)
    assert said(empty) == []
    with pytest.raises(Refusal) as caught:
        trust.distrust(file)
    assert str(caught.value) == f"{file} is not trusted; see: glovebook trust --list"


def test_a_changed_file_is_not_trusted(empty: Notebook, configuration: Path, file: Path, tmp_path: Path) -> None:
    """A file that has changed is not run, and that is said; the same bytes elsewhere are not trusted either."""
    assert not configuration.exists()
    trust.trust(file)
    before = file.read_bytes()
    file.write_text(f"open({str(tmp_path / 'was_run')!r}, 'w')\n", "utf-8")
    changed = (
        f"{file} has changed since it was trusted; its rules are not used; look at it, then run: glovebook trust {file}"
    )
    assert said(empty) == [changed]
    assert not (tmp_path / "was_run").exists()
    file.write_bytes(before)
    assert said(empty) == [FOUND]
    file.rename(tmp_path / "moved.py")
    gone = f"{file} could not be read: No such file or directory; or run: glovebook trust --remove {file}"
    assert said(empty) == [gone]


def test_a_file_behind_a_link(empty: Notebook, configuration: Path, file: Path, tmp_path: Path) -> None:
    """What is trusted is the file, not the link to it: the link may lead elsewhere afterwards."""
    assert not configuration.exists()
    other = tmp_path / "other.py"
    other.write_text(f"open({str(tmp_path / 'was_run')!r}, 'w')\n", "utf-8")
    link = tmp_path / "link.py"
    link.symlink_to(file)
    trust.trust(link)
    link.unlink()
    link.symlink_to(other)
    assert said(empty) == [FOUND]
    file.unlink()
    file.symlink_to(other)
    assert said(empty)[0].startswith(f"{file} has changed since it was trusted")
    assert not (tmp_path / "was_run").exists()


def test_a_notebook_cannot_trust(empty: Notebook, configuration: Path, tmp_path: Path) -> None:
    """Code in a notebook is not run, whatever the notebook says about it."""
    assert not configuration.exists()
    code = f"open({str(tmp_path / 'was_run')!r}, 'w')\n"
    places = (
        "rules.py",
        "rules/x.py",
        "kinds/note.py",
        "validators/kinds/note.py",
        ".glovebook/rules.py",
        "conftest.py",
    )
    for name in places:
        (empty.root / name).parent.mkdir(parents=True, exist_ok=True)
        (empty.root / name).write_text(code, "utf-8")
    mine = {"files": [{"path": str(empty.root / "rules.py"), "sha256": loading_sha(code)}]}
    for folder in (".config/glovebook", "config/glovebook", ".glovebook"):
        (empty.root / folder).mkdir(parents=True, exist_ok=True)
        (empty.root / folder / trust.LIST).write_text(json.dumps(mine), "utf-8")
    assert said(empty) == []
    settings = empty.root / "glovebook.yaml"
    settings.write_text(settings.read_text("utf-8") + "rules: [rules.py]\n", "utf-8")
    with pytest.raises(Refusal, match="there is no field 'rules' here"):
        said(empty)
    assert not (tmp_path / "was_run").exists()


def loading_sha(code: str) -> str:
    """SHA-256 of a text."""
    import hashlib

    return hashlib.sha256(code.encode()).hexdigest()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps rights in another way")
def test_a_list_that_others_can_write(empty: Notebook, configuration: Path, file: Path) -> None:
    """A list that others can write to is not relied on."""
    trust.trust(file)
    configuration.chmod(0o666)
    assert said(empty) == [
        f"{configuration} can be written by others; no file of rules is trusted; run: chmod 600 {configuration}"
    ]
    configuration.chmod(0o600)
    assert said(empty) == [FOUND]


@pytest.mark.parametrize("content", ["", "[", "[]", '{"files": [1]}', '{"files": [{"path": "a.py"}]}'])
def test_a_broken_list(empty: Notebook, configuration: Path, file: Path, content: str) -> None:
    """A list that cannot be read is said, and checks go on without."""
    trust.trust(file)
    configuration.write_text(content, "utf-8")
    assert said(empty) == [
        f"{configuration} cannot be read; no file of rules is trusted; remove it, and trust them again"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("def", "FILE brings no rules: SyntaxError: invalid syntax (our_rules.py, line 1)"),
        ("1 / 0", "FILE brings no rules: ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "FILE brings no rules: SystemExit: 3"),
        (RULE.format("pellet/thickness"), "FILE brings no rules: ValueError: two rules are called pellet/thickness"),
        ("pass", "FILE declares no rule; see 'Rules of your own' in docs/rules.md"),
    ],
)
def test_what_is_not_trusted(configuration: Path, file: Path, text: str, words: str) -> None:
    """A file that cannot be used is refused, and nothing of it is kept."""
    file.write_text(text + "\n", "utf-8")
    before = dict(RULES)
    with pytest.raises(Refusal) as caught:
        trust.trust(file)
    assert str(caught.value).startswith(words.replace("FILE", str(file)))
    assert not configuration.exists()
    assert {name for name, rule in RULES.items() if rule.origin} == {
        name for name, rule in before.items() if rule.origin
    }


def test_no_python(configuration: Path, tmp_path: Path) -> None:
    """What is no Python file, or not there, is refused."""
    for name, words in (("rules.txt", "is no Python file"), ("rules.py", "could not be read")):
        with pytest.raises(Refusal, match=words):
            trust.trust(tmp_path / name)
    assert not configuration.exists()


def test_a_rule_of_a_lab_that_crashes(empty: Notebook, configuration: Path, file: Path) -> None:
    """It is a warning that names the rule and where it comes from."""
    assert not configuration.exists()
    file.write_text(RULE.format("ourlab/tag").replace("view.entry.tags", "view.nothing"), "utf-8")
    trust.trust(file)
    assert said(empty) == [
        f"entries/n1.gb.yaml: the rule itself failed: AttributeError: 'View' object has no attribute 'nothing'; please report this to those who wrote {file}; the entry may be right [ourlab/tag]"
    ]


def test_plug_ins(empty: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages bring rules by entry points; a broken one is a warning that names it, and the others are used."""
    for name, text in {"good_rules": RULE.format("ourlab/tag"), "broken_rules": "import not_there\n"}.items():
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[{loading.GROUP}]\n{name} = {name}\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(trust, "_STATE", trust._State())
    try:
        assert said(empty) == [
            FOUND,
            "the plug-in 'broken_rules' of broken_rules brings no rules: ModuleNotFoundError: No module named 'not_there'; update broken_rules, or remove it",
        ]
        assert RULES["ourlab/tag"].origin == "the plug-in 'good_rules' of good_rules"
    finally:
        RULES.pop("ourlab/tag", None)
        rules_for.cache_clear()
    assert said(empty)[:-1] == []
