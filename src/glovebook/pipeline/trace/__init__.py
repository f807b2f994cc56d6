"""Tracing an entry: what it was made from, up to the reagents, and what came out of it, down to the results."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glovebook.pipeline.opened import OpenNotebook, opened
from glovebook.pipeline.trace.drawing import Drawing, drawn, svg
from glovebook.pipeline.trace.graph import Chain, Node, chain
from glovebook.pipeline.trace.text import mermaid, tree
from glovebook.store.notebook import Notebook

__all__ = ["Node", "Trace", "trace", "traced"]


@dataclass(frozen=True)
class Trace:
    """A chain that was followed, and the ways to show it; a notebook shows the drawing."""

    chain: Chain
    up: bool
    down: bool

    @property
    def nodes(self) -> list[Node]:
        """The steps, the entry asked for first."""
        return list(self.chain.nodes.values())

    def as_json(self) -> dict[str, Any]:
        """``{start, nodes, edges}`` as plain data; an edge leads from what was used to what it was used for."""
        return self.chain.as_json()

    def mermaid(self) -> str:
        """A flowchart in the language of Mermaid, which code hosts and Jupyter draw."""
        return mermaid(self.chain)

    def drawn(self) -> Drawing:
        """Every step in its place, for a page that draws it itself and lets people click."""
        return drawn(self.chain)

    def svg(self) -> str:
        """A drawing of its own, legible on light and on dark pages."""
        return svg(self.chain)

    def __str__(self) -> str:
        """The chain as trees of text."""
        return "\n".join(tree(self.chain, up=self.up, down=self.down))

    def _repr_html_(self) -> str:
        """The drawing; as a picture, so that its style stays within."""
        from base64 import b64encode
        from html import escape

        picture = b64encode(self.svg().encode()).decode()
        return f'<img alt="{escape(self.drawn().label)}" src="data:image/svg+xml;base64,{picture}">'


def trace(entry: str, notebook: Notebook | str | Path = ".", *, up: bool = True, down: bool = True) -> Trace:
    """The chain of an entry, given by its id; raises `Refusal` with the nearest id where there is none."""
    with opened(notebook) as book:
        return traced(book, entry, up=up, down=down)


def traced(book: OpenNotebook, entry: str, *, up: bool = True, down: bool = True) -> Trace:
    """The same in a notebook that is open."""
    index = book.look()
    if entry not in book:
        book.path_of(entry)  # refuses with the nearest id
    return Trace(chain(index, entry, up=up, down=down), up, down)
