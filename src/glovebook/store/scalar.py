"""Texts as YAML scalars: plain where that is safe, in the style of the scalar they replace otherwise."""

from __future__ import annotations

import json
import re

from glovebook.schema.document import DocumentError, read_document


def scalar(value: str, old: str = "", in_flow: bool = False) -> str:
    """The value on one line, in the quote style of the old scalar where it had one."""
    if old.startswith("'") and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if old.startswith('"') or not _plain(value, in_flow):
        return json.dumps(value, ensure_ascii=False)
    return value


def block_scalar(value: str, indent: int, newline: str) -> str | None:
    """The value as literal lines under ``|``, each indented; None where YAML would not give it back."""
    body = value.removesuffix("\n")
    if not body.strip() or body[0] in " \t\n" or body.endswith("\n") or "\r" in value:
        return None
    lines = [" " * indent + line if line else "" for line in body.split("\n")]
    return newline.join([f"|{'' if value.endswith(chr(10)) else '-'}", *lines])


def _plain(value: str, in_flow: bool) -> bool:
    """Whether a value can stand without quotes and is text for readers that type scalars, too."""
    import yaml

    probe = f"- [{value}]" if in_flow else f"- {value}"
    try:
        read = read_document("probe:\n" + probe).data["probe"]
    except DocumentError:
        return False
    if read != ([[value]] if in_flow else [value]):
        return False
    tag = yaml.resolver.Resolver().resolve(yaml.ScalarNode, value, (True, False))
    return bool(tag == "tag:yaml.org,2002:str" or re.fullmatch("0|[1-9][0-9]*", value))
