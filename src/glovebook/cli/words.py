"""Words that several verbs share: how fields are set and where output goes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from glovebook.schema.refusal import Refusal


def assignments(texts: Sequence[str]) -> dict[str, str]:
    """Path -> text of arguments like ``diameter=8 mm``."""
    values = {}
    for text in texts:
        path, equals, value = text.partition("=")
        if not equals:
            raise Refusal(f"{text!r} sets nothing", "write PATH=TEXT, e.g. 'diameter=8 mm'")
        values[path.strip()] = value.strip()
    return values


def tell(*lines: str) -> None:
    """Prints lines; where nobody reads on (``| head``) the verb goes on, so that its exit code stands."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        mute()


def warn(*refused: Refusal) -> None:
    """Says on standard error what was left out, and why; the verb goes on with the rest."""
    for refusal in refused:
        print(f"glovebook: warning: {refusal}", file=sys.stderr)


def mute() -> None:
    """Sends whatever is still printed nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def print_json(data: Any) -> None:
    """Prints plain data as JSON that people can read, too; in ASCII where the output takes nothing else."""
    narrow = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    tell(json.dumps(data, indent=2, ensure_ascii=narrow, allow_nan=False))


def say_progress(done: int, total: int, message: str) -> None:
    """One line that is overwritten, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r\033[K{message} ({done}/{total})", end=end, file=sys.stderr, flush=True)
