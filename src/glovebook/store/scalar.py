"""Texts as YAML scalars: plain where that is safe, in the style of the scalar they replace otherwise."""

from __future__ import annotations

import re

from glovebook.schema.document import DocumentError, read_document


def scalar(value: str, old: str = "", *, in_flow: bool = False) -> str:
    """The value on one line, in the quote style of the old scalar where it had one."""
    if old.startswith("'") and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if old.startswith('"') or not _plain(value, in_flow=in_flow):
        return _double_quoted(value)
    return value


def block_scalar(value: str, indent: int, newline: str) -> str | None:
    """The value as literal lines under ``|``, each indented; None where YAML would not give it back."""
    body = value.removesuffix("\n")
    if not body.strip() or body[0] in " \t\n" or body.endswith("\n") or not value.replace("\n", "").isprintable():
        return None
    lines = [" " * indent + line if line else "" for line in body.split("\n")]
    return newline.join([f"|{'' if value.endswith(chr(10)) else '-'}", *lines])


def _double_quoted(value: str) -> str:
    """The value between double quotes, with escapes for what cannot be seen; letters stay as they are."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(escapes.get(c) or (c if c.isprintable() else f"\\U{ord(c):08X}") for c in value) + '"'


def _plain(value: str, *, in_flow: bool) -> bool:
    """Whether a value can stand without quotes and is text for readers that type scalars, too."""
    import yaml

    if not value.isprintable():  # a tab or a Unicode line break means something else to every reader
        return False
    probe = f"- [{value}]" if in_flow else f"- {value}"
    try:
        read = read_document("probe:\n" + probe).data["probe"]
    except DocumentError:
        return False
    if read != ([[value]] if in_flow else [value]):
        return False
    resolver = yaml.resolver.Resolver()
    tag = resolver.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]  # untyped in PyYAML
    return bool(tag == "tag:yaml.org,2002:str" or re.fullmatch("0|[1-9][0-9]*", value))
