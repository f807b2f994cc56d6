"""What an export starts from: records, raw files and results as plain data, gathered by the pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.physics.derived import Derived
from glovebook.schema.finding import Finding, Profile
from glovebook.schema.result import Result

if TYPE_CHECKING:  # kinds are loaded one by one, when an entry of the kind is met
    from glovebook.schema.entry import Entry

Card = Mapping[str, str | None]
"""One person, organisation or instrument as ``glovebook.yaml`` describes it."""


@dataclass(frozen=True)
class RawFile:
    """A file that an entry names: an instrument's raw data, a photo, a scanned page."""

    path: str
    """In the notebook, e.g. ``data/eis/p7_372K.ism``."""
    source: Path
    """Where its bytes are now."""
    sha256: str
    size: int
    media_type: str = "application/octet-stream"
    export: bool = True
    """False leaves the bytes out; the crate then only cites the file."""
    license: str = ""
    """SPDX identifier, where it differs from the dataset's."""


@dataclass(frozen=True)
class StoredResult:
    """A result and the folder that holds its files."""

    result: Result
    folder: Path
    stale: Sequence[str] = ()
    """What has changed since the result was computed, e.g. ``entries/p7.gb.yaml has changed``; the crate says so."""


@dataclass(frozen=True)
class Record:
    """One entry with everything that belongs to it."""

    entry: Entry
    text: bytes
    """The entry's file, byte for byte."""
    path: str
    """Of that file in the notebook, e.g. ``entries/p7.gb.yaml``."""
    files: Sequence[RawFile] = ()
    results: Sequence[StoredResult] = ()
    derived: Sequence[Derived] = ()
    """What follows from the entry and those that it is linked to, in the order of its fields."""


@dataclass(frozen=True)
class Dataset:
    """What is exported together, under which terms."""

    title: str
    uuid: str
    license: str
    """SPDX identifier, e.g. ``CC-BY-4.0``."""
    records: Sequence[Record]
    profile: Profile
    published: str
    """ISO date; stored once, so that the same dataset always gives the same bytes."""
    people: Mapping[str, Card] = field(default_factory=dict)
    organisations: Mapping[str, Card] = field(default_factory=dict)
    instruments: Mapping[str, Card] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    description: str = ""
