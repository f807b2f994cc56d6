"""A new kind is one module: a made-up one, dropped into a copy of the package, works from `new` to the crate."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import glovebook

RAMAN = '''\
"""Raman spectra of a pellet."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Link, field
from glovebook.schema.quantity.field import Length


class RamanMap(Entry):
    """Raman spectra on a grid."""

    title_of_kind: ClassVar[str] = "Raman map"
    rank: ClassVar[int] = 95

    kind: Literal["raman_map"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Sample")
    """The pellet."""
    laser: Length | None = field(section="Instrument", example="532 nm")
    """Wavelength of the laser."""
'''
RULE = '''\
"""Rules for Raman maps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.raman_map import RamanMap
from glovebook.validators.rule import Hit, View, rule


@rule("raman_map/laser", "warning", draft="should", archive="must")
def laser(view: View) -> Iterator[Hit]:
    """A Raman laser is visible or near it."""
    value = cast(RamanMap, view.entry).laser
    if value is not None and not 200e-9 <= value.si <= 1100e-9:
        yield Hit("laser", f"{value.text} is no Raman laser", "check the unit, e.g. '532 nm'")
'''


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with one kind and one module of rules more."""
    folder = tmp_path_factory.mktemp("site")
    source = Path(glovebook.__file__).parent
    ignored = shutil.ignore_patterns("frontend", "labextension", "__pycache__", "*.ism")
    shutil.copytree(source, folder / "glovebook", ignore=ignored)
    (folder / "glovebook/schema/kinds/raman_map.py").write_text(RAMAN, encoding="utf-8")
    (folder / "glovebook/validators/kinds/raman_map.py").write_text(RULE, encoding="utf-8")
    return folder


def run(package: Path, folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and all output of the command line of the copied package."""
    program = f"import sys; sys.path.insert(0, {str(package)!r}); from glovebook.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-P", "-c", program, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    return done.returncode, done.stdout + done.stderr


def test_made_up_kind(package: Path, tmp_path: Path) -> None:
    """From one module follow template, form, units, JSON Schema; from a module of rules beside it, checks; and a crate."""
    lab = tmp_path / "lab"
    assert run(package, tmp_path, "init", "lab")[0] == 0
    listed = run(package, lab, "schema")[1]
    assert f"{'raman_map':15} Raman spectra on a grid." in listed.splitlines()
    schema = json.loads(run(package, lab, "schema", "raman_map")[1])
    assert schema["properties"]["laser"]["$ref"] == "#/$defs/length"
    assert schema["$defs"]["length"]["examples"] == ["532 nm"]
    assert run(package, lab, "new", "raman_map", "--set", "laser=532 nm", "title=Map")[0] == 0
    file = lab / "entries/r1.gb.yaml"
    assert "# Instrument\nlaser: 532 nm\n" in file.read_text("utf-8")
    assert run(package, lab, "check", "r1") == (0, "1 entry checked as draft: nothing to say\n")
    refused = (
        "glovebook: laser: '532 K' is a temperature, not a length; write one of mm, µm, cm, nm, m, Å, e.g. '8 mm'\n"
    )
    assert run(package, lab, "set", "r1", "laser=532 K") == (2, refused)
    assert run(package, lab, "set", "r1", "laser=532 µm")[0] == 0
    finding = (
        "entries/r1.gb.yaml:16:8: laser: 532 µm is no Raman laser; check the unit, e.g. '532 nm' [raman_map/laser]\n"
    )
    assert run(package, lab, "check", "r1") == (0, f"{finding}1 entry checked as draft: 1 warning; nothing blocks\n")
    assert run(package, lab, "set", "r1", "laser=532 nm", "operator=https://orcid.org/0000-0002-1825-0097")[0] == 0
    code, said = run(package, lab, "export", "r1", "-o", "crate")
    assert (code, (lab / "crate/ro-crate-metadata.json").is_file()) == (0, True), said
