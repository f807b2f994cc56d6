"""The process that analyses run in: results, progress, refusals, defects and death."""

from __future__ import annotations

import importlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from glovebook.eln_plugin.jobs import KEPT, Job, Jobs
from glovebook.eln_plugin.refused import NotFound

PROBE = """
import os
import time
from glovebook.schema.refusal import Refusal

prepared = []

def prepare():
    prepared.append("yes")

def work(arguments, report):
    report(1, 2, "half way")
    word = arguments["word"]
    if word == "refuse":
        raise Refusal("no spectra", "add one")
    if word == "break":
        raise ZeroDivisionError("by zero")
    if word == "die":
        os._exit(1)
    if word == "note":
        with open(arguments["file"], "a") as notes:
            notes.write("ran\\n")
    if word == "sleep":
        time.sleep(600)
    return [os.getpid(), *prepared]
"""


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Jobs]:
    """A queue whose work does what its argument says; the process imports it by name."""
    (tmp_path / "probe_of_jobs.py").write_text(PROBE)
    monkeypatch.syspath_prepend(tmp_path)
    probe = importlib.import_module("probe_of_jobs")
    jobs = Jobs(probe.work, probe.prepare)
    yield jobs
    jobs.close()


def finished(job: Job) -> Job:
    """The job once it is done or failed."""
    while job.state in ("queued", "running"):
        time.sleep(0.01)
    return job


def test_jobs_run_in_one_process_and_report_progress(jobs: Jobs) -> None:
    """The second job finds the process that the first one started."""
    first, second = (finished(jobs.submit({"word": "work"})) for _ in range(2))
    assert (first.state, second.state) == ("done", "done")
    assert first.result == second.result
    assert first.result[1:] == ["yes"]
    assert first.as_json()["progress"] == {"done": 1, "total": 2, "message": "half way"}


def test_refusal_keeps_its_words(jobs: Jobs) -> None:
    """What the verb refuses reaches the person as it was said."""
    job = finished(jobs.submit({"word": "refuse"}))
    assert job.error == {"message": "no spectra", "hint": "add one", "reason": "refused"}


def test_defect_fails_its_job_only(jobs: Jobs) -> None:
    """An exception that nobody expected is told, and the next job runs."""
    job = finished(jobs.submit({"word": "break"}))
    assert job.error is not None
    assert job.error["message"] == "the analysis stopped on a defect: ZeroDivisionError: by zero"
    assert finished(jobs.submit({"word": "work"})).state == "done"


def test_process_that_dies_is_replaced(jobs: Jobs) -> None:
    """Its job fails with a sentence; the next one gets a new process."""
    job = finished(jobs.submit({"word": "die"}))
    assert job.error == {"message": "the process of the analysis ended", "hint": "run it again", "reason": "died"}
    assert finished(jobs.submit({"word": "work"})).state == "done"


def test_old_jobs_are_forgotten(jobs: Jobs) -> None:
    """A server that runs for weeks keeps a bounded number of them."""
    first = finished(jobs.submit({"word": "work"}))
    last = [jobs.submit({"word": "work"}) for _ in range(KEPT)][-1]
    finished(last)
    jobs.submit({"word": "work"})
    with pytest.raises(NotFound):
        jobs.get(first.id)
    assert jobs.get(last.id) is last


def test_cancelled_job_ends_and_the_next_one_runs(jobs: Jobs, tmp_path: Path) -> None:
    """One that runs is ended, one that waits is not begun; a job that is over stays what it was."""
    running = jobs.submit({"word": "sleep"})
    while running.progress.message != "half way":
        time.sleep(0.01)
    waiting = jobs.submit({"word": "note", "file": str(tmp_path / "notes.txt")})
    assert [jobs.cancel(job.id).state for job in (running, waiting)] == ["cancelled", "cancelled"]
    done = finished(jobs.submit({"word": "work"}))
    assert done.state == "done"
    assert jobs.cancel(done.id).state == "done"
    assert (running.state, waiting.state) == ("cancelled", "cancelled")
    assert not (tmp_path / "notes.txt").exists()


def test_closing_ends_the_queue(jobs: Jobs, tmp_path: Path) -> None:
    """The job that runs and those that wait fail at once, and none of them is begun."""
    running = jobs.submit({"word": "sleep"})
    while running.progress.message != "half way":
        time.sleep(0.01)
    waiting = [jobs.submit({"word": "note", "file": str(tmp_path / "notes.txt")}) for _ in range(3)]
    jobs.close()
    assert running.error == {"message": "the process of the analysis ended", "hint": "run it again", "reason": "died"}
    assert [job.error["message"] for job in waiting if job.error] == ["the server is shutting down"] * 3
    assert not (tmp_path / "notes.txt").exists()


def test_process_that_cannot_start_fails_its_jobs_only() -> None:
    """The thread lives on: a second job gets its sentence, too."""
    jobs = Jobs(lambda *_: None, lambda: None)  # a lambda cannot be sent to a process
    for _ in range(2):
        job = finished(jobs.submit({}))
        assert job.error is not None
        assert job.error["message"].startswith("the process of the analysis could not start: Can't ")  # pickle a lambda
    jobs.close()
