"""The methods by name, and what each may be used for: which factors, which outcomes, groups or not."""

from __future__ import annotations

from collections.abc import Iterable

from budgetsim.kinds.sensitivity.design import Design, Method, OutcomeKind
from budgetsim.kinds.sensitivity.methods.delta import Delta
from budgetsim.kinds.sensitivity.methods.fast import Fast
from budgetsim.kinds.sensitivity.methods.morris import Morris
from budgetsim.kinds.sensitivity.methods.pawn import Pawn
from budgetsim.kinds.sensitivity.methods.rbd_fast import RbdFast
from budgetsim.kinds.sensitivity.methods.sobol import Sobol
from budgetsim.kinds.sensitivity.problem import Problem
from budgetsim.studies.errors import StudyError

METHODS: dict[str, Method] = {m.name: m for m in (Sobol(), Morris(), Fast(), RbdFast(), Delta(), Pawn())}
"""Methods by name, in the order in which they are explained."""


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


def design_of(
    method: str, problem: Problem, samples: int, *, second_order: bool = True, seed: int = 0
) -> Design:
    """Return the design of a method.

    Raises
    ------
    StudyError
        If there is no such method, it may not be used for these factors or groups, or so many samples are of no use
        to it.
    """
    if method not in METHODS:
        raise StudyError(f"no method is called {method!r}; there are {', '.join(METHODS)}")
    wrong = refusals(method, problem)
    if wrong:
        raise StudyError(
            "; ".join(f"{name + ': ' if name else ''}{why}; {hint}" for name, why, hint in wrong)
        )
    return Design(METHODS[method], problem, samples, second_order, seed)
