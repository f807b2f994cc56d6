"""Quantities as field types: ``diameter: Length`` accepts text and nothing but a length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import PydanticCustomError, core_schema

from glovebook.schema.quantity import Quantity, QuantityError, parser
from glovebook.schema.quantity.kinds import QUANTITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


@dataclass(frozen=True)
class Of:
    """Annotation that ties a ``Quantity`` field to its kind."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """A validator from text to `Quantity`, whose errors carry rule, hint and fix."""
        return core_schema.no_info_plain_validator_function(
            self.validate, serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A string with the pattern of the kind and ``x-glovebook-quantity``."""
        from glovebook.schema.quantity.pattern import pattern
        from glovebook.schema.quantity.text import MAX_LENGTH
        from glovebook.schema.quantity.units import UNITS

        kind = QUANTITY_KINDS[self.kind]
        listed = ", ".join(kind.units)
        return {
            "type": "string",
            "maxLength": MAX_LENGTH,
            "pattern": pattern(self.kind),
            "errorMessage": f"expected {kind.phrase} in {listed}, e.g. '{kind.example}'",
            "examples": [kind.example],
            "x-glovebook-quantity": {
                "kind": kind.name,
                "unit": kind.units[0],
                "units": list(kind.units),
                "siUnit": kind.si,
                "ucumUnit": UNITS[kind.units[0]].ucum,
                **({} if kind.minimum is None else {"minimum": kind.minimum}),
                **({} if kind.maximum is None else {"maximum": kind.maximum}),
            },
        }

    @property
    def validate(self) -> Callable[[object], Quantity]:
        """A function from text to the quantity that it means; Pydantic's own error type where it means none."""
        parse, kind = parser(self.kind), QUANTITY_KINDS[self.kind]

        def validate(value: object) -> Quantity:
            if isinstance(value, str):
                try:
                    return parse(value)
                except QuantityError as error:
                    context = {"message": error.message, "hint": error.hint, "fix": error.fix}
                    raise PydanticCustomError(error.rule, "{message}", context) from None
            if isinstance(value, Quantity):
                return value
            words = {"message": f"{kind.phrase} is one text", "hint": f"write e.g. '{kind.example}'"}
            raise PydanticCustomError("quantity/text", "{message}", words)

        return validate


Temperature = Annotated[Quantity, Of("temperature")]
Duration = Annotated[Quantity, Of("duration")]
Length = Annotated[Quantity, Of("length")]
Area = Annotated[Quantity, Of("area")]
Volume = Annotated[Quantity, Of("volume")]
Mass = Annotated[Quantity, Of("mass")]
Pressure = Annotated[Quantity, Of("pressure")]
HeatingRate = Annotated[Quantity, Of("heating_rate")]
RotationRate = Annotated[Quantity, Of("rotation_rate")]
VolumeFraction = Annotated[Quantity, Of("volume_fraction")]
MassFraction = Annotated[Quantity, Of("mass_fraction")]
Voltage = Annotated[Quantity, Of("voltage")]
Frequency = Annotated[Quantity, Of("frequency")]
Density = Annotated[Quantity, Of("density")]
TemperatureDifference = Annotated[Quantity, Of("temperature_difference")]
Current = Annotated[Quantity, Of("current")]
CurrentDensity = Annotated[Quantity, Of("current_density")]
Potential = Annotated[Quantity, Of("potential")]
ScanRate = Annotated[Quantity, Of("scan_rate")]
CRate = Annotated[Quantity, Of("c_rate")]
SpecificCapacity = Annotated[Quantity, Of("specific_capacity")]
ArealCapacity = Annotated[Quantity, Of("areal_capacity")]
Power = Annotated[Quantity, Of("power")]
Angle = Annotated[Quantity, Of("angle")]
Wavenumber = Annotated[Quantity, Of("wavenumber")]
GasFlow = Annotated[Quantity, Of("gas_flow")]
Force = Annotated[Quantity, Of("force")]
Torque = Annotated[Quantity, Of("torque")]
