"""How texts are compared: without regard to case, and to the variants that Unicode has of one sign."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """The text as it is compared: ``Na₃NH₂`` as ``na3nh2``, ``µ`` and ``μ`` alike, spaces as one."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
