"""The pages beside the metadata: a record as JSON and Markdown, the README, the licence, the findings of a draft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from glovebook.fair.crate import Crate, Item, RecordFolder
from glovebook.fair.fields import as_json
from glovebook.fair.jsonld.agents import license_name, license_url, person_name
from glovebook.fair.pages.blocks import derived_block, record_blocks, result_blocks
from glovebook.fair.pages.markdown import block, plain, quoted, table
from glovebook.fair.shown import when


def with_pages(crate: Crate) -> Crate:
    """The crate with the pages of every record and of the whole."""
    folders = [replace(folder, pages=list(_record_pages(crate, folder))) for folder in crate.folders]
    filled = replace(crate, folders=folders)
    return replace(filled, pages=list(_crate_pages(filled)))


def _record_pages(crate: Crate, folder: RecordFolder) -> Iterator[Item]:
    entry, path = folder.record.entry, folder.path
    note = " (synthetic data)" if entry.synthetic else ""
    checked = "The record as checked data; every quantity with its value in SI"
    yield _json_item(f"{path}record.json", f"Record {entry.id} as JSON{note}", checked, as_json(entry))
    yield Item.made(
        f"{path}record.gb.yaml",
        f"Record {entry.id} as written{note}",
        f"The record's own file, byte for byte ({folder.record.path} in the notebook)",
        "application/yaml",
        folder.record.text,
        folder.record.path,
    )
    text = _record_markdown(crate, folder).encode()
    about = "The record for reading, with its files and results"
    yield Item.made(f"{path}record.md", f"Record {entry.id} for reading{note}", about, "text/markdown", text)


def _crate_pages(crate: Crate) -> Iterator[Item]:
    readme = _readme(crate).encode()
    yield Item.made("README.md", "README", "What is in this dataset and how to use it", "text/markdown", readme)
    terms = _license_text(crate).encode()
    yield Item.made("LICENSE.txt", "Licence", "The terms under which the dataset may be used", "text/plain", terms)
    if crate.draft:
        found = [finding.as_json() for finding in crate.dataset.findings]
        yield _json_item("findings.json", "Findings", "What is still wrong or missing in this draft", found)


def _json_item(path: str, name: str, description: str, data: Any) -> Item:
    content = (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
    return Item.made(path, name, description, "application/json", content)


def _record_markdown(crate: Crate, folder: RecordFolder) -> str:
    entry = folder.record.entry
    head = [
        ("Entry", entry.id),
        ("Kind", folder.kind),
        ("Date", when(entry.date)),
        ("Operator", person_name(crate.dataset, entry.operator) if entry.operator else ""),
        ("Status", f"{entry.status}: {entry.reason}" if entry.status and entry.reason else entry.status or ""),
        ("Tags", ", ".join(entry.tags)),
        ("UUID", entry.uuid or ""),
    ]
    parts = [f"# {plain(folder.name)}\n\n"]
    if entry.synthetic:
        parts.append("**Synthetic data, generated and not measured.**\n\n")
    parts.append(table(["", ""], [[name, plain(text)] for name, text in head if text]) + "\n")
    if entry.notes:
        parts.append(quoted(entry.notes) + "\n")
    parts += ["## Fields\n\n", *(block(found) for found in record_blocks(folder.leaves))]
    if folder.record.derived:
        parts.append(block(derived_block(folder.record.derived)))
    parts += [_files_markdown(folder), *_results_markdown(folder)]
    return "".join(parts).rstrip() + "\n"


def _files_markdown(folder: RecordFolder) -> str:
    rows = [
        [f"[{plain(item.name)}]({item.path.removeprefix(folder.path)})", str(item.size), f"`{item.sha256}`"]
        for item in folder.raw
    ]
    rows += [
        [f"{plain(file.path)} (not part of this dataset)", str(file.size), f"`{file.sha256}`"] for file in folder.cited
    ]
    return f"## Files\n\n{table(['File', 'Bytes', 'SHA-256'], rows)}\n" if rows else ""


def _results_markdown(folder: RecordFolder) -> Iterator[str]:
    for result in folder.results:
        yield f"## Result {plain(result.result.id)}\n\n"
        if result.stale:
            yield f"**Out of date:** {plain(', '.join(result.stale))}\n\n"
        yield from (block(found) for found in result_blocks(result))
        if result.figure:
            yield f"![Figure of {plain(result.result.id)}]({result.figure.removeprefix(folder.path)})\n\n"
        if result.result.command:
            yield f"Run again with: {plain(result.result.command)}\n\n"


def _readme(crate: Crate) -> str:
    spdx = crate.dataset.license
    rows = [
        [
            f"[{plain(folder.path.rstrip('/'))}]({folder.path}record.md)",
            plain(folder.name),
            plain(when(folder.record.entry.date)),
            str(len(folder.raw)),
            str(len(folder.results)),
        ]
        for folder in crate.folders
    ]
    return f"""# {plain(crate.name)}

{plain(crate.description)}

- Identifier: urn:uuid:{plain(crate.dataset.uuid)}
- Published: {plain(crate.dataset.published)}
- Licence: {plain(license_name(spdx))}, see LICENSE.txt

Open `ro-crate-preview.html` in a browser to read the dataset. `ro-crate-metadata.json` says the same to machines
([RO-Crate 1.1](https://w3id.org/ro/crate/1.1) with [Process Run Crate 0.5](https://w3id.org/ro/wfrun/process/0.5)).

## Records

{table(["Record", "Title", "Date", "Raw files", "Results"], rows)}
Each folder holds the record as written (`record.gb.yaml`), as checked data with SI values (`record.json`) and for
reading (`record.md`), the raw files unchanged (`raw/`) and the results with table and figure (`results/`). Each
`result.json` names its method, parameters and software, the SHA-256 of every input and the command that repeats it.
"""


def _license_text(crate: Crate) -> str:
    spdx = crate.dataset.license
    text = license_url(spdx) or "ask the authors"
    lines = [f"SPDX-License-Identifier: {spdx}", "", license_name(spdx), f"Text of the licence: {text}"]
    others = [item for item in crate.items() if item.license not in ("", spdx)]
    if others:
        lines += ["", *(f"{item.path}: {item.license} {license_url(item.license)}".rstrip() for item in others)]
    return "\n".join(lines) + "\n"
