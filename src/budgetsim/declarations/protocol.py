"""How a scenario is run."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.declarations.declare import choice, integer

SCORE_FORMS = ("points", "linear")
YEAR_ENDS = ("precaution", "procrastination", "patience")
STREAM_VERSIONS = (1, 2)


@dataclass(frozen=True)
class Protocol:
    """Length of a run, form of the score, law of the year-end, streams of draws."""

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
    year_end: str = choice(
        "precaution",
        YEAR_ENDS,
        "year-end",
        "why money is left in December and which of it waits; precaution: a reserve against late demand, and projects"
        " of uneven quality; procrastination: a fixed part is put off, and projects of uneven quality; patience: a"
        " fixed part is put off, and a fixed part waits where money may be kept",
        "docs/odd.md, spending",
    )
    stream_version: int = choice(
        2,
        STREAM_VERSIONS,
        "streams",
        "how random numbers are drawn; 1: a stream for each purpose, in order; 2: every number by its place (seed,"
        " purpose, year, row, department), so that districts of different size share the draws of their first"
        " departments",
        "docs/odd.md, network and randomness",
    )
