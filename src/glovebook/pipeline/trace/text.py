"""A chain as text: trees for people, and Mermaid for pages that draw it."""

from __future__ import annotations

from collections.abc import Iterator

from glovebook.pipeline.trace.graph import Chain, Node


def tree(chain: Chain, *, up: bool = True, down: bool = True) -> list[str]:
    """Lines of one or two trees that begin with the entry; what stands twice is followed once."""
    lines: list[str] = []
    for wanted, heading, upwards in ((up, "made from", True), (down, "led to", False)):
        if wanted:
            start = [] if lines else [_said(chain.nodes[chain.start])]
            branches = list(_branches(chain, chain.start, "", {chain.start}, upwards=upwards))
            lines += [*start, f"{heading}: {'' if branches else 'nothing that is recorded'}".rstrip(), *branches]
    return lines


def _branches(chain: Chain, name: str, indent: str, seen: set[str], *, upwards: bool) -> Iterator[str]:
    edges = chain.sources(name) if upwards else chain.targets(name)
    for number, edge in enumerate(edges, 1):
        other = edge.source if upwards else edge.target
        is_last = number == len(edges)
        again = " (see above)" if other in seen else ""
        yield f"{indent}{'└─ ' if is_last else '├─ '}{_said(chain.nodes[other])} [{edge.field}]{again}"
        if not again:
            seen.add(other)
            yield from _branches(chain, other, f"{indent}{'   ' if is_last else '│  '}", seen, upwards=upwards)


def _said(node: Node) -> str:
    """A node in one line."""
    match node.form:
        case "missing":
            return f"{node.id}  (there is no such entry)"
        case "reagent":
            return f"{node.title}  (no entry)"
        case "result":
            return f"{node.id}{'  (stale)' if node.status else ''}"
    status = f"({node.status})" if node.status in ("failed", "aborted", "discarded") else ""
    return "  ".join(part for part in (node.id, node.kind, node.date[:10], node.title, status) if part)


_SHAPES = {"entry": ("[", "]"), "result": ("([", "])"), "reagent": ("[/", "/]"), "missing": ("{{", "}}")}


def mermaid(chain: Chain) -> str:
    """A flowchart in the language of Mermaid, from left to right."""
    names = {name: f"n{number}" for number, name in enumerate(chain.nodes)}
    lines = ["flowchart LR"]
    for name, node in chain.nodes.items():
        opening, closing = _SHAPES[node.form]
        parts = (node.title,) if node.form == "reagent" else (node.id, node.kind, _cut(node.title))
        label = "<br>".join(_escaped(part) for part in parts if part)
        lines.append(f'    {names[name]}{opening}"{label}"{closing}')
    lines += [f"    {names[edge.source]} -->|{_escaped(edge.field)}| {names[edge.target]}" for edge in chain.edges]
    return "\n".join([*lines, f"    style {names[chain.start]} stroke-width:3px"])


_LONGEST = 40
"""Characters of a title that a box of a flowchart shows."""


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"


def _escaped(text: str) -> str:
    """A text in which nothing is a sign of Mermaid or of HTML: entities by number, as Mermaid writes them."""
    return "".join(
        character if character.isalnum() or character in " .,_-/:+" else f"#{ord(character)};" for character in text
    )
