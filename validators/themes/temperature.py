"""Rules for temperatures, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from glovebook.schema.finding import Fix
from glovebook.validators.compare import known
from glovebook.validators.rule import Hit, View, rule

NITROGEN = 77.0
"""About the boiling point of nitrogen in K: the laboratory has nothing colder, but for cryostats on instruments."""
COLD = ("eis", "material", "raman", "xrd")
"""Kinds in which lower temperatures are measured or known; impedance has a rule of its own."""


@rule("temperature/celsius", "warning", draft="should", archive="must")
def celsius(view: View) -> Iterator[Hit]:
    """Nothing is pressed, heated, cycled or kept below 77 K: such a number was read in °C."""
    if view.entry.kind in COLD:
        return
    for path, quantity in view.quantities.items():
        if quantity.kind != "temperature" or quantity.unit != "K":
            continue
        value = known(quantity)
        if value is not None and 0 < value < NITROGEN:
            fix = Fix(path, quantity.text.replace("K", "°C"))
            yield Hit(
                path,
                f"{quantity.text} is colder than liquid nitrogen",
                f"was it {fix.text}?",
                {"temperature_k": value},
                fix=fix,
            )
