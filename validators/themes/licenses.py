"""Rules for licences: by the ids of the SPDX licence list, so that programs know what they allow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glovebook.schema.finding import Fix, Place
from glovebook.validators.rule import Hit, View, rule

KNOWN = (
    *(f"CC-BY{kind}-{version}" for kind in ("", "-SA", "-NC", "-ND", "-NC-SA", "-NC-ND") for version in ("4.0", "3.0")),
    *("CC0-1.0", "ODbL-1.0", "PDDL-1.0", "ODC-By-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0"),
    *("MIT", "MIT-0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "Unlicense", "0BSD"),
    *("GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later"),
    *("LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "AGPL-3.0-only", "AGPL-3.0-or-later"),
)
"""Ids of licences that data and programs are given away under."""
_FOLDED = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in KNOWN}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


def meant(text: str) -> str | None:
    """The id that a text means, e.g. ``CC-BY-4.0`` for ``CC BY 4.0``; empty for none known, None where it is one."""
    if text in KNOWN or text.startswith("LicenseRef-"):
        return None
    folded = re.sub(r"[^a-z0-9]", "", text.lower().replace("creative commons", "cc").replace("attribution", "by"))
    if folded in _FOLDED:
        return _FOLDED[folded]
    if f"{folded}40" in _FOLDED:
        return _FOLDED[f"{folded}40"]
    return None if _ID.fullmatch(text) and "-" in text else ""


@rule("licenses/id", "warning", draft="should", archive="must", source="SPDX licence list")
def known(view: View) -> Iterator[Hit]:
    """A licence is named by its id in the SPDX licence list, e.g. CC-BY-4.0."""
    own = getattr(view.entry, "license", None)
    named = [("license", own)] if isinstance(own, str) else []
    named += [(f"{path}.license", part.license) for path, part in view.raw_files.items() if part.license]
    for path, text in named:
        found = meant(text)
        if found is not None:
            yield Hit(
                path,
                f"{text!r} is no id of a licence",
                f"write {found}" if found else "write e.g. CC-BY-4.0, or LicenseRef-NAME for one of your own",
                fix=Fix(path, found) if found else None,
            )


@rule("licenses/notebook", "warning", draft="should", archive="must", source="SPDX licence list")
def of_notebook(view: View) -> Iterator[Hit]:
    """A dataset without a licence of its own has that of the notebook, in glovebook.yaml, which is an SPDX id."""
    if view.settings is None or view.entry.kind != "dataset" or getattr(view.entry, "license", None):
        return
    found = meant(view.settings.license)
    if found is not None:
        yield Hit(
            "license",
            f"the licence in glovebook.yaml, {view.settings.license!r}, is no id of a licence",
            f"write {found} there" if found else "write e.g. CC-BY-4.0 there",
            related=[Place("glovebook.yaml", path="license")],
        )
