"""Analyses run one after another in a process of their own, so the server stays responsive."""

from __future__ import annotations

import multiprocessing
import queue
import signal
import sys
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Literal

from glovebook.eln_plugin.refused import NotFound
from glovebook.schema.refusal import Refusal

KEPT = 100
"""Finished jobs that are remembered; older ones are forgotten."""

ENDED = ("done", "failed", "cancelled")

Report = Callable[[int, int, str], None]
Work = Callable[[dict[str, Any], Report], Any]
"""What the process runs: plain arguments and a progress callback in, plain data out."""
Prepare = Callable[[], object]
"""What the process does before the first job, such as slow imports."""


@dataclass
class Progress:
    """How far a job is: ``done`` of ``total`` steps (0 of 0: not known)."""

    done: int = 0
    total: int = 0
    message: str = ""


@dataclass
class Job:
    """One analysis that was asked for."""

    id: str
    arguments: dict[str, Any]
    state: Literal["queued", "running", "done", "failed", "cancelled"] = "queued"
    progress: Progress = field(default_factory=Progress)
    result: Any = None
    error: dict[str, str] | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody did not want it any more; another thread may say so at any time."""
        return self.state == "cancelled"

    def as_json(self) -> dict[str, Any]:
        """``{id, state, progress: {done, total, message}, result, error}``."""
        return {
            "id": self.id,
            "state": self.state,
            "progress": asdict(self.progress),
            "result": self.result,
            "error": self.error,
        }


class Jobs:
    """A queue of jobs for one worker process, which starts when it is woken and restarts if it dies."""

    def __init__(self, work: Work, prepare: Prepare) -> None:
        self._work = work
        self._prepare = prepare
        self._jobs: dict[str, Job] = {}
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._worker: tuple[BaseProcess, Connection] | None = None
        self._closed = False

    def submit(self, arguments: dict[str, Any]) -> Job:
        """A new job, queued; ``arguments`` are plain data."""
        job = Job(uuid.uuid4().hex, arguments)
        with self._lock:
            self._jobs[job.id] = job
            finished = [key for key, old in self._jobs.items() if old.state in ENDED]
            for key in finished[: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[key]
        self._queue.put(job)
        self.wake()
        return job

    def wake(self) -> None:
        """Start the process if it was not started yet: somebody may want it soon."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="glovebook-jobs", daemon=True)
                self._thread.start()

    def get(self, key: str) -> Job:
        """The job with this id.

        Raises:
            NotFound: it never was, or is forgotten.
        """
        try:
            return self._jobs[key]
        except KeyError:
            raise NotFound(f"there is no analysis {key!r}", "run it again; its result may be stored already") from None

    def cancel(self, key: str) -> Job:
        """The job with this id, which no longer runs; one that has ended stays as it is.

        The process of a running job ends after cleaning up what it began; the next job gets a new one.

        Raises:
            NotFound: it never was, or is forgotten.
        """
        job = self.get(key)
        with self._lock:
            running = job.state == "running"
            if job.state not in ENDED:
                job.state = "cancelled"
            if running and self._worker is not None:
                self._worker[0].terminate()
        return job

    def close(self) -> None:
        """End the thread and the process; the job that runs and those that wait fail."""
        with self._lock:
            self._closed = True  # from here on no process starts, so the one to end is the last
            if self._worker is not None:
                self._worker[0].terminate()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join()

    def _serve(self) -> None:
        with suppress(_NoProcess):  # the first job says why
            self._connection()
        while (job := self._queue.get()) is not None:
            with self._lock:
                if job.is_cancelled:
                    continue
                job.state = "running"
            try:
                connection = self._connection()
                if job.state == "running":
                    connection.send(job.arguments)
                while job.state == "running":
                    message = connection.recv()
                    with self._lock:
                        _take(job, message)
                if job.is_cancelled:
                    self._end_process()
            except (_NoProcess, EOFError, OSError) as error:
                self._worker = None
                if job.is_cancelled:
                    continue
                said = str(error) if isinstance(error, _NoProcess) else "the process of the analysis ended"
                job.error = {"message": said, "hint": "run it again", "reason": "died"}
                job.state = "failed"

    def _end_process(self) -> None:
        """It may still be at work for a job that nobody wants; the next job gets a new one."""
        with self._lock:
            if self._worker is not None:
                self._worker[0].terminate()
                self._worker = None

    def _connection(self) -> Connection:
        with self._lock:
            if self._closed:
                raise _NoProcess("the server is shutting down")
            if self._worker is None or not self._worker[0].is_alive():
                try:
                    self._worker = _started(self._work, self._prepare)
                except Exception as error:
                    raise _NoProcess(f"the process of the analysis could not start: {error}") from error
            return self._worker[1]


class _NoProcess(Exception):
    """There is no process to run a job in; the text says why."""


def _started(work: Work, prepare: Prepare) -> tuple[BaseProcess, Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    with theirs:
        process = context.Process(target=_run, args=(work, prepare, theirs), name="glovebook-worker", daemon=True)
        process.start()
    return process, ours


def _take(job: Job, message: tuple[str, Any]) -> None:
    word, data = message
    if job.is_cancelled:
        return
    if word == "progress":
        job.progress = Progress(*data)
    elif word == "done":
        job.result, job.state = data, "done"
    else:
        job.error, job.state = data, "failed"


def _run(work: Work, prepare: Prepare, connection: Connection) -> None:
    """The worker's loop: arguments in; any number of ``progress``, then ``done`` or ``failed`` out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is a question of the server to its person; it ends us after
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # so that what was begun is cleaned up on the way out
    prepare()
    while True:
        try:
            arguments = connection.recv()
        except EOFError:
            return
        connection.send(_outcome(work, arguments, lambda *steps: connection.send(("progress", steps))))


def _outcome(work: Work, arguments: dict[str, Any], report: Report) -> tuple[str, Any]:
    try:
        return "done", work(arguments, report)
    except Refusal as refusal:
        return "failed", {"message": refusal.message, "hint": refusal.hint, "reason": "refused"}
    except Exception as error:  # noqa: BLE001  a defect must reach the person, not end the process in silence
        message = f"the analysis stopped on a defect: {type(error).__name__}: {error}"
        return "failed", {"message": message, "hint": "please report it with this entry", "reason": "defect"}
