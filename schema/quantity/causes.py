"""Why a text has no form of the grammar: one cause a row, the first that fits is said."""

from __future__ import annotations

import re

from glovebook.schema.quantity.text import QuantityError

_CAUSES: tuple[tuple[str, str, str], ...] = (
    (r"^$", "the text is empty", "write a number and a unit, e.g. '8 mm', or leave the field out"),
    (r"^[+-]?(nan|inf|infinity)\b", "{text!r} is not a number", "leave the field out where the value is unknown"),
    (r"[\n\r]", "{text!r} has a line break in it", "write number and unit on one line"),
    (r"[\\{}$]", "{text!r} holds marks of LaTeX", "write e.g. 'S cm^-1', '1.5e-4' or '25 °C'"),
    (r"(?![0-9])[\d]", "{text!r} has digits other than 0 to 9", "type the digits"),
    (r"[½¼¾]", "{text!r} has a fraction", "write a decimal point, e.g. '0.5'"),
    (r"\d\.\d+,\d|\d,\d+\.\d", "{text!r} has both a comma and a point", "write plain digits with one decimal point"),
    (r"\d\.\d+\.\d", "{text!r} has two points in one number", "write plain digits with one decimal point"),
    (r"\d,(\d{1,2}(?!\d)|\d{4})", "{text!r} has a decimal comma", "write a decimal point: {point!r}"),
    (r"\d,\d{3}", "the comma in {text!r} may mean thousands or decimals", "write plain digits with a decimal point"),
    (r"\d, ?\d|\d ,\d", "the comma in {text!r} may part two numbers", "write one number, with a decimal point"),
    (r"\d·\d", "the dot in {text!r} is not on the line", "write a decimal point: {raised!r}"),
    (r"\d['\u2019_]\d", "{text!r} has a separator inside the number", "write the digits together: {joined!r}"),
    (r"\d ?\^?0C$|\d\^oC$", "the degree sign in {text!r} is a zero or a letter", "write {degrees!r}"),
    (r"\d 10[\^+-]", "a '×' is missing before the 10 in {text!r}", "write e.g. '1.0e-4'"),
    (
        r"^\D*\d[\d.]* \d+(?![\d/]| ?\()",
        "{text!r} has a space inside the number",
        "write the digits together: {joined!r}",
    ),
    (r"\d \(\d", "a space parts number and uncertainty in {text!r}", "write them together: {bracket!r}"),
    (r"(e|10\^?)[+-]?\d{3}", "the power of ten in {text!r} is out of range", "write an exponent of at most two digits"),
    (r"\d ?e [+-]?\d|\d e[+-]?\d|10 [+-]\d|10\^ ", "the power of ten in {text!r} has a space in it", "write '1.0e-4'"),
    (r"[\d)]\^", "the power in {text!r} is not read", "write e.g. '1.0e-4' or '1.0×10^-4'"),
    (r"\d ?\+ ?-|\d ?-\+", "the uncertainty in {text!r} is not read", "write '±' or '+/-'"),
    (
        r"\+ ?\d[\d.]* ?/? ?- ?\d",
        "the uncertainty in {text!r} differs up and down",
        "write the larger of the two after '±'",
    ),
    (r"[⁺⁻⁰¹²³⁴-⁹]\d", "the power of ten in {text!r} is raised in part only", "write e.g. '1.0e-4'"),
    (r"\*\*|[\d)] ?[*/+] ?\d", "{text!r} is arithmetic, and nothing is calculated here", "write the number itself"),
    (r"[×x] ?10\d", "the power of ten in {text!r} has lost its sign or its '^'", "write e.g. '1.0e-4'"),
    (r"\d ?[×x] ?\d|[^\W\d_] ?[×x] ?\d", "{text!r} holds two numbers", "write each into a field of its own"),
    (r"\d ?:", "the colon in {text!r} is not read", "write one number, e.g. '1.5 h'"),
    (r"^[^\d<>~]+=", "{text!r} names what the field's name already says", "write the number and the unit alone"),
    (r"[<>].*(\.\.|–| to )", "{text!r} is a bound and a range", "write one of the two"),
    (r"(\.\.|–| to ).*±", "{text!r} is a range and has an uncertainty", "write one of the two"),
    (
        r"[^\W\d_%] ?(\.\.|–| to )",
        "the range {text!r} has a unit in its middle",
        "write the unit once, at the end, e.g. '1..5 V'",
    ),
    (r"(^|[^\d])\.\d|\d\.(?!\d|\.)", "the number in {text!r} lacks a digit at the point", "write e.g. '0.5' or '5.0'"),
    (r"^±", "{text!r} has no value before the '±'", "write e.g. '0 ± 5 mV', or the range '-5..5 mV'"),
    (r"[^\W\d].*±", "the uncertainty in {text!r} follows the unit", "write it before the unit, e.g. '5.0 ± 0.1 mm'"),
    (r"\d.*[^\W\d_] \d", "{text!r} holds two numbers", "write one number and one unit, e.g. '12.5 h'"),
    (r"(^|[^\d])10-\d", "the power of ten in {text!r} has lost its '^'", "write e.g. '1e-4', or a range '1..5 V'"),
    (r"\d ?- ?[\d+-]", "the '-' in {text!r} may be a minus or a range", "write a range with two points, e.g. '1..5 V'"),
    (r"\d ?[~÷] ?[\d+-]", "the {sign!r} in {text!r} is not read", "write a range with two points, e.g. '1..5 V'"),
    (r"^[+-] ", "a space parts sign and number in {text!r}", "write them together, e.g. '-5 °C'"),
    (r"  ", "{text!r} has two spaces in a row", "write one"),
    (r"^\D*$", "{text!r} has no number", "write a number and a unit, e.g. '8 mm'"),
    (r"^[^\W\d_]", "the words before the number in {text!r} are not read", "write e.g. '<= 8 mm' or 'about 8 mm'"),
)


def cause(text: str, folded: str) -> QuantityError:
    """Why a text has no form of the grammar: the first cause that fits."""
    sign = re.search(r"\d ?([~÷])", folded)
    words = {
        "text": text,
        "point": re.sub(r"(\d),(\d)", r"\1.\2", text),
        "raised": re.sub(r"(\d)·(\d)", r"\1.\2", folded),
        "joined": re.sub(r"(\d)[ '\u2019_](?=\d)", r"\1", folded),
        "bracket": re.sub(r"(\d) \(", r"\1(", folded),
        "degrees": re.sub(r" ?\^?[0o]C$", " °C", folded),
        "sign": sign[1] if sign else "",
    }
    for pattern, message, hint in _CAUSES:
        if re.search(pattern, folded, re.IGNORECASE):
            return QuantityError(message.format(**words), hint.format(**words))
    return QuantityError(
        f"{text!r} is no quantity", "write number and unit, e.g. '8 mm', '1.00(5)e-4 S/cm', '< 0.1 ppm', '-0.5..10 V'"
    )
