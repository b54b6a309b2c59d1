"""The audit office: samples departments, and passes on what it finds as far as coordination goes."""

from __future__ import annotations

from budgetsim.declarations import Bureau, Policy
from budgetsim.numerics import Array


def audit_chance(levers: Policy[Array], p: Bureau[Array]) -> Array:
    """Yearly chance that misuse is audited, found and passed on, â = coverage · π_a · coordination."""
    return levers.audit_coverage * p.audit_power * levers.coordination
