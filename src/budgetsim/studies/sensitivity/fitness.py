"""What each method may be used for: which factors, which outcomes, groups or not."""

from __future__ import annotations

from collections.abc import Iterable

from budgetsim.studies.sensitivity.methods import METHODS
from budgetsim.studies.sensitivity.outcomes import OutcomeKind
from budgetsim.studies.sensitivity.problem import Problem

WAVES = "its waves lose 4 to 10% of what jumps, and would show interactions that do not exist"


def refusals(method: str, problem: Problem) -> list[tuple[str, str, str]]:
    """Return the factors that a method may not be used for: each with what is wrong and what to do.

    A message about groups comes with an empty name.
    """
    found = []
    if problem.groups and not METHODS[method].grouped:
        found.append(
            (
                "",
                f"{method} cannot treat factors in groups",
                f"{able_of_groups()} can, or leave the groups out",
            )
        )
    for name in problem.names:
        scale = problem.scale(name)
        if scale.kind not in METHODS[method].factors:
            able = [other for other, about in METHODS.items() if scale.kind in about.factors]
            message = f"{method} cannot be used for a factor of {scale.told}: {WAVES}"
            found.append((name, message, f"{_either(able)} can"))
    return found


def able_of_groups() -> str:
    """Return the methods that take groups."""
    return " and ".join(name for name, method in METHODS.items() if method.grouped)


def takes_outcome(method: str, kind: OutcomeKind) -> bool:
    """Whether a method's indices of such an outcome mean anything; a constant one has none."""
    return kind in METHODS[method].outcomes


def able_of(kind: OutcomeKind) -> list[str]:
    """Return the methods that may be used for an outcome of a kind."""
    return [name for name in METHODS if takes_outcome(name, kind)]


def _either(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
