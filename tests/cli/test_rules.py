"""``glovebook rule``, ``rules`` and ``trust``: what they print, their JSON and their exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from glovebook.pipeline import trust
from glovebook.validators.bad_example import bad_example
from glovebook.validators.engine import all_rules, rules_for

Run = Callable[..., Any]

RULE = """\
from glovebook.validators.rule import Hit, rule

@rule("ourlab/tag", "warning", draft="should", archive="must", kinds=["*"], formula="n > 0")
def check(view):
    \"\"\"Entries of our lab have a tag.

    So that the stock-taking finds them.
    \"\"\"
    if not view.entry.tags:
        yield Hit("tags", "the entry has no tag", "write one")
"""


@pytest.fixture(autouse=True)
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A configuration of its own; what was loaded is forgotten afterwards."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    yield
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    trust.load_lab_rules()


def test_a_rule_is_explained(run: Run) -> None:
    """Sentence, severity, levels, source and the bad example with what is found in it."""
    code, out, err = run("rule", "pellet/thickness")
    assert (code, err) == (0, "")
    rule, example = all_rules()["pellet/thickness"], bad_example("pellet/thickness")
    assert out.splitlines()[0] == f"pellet/thickness: {rule.sentence}"
    assert "  severity  warning\n  levels    should in draft, must in archive, must in publish\n" in out
    assert f"  source    {rule.source}\n" in out
    assert f"  # => {example.finding}\n  kind: pellet\n" in out


def test_as_json(run: Run) -> None:
    """The same as data."""
    data = json.loads(run("rule", "synthesis/weighed-ratio", "--json").out)
    assert list(data) == ["id", "sentence", "about", "severity", "levels", "formula", "source", "origin", "example"]
    assert data["example"]["finding"] == bad_example("synthesis/weighed-ratio").finding
    listed = json.loads(run("rules", "--json").out)
    assert [rule["id"] for rule in listed] == sorted(all_rules())
    assert [rule["sentence"] for rule in listed if rule["id"] == data["id"]] == [data["sentence"]]


@pytest.mark.parametrize("name", ["quantity/unit", "record/stale-result"])
def test_other_findings_are_explained(run: Run, name: str) -> None:
    """So are the findings of reading a text, and those that an export adds."""
    code, out, _ = run("rule", name)
    assert (code, out.startswith(f"{name}: ")) == (0, True)


def test_nearest(run: Run) -> None:
    """Where there is no such rule or kind, the nearest one is named."""
    hint = "glovebook: there is no rule 'pellet/thicknes'; did you mean 'pellet/thickness'?\n"
    assert run("rule", "pellet/thicknes") == (2, "", hint)
    assert run("rule", "zzz").err == "glovebook: there is no rule 'zzz'; see: glovebook rules\n"
    assert run("rules", "pelet").err == "glovebook: there is no kind 'pelet'; did you mean 'pellet'?\n"


def test_rules_of_a_kind(run: Run) -> None:
    """One line a rule, by id; of a kind only those that apply to it."""
    code, out, _ = run("rules", "pellet")
    assert code == 0
    lines = out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == sorted(rule.id for rule in rules_for("pellet"))
    assert (
        lines[-1] == f"{len(lines) - 1} rules; the levels are those of draft, archive, publish; see: glovebook rule ID"
    )


def test_trust(lab: Path, run: Run) -> None:
    """A trusted file's rules run, are listed and explained; a changed file is a warning; it can be taken back."""
    file = lab / "our_rules.py"
    file.write_text(RULE, "utf-8")
    assert run("check", "p1").out == "1 entry checked as draft: nothing to say\n"
    assert run("trust", file) == (0, f"{file} is trusted as it is now: ourlab/tag\n", "")
    assert "the entry has no tag; write one [ourlab/tag]\n" in run("check", "p1").out
    assert "So that the stock-taking finds them.\n" in run("rule", "ourlab/tag").out
    assert f"  from      {file}\n" in run("rule", "ourlab/tag").out
    assert "ourlab/tag" in run("rules", "pellet").out
    assert run("trust", "--list").out.split()[1] == str(file)
    file.write_text(RULE + "# changed\n", "utf-8")
    warning = f"glovebook: warning: {file} has changed since it was trusted; its rules are not used; look at it, then run: glovebook trust {file}\n"
    assert run("check", "p1") == (0, "1 entry checked as draft: nothing to say\n", warning)
    assert run("trust", "--remove", file) == (0, f"{file} is no longer trusted\n", "")
    assert run("check", "p1").err == ""
    assert run("trust").err == "glovebook: no file is named; write e.g. 'glovebook trust our_rules.py'; see --list\n"
