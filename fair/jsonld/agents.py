"""Who and with what: people, organisations, lab instruments, software and licences as entities of the crate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from glovebook.fair.dataset import Card, Dataset
from glovebook.fair.jsonld.graph import Graph, Ref, ref
from glovebook.fair.names import slug
from glovebook.schema.refusal import Refusal

SPDX = "https://spdx.org/licenses/"

_SOFTWARE = "https://w3id.org/glovebook/software/"
"""Process Run Crate wants an absolute address as the identifier of a program; these are names, not pages."""

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_ROR = re.compile(r"(?:https?://ror\.org/)?(0[a-z0-9]{6}\d{2})")
_WEB = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")

_LICENSES = {
    "CC0-1.0": "Creative Commons Zero 1.0 Universal",
    "CC-BY-4.0": "Creative Commons Attribution 4.0 International",
    "CC-BY-SA-4.0": "Creative Commons Attribution Share Alike 4.0 International",
    "CC-BY-NC-4.0": "Creative Commons Attribution Non Commercial 4.0 International",
    "ODbL-1.0": "Open Data Commons Open Database License v1.0",
    "ODC-By-1.0": "Open Data Commons Attribution License v1.0",
    "PDDL-1.0": "Open Data Commons Public Domain Dedication & License 1.0",
    "MIT": "MIT License",
    "BSD-3-Clause": 'BSD 3-Clause "New" or "Revised" License',
    "Apache-2.0": "Apache License 2.0",
}
"""Full names of the usual ones; any other SPDX identifier goes by itself."""

_HOMEPAGES = {
    "python": "https://www.python.org/",
    "numpy": "https://numpy.org/",
    "scipy": "https://scipy.org/",
    "pandas": "https://pandas.pydata.org/",
    "pint": "https://pint.readthedocs.io/",
    "matplotlib": "https://matplotlib.org/",
    "uncertainties": "https://uncertainties.readthedocs.io/",
    "pydantic": "https://docs.pydantic.dev/",
}


def license_name(spdx: str) -> str:
    """The licence's full name, or the identifier where it is not one of the usual licences."""
    return _LICENSES.get(spdx, spdx)


def license_url(spdx: str) -> str:
    """Its page at SPDX; nothing for a ``LicenseRef-...`` of one's own. Refuses what cannot be an SPDX identifier."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+-]*", spdx):
        said = f"{spdx!r} is not an SPDX licence identifier" if spdx else "the dataset has no licence"
        raise Refusal(said, "write one under `license:` in glovebook.yaml, e.g. CC-BY-4.0")
    return "" if spdx.startswith("LicenseRef-") else f"{SPDX}{spdx}"


def put_license(graph: Graph, spdx: str) -> Ref:
    """The licence as an entity with name, description and page."""
    url = license_url(spdx)
    name = url or graph.local("license", spdx)
    if name not in graph:
        text = f"its text is at {url}" if url else "ask the authors for its text"
        description = f"The licence with the SPDX identifier {spdx}; {text}"
        graph.put(name, "CreativeWork", name=license_name(spdx), description=description, identifier=spdx, url=url)
    return ref(name)


def web(text: str) -> str:
    """The text where it is an address on the web, else nothing."""
    return text if _WEB.fullmatch(text) else ""


def orcid(text: str) -> str:
    """``https://orcid.org/...`` for a text that holds an ORCID iD, else nothing."""
    match = _ORCID.fullmatch(text.strip())
    return f"https://orcid.org/{match[1]}" if match else ""


def ror(text: str) -> str:
    """``https://ror.org/...`` for a text that holds a ROR id, else nothing."""
    match = _ROR.fullmatch(text.strip())
    return f"https://ror.org/{match[1]}" if match else ""


def person_name(dataset: Dataset, key: str) -> str:
    """The name of a person for people to read; the key itself where ``glovebook.yaml`` knows no better."""
    return _card(dataset.people, key).get("name", key)


class Who(NamedTuple):
    """A person for people to read, with addresses on the web where there are any."""

    name: str
    page: str
    organisation: str
    home: str


def describe(dataset: Dataset, key: str) -> Who:
    """Who an ``operator:`` is, and where that person works."""
    card = _card(dataset.people, key)
    group = _card(dataset.organisations, card.get("organisation", ""))
    page = orcid(card.get("orcid", "")) or orcid(key)
    return Who(
        card.get("name", key), page, group.get("name", ""), ror(group.get("ror", "")) or web(group.get("url", ""))
    )


def put_person(graph: Graph, dataset: Dataset, key: str) -> Ref | None:
    """The person of an ``operator:`` (a key of ``people`` or an ORCID iD) with the affiliation; ``None`` for nobody."""
    if not key:
        return None
    card = _card(dataset.people, key)
    name = orcid(card.get("orcid", "")) or orcid(key) or graph.local("person", key)
    if name not in graph:
        organisation = put_organisation(graph, dataset, card.get("organisation", ""))
        graph.put(name, "Person", name=card.get("name") or key, affiliation=organisation)
    return ref(name)


def put_organisation(graph: Graph, dataset: Dataset, key: str) -> Ref | None:
    """The organisation of a key of ``organisations``; ``None`` where there is none."""
    if not key:
        return None
    card = _card(dataset.organisations, key)
    page = ror(card.get("ror", ""))
    name = page or graph.local("organisation", key)
    if name not in graph:
        graph.put(name, "Organization", name=card.get("name") or key, url=web(card.get("url", "")) or page)
    return ref(name)


def publisher(graph: Graph, dataset: Dataset, authors: list[str]) -> Ref | None:
    """The organisation of the first author who has one."""
    keys = (_card(dataset.people, key).get("organisation", "") for key in authors)
    return put_organisation(graph, dataset, next((key for key in keys if key), next(iter(dataset.organisations), "")))


def put_instrument(graph: Graph, dataset: Dataset, key: str) -> Ref:
    """The lab instrument of a key of ``instruments``, or one known by its name only."""
    name = graph.local("instrument", key)
    if name not in graph:
        card = _card(dataset.instruments, key)
        made = " ".join(card[part] for part in ("maker", "model") if card.get(part))
        graph.put(
            name,
            "IndividualProduct",
            name=card.get("name") or made or key,
            description=f"Instrument {key} of the notebook",
            manufacturer=card.get("maker", ""),
            model=card.get("model", ""),
            serialNumber=card.get("serial", ""),
            identifier=card.get("pidinst", ""),
        )
    return ref(name)


def put_software(graph: Graph, software: Mapping[str, str]) -> Ref:
    """The program that ran an analysis with its version; what it builds on as its requirements."""
    main = "glovebook" if "glovebook" in software else next(iter(software), "glovebook")
    parts = {name: version for name, version in software.items() if name != main}
    requirements = [_put_program(graph, name, version, []) for name, version in parts.items()]
    return _put_program(graph, main, software.get(main, "unknown"), requirements)


def _put_program(graph: Graph, name: str, version: str, requirements: list[Ref]) -> Ref:
    key = " ".join([name, version, *(item["@id"] for item in requirements)])
    entity = graph.distinct(f"{_SOFTWARE}{slug(name)}/{slug(version)}", key)
    if entity not in graph:
        graph.put(
            entity,
            "SoftwareApplication",
            name=name.capitalize() if name == "glovebook" else name,
            version=version,
            url=_HOMEPAGES.get(name.lower(), "ro-crate-preview.html#software"),
            softwareRequirements=requirements,
        )
    return ref(entity)


def _card(cards: Mapping[str, Card], key: str) -> dict[str, str]:
    """What is stated about somebody or something; nothing where the key is unknown."""
    return {name: value for name, value in cards.get(key, {}).items() if value}
