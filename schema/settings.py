"""What ``glovebook.yaml`` may hold: the notebook's name, its people, instruments and defaults."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from glovebook.schema.parts import Part

DEFAULT_LICENSE = "CC-BY-4.0"


class Person(Part):
    """Somebody who works with the notebook."""

    name: str
    """Full name."""
    orcid: str | None = Field(None, pattern=r"^https://orcid\.org/(\d{4}-){3}\d{3}[\dX]$")
    """ORCID as a URL."""
    organisation: str | None = None
    """Key of ``organisations``."""
    email: str | None = None
    """Address for questions about the data."""


class Organisation(Part):
    """Where people work."""

    name: str
    """Full name."""
    ror: str | None = Field(None, pattern=r"^https://ror\.org/0[a-z0-9]{8}$")
    """ROR id as a URL."""
    url: str | None = Field(None, pattern=r"^https?://")
    """Web page."""


class Instrument(Part):
    """An instrument of the lab."""

    maker: str | None = None
    """Manufacturer."""
    model: str | None = None
    """Model name."""
    serial: str | None = None
    """Serial number."""
    resolution: str | None = None
    """Smallest step of its display, e.g. 0.1 mg."""
    pidinst: str | None = None
    """Persistent identifier of the instrument."""


class Settings(Part):
    """The content of ``glovebook.yaml``."""

    model_config = ConfigDict(defer_build=False)  # threads open notebooks at once

    glovebook: Literal["1"]
    """Version of the notebook's layout on disk."""
    uuid: str
    """Universal identifier, written once."""
    title: str
    """What the notebook is about."""
    license: str = DEFAULT_LICENSE
    """SPDX id of the licence under which data are exported."""
    people: dict[str, Person] = {}
    """Short name -> person."""
    organisations: dict[str, Organisation] = {}
    """Short name -> organisation."""
    instruments: dict[str, Instrument] = {}
    """Short name -> instrument."""
    defaults: dict[str, Any] = {}
    """What new entries start with: ``operator``, ``timezone``."""
