"""Help of fields: the docstrings behind them, read from the source once a form or a JSON Schema asks.

Pydantic reads them, too, but whenever a class is made: a quarter of the time that checking an entry takes.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel


@cache
def help_of(model: type[BaseModel]) -> Mapping[str, str]:
    """Name -> help of the fields of a class: what its declaration says, or else its docstring."""
    help_: dict[str, str] = {}
    for base in reversed(model.__mro__):
        help_ |= _in_module(base.__module__).get(base.__qualname__, {})
    declared = {name: info.description for name, info in model.model_fields.items() if info.description}
    return {name: text for name, text in (help_ | declared).items() if name in model.model_fields}


@cache
def _in_module(name: str) -> Mapping[str, Mapping[str, str]]:
    """Class -> attribute -> docstring, of the classes that a module declares; none where it has no source."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[name]))
    except (KeyError, OSError, TypeError):
        return {}
    return {node.name: _behind(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _behind(node: ast.ClassDef) -> dict[str, str]:
    """Attribute -> the text that stands right behind its annotation."""
    found = {}
    for statement, following in zip(node.body, node.body[1:], strict=False):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
    return found
