"""How texts are compared: without regard to case, and to the variants that Unicode has of one sign."""

from __future__ import annotations

import unicodedata

from glovebook.schema.formula import Formula


def folded(text: str) -> str:
    """The text as it is compared: ``Na₃NH₂`` as ``na3nh2``, ``µ`` and ``μ`` alike, spaces as one."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def composition_key(formula: Formula) -> str:
    """A text that formulas of the same atoms share: ``=H2;N1;Na1`` for ``NaNH2`` and ``H2NNa``."""
    atoms = (
        f"{name}{amount:.6g}" if isinstance(amount, (int, float)) else f"{name}({amount})"
        for name, amount in sorted(formula.composition.items())
    )
    return f"={';'.join(atoms)}{formula.charge or ''}"
