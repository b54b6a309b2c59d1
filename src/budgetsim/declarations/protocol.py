"""How a scenario is run."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.declarations.declare import choice, integer

SCORE_FORMS = ("points", "linear")


@dataclass(frozen=True)
class Protocol:
    """Length of a run and form of the score."""

    years: int = integer(10, "Y", "years", 1, 1000, "recorded years")
    burn_in: int = integer(
        5,
        "Y_0",
        "years",
        0,
        1000,
        "unrecorded years under the first policy, so that effects are no start-up transients",
    )
    score_form: str = choice(
        "points",
        SCORE_FORMS,
        "form",
        "points: the 100-point practice with its caps; linear: the uncapped form of the theory",
        "docs/odd.md, scores",
    )
