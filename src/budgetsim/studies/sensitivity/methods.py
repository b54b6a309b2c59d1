"""The methods by name."""

from __future__ import annotations

from budgetsim.studies.sensitivity.designed import Fast, Morris, Sobol
from budgetsim.studies.sensitivity.given import Delta, Pawn, RbdFast
from budgetsim.studies.sensitivity.method import Method

METHODS: dict[str, Method] = {m.name: m for m in (Sobol(), Morris(), Fast(), RbdFast(), Delta(), Pawn())}
"""Methods by name, in the order in which they are explained."""
