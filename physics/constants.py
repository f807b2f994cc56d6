"""Constants of physics in SI: the 2022 CODATA recommended values.

Source: National Institute of Standards and Technology, "CODATA Internationally recommended 2022 values of
the Fundamental Physical Constants", https://physics.nist.gov/constants. The first three are exact by the
definition of the SI (2019); what follows from them alone is exact too.
"""

from __future__ import annotations

BOLTZMANN = 1.380649e-23
"""Boltzmann constant k in J/K, exact."""

ELEMENTARY_CHARGE = 1.602176634e-19
"""Elementary charge e in C, exact; also the number of joules in one electronvolt."""

AVOGADRO = 6.02214076e23
"""Avogadro constant N_A in 1/mol, exact."""

BOLTZMANN_IN_EV = BOLTZMANN / ELEMENTARY_CHARGE
"""Boltzmann constant in eV/K."""

GAS_CONSTANT = AVOGADRO * BOLTZMANN
"""Molar gas constant R in J/(mol K)."""

FARADAY = AVOGADRO * ELEMENTARY_CHARGE
"""Faraday constant F in C/mol."""

VACUUM_PERMITTIVITY = 8.8541878188e-12
"""Vacuum electric permittivity in F/m; standard uncertainty 1.4e-21 F/m."""

ICE_POINT = 273.15
"""Zero degrees Celsius in K, exact."""
