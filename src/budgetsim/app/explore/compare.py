"""What policy B changes: outcomes with their differences in plain words, and an outcome over the years."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd
import solara

from budgetsim.app import runs
from budgetsim.app.charts import Axis, Chart, Line, Option, line_option
from budgetsim.app.declared import is_share
from budgetsim.app.explore.policy import NAMES, Experiment
from budgetsim.app.markup import Box, Words, vue
from budgetsim.app.widgets import Choice, titled
from budgetsim.language import Language
from budgetsim.measures import OUTCOMES
from budgetsim.report.caveats import caveats, moved_levers
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.rounding import apart, digits_for, fixed, per_cent
from budgetsim.scenario import Scenario
from budgetsim.studies.band import is_disputed

Kind = Literal["better", "worse", "unclear", "disputed", "more", "less", "same", "single"]
PURPOSE = "net_social_value"
SAME = 1e-12


@dataclass(frozen=True)
class Row:
    """One outcome under two policies: levels, the paired difference with its interval, and what it means."""

    outcome: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    share_better: float
    kind: Kind
    band: tuple[float, float] | None = None
    """Of net social value: the difference over all stances on transfers and public funds."""


def rows_of(
    levels: pd.DataFrame,
    differences: pd.DataFrame,
    names: tuple[str, str],
    band: tuple[float, float] | None = None,
) -> list[Row]:
    """Return the key outcomes under two policies, from the tables that ``--json`` is made of.

    ``band`` is that of the difference of net social value.
    """
    first, second = (_by_outcome(levels, name) for name in names)
    gaps = _by_outcome(differences, names[1])
    found = [_row(name, first[name], second[name], gaps[name]) for name in KEY_OUTCOMES]
    return [_banded(row, band) if row.outcome == PURPOSE else row for row in found]


def _banded(row: Row, band: tuple[float, float] | None) -> Row:
    """Return a row with its band: what is better under some stances only is told as disputed."""
    if band is None:
        return row
    kind: Kind = "disputed" if row.kind in ("better", "worse") and is_disputed(*band) else row.kind
    return replace(row, kind=kind, band=band)


def _by_outcome(table: pd.DataFrame, scenario: str) -> dict[str, dict[Any, Any]]:
    part = table[table["scenario"] == scenario]
    return {str(row["outcome"]): dict(row) for row in part.to_dict("records")}


def _row(name: str, first: Mapping[Any, Any], second: Mapping[Any, Any], gap: Mapping[Any, Any]) -> Row:
    mean, low, high = (float(gap[key]) for key in ("mean", "low", "high"))
    return Row(
        name, float(first["mean"]), float(second["mean"]), mean, low, high, float(gap["share_better"]),
        kind_of(name, mean, low, high),
    )  # fmt: skip


def kind_of(outcome: str, mean: float, low: float, high: float) -> Kind:
    """Judge a difference by its interval and by the way that is better for the public."""
    if abs(mean) < SAME and not (math.isfinite(low) and high - low > SAME):
        return "same"
    if not (math.isfinite(low) and math.isfinite(high)):
        return "single"
    if low <= 0.0 <= high:
        return "unclear"
    way = OUTCOMES[outcome].direction
    if way == "neither":
        return "more" if mean > 0.0 else "less"
    return "better" if (mean > 0.0) == (way == "up") else "worse"


def written(outcome: str, value: float) -> str:
    """Return a level as people read it: shares as per cent, others with the digits they deserve."""
    number = 100.0 * value if is_share(outcome) else value
    text = fixed(number, digits_for(None, None, number))
    return f"{text}%" if is_share(outcome) else text


def change_text(row: Row, speak: Language) -> str:
    """Return a difference with its sign and interval, such as ``+0.17 (0.16 to 0.18)``."""
    factor = 100.0 if is_share(row.outcome) else 1.0
    low, high = (end * factor for end in (row.low, row.high))
    several = math.isfinite(row.low)
    places = digits_for(low if several else None, high if several else None, row.difference * factor)
    mean = fixed(row.difference * factor, places, sign=True)
    unit = speak("lab-points-of-percentage") if is_share(row.outcome) else ""
    if not several:
        return f"{mean}{unit}"
    ends = speak("lab-interval", low=fixed(low, places), high=fixed(high, places))
    return f"{mean}{unit} ({ends})"


def headline(row: Row, seeds: int, speak: Language) -> str:
    """Say in one sentence what the second policy does to net social value, and how sure that is."""
    places = (
        digits_for(row.low, row.high, row.difference) if seeds > 1 else digits_for(None, None, row.difference)
    )
    values = {
        "change": fixed(row.difference, places, sign=True)
        if row.kind == "disputed"
        else fixed(abs(row.difference), places),
        "low": fixed(row.low, places),
        "high": fixed(row.high, places),
        "part": per_cent(abs(row.difference / row.first) if row.first else 0.0),
        "worlds": round((row.share_better if row.difference > 0 else 1.0 - row.share_better) * seeds),
        "seeds": seeds,
    }
    return speak(f"lab-headline-{row.kind}", **values)


def banded(row: Row, speak: Language) -> str:
    """Say between what the difference lies over stances on transfers and public funds; empty where there is none."""
    if row.band is None or row.kind not in ("better", "worse", "disputed"):
        return ""
    low, high = apart(*row.band, sign=True)
    return speak("lab-band", low=low, high=high)


def price(rows_: list[Row], speak: Language) -> str:
    """Name what becomes worse, or say that nothing does."""
    worse = [speak.name(row.outcome) for row in rows_ if row.kind == "worse" and row.outcome != PURPOSE]
    if not worse:
        return speak("lab-price-none")
    return speak("lab-price", outcomes=speak("lab-list-separator").join(worse))


_Outcomes = vue("explore/outcomes.vue", "rows chosen words event_pick")


@solara.component
def Comparison(
    scenarios: tuple[Scenario, Scenario],
    experiment: Experiment,
    chosen: str,
    on_chosen: Callable[[str], None],
    speak: Language,
) -> None:
    """Show what policy B changes.

    Parameters
    ----------
    scenarios
        The two policies.
    experiment
        What both policies share.
    chosen, on_chosen
        The outcome that is drawn over the years.
    speak
        Language.
    """
    found = runs.compare(scenarios, experiment.seed_list, experiment.years, tuple(KEY_OUTCOMES), chosen)
    rows = rows_of(found.levels, found.differences, NAMES, found.band)
    purpose = next(row for row in rows if row.outcome == PURPOSE)
    with Box(classes="lab-card explore-headline", aria_live="polite"):
        Words(headline(purpose, experiment.seeds, speak), classes="explore-finding")
        if banded(purpose, speak):
            Words(banded(purpose, speak), classes="lab-small")
        Words(price(rows, speak), classes="lab-small")
        first, *others = scenarios
        for text in caveats(moved_levers(first, others), speak, general=False):
            Words(text, classes="lab-small")
    with Box(classes="explore-results"):
        with Box(classes="lab-card lab-scroll"):
            Words(speak("lab-explore-outcomes"), tag="h2")
            Words(speak("lab-explore-outcomes.about", seeds=experiment.seeds), classes="lab-small")
            _Outcomes(
                rows=json.dumps([_shown(row, speak) for row in rows]),
                chosen=chosen,
                words=_words(speak),
                event_pick=on_chosen,
            )
        with Box(classes="lab-card explore-trajectory"):
            Trajectory(found, experiment, chosen, on_chosen, speak)


@solara.component
def Trajectory(
    found: runs.Comparison,
    experiment: Experiment,
    chosen: str,
    on_chosen: Callable[[str], None],
    speak: Language,
) -> None:
    """Show an outcome over the years under both policies, with 95 % intervals."""
    Words(speak("lab-explore-years"), tag="h2")
    options = [(name, titled(speak.name(name))) for name in OUTCOMES]
    Choice("outcome", speak("lab-explore-outcome"), chosen, on_chosen, options, meaning=speak.meaning(chosen))
    option = trajectory_option(found.paths, experiment, chosen, speak)
    Chart(option, speak("lab-explore-years.about", outcome=speak.name(chosen)), height=370)
    Words(speak.meaning(chosen), classes="lab-small")


def trajectory_option(paths: pd.DataFrame, experiment: Experiment, outcome: str, speak: Language) -> Option:
    """Return an outcome's path under both policies."""
    lines = []
    for number, name in enumerate(NAMES):
        part = paths[(paths["scenario"] == name) & (paths["outcome"] == outcome)]
        low, high = (part[end].tolist() for end in ("low", "high"))
        band = {"low": low, "high": high} if experiment.seeds > 1 else {}
        letter = speak("lab-explore-policy", letter="AB"[number])
        lines.append(Line(letter, part["year"].tolist(), part["mean"].tolist(), style=number, **band))
    share = is_share(outcome)
    unit = "" if share else f", {speak.unit(OUTCOMES[outcome].unit)}"
    return line_option(
        lines,
        Axis(speak("lab-year"), lower=1, upper=experiment.years),
        Axis(titled(f"{speak.name(outcome)}{unit}"), percent=share),
        marks=[(experiment.from_year, speak("lab-explore-reform"))] if experiment.from_year > 1 else [],
    )


def _shown(row: Row, speak: Language) -> dict[str, Any]:
    mean, _, ends = change_text(row, speak).partition(" (")
    return {
        "outcome": row.outcome,
        "label": titled(speak.name(row.outcome)),
        "meaning": speak.meaning(row.outcome),
        "first": written(row.outcome, row.first),
        "second": written(row.outcome, row.second),
        "change": [mean, ends.rstrip(")")],
        "a": repr(row.first),
        "b": repr(row.second),
        "gap": repr(row.difference),
        "kind": row.kind,
        "reading": speak(f"lab-reading-{row.kind}"),
    }


def _words(speak: Language) -> dict[str, str]:
    return {word: speak(f"lab-table-{word}") for word in ("caption", "outcome", "difference", "reading")}
