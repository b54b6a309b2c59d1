"""Rows of the tables of a calibration, as the command line and its Markdown show them; in English."""

from __future__ import annotations

import math
from typing import Any

from budgetsim.report.calibrate_words import pair_told, places_of
from budgetsim.report.words import spoken
from budgetsim.rounding import digits_for, fixed, level
from budgetsim.studies.calibrate.result import Answer

MOST_SENSITIVE = 3
MAIN = 0.5
"""Part of the largest sensitivity of an estimate from which a moment is among those that it mainly comes from."""


def estimate_rows(made: Answer) -> list[tuple[str, ...]]:
    """Return rows of parameter, base, estimate with its standard error, interval, verdict, main moments."""
    found: list[tuple[str, ...]] = []
    for row, told in zip(made.estimates.to_dict("records"), _main_moments(made), strict=True):
        low, high = row["low"], row["high"]
        known = math.isfinite(row["error"])
        places = digits_for(low, high, row["estimate"])
        places = max(places, places_of(row["error"])) if known else places
        error = f" ±{fixed(row['error'], places)}" if known else ""
        between = f"{fixed(low, places)} to {fixed(high, places)}" if math.isfinite(low) else "–"
        found.append(
            (
                str(row["parameter"]).rpartition(".")[2],
                level(row["base"]),
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
        data, model = pair_told(row["data"], row["simulated"], row["error"])
        error = fixed(row["error"], places_of(row["error"]))
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
        places = places_of(row["error"])
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
        places = places_of(error)
        mark = "fitted" if place < problem.fitted else ""
        found.append((one.name, fixed(value, places), fixed(error, places), mark, one.unit, one.meaning))
    return found


def _main_moments(made: Answer) -> list[str]:
    """Return the moments from which each estimate mainly comes."""
    table = made.sensitivity.set_index("moment").abs()
    found = []
    for name in table.columns:
        column = table[name].dropna()
        chosen = column[column >= MAIN * column.max()].sort_values(ascending=False, kind="stable")
        found.append(", ".join(spoken(str(moment)) for moment in chosen.index[:MOST_SENSITIVE]))
    return found
