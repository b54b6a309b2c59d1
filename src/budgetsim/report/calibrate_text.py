"""A calibration in plain words: what was estimated, what the model fits and what not, what the moments cannot tell."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from budgetsim.report.results import digits_for, fixed
from budgetsim.report.words import amount, counted, listed, spoken
from budgetsim.studies.calibrate.answer import scores
from budgetsim.studies.calibrate.identify import END, NOT, PINNED, WEAKLY
from budgetsim.studies.calibrate.result import MISFIT, Answer

if TYPE_CHECKING:
    import pandas as pd

SURE = 0.05
"""Chance below which the test of overidentification speaks against the model (a convention)."""
MOST_NAMED = 6
MOST_SENSITIVE = 3
MAIN = 0.5
"""Part of the largest sensitivity of an estimate from which a moment is among those that it mainly comes from."""
SETTLED = "the search has settled"


def findings(made: Answer) -> list[str]:
    """Return everything worth saying, the most important first."""
    told = [
        headline(made),
        fit(made),
        others(made),
        whole(made),
        blind(made),
        forecast(made),
        convergence(made),
    ]
    return [text for text in told if text]


def title(made: Answer) -> str:
    """Return what was estimated from what."""
    problem = made.problem
    years = problem.panel.years
    return (
        f"{problem.target.name}: {counted(len(problem.target.factors), 'parameter')} of {problem.target.base.name}"
        f" estimated from {len(problem.panel):,} units, {years[0]} to {years[-1]}; {problem.fitted} moments fitted"
    )


def headline(made: Answer) -> str:
    """Say which parameters the moments pin down, and which not."""
    verdicts = made.solution.identification.verdicts
    names = [spoken(factor.name) for factor in made.problem.target.factors]
    groups = {
        verdict: [name for name, said in zip(names, verdicts, strict=True) if said == verdict]
        for verdict in (PINNED, WEAKLY, NOT, END)
    }
    told = [f"{len(groups[PINNED])} of {len(names)} parameters are pinned down by the moments."]
    if groups[WEAKLY]:
        told.append(f"Weakly: {listed(groups[WEAKLY])}.")
    if groups[NOT]:
        told.append(
            f"The moments cannot pin down {listed(groups[NOT])}: what is told of it is little more than its range."
        )
    if groups[END]:
        told.append(
            f"At an end of the range that was allowed: {listed(groups[END])}; there the range decides, not the data,"
            " and the model would rather leave it."
        )
    return " ".join(told)


def fit(made: Answer) -> str:
    """Say which of the fitted moments the model does not fit."""
    table = made.moments[made.moments["fitted"]]
    wrong = table[~table["fits"]]
    if not len(wrong):
        return f"The model fits all {len(table)} moments that it was fitted to, within {MISFIT:.2f} standard errors."
    return (
        f"Of the {len(table)} moments that it was fitted to, the model misses {len(wrong)}: {_named(wrong)}."
    )


def others(made: Answer) -> str:
    """Say which of the other moments the model does not fit."""
    table = made.moments[~made.moments["fitted"]]
    wrong = table[~table["fits"]]
    if not len(table):
        return ""
    start = f"Of the {counted(len(table), 'other moment')} that the panel yields, it misses"
    return f"{start} {len(wrong)}: {_named(wrong)}." if len(wrong) else f"{start} none."


def whole(made: Answer) -> str:
    """Say what the test of overidentification says of the model as a whole."""
    found = made.solution.estimates
    if found.p is None:
        return (
            "There are no more moments than parameters, so the fit says nothing about the model being right."
        )
    test = f"J = {amount(found.j)} with {counted(found.freedom, 'degree')} of freedom, {_chance(found.p)}"
    if found.p < SURE:
        return (
            f"Test of overidentification: {test}. The moments contradict the model as a whole; standard errors say how"
            " sure the estimates are if it were right in what is fitted."
        )
    return f"Test of overidentification: {test}. The fitted moments do not contradict the model."


def blind(made: Answer) -> str:
    """Say which parameters the moments cannot tell apart."""
    found = made.solution.identification
    names = [spoken(factor.name) for factor in made.problem.target.factors]
    told = []
    for direction in found.blind_directions:
        if len(direction) == 1:
            told.append(f"{names[direction[0][0]]} may take any value in its range")
            continue
        first = names[direction[0][0]]
        rest = listed(f"{names[place]} {'rises' if part > 0 else 'falls'}" for place, part in direction[1:])
        told.append(f"{first} may rise while {rest}")
    if not told:
        return ""
    return f"What no fitted moment shows: {'; '.join(told)}."


def forecast(made: Answer) -> str:
    """Say how the held-out year was predicted."""
    found = made.solution.prediction
    if found is None or made.prediction is None:
        return ""
    every = scores(made)
    own, rest = every["fitted"], every["all"]
    if not own["count"]:
        return f"{found.year} was held out, but no fitted moment of it could be scored."
    better = own["model_miss"] < own["naive_miss"]
    return (
        f"{found.year} was held out: of its {own['count']} fitted moments {own['in_interval']} lie in the model's 90%"
        f" interval; the model is nearer than last year's value in {own['nearer_than_last_year']}. Median miss"
        f" {amount(own['model_miss'])} standard errors against {amount(own['naive_miss'])} of the forecast that nothing"
        f" changes: the model predicts {'better' if better else 'no better'} than that. All {rest['count']} moments:"
        f" {rest['in_interval']} in the interval, {rest['nearer_than_last_year']} nearer."
    )


def convergence(made: Answer) -> str:
    """Say whether the search can be trusted."""
    solution, tried = made.solution, len(made.evaluator.tried)
    count = len(solution.descents)
    if not solution.final.is_converged:
        return f"The search has not settled after {tried:,} candidates; allow more steps (rounds in the target file)."
    if count == 1:
        return f"{tried:,} candidates; {SETTLED}, from one start: --starts 3 would show whether others end there too."
    if solution.agreeing == count:
        return f"{tried:,} candidates; {SETTLED}: all {count} descents ended at the same estimates."
    return (
        f"{tried:,} candidates; {solution.agreeing} of {count} descents ended at these estimates, the others at a worse"
        " fit or elsewhere in a flat region."
    )


def estimate_rows(made: Answer) -> list[tuple[str, ...]]:
    """Return rows of parameter, base, estimate with its standard error, interval, verdict, main moments."""
    found: list[tuple[str, ...]] = []
    for row, told in zip(made.estimates.to_dict("records"), _main_moments(made), strict=True):
        low, high = row["low"], row["high"]
        known = math.isfinite(row["error"])
        places = digits_for(low, high, row["estimate"]) if known else digits_for(None, None, row["estimate"])
        error = f" ±{fixed(row['error'], places + 1)}" if known else ""
        between = f"{fixed(low, places)} to {fixed(high, places)}" if math.isfinite(low) else "–"
        found.append(
            (
                str(row["parameter"]).rpartition(".")[2],
                f"{row['base']:.3g}",
                fixed(row["estimate"], places) + error,
                between,
                str(row["verdict"]),
                told,
            )
        )
    return found


def moment_rows(made: Answer, *, fitted: bool) -> list[tuple[str, ...]]:
    """Return rows of moment, data with standard error, simulated, t, whether it fits, unit."""
    found: list[tuple[str, ...]] = []
    for row in made.moments[made.moments["fitted"] == fitted].to_dict("records"):
        data, model = _pair(row["data"], row["simulated"], row["error"])
        error = fixed(row["error"], _places(row["error"]) + 1)
        verdict = "" if row["fits"] else "missed"
        found.append(
            (str(row["moment"]), f"{data} ±{error}", model, fixed(row["t"], 1), verdict, str(row["unit"]))
        )
    return found


def prediction_rows(made: Answer) -> list[tuple[str, ...]]:
    """Return rows of moment, observed, predicted with its interval, whether it lies in it, last year's value."""
    table = made.prediction
    if table is None:
        return []
    found: list[tuple[str, ...]] = []
    for row in table[table["fitted"]].to_dict("records"):
        places = _places(row["error"])
        cells = {
            key: fixed(row[key], places) for key in ("observed", "predicted", "low", "high", "last_year")
        }
        inside = "yes" if row["in_interval"] else "no"
        between = f"{cells['low']} to {cells['high']}"
        found.append(
            (str(row["moment"]), cells["observed"], cells["predicted"], between, inside, cells["last_year"])
        )
    return found


def data_rows(problem: Any) -> list[tuple[str, ...]]:
    """Return rows of the panel's own moments: name, value, standard error, whether it is fitted, unit, meaning."""
    found: list[tuple[str, ...]] = []
    for place, one in enumerate(problem.moments):
        value, error = problem.data[place], problem.errors[place]
        places = _places(error)
        mark = "fitted" if place < problem.fitted else ""
        found.append((one.name, fixed(value, places), fixed(error, places + 1), mark, one.unit, one.meaning))
    return found


def _named(wrong: pd.DataFrame) -> str:
    """Return misfits in words, the worst first."""
    worst = wrong.assign(size=wrong["t"].abs()).sort_values("size", ascending=False, kind="stable")
    told = []
    for row in worst.head(MOST_NAMED).to_dict("records"):
        data, model = _pair(row["data"], row["simulated"], row["error"])
        told.append(f"{spoken(str(row['moment']))} (data {data}, model {model})")
    more = len(worst) - len(told)
    return listed([*told, f"{more} more in the table"] if more > 0 else told)


def _pair(data: float, model: float, error: float) -> tuple[str, str]:
    places = _places(error)
    return fixed(data, places), fixed(model, places)


def _places(error: float) -> int:
    """Return decimals that a standard error deserves."""
    if not math.isfinite(error) or error <= 0.0:
        return 3
    return max(0, min(6, 1 - math.floor(math.log10(error))))


def _main_moments(made: Answer) -> list[str]:
    """Return the moments from which each estimate mainly comes."""
    table = made.sensitivity.set_index("moment").abs()
    found = []
    for name in table.columns:
        column = table[name].dropna()
        chosen = column[column >= MAIN * column.max()].sort_values(ascending=False, kind="stable")
        found.append(", ".join(spoken(str(moment)) for moment in chosen.index[:MOST_SENSITIVE]))
    return found


def _chance(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"
