"""The audit office: samples departments, and passes on what it finds as far as coordination goes."""

from __future__ import annotations

from budgetsim.declarations import Bureau, Policy
from budgetsim.numerics import Array


def audit_reach(levers: Policy[Array], p: Bureau[Array], delivered: Array) -> Array:
    """Chance that an audit finds what is misused and the bureau takes it up, π_a · coordination · L.

    Audits are the audit office's work and come as announced; to take up what they find is the bureau's.
    """
    return p.audit_power * levers.coordination * delivered
