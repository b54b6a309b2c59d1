"""A calibration in plain words: what was estimated, what the model fits and what not, what the moments cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language
from budgetsim.report.calibrate_words import moment_name, pair_told
from budgetsim.report.figure_words import clauses, enumerated, sentences
from budgetsim.report.panel_text import notes_told
from budgetsim.report.words import counted
from budgetsim.rounding import amount, fixed, level, p_value
from budgetsim.studies.calibrate.answer import scores
from budgetsim.studies.calibrate.converge import AGREEMENT, SAME_FIT
from budgetsim.studies.calibrate.identify import BOUNDED, EDGE, NOT, PINNED, WEAKLY
from budgetsim.studies.calibrate.panel import YEARS_TO_NET
from budgetsim.studies.calibrate.problem import Problem
from budgetsim.studies.calibrate.result import MISFIT, Answer

if TYPE_CHECKING:
    import pandas as pd

MOST_NAMED = 6
VERDICTS = {
    WEAKLY: "calibrate-weakly",
    BOUNDED: "calibrate-bounded",
    EDGE: "calibrate-edge",
    NOT: "calibrate-not",
}


def findings(made: Answer, say: Language) -> list[str]:
    """Return everything worth saying, what puts the rest in doubt first."""
    every: tuple[Callable[[Answer, Language], str], ...] = (
        convergence, weights, headline, whole, fit, others, blind, forecast,
    )  # fmt: skip
    if made.solution.search.is_converged:
        every = (*((whole,) if made.is_rejected else ()), *every[1:], convergence)
    told = [text for tell in dict.fromkeys(every) if (text := tell(made, say))]
    panel = (year_effects(made.problem, say), *notes_told(made.problem.whole.notes, say))
    return [*told[:1], *panel, *told[1:]]


def title(made: Answer) -> str:
    """Return on the command line what was estimated from what."""
    problem = made.problem
    years = problem.panel.years
    return (
        f"{problem.target.name}: {counted(len(problem.target.factors), 'parameter')} of {problem.target.base.name}"
        f" estimated from {len(problem.panel):,} units, {years[0]} to {years[-1]}; {problem.fitted} moments fitted"
    )


def year_effects(problem: Problem, say: Language) -> str:
    """Say whether moments are net of what all units share in a year, and how to have it otherwise."""
    panel = problem.panel
    asked = problem.target.year_effects
    short = not panel.net_of_years and asked == "auto"
    way = "on" if panel.net_of_years else "short" if short else "off"
    return say("calibrate-year-effects", way=way, years=str(YEARS_TO_NET))


def headline(made: Answer, say: Language) -> str:
    """Say which parameters the moments pin down, and which not; nothing of a search that did not converge."""
    if not made.solution.search.is_converged:
        return ""
    verdicts, names = made.solution.identification.verdicts, _parameters(made, say)
    sure = sum(verdict == PINNED for verdict in verdicts)
    model = "rejected" if made.is_rejected else "kept"
    told = [say("calibrate-pinned", number=str(sure), all=str(len(names)), model=model)]
    for verdict, key in VERDICTS.items():
        own = [name for name, said in zip(names, verdicts, strict=True) if said == verdict]
        if own:
            told.append(say(key, parameters=enumerated(say, own), one="one" if len(own) == 1 else "many"))
    return sentences(say, told)


def weights(made: Answer, say: Language) -> str:
    """Say which moments say the same, and where optimal weights would have rested on noise."""
    found, told = made.problem.weighting, []
    if found.kind != found.asked:
        told.append(
            say(
                "calibrate-diagonal",
                moments=str(made.problem.fitted),
                groups=f"{found.groups:,}",
                condition=amount(found.condition),
            )
        )
    for one in found.doubles:
        others = enumerated(say, [moment_name(say, name) for name in one.others])
        told.append(say("calibrate-double", moment=moment_name(say, one.name), others=others))
    return sentences(say, told) if told else ""


def fit(made: Answer, say: Language) -> str:
    """Say which of the fitted moments the model does not fit."""
    table = made.moments[made.moments["fitted"]]
    wrong = table[~table["fits"]]
    if not len(wrong):
        return say("calibrate-fits", all=str(len(table)), errors=level(MISFIT))
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
    about = {
        "j": amount(found.j),
        "freedom": str(found.freedom),
        "one": "one" if found.freedom == 1 else "many",
    }
    if found.p is None:
        return say("calibrate-untested", **about) if found.freedom else say("calibrate-exact")
    told = p_value(found.p)
    p = f"p {told[0]} {told[1:]}" if told[0] in "<>" else f"p = {told}"
    return say("calibrate-overidentified", **about, p=p, verdict="rejected" if made.is_rejected else "kept")


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
        better=_better(own),
        all=str(rest["count"]),
        allinside=str(rest["in_interval"]),
        allnearer=str(rest["nearer_than_last_year"]),
    )


def _better(own: Mapping[str, Any]) -> str:
    """Say whether the model beats the forecast that nothing changes: by median miss and by how often it is nearer."""
    signs = (own["model_miss"] < own["naive_miss"], 2 * own["nearer_than_last_year"] > own["count"])
    return "yes" if all(signs) else "mixed" if any(signs) else "no"


def convergence(made: Answer, say: Language) -> str:
    """Say whether the search converged; if not, why, and what to do."""
    search, target = made.solution.search, made.problem.target
    about = {"tried": f"{len(made.evaluator.tried):,}", "descents": str(len(search.descents))}
    if search.is_converged:
        return say("calibrate-converged", **about, agreeing=str(search.agreeing))
    if search.rival is None:
        return say("calibrate-one-start", tried=about["tried"])
    if search.status == "unsettled":
        return say("calibrate-unsettled", **about, rounds=str(target.rounds))
    return say("calibrate-parted", **about, apart=_apart(made, say), starts=str(min(2 * target.starts, 100)))


def _apart(made: Answer, say: Language) -> str:
    """Return by what the two best descents part: the parameter that is furthest away, or the fit."""
    search, names = made.solution.search, _parameters(made, say)
    far = np.nan_to_num(search.apart)
    place, rival = int(far.argmax()), search.rival
    if rival is None or far[place] <= AGREEMENT:
        other = 0.0 if rival is None else rival.criterion
        one, two = pair_told(search.best.criterion, other, SAME_FIT)
        return say("calibrate-apart-fit", one=one, other=two)
    values = made.problem.values(np.array([search.best.shares, rival.shares]))[:, place]
    error = float(search.errors[place] * made.problem.width[place])
    one, two = pair_told(values[0], values[1], error)
    return say(
        "calibrate-apart", parameter=names[place], one=one, other=two, errors=fixed(float(far[place]), 1)
    )


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
