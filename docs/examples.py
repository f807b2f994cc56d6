"""The examples in README and docs, run: every page as it reads when its outputs come out anew.

Run ``python docs/examples.py`` to write the outputs into the pages; ``tests/docs`` holds the pages equal to them.
A page is one session in an empty folder, read from top to bottom. What the blocks mean:

=========== =====================================================================================
``console`` ``$ glovebook ...`` is run and its output follows; so are ``cd``, ``cat``, ``ls``, ``cp -r examples/...``
``pycon``   Python as in an interactive session; the page keeps its variables
``yaml``    written, as it stands, to the file that its first line names (``# entries/p7.gb.yaml``)
``sh``      not run here, because it installs something or starts a server; tests/docs says what is checked instead
``text``    a drawing or a formula
=========== =====================================================================================
"""

# ruff: noqa: INP001 - a script beside the pages that it writes, no package

from __future__ import annotations

import atexit
import difflib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("console", "pycon", "yaml", "sh", "text")
GLOVEBOOK = (sys.executable, "-P", "-m", "glovebook")

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# ([\w./-]+\.yaml)\n")
_UUID = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_NOW = re.compile(r"\b20(?:2[5-9]|[3-9]\d)-\d\d-\d\d([T ]\d\d:\d\d)(:\d\d)?(?:[+-]\d\d:\d\d)?")
_ASIDE = re.compile(r"\.conflict-\d{8}T\d{6}-[0-9a-f]{4}")
_NUMBER = re.compile(r"(?<![\w.])[+-]?\d+\.\d+(?:e[+-]?\d+)?(?!\w)")


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    language: str
    text: str


@dataclass
class Session:
    """What a page has done so far: the folder it stands in, and the variables of its Python."""

    home: Path
    folder: Path
    names: dict[str, Any] = field(default_factory=dict)


def pages() -> list[Path]:
    """README, every page below docs, and that of the benchmarks."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "benchmarks/README.md"]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    return (Block(match[1], match[2]) for match in _FENCE.finditer(text))


def rendered(text: str, home: Path) -> str:
    """The page with every output as it comes out when the page is run in the empty folder ``home``."""
    session = Session(home.resolve(), home.resolve())
    return _FENCE.sub(lambda match: f"```{match[1]}\n{_run(Block(match[1], match[2]), session)}```", text)


def settled(expected: str, actual: str) -> str:
    """The actual text, with the expected number wherever the two differ by one in the last printed digit at most.

    Another processor or another NumPy may round the last digit of a fit the other way; nothing else may differ.
    """
    wanted, found = expected.splitlines(keepends=True), actual.splitlines(keepends=True)
    shown, now = ([_NUMBER.sub("#", line) for line in lines] for lines in (wanted, found))
    for start, at, size in difflib.SequenceMatcher(None, shown, now, autojunk=False).get_matching_blocks():
        for offset in range(size):
            found[at + offset] = _settled_line(wanted[start + offset], found[at + offset])
    return "".join(found)


def _settled_line(expected: str, actual: str) -> str:
    numbers = iter(_NUMBER.findall(expected))
    return _NUMBER.sub(lambda match: _settled_number(next(numbers), match[0]), actual)


def _settled_number(expected: str, actual: str) -> str:
    mantissa, _, power = expected.partition("e")
    last_digit = 10.0 ** (int(power or 0) - len(mantissa.partition(".")[2]))
    return expected if abs(float(actual) - float(expected)) <= 1.001 * last_digit else actual


def _run(block: Block, session: Session) -> str:
    match block.language:
        case "console":
            return _console(block.text, session)
        case "pycon":
            return _python(block.text, session)
        case "yaml":
            _write(block.text, session)
        case language if language not in LANGUAGES:
            raise ValueError(f"a block of {language or 'no language'!r}: there are {', '.join(LANGUAGES)}")
    return block.text


def _console(text: str, session: Session) -> str:
    out = ""
    for command in re.findall(r"^\$ ((?:.*\\\n)*.*)\n", text, re.MULTILINE):
        out += f"$ {command}\n{_plain(_output(command, session), session)}"
    return out


def _output(command: str, session: Session) -> str:
    words = shlex.split(command.replace("\\\n", " "))
    words = words[2:] if words[:2] == ["uv", "run"] else words  # the environment is here already
    match words:
        case ["cd", folder]:
            session.folder = (session.folder / folder).resolve()
            return ""
        case ["cat", file]:
            return (session.folder / file).read_text("utf-8")
        case ["ls", folder]:
            return "".join(f"{path.name}\n" for path in sorted((session.folder / folder).iterdir()))
        case ["cp", "-r", source, target] if source.startswith("examples/"):  # as in a clone of the repository
            shutil.copytree(ROOT / source, session.folder / target)
            return ""
        case ["glovebook", *arguments]:
            return _glovebook(arguments, session.folder)
    raise ValueError(f"an example that cannot be run: {command}")


def _glovebook(arguments: list[str], folder: Path) -> str:
    if arguments == ["demo"]:  # the longest example: made once, and copied for every other page that begins with it
        shutil.copytree(_demo().parent / "glovebook-demo", folder / "glovebook-demo")
        return _demo().read_text("utf-8").replace(str(_demo().parent), str(folder))
    return _printed_by(arguments, folder)


@cache
def _demo() -> Path:
    """What ``glovebook demo`` prints, as a file beside the notebook that it makes."""
    folder = Path(tempfile.mkdtemp(prefix="glovebook-docs-")).resolve()
    atexit.register(shutil.rmtree, folder)
    output = folder / "output.txt"
    output.write_text(_printed_by(["demo"], folder), encoding="utf-8")
    return output


def _printed_by(arguments: list[str], folder: Path) -> str:
    """What the command prints, findings and refusals too."""
    compiled_once = {"PYTHONDONTWRITEBYTECODE": ""}
    fixed = {"PYTHONUTF8": "1", "GLOVEBOOK_AUTHOR": "ann"}
    done = subprocess.run(
        [*GLOVEBOOK, *arguments],
        cwd=folder,
        env=os.environ | compiled_once | fixed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1, 2) or "Traceback" in done.stdout:
        raise ValueError(f"glovebook {shlex.join(arguments)} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def _python(text: str, session: Session) -> str:
    out = ""
    for example in doctest.DocTestParser().get_examples(text):
        first, *more = example.source.rstrip("\n").split("\n")
        out += "\n".join([f">>> {first}", *(f"... {line}".rstrip() for line in more)]) + "\n"
        out += _plain(_printed(example.source, session), session)
    return out


def _printed(source: str, session: Session) -> str:
    """What a statement prints; of an exception the last line, as doctest writes it."""
    out = io.StringIO()
    with chdir(session.folder), redirect_stdout(out):
        try:
            code = compile(
                source, "example", "single", dont_inherit=True
            )  # annotations are evaluated, as a reader's are
            exec(code, session.names)  # noqa: S102 - running examples is its work
        except Exception as error:  # a page may show what Glovebook refuses; anything else is a mistake in the page
            if not type(error).__module__.startswith("glovebook."):
                raise
            last = "".join(traceback.format_exception_only(error))
            out.write(f"Traceback (most recent call last):\n  ...\n{last}")
    return out.getvalue()


def _write(text: str, session: Session) -> None:
    name = _FILE.match(text)
    if name is None:
        raise ValueError(f"a YAML block names its file on the first line:\n{text}")
    path = session.folder / name[1]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _plain(output: str, session: Session) -> str:
    """Output without what differs from run to run: the folder is shown as ``~``, every uuid and every now is one."""
    output = output.replace(str(session.home), "~")
    output = _NOW.sub(lambda match: f"2018-01-20{match[1][0]}10:00{':00' if match[2] else ''}", output)
    output = _ASIDE.sub(".conflict-20180120T100000-0a1b", output)
    output = _UUID.sub("0193a1c3-7d2e-4c58-9b1f-2f6f0c6f5f11", output)
    lines = [line.rstrip() for line in output.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Writes the outputs into every page."""
    for page in pages():
        before = page.read_text("utf-8")
        with tempfile.TemporaryDirectory() as home:
            after = settled(before, rendered(before, Path(home)))
        if after != before:
            page.write_text(after, encoding="utf-8")
            sys.stdout.write(f"wrote {page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
