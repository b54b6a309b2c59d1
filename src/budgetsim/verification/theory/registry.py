"""All limits, in the order of the table in ``docs/theory.md``."""

from __future__ import annotations

from budgetsim.verification.theory.bureaucracy import BUREAUCRACY
from budgetsim.verification.theory.contest import CONTEST
from budgetsim.verification.theory.contracts import (
    LINEAR_CONTRACT,
    MULTITASK,
    RELATIVE_PERFORMANCE,
    TWO_SIGNALS,
)
from budgetsim.verification.theory.incentives_over_time import RATCHET
from budgetsim.verification.theory.limit import Limit
from budgetsim.verification.theory.limited_memory import LIMITED_MEMORY
from budgetsim.verification.theory.misconduct import AUDIT_DETERRENCE, TRUTHFUL_REPORTS
from budgetsim.verification.theory.screening import SCREENING
from budgetsim.verification.theory.yardstick import YARDSTICK

LIMITS: dict[str, Limit] = {
    limit.id: limit
    for limit in (
        LINEAR_CONTRACT,
        MULTITASK,
        TWO_SIGNALS,
        AUDIT_DETERRENCE,
        RATCHET,
        YARDSTICK,
        RELATIVE_PERFORMANCE,
        CONTEST,
        BUREAUCRACY,
        SCREENING,
        TRUTHFUL_REPORTS,
        LIMITED_MEMORY,
    )
}
