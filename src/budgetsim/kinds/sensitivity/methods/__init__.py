"""The methods by name, and what each may be used for: which factors, which outcomes, groups or not."""

from __future__ import annotations

from budgetsim.kinds.sensitivity.design import Design, Method, OutcomeKind
from budgetsim.kinds.sensitivity.methods.delta import Delta
from budgetsim.kinds.sensitivity.methods.fast import Fast
from budgetsim.kinds.sensitivity.methods.morris import Morris
from budgetsim.kinds.sensitivity.methods.pawn import Pawn
from budgetsim.kinds.sensitivity.methods.rbd_fast import RbdFast
from budgetsim.kinds.sensitivity.methods.sobol import Sobol
from budgetsim.kinds.sensitivity.problem import Problem
from budgetsim.language import spoken, told
from budgetsim.report.figure_words import enumerated
from budgetsim.scenario_files.faults import Fault, listed, told_with_remedy
from budgetsim.studies.errors import StudyError

METHODS: dict[str, Method] = {m.name: m for m in (Sobol(), Morris(), Fast(), RbdFast(), Delta(), Pawn())}
"""Methods by name, in the order in which they are explained."""


def refusals(method: str, problem: Problem) -> list[tuple[str, str, str]]:
    """Return the factors that a method may not be used for: each with what is wrong and what to do.

    A message about groups comes with an empty name.
    """
    say, chosen, refused = spoken(), METHODS[method], []
    if problem.groups and not chosen.grouped:
        able = enumerated(say, able_of_groups())
        refused.append(("", *told_with_remedy("sensitivity-fault-groups", method=method, able=able)))
    for name in problem.names:
        scale = problem.scale(name)
        if scale.kind not in chosen.factors:
            able = enumerated(say, [other for other, about in METHODS.items() if scale.kind in about.factors])
            about = {"method": method, "values": scale.told, "able": able}
            refused.append((name, *told_with_remedy("sensitivity-fault-waves", **about)))
    return refused


def able_of_groups() -> list[str]:
    """Return the methods that take groups."""
    return [name for name, method in METHODS.items() if method.grouped]


def takes_outcome(method: str, kind: OutcomeKind) -> bool:
    """Whether a method's indices of such an outcome mean anything; a constant one has none."""
    return kind in METHODS[method].outcomes


def able_of(kind: OutcomeKind) -> list[str]:
    """Return the methods that may be used for an outcome of a kind."""
    return [name for name in METHODS if takes_outcome(name, kind)]


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
        raise StudyError(told("sensitivity-fault-method", method=method, methods=listed(METHODS)))
    wrong = refusals(method, problem)
    if wrong:
        faults = [Fault("", None, name, None, why, hint) for name, why, hint in wrong]
        raise StudyError(told("fault-semicolon").join(map(str, faults)))
    return Design(METHODS[method], problem, samples, second_order, seed)
