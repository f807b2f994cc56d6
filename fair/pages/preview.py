"""The crate as one static web page: no JavaScript, everything that people wrote escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files

from glovebook.fair.crate import Crate, Item, RecordFolder, ResultFolder
from glovebook.fair.jsonld.agents import describe, license_name, license_url, person_name
from glovebook.fair.jsonld.metadata import METADATA, authors
from glovebook.fair.pages.blocks import SERIES, Block, Cell, derived_block, record_blocks, result_blocks
from glovebook.fair.pages.html import Content, Markup, tag
from glovebook.fair.shown import when
from glovebook.schema.quantity import Quantity

_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"
"""Even a text that got through the escaping could load and run nothing."""


def preview_html(crate: Crate) -> bytes:
    """The bytes of ``ro-crate-preview.html``."""
    main = tag("main", _header(crate), _overview(crate), _findings(crate), _records(crate), _software(crate), _footer())
    page = tag("html", tag("head", _head(crate)), tag("body", main), lang="en")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _head(crate: Crate) -> Iterator[Content]:
    style = files("glovebook.fair.pages").joinpath("preview.css").read_text(encoding="utf-8")
    yield tag("meta", charset="utf-8")
    yield tag("meta", http_equiv="Content-Security-Policy", content=_POLICY)
    yield tag("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield tag("title", crate.name)
    yield tag("meta", name="DC.title", content=crate.name)
    yield tag("meta", name="DC.identifier", content=f"urn:uuid:{crate.dataset.uuid}")
    yield tag("meta", name="DC.date", content=crate.dataset.published)
    yield from (tag("meta", name="DC.creator", content=person_name(crate.dataset, key)) for key in authors(crate))
    yield tag("link", rel="license", href=license_url(crate.dataset.license) or "LICENSE.txt")
    yield tag("link", rel="describedby", type="application/ld+json", href=METADATA)
    yield tag("script", _linked_data(crate), type="application/ld+json")
    yield tag("style", Markup(style))


def _linked_data(crate: Crate) -> Markup:
    """What search engines for datasets read."""
    data = {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Dataset",
        "name": crate.name,
        "description": crate.description,
        "identifier": f"urn:uuid:{crate.dataset.uuid}",
        "datePublished": crate.dataset.published,
        "license": license_url(crate.dataset.license) or crate.dataset.license,
        "creator": [{"@type": "Person", "name": person_name(crate.dataset, key)} for key in authors(crate)],
    }
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))  # no `</script>` out of a title


def _header(crate: Crate) -> Markup:
    spdx = crate.dataset.license
    facts: list[tuple[str, Content]] = [
        ("By", [_person(crate, key) for key in authors(crate)]),
        ("Licence", _linked(license_name(spdx), license_url(spdx))),
        ("Published", crate.dataset.published),
        ("Identifier", tag("code", f"urn:uuid:{crate.dataset.uuid}")),
        ("For machines", [tag("a", METADATA, href=METADATA), " (RO-Crate 1.1, Process Run Crate 0.5)"]),
    ]
    rows = [[tag("dt", name), tag("dd", value)] for name, value in facts if value]
    notices = []
    if crate.draft:
        notices.append("Draft: this dataset has not been held against the rules of an archive.")
    if crate.synthetic:
        notices.append(
            f"Synthetic data, generated and not measured: {crate.synthetic} of {len(crate.folders)} records."
        )
    shown = [tag("p", notice, class_="notice") for notice in notices]
    return tag("header", tag("h1", crate.name), shown, tag("p", crate.summary), tag("dl", rows))


def _person(crate: Crate, key: str) -> Markup:
    who = describe(crate.dataset, key)
    words = [_linked(who.name, who.page)]
    if who.organisation:
        words += [", ", _linked(who.organisation, who.home)]
    return tag("div", words)


def _linked(text: str, page: str) -> Content:
    return tag("a", text, href=page) if page else text


def _overview(crate: Crate) -> Content:
    rows = [
        tag(
            "tr",
            tag("td", tag("a", folder.title, href=f"#{folder.record.entry.id}"), " ", _synthetic(folder)),
            tag("td", folder.kind, class_="name"),
            tag("td", when(folder.record.entry.date), class_="name"),
            tag("td", _spaced([tag("span", words, class_="whole") for words in _numbers(folder)])),
        )
        for folder in crate.folders
    ]
    heads = tag("tr", [tag("th", head) for head in ("Record", "Kind", "Date", "Quantities and results")])
    return [tag("h2", "Records"), tag("div", tag("div", tag("table", heads, rows), class_="scroll"), class_="card")]


def _numbers(folder: RecordFolder) -> Iterator[str]:
    """The single quantities of a record and the values of its results, each with its name."""
    for leaf in folder.leaves:
        if isinstance(leaf.value, Quantity) and not any(isinstance(step, int) for step in leaf.steps):
            yield f"{leaf.label} {leaf.value.text}"
    for result in folder.results:
        for block in result_blocks(result):
            if not block.title:
                yield from (f"{name.text} {value.text}" for name, value in block.rows)


def _findings(crate: Crate) -> Content:
    if not crate.draft or not crate.dataset.findings:
        return []
    items = [tag("li", finding.as_text()) for finding in crate.dataset.findings]
    return [tag("h2", "Findings"), tag("div", tag("ul", items), class_="card")]


def _records(crate: Crate) -> Iterator[Content]:
    for folder in crate.folders:
        yield tag("section", _record(crate, folder), class_="card", id=folder.record.entry.id)


def _record(crate: Crate, folder: RecordFolder) -> Iterator[Content]:
    entry = folder.record.entry
    badges = [tag("span", folder.kind, class_="badge")]
    badges += _synthetic(folder)
    if entry.status:
        words = f"{entry.status}: {entry.reason}" if entry.reason else entry.status
        badges.append(tag("span", words, class_="badge" if entry.status == "done" else "badge warn"))
    yield tag("div", tag("h3", folder.title), badges, class_="head")
    said = [tag("code", entry.id), when(entry.date), person_name(crate.dataset, entry.operator or "")]
    links = [tag("a", item.path.rpartition("/")[2], href=item.path) for item in folder.pages]
    yield tag("p", _spaced([*said, *links]))
    if entry.notes:
        yield tag("div", entry.notes, class_="notes")
    yield from (_block(crate, block) for block in record_blocks(folder.leaves))
    if folder.record.derived:
        yield _block(crate, derived_block(folder.record.derived))
    yield from (_result(crate, result) for result in folder.results)
    yield _files(folder)


def _synthetic(folder: RecordFolder) -> list[Markup]:
    return [tag("span", "synthetic data", class_="badge warn")] if folder.record.entry.synthetic else []


def _spaced(words: Sequence[Content]) -> Content:
    kept = [word for word in words if word]
    return [[" · ", word] if index else word for index, word in enumerate(kept)]


def _block(crate: Crate, block: Block) -> Content:
    rows = [tag("tr", [_cell(crate, cell, first=not index) for index, cell in enumerate(row)]) for row in block.rows]
    heads = tag("tr", [tag("th", head) for head in block.heads])
    table = tag("table", heads, rows, class_="series" if block.title == SERIES else "")
    return [tag("h4", block.title) if block.title else "", tag("div", table, class_="scroll")]


def _cell(crate: Crate, cell: Cell, *, first: bool) -> Markup:
    page = crate.at.get(cell.file) or (f"#{cell.entry}" if crate.holds(cell.entry) else "")
    return tag("td", _linked(cell.text, page), title=cell.si, class_="name" if first else "")


def _result(crate: Crate, folder: ResultFolder) -> Content:
    result = folder.result
    figure: Content = []
    if folder.figure:
        words = f"Figure of {result.id}" + (" (synthetic data)" if result.synthetic else "")
        figure = tag("figure", tag("img", src=folder.figure, alt=words), tag("figcaption", words))
    notes = [tag("p", warning, class_="notice") for warning in result.warnings]
    if folder.stale:
        notes.insert(0, tag("p", f"Out of date: {', '.join(folder.stale)}", class_="notice"))
    sources = tag("p", "Method: ", "; ".join(result.source)) if result.source else ""
    command = tag("p", "Run again with ", tag("code", result.command)) if result.command else ""
    blocks = [_block(crate, block) for block in result_blocks(folder)]
    return [tag("h4", f"Result {result.id}", class_="result"), notes, blocks, figure, sources, command]


def _files(folder: RecordFolder) -> Content:
    items = [*folder.raw, *(item for result in folder.results for item in result.items)]
    rows = [_file(folder, item) for item in items]
    rows += [
        tag(
            "tr", tag("td", f"{file.path} (not part of this dataset)"), tag("td", _bytes(file.size)), _hash(file.sha256)
        )
        for file in folder.cited
    ]
    if not rows:
        return []
    heads = tag("tr", tag("th", "File"), tag("th", "Bytes"), tag("th", "SHA-256"))
    return [tag("h4", "Files"), tag("div", tag("table", heads, rows), class_="scroll")]


def _file(folder: RecordFolder, item: Item) -> Markup:
    link = tag("a", item.path.removeprefix(folder.path), href=item.path)
    return tag("tr", tag("td", link), tag("td", _bytes(item.size)), _hash(item.sha256))


def _bytes(size: int) -> str:
    return f"{size:,}".replace(",", "\u202f")


def _hash(digest: str) -> Markup:
    return tag("td", tag("code", digest))


def _software(crate: Crate) -> Content:
    used = {item for folder in crate.folders for result in folder.results for item in result.result.software.items()}
    if not used:
        return []
    listed = ", ".join(f"{name} {version}" for name, version in sorted(used))
    return tag("section", tag("h2", "Software"), tag("p", listed), id="software")


def _footer() -> Markup:
    return tag("footer", tag("p", "Written by Glovebook. Units and texts stand as the records have them."))
