"""Words that the verbs share."""

from __future__ import annotations

import sys
from io import StringIO

import pytest

from glovebook.cli.words import assignments, say_progress
from glovebook.schema.refusal import Refusal


def test_assignments() -> None:
    """The first equals sign parts path and text; white space around both does not count; the later of two wins."""
    assert assignments(["a = 1", "b=x=y", "c=", "a=2"]) == {"a": "2", "b": "x=y", "c": ""}
    with pytest.raises(Refusal) as caught:
        assignments(["diameter 8 mm"])
    assert str(caught.value) == "'diameter 8 mm' sets nothing; write PATH=TEXT, e.g. 'diameter=8 mm'"


@pytest.mark.parametrize(("terminal", "said"), [(True, "\r\033[Kone (0/2)\r\033[Kdone (2/2)\n"), (False, "")])
def test_progress(monkeypatch: pytest.MonkeyPatch, terminal: bool, said: str) -> None:
    """On a terminal progress is one line that is overwritten; in pipes and files there is none."""
    err = StringIO()
    monkeypatch.setattr(err, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stderr", err)
    say_progress(0, 2, "one")
    say_progress(2, 2, "done")
    assert err.getvalue() == said
