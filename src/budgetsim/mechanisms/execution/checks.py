"""Link 2, execution: what checks and audits find, and what a finding leads to."""

from __future__ import annotations

import numpy as np

from budgetsim.declarations import Bureau, Policy
from budgetsim.numerics import Array, BoolArray, ratio


def misuse_found(draw: Array, hazard: Array, at_large: Array) -> BoolArray:
    """Whether a month's check finds misuse, u < m_r π_m where anything is at large.

    Source: derived (one uniform decides on the check and on what it finds).
    """
    return (draw < hazard) & (at_large > 0.0)


def audit_reach(levers: Policy[Array], p: Bureau[Array], delivered: Array) -> Array:
    """Chance that an audit finds what is misused and the bureau takes it up, π_a · coordination · L.

    Audits are the audit office's work and come as announced; to take up what they find is the bureau's.

    Source: assumed (three chances, independent of each other).
    """
    return p.audit_detection * levers.coordination * delivered


def audit_found(draw: Array, chance: Array, diverted: Array) -> BoolArray:
    """Whether an audit finds misuse and the bureau takes it up, u < â where anything is diverted openly.

    Source: derived (one uniform decides on the audit and on what comes of it).
    """
    return (draw < chance) & (diverted > 0.0)


def shortcoming_chance(power: Array, visibility: Array, waste: Array, usual: Array) -> Array:
    """Chance that a check finds poor management, π_m min(1, a_f q/q̄): findings follow what there is to find.

    Source: assumed (proportional, so that findings follow what there is to find).
    """
    return power * np.minimum(visibility * ratio(waste, usual), 1.0)


def diversion_left(consequence: Array, findings: Array) -> Array:
    """Part of diversion that goes on, 1 − r after the first finding of a year; ``findings`` are those before.

    Source: assumed (a finding has its consequence once; findings do not compound).
    """
    return np.asarray(1.0 - consequence * (findings == 0.0))


def waste_left(correction: Array, consequence: Array, shortcomings: Array) -> Array:
    """Part of passive waste that goes on, 1 − a_c r after the first finding of poor management in a year.

    Source: assumed (a finding is corrected once a year, in part).
    """
    return np.asarray(1.0 - correction * (consequence * (shortcomings == 0.0)))
