"""YAML text -> a tree in which every scalar is text, with line and column of every node.

YAML's own typing is switched off: it would read ``1:1`` as 61, ``NO`` as false, lot ``0123`` as 83,
and keep the last of two equal keys. Anchors, aliases, tags and second documents are refused:
an entry needs none of them, and they are how a small file becomes a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml.events import MappingEndEvent, ScalarEvent, SequenceEndEvent

from glovebook.schema.refusal import Refusal

MAX_BYTES = 2_000_000
"""An entry is read by people; tables belong into files of their own."""
MAX_DEPTH = 40

Key = str | int
Path = tuple[Key, ...]
_Span = tuple[Any, Any]
"""PyYAML's own marks of a node's first character and of the one behind its last; it has no types for them."""


class Mark(NamedTuple):
    """One-based line and column of a node, and its span as character offsets into the text."""

    line: int
    column: int
    start: int
    end: int


class DocumentError(Refusal):
    """A text that cannot be read as an entry, with the place where reading stopped."""

    def __init__(self, message: str, hint: str, line: int = 1, column: int = 1, rule: str = "record/yaml") -> None:
        super().__init__(message, hint)
        self.line = line
        self.column = column
        self.rule = rule


class Marks(Mapping[Path, Mark]):
    """Path -> mark, worked out when it is asked for: of most entries nobody asks where anything stands."""

    __slots__ = ("_shift", "_spans")

    def __init__(self, spans: Mapping[Path, _Span] | None = None, shift: int = 0) -> None:
        self._spans = spans or {}
        self._shift = shift
        """How many characters of the document stand before what the parser was given."""

    def __getitem__(self, path: Path) -> Mark:
        start, end = self._spans[path]
        return Mark(start.line + 1, start.column + 1, start.index + self._shift, end.index + self._shift)

    def __contains__(self, path: object) -> bool:
        return path in self._spans

    def __iter__(self) -> Iterator[Path]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


@dataclass(frozen=True)
class Document:
    """A parsed text: ``data`` holds dicts, lists, texts and None (an empty value)."""

    text: str
    data: dict[str, Any]
    values: Marks = field(default_factory=Marks)
    """Path -> place of the value."""
    keys: Marks = field(default_factory=Marks)
    """Path -> place of the mapping key that leads to the value."""

    def place(self, path: Path) -> Mark:
        """The mark of a value, or of the nearest part of its path that exists."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Mark(1, 1, 0, 0))


def read_document(text: str | bytes, begin: str = "kind: pellet") -> Document:
    """The document of a YAML text; raises `DocumentError` with line, column, cause and remedy.

    ``begin`` is what such a text begins with, for whoever has written none yet.
    """
    decoded = _decode(text, begin)
    content = decoded.removeprefix(_BYTE_ORDER_MARK)
    try:
        # events, not yaml.compose: its C recursion crashes the process on deeply nested text
        builder = _Builder(_LOADER(content))
        data = builder.root(begin)
    except yaml.MarkedYAMLError as error:
        if clash := _CLASH.search(content):
            raise _unmerged(content, clash) from None
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = str(error.problem or error.context)
        raise DocumentError(
            f"not readable as YAML: {problem}", _remedy(problem, content, line, column), line, column
        ) from None
    except (yaml.YAMLError, UnicodeEncodeError):
        raise _control_character(content) from None
    shift = len(decoded) - len(content)
    return Document(decoded, data, Marks(builder.values, shift), Marks(builder.keys, shift))


_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BYTE_ORDER_MARK = "\ufeff"
"""What some editors put before the first character; YAML does not count it."""
_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _decode(text: str | bytes, begin: str) -> str:
    size = len(text)
    if size > MAX_BYTES:
        raise DocumentError(
            f"the file holds {size / 1e6:.1f} MB; an entry holds at most {MAX_BYTES / 1e6:.0f} MB",
            "keep tables in files under data/ and name them in the entry",
        )
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise DocumentError(
                f"byte {error.start} is not UTF-8 text",
                "save the file as UTF-8; instrument files belong under data/",
                line,
            ) from None
    if not text.strip():
        raise DocumentError("the file is empty", f"begin with e.g. {begin!r}")
    return text


def _control_character(text: str) -> DocumentError:
    found = _NO_TEXT.search(text)
    at, shown = (found.start(), f"U+{ord(found[0]):04X}") if found else (0, "a control character")
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return DocumentError(f"{shown} is no character of a text", "remove it, or save the file as UTF-8", line, column)


_CLASH = re.compile(r"^<<<<<<<( .*)?$", re.MULTILINE)
"""What git writes before two versions of some lines."""


def _unmerged(text: str, clash: re.Match[str]) -> DocumentError:
    message = f"{clash[0].strip()!r} is git's mark for lines that two people changed; both versions stand here"
    hint = "keep what is right of the lines up to '>>>>>>>', and take the three marks out"
    return DocumentError(message, hint, text.count("\n", 0, clash.start()) + 1)


def _remedy(problem: str, text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    shown = lines[line - 1] if line <= len(lines) else ""
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return "indent with spaces, not tabs"
    if "mapping values are not allowed" in problem:
        first = ": " not in shown[: column - 1]
        return "indent this line like the one before" if first else "put the value into quotes where it holds ': '"
    if "expected ':'" in problem:
        return "write 'name: value', with a space behind the colon, on this line or the one before"
    if "escape" in problem or "hexdecimal" in problem:
        return "put a text with backslashes into single quotes"
    if "cannot start any token" in problem:
        return "put the value into quotes, e.g. note: '@ 5 °C'"
    return "check indentation and quotes on this line and the one before"


class _Builder:
    """Turns a parser's events into plain data while noting places."""

    def __init__(self, parser: Any) -> None:
        self.values: dict[Path, _Span] = {}
        self.keys: dict[Path, _Span] = {}
        self.next = parser.get_event

    def root(self, begin: str) -> dict[str, Any]:
        """The data of the one document that the text may hold."""
        event = self.next()
        while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            event = self.next()
        if not isinstance(event, yaml.MappingStartEvent):
            raise _error(event, "there are no 'field: value' lines here", f"begin with e.g. {begin!r}")
        data: dict[str, Any] = self.node(event, ())
        while not isinstance(event, yaml.StreamEndEvent):
            event = self.next()
            if isinstance(event, yaml.DocumentStartEvent):
                raise _error(event, "a second document begins here", "keep one entry in one file")
        return data

    def mapping(self, start: Any, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        keys, following, node = self.keys, self.next, self.node
        while (event := following()).__class__ is not MappingEndEvent:
            if event.__class__ is not ScalarEvent or event.anchor is not None or event.tag is not None:
                raise _error(event, "a field's name is a plain word", "write 'name: value'")
            name = event.value
            here = (*path, name)
            if name in data:
                message = f"the field {name!r} stands twice, first on line {keys[here][0].line + 1}"
                raise _error(event, message, "keep one of the two", "record/duplicate-field")
            keys[here] = event.start_mark, event.end_mark
            data[name] = node(following(), here)
        self.values[path] = start.start_mark, event.end_mark
        return data

    def sequence(self, start: Any, path: Path) -> list[Any]:
        data: list[Any] = []
        while (event := self.next()).__class__ is not SequenceEndEvent:
            data.append(self.node(event, (*path, len(data))))
        self.values[path] = start.start_mark, event.end_mark
        return data

    def node(self, event: Any, path: Path) -> Any:
        if event.__class__ is ScalarEvent and event.anchor is None and event.tag is None:  # nearly every node
            self.values[path] = event.start_mark, event.end_mark
            return None if not event.style and event.value in ("", "null", "~") else event.value
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _error(event, "YAML anchors (&name) and aliases (*name) are not read", "write the value out")
        if event.tag is not None:
            raise _error(event, f"the YAML tag {event.tag!r} is not read", "write the value as plain text")
        if len(path) > MAX_DEPTH:
            raise _error(event, f"nested deeper than {MAX_DEPTH} levels", "flatten the entry")
        return (self.mapping if isinstance(event, yaml.MappingStartEvent) else self.sequence)(event, path)


def _error(event: Any, message: str, hint: str, rule: str = "record/yaml") -> DocumentError:
    return DocumentError(message, hint, event.start_mark.line + 1, event.start_mark.column + 1, rule)


def spelled(path: Path) -> str:
    """A path as people read it: ``steps[1].temperature``."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")


_SHOWN = 80
"""Characters of a path that a message repeats."""
_DIGITS = 6
"""Of an index: no entry of `MAX_BYTES` holds a list of a million items."""


def parse_path(text: str) -> Path:
    """The path that ``steps[1].temperature`` spells; `Refusal` where it spells none."""
    return tuple(_steps(text))


def _steps(text: str) -> Iterator[Key]:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
    if not re.fullmatch(r"[A-Za-z_][\w-]*(?:\[\d+\])*(?:\.[A-Za-z_][\w-]*(?:\[\d+\])*)*", text, re.ASCII):
        raise Refusal(f"{shown!r} is no path of a field", "write e.g. 'thickness', 'steps[1].temperature'")
    found = re.findall(r"([A-Za-z_][\w-]*)|\[(\d+)\]", text)
    if len(found) > MAX_DEPTH + 1:
        raise Refusal(f"{shown!r} leads deeper than {MAX_DEPTH} levels", "flatten the entry")
    for name, index in found:
        if len(index) > _DIGITS:
            raise Refusal(f"{shown!r} counts beyond every list", "count items from [0]")
        yield int(index) if index else name
