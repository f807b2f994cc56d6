"""Text out of the bytes of an instrument's file: encodings that instruments use, and what is no text at all."""

from __future__ import annotations

import codecs

from glovebook.schema.refusal import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_PLAIN_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1a")
"""Control characters that text files hold; 1A ended files under DOS."""
_CONTROLS = bytes(code for code in range(32) if code not in _PLAIN_CONTROLS)
_SAMPLE = 65536


def decode(content: bytes, name: str) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16, or Latin-1 where it is neither.

    Bytes with control characters are no text and are refused; a sample of them is looked at, so that is quick.
    """
    for mark, codec, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, codec, encoding, name), encoding
    guess = _unmarked_utf16(content)
    if guess:
        return _strictly(content, guess, "UTF-16", name), "UTF-16"
    strange = content[:_SAMPLE].translate(None, delete=bytes(set(range(256)) - set(_CONTROLS)))
    if strange:
        place = content.index(strange[:1])
        raise Refusal(
            f"{name}: byte {place}: {strange[0]:02X} is no character of a text, and the format is not known",
            "export the data as text with named columns",
        )
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"


def _strictly(content: bytes, codec: str, encoding: str, name: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise Refusal(
            f"{name}: byte {error.start}: not {encoding}, although the file says so", "save it again as UTF-8"
        ) from error


def _unmarked_utf16(content: bytes) -> str:
    """The codec of UTF-16 without a mark, told by zeros in every second byte; else an empty text."""
    sample = content[: _SAMPLE // 2 * 2]
    half = len(sample) // 2
    for codec, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if half > 8 and zeros.count(0) > 0.9 * half and others.count(0) == 0:
            return codec
    return ""
