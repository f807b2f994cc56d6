"""HTML in which whatever is not markup is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Markup(str):
    """Text that is HTML already; only this module and literals in our own code make it."""

    __slots__ = ()


Content = str | Iterable["Content"]
"""Markup, plain text (escaped), or any nesting of these."""

_EMPTY = {"meta", "link", "img", "br"}


def tag(name: str, /, *content: Content, **attributes: str) -> Markup:
    """An element; ``class_`` stands for ``class``, ``http_equiv`` for ``http-equiv``, empty attributes are left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value
    )
    return Markup(f"<{name}{written}>" + ("" if name in _EMPTY else f"{join(content)}</{name}>"))


def join(content: Content) -> Markup:
    """The pieces one after the other, plain text escaped."""
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return Markup(escape(content))
    return Markup("".join(join(part) for part in content))
