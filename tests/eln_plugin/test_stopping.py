"""What the extension lets go of when the server stops."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from tornado.web import Application

from glovebook.eln_plugin import routes
from glovebook.eln_plugin.overview import Overviews
from glovebook.pipeline.new import init, new

STOPPED = """
import atexit, sys
from tornado.web import Application
from glovebook.eln_plugin import routes

kept = []
atexit.register(lambda: print(kept[0].submit({}) and "asked", kept[0]._thread is None or kept[0]._thread.is_alive()))
application = Application(base_url="/")
kept.append(routes.add(application, sys.argv[1]))
kept[0].wake()
"""


def test_server_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its jobs end, and its databases are closed."""
    overviews = Overviews()
    monkeypatch.setattr(routes, "Overviews", lambda: overviews)
    notebook = init(tmp_path / "lab", "Stopping")
    new(notebook, "pellet", "p1")
    application = Application(base_url="/")
    jobs = routes.add(application, str(tmp_path))
    jobs.wake()
    assert overviews.overview(tmp_path, notebook)["count"] == 1
    book = overviews.book(notebook)
    assert book.look()._home is not None
    looks = book._looks
    del application
    gc.collect()
    assert looks.index is not None
    assert looks.index._home is None
    assert jobs._thread is not None
    assert not jobs._thread.is_alive()


def test_process_that_ends(tmp_path: Path) -> None:
    """The thread of the jobs has ended before the interpreter does, and nothing is said of it."""
    done = subprocess.run(
        [sys.executable, "-P", "-W", "error", "-c", STOPPED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("asked False\n", "")
