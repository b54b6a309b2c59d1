"""A calibration in plain words: what was estimated, what the model fits and what not, what the moments cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from budgetsim.language import Language
from budgetsim.report.calibrate_words import moment_name, pair_told
from budgetsim.report.figure_words import clauses, enumerated, sentences
from budgetsim.report.words import counted
from budgetsim.rounding import amount
from budgetsim.studies.calibrate.answer import scores
from budgetsim.studies.calibrate.identify import END, NOT, PINNED, WEAKLY
from budgetsim.studies.calibrate.result import MISFIT, Answer

if TYPE_CHECKING:
    import pandas as pd

SURE = 0.05
"""Chance below which the test of overidentification speaks against the model (a convention)."""
MOST_NAMED = 6
VERDICTS = {WEAKLY: "calibrate-weakly", NOT: "calibrate-not", END: "calibrate-end"}


def findings(made: Answer, say: Language) -> list[str]:
    """Return everything worth saying, the most important first."""
    every: tuple[Callable[[Answer, Language], str], ...] = (
        headline, fit, others, whole, blind, forecast, convergence,
    )  # fmt: skip
    return [text for tell in every if (text := tell(made, say))]


def title(made: Answer) -> str:
    """Return on the command line what was estimated from what."""
    problem = made.problem
    years = problem.panel.years
    return (
        f"{problem.target.name}: {counted(len(problem.target.factors), 'parameter')} of {problem.target.base.name}"
        f" estimated from {len(problem.panel):,} units, {years[0]} to {years[-1]}; {problem.fitted} moments fitted"
    )


def headline(made: Answer, say: Language) -> str:
    """Say which parameters the moments pin down, and which not."""
    verdicts, names = made.solution.identification.verdicts, _parameters(made, say)
    sure = sum(verdict == PINNED for verdict in verdicts)
    told = [say("calibrate-pinned", number=str(sure), all=str(len(names)))]
    for verdict, key in VERDICTS.items():
        own = [name for name, said in zip(names, verdicts, strict=True) if said == verdict]
        if own:
            told.append(say(key, parameters=enumerated(say, own)))
    return sentences(say, told)


def fit(made: Answer, say: Language) -> str:
    """Say which of the fitted moments the model does not fit."""
    table = made.moments[made.moments["fitted"]]
    wrong = table[~table["fits"]]
    if not len(wrong):
        return say("calibrate-fits", all=str(len(table)), errors=f"{MISFIT:.2f}")
    return say("calibrate-misses", all=str(len(table)), number=str(len(wrong)), moments=_named(wrong, say))


def others(made: Answer, say: Language) -> str:
    """Say which of the other moments the model does not fit."""
    table = made.moments[~made.moments["fitted"]]
    wrong = table[~table["fits"]]
    if not len(table):
        return ""
    about = {"all": str(len(table)), "one": "one" if len(table) == 1 else "many"}
    if not len(wrong):
        return say("calibrate-others-fit", **about)
    return say("calibrate-others-missed", **about, number=str(len(wrong)), moments=_named(wrong, say))


def whole(made: Answer, say: Language) -> str:
    """Say what the test of overidentification says of the model as a whole."""
    found = made.solution.estimates
    if found.p is None:
        return say("calibrate-exact")
    return say(
        "calibrate-overidentified",
        j=amount(found.j),
        freedom=str(found.freedom),
        one="one" if found.freedom == 1 else "many",
        p="p < 0.001" if found.p < 0.001 else f"p = {found.p:.3f}",
        verdict="rejected" if found.p < SURE else "kept",
    )


def blind(made: Answer, say: Language) -> str:
    """Say which parameters the moments cannot tell apart."""
    names = _parameters(made, say)
    told = [_direction(direction, names, say) for direction in made.solution.identification.blind_directions]
    return say("calibrate-blind", directions=clauses(say, told)) if told else ""


def forecast(made: Answer, say: Language) -> str:
    """Say how the held-out year was predicted."""
    found = made.solution.prediction
    if found is None or made.prediction is None:
        return ""
    every = scores(made)
    own, rest, year = every["fitted"], every["all"], str(found.year)
    if not own["count"]:
        return say("calibrate-not-scored", year=year)
    return say(
        "calibrate-predicted",
        year=year,
        fitted=str(own["count"]),
        inside=str(own["in_interval"]),
        nearer=str(own["nearer_than_last_year"]),
        model=amount(own["model_miss"]),
        naive=amount(own["naive_miss"]),
        better="yes" if own["model_miss"] < own["naive_miss"] else "no",
        all=str(rest["count"]),
        allinside=str(rest["in_interval"]),
        allnearer=str(rest["nearer_than_last_year"]),
    )


def convergence(made: Answer, say: Language) -> str:
    """Say whether the search can be trusted."""
    solution, tried = made.solution, f"{len(made.evaluator.tried):,}"
    count = len(solution.descents)
    if not solution.final.is_converged:
        return say("calibrate-unsettled", tried=tried)
    if count == 1:
        return say("calibrate-settled-once", tried=tried)
    if solution.agreeing == count:
        return say("calibrate-settled", tried=tried, descents=str(count))
    return say("calibrate-parted", tried=tried, agreeing=str(solution.agreeing), descents=str(count))


def _parameters(made: Answer, say: Language) -> list[str]:
    return [say.name(factor.name) for factor in made.problem.target.factors]


def _direction(direction: Sequence[tuple[int, float]], names: Sequence[str], say: Language) -> str:
    """Return what may change without any fitted moment showing it."""
    first = names[direction[0][0]]
    if len(direction) == 1:
        return say("calibrate-any-value", parameter=first)
    rest = [
        say("calibrate-moves", parameter=names[place], way="up" if part > 0 else "down")
        for place, part in direction[1:]
    ]
    return say("calibrate-together", parameter=first, others=enumerated(say, rest))


def _named(wrong: pd.DataFrame, say: Language) -> str:
    """Return misfits in words, the worst first."""
    worst = wrong.assign(size=wrong["t"].abs()).sort_values("size", ascending=False, kind="stable")
    told = []
    for row in worst.head(MOST_NAMED).to_dict("records"):
        data, model = pair_told(row["data"], row["simulated"], row["error"])
        name = moment_name(say, str(row["moment"]))
        told.append(say("calibrate-misfit", moment=name, data=data, model=model))
    more = len(worst) - len(told)
    return enumerated(say, [*told, say("calibrate-more", number=str(more))] if more > 0 else told)
