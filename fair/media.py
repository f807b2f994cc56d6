"""Media types of files, by the ending of their names."""

from __future__ import annotations

from pathlib import PurePath

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
"""Our own, since Python's ``mimetypes`` differs from machine to machine."""


def media_type(path: PurePath) -> str:
    """The media type of a file, that of unknown bytes where its ending says nothing."""
    return _MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
