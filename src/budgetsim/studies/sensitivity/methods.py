"""The methods by name."""

from __future__ import annotations

from budgetsim.studies.sensitivity.delta import Delta
from budgetsim.studies.sensitivity.fast import Fast
from budgetsim.studies.sensitivity.given import RbdFast
from budgetsim.studies.sensitivity.method import Method
from budgetsim.studies.sensitivity.morris import Morris
from budgetsim.studies.sensitivity.pawn import Pawn
from budgetsim.studies.sensitivity.sobol import Sobol

METHODS: dict[str, Method] = {m.name: m for m in (Sobol(), Morris(), Fast(), RbdFast(), Delta(), Pawn())}
"""Methods by name, in the order in which they are explained."""
