"""The dataset as it will lie in its folder: collected once, from which every page and metadata file is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from glovebook.fair.dataset import Dataset, RawFile, Record
from glovebook.fair.fields import Leaf
from glovebook.schema.result import Result


@dataclass(frozen=True)
class Item:
    """One file of the crate."""

    path: str
    """In the crate, with forward slashes, plain ASCII without spaces."""
    name: str
    description: str
    media_type: str
    content: bytes | Path
    """The bytes, or the file to copy them from."""
    sha256: str
    size: int
    origin: str = ""
    """Path in the notebook, where it comes from one."""
    license: str = ""
    """SPDX identifier, where it differs from the dataset's."""

    @classmethod
    def made(cls, path: str, name: str, description: str, media_type: str, content: bytes, origin: str = "") -> Item:
        """A file whose bytes are at hand, with their hash and size."""
        digest = sha256(content).hexdigest()
        return cls(path, name, description, media_type, content, digest, len(content), origin)


@dataclass(frozen=True)
class ResultFolder:
    """A result in the crate: ``03-eis-e4/results/impedance-001/``."""

    path: str
    result: Result
    stale: Sequence[str]
    items: Sequence[Item]

    @property
    def figure(self) -> str:
        """Path of the figure to show, empty where the result has none."""
        figures = [item.path for item in self.items if item.path.endswith((".svg", ".png"))]
        return min(figures, key=lambda path: path.endswith(".png"), default="")


@dataclass(frozen=True)
class RecordFolder:
    """A record in the crate: ``03-eis-e4/``."""

    path: str
    record: Record
    leaves: Sequence[Leaf]
    raw: Sequence[Item]
    cited: Sequence[RawFile]
    """Files that the licence keeps out of the crate."""
    results: Sequence[ResultFolder]
    pages: Sequence[Item] = ()
    """``record.json``, ``record.gb.yaml`` and ``record.md``."""

    @property
    def title(self) -> str:
        """The record's title, or its kind and id where nobody gave one."""
        return self.record.entry.title or f"{self.kind} {self.record.entry.id}"

    @property
    def name(self) -> str:
        """The title, saying so where the data are synthetic."""
        return _marked(self.title, "(synthetic data)") if self.record.entry.synthetic else self.title

    @property
    def kind(self) -> str:
        """What people call the record's kind, e.g. ``Impedance (EIS)``."""
        entry = self.record.entry
        return entry.title_of_kind or entry.kind.replace("_", " ").capitalize()

    def links(self) -> Iterator[tuple[str, str]]:
        """Field and target of every link: a link is always a mapping with ``entry``."""
        for leaf in self.leaves:
            if leaf.steps[-1] == "entry" and leaf.steps[0] != "custom":
                yield str(leaf.steps[0]), str(leaf.value)

    def items(self) -> Iterator[Item]:
        """Every file of the record."""
        yield from self.pages
        yield from self.raw
        for result in self.results:
            yield from result.items


@dataclass(frozen=True)
class Crate:
    """The whole dataset, laid out."""

    dataset: Dataset
    folders: Sequence[RecordFolder]
    at: Mapping[str, str]
    """Path in the notebook -> path in the crate."""
    pages: Sequence[Item] = field(default=())
    """``README.md``, ``LICENSE.txt`` and, in a draft, ``findings.json``."""

    def holds(self, entry: str) -> bool:
        """True where a record of the crate has that id."""
        return any(folder.record.entry.id == entry for folder in self.folders)

    @property
    def draft(self) -> bool:
        """True where the dataset has not been held against an archive's rules."""
        return self.dataset.profile == "draft"

    @property
    def synthetic(self) -> int:
        """How many records hold synthetic data."""
        return sum(bool(folder.record.entry.synthetic) for folder in self.folders)

    @property
    def name(self) -> str:
        """The title, saying so where the crate is a draft or holds synthetic data."""
        title = self.dataset.title
        if self.synthetic:
            title = _marked(title, "(synthetic data)" if self._all_synthetic else "(partly synthetic data)")
        return f"DRAFT: {title}" if self.draft else title

    @property
    def summary(self) -> str:
        """What the dataset holds, in a sentence where nobody described it."""
        return self.dataset.description or f"{self._contents()}, from an electronic lab notebook."

    @property
    def description(self) -> str:
        """What the dataset holds, and where its numbers are not to be trusted."""
        sentences = [self.summary]
        if self.draft:
            sentences.append(f"This is a draft: {_count(len(self.dataset.findings), 'finding')} in findings.json.")
        if self.synthetic:
            part = (
                "All records hold" if self._all_synthetic else f"{self.synthetic} of {len(self.folders)} records hold"
            )
            sentences.append(f"{part} synthetic data, generated and not measured.")
        return " ".join(sentences)

    def _contents(self) -> str:
        kinds = ", ".join(dict.fromkeys(folder.kind for folder in self.folders))
        raw = sum(len(folder.raw) for folder in self.folders)
        results = sum(len(folder.results) for folder in self.folders)
        records = _count(len(self.folders), "record")
        return f"{records} ({kinds}) with {_count(raw, 'raw file')} and {_count(results, 'result')}"

    @property
    def _all_synthetic(self) -> bool:
        return self.synthetic == len(self.folders)

    def items(self) -> Iterator[Item]:
        """Every file that the metadata describe, which is every file but the metadata and the preview."""
        yield from self.pages
        for folder in self.folders:
            yield from folder.items()


def _marked(title: str, mark: str) -> str:
    """The title with a mark behind it, unless it speaks of synthetic data itself."""
    return title if "synthetic" in title.lower() else f"{title} {mark}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
