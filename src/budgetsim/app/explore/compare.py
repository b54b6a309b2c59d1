"""What policy B changes: outcomes with their differences in plain words, and an outcome over the years."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import solara

from budgetsim.app import runs
from budgetsim.app.charts import Axis, Chart, Line, Option, line_option
from budgetsim.app.declared import is_share
from budgetsim.app.explore.policy import NAMES, Experiment
from budgetsim.app.keeper import use_kept
from budgetsim.app.widgets import Box, Card, Choice, Words, titled, vue
from budgetsim.language import Language
from budgetsim.model.measures import OUTCOMES
from budgetsim.report.caveats import caveats, moved_levers
from budgetsim.report.declared import KEY_OUTCOMES, meaning_of
from budgetsim.report.results import verdict_of
from budgetsim.rounding import apart, digits_for, estimate, fixed, per_cent
from budgetsim.scenario import Scenario
from budgetsim.studies.band import is_disputed
from budgetsim.studies.money import difference_told
from budgetsim.studies.table import Interval, share_told

PURPOSE = "net_social_value"
TABLE_WORDS = ("caption", "difference", "reading")
_Outcomes = vue("explore/outcomes.vue", "rows chosen words event_pick")


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
    kind: str
    """Verdict: ``better``, ``worse``, ``unclear``, ``disputed``, ``more``, ``less``, ``same`` or ``single``; over draws
    what ``results.known_of`` says."""
    band: tuple[float, float] | None = None
    """Of net social value: the difference over all stances on transfers and public funds."""

    is_drawn: bool = False
    """Whether the difference is a median over draws, with the middle 90 % of them, and the share is one of draws."""
    share_worse: float | None = None

    def under(self, band: tuple[float, float]) -> Row:
        """Return the row with its band: what is better under some stances only is disputed."""
        turns = self.kind in ("better", "worse") and is_disputed(*band)
        return replace(self, kind="disputed" if turns else self.kind, band=band)


def rows_of(
    levels: pd.DataFrame,
    differences: pd.DataFrame,
    names: tuple[str, str],
    band: tuple[float, float] | None = None,
) -> list[Row]:
    """Return the key outcomes and costs under two policies, from the tables that ``--json`` is made of.

    ``band`` is that of the difference of net social value.
    """
    means = levels.set_index(["scenario", "outcome"])["mean"].astype(float).to_dict()
    gaps = differences[differences["scenario"] == names[1]].set_index("outcome").to_dict("index")
    rows = []
    for name in runs.COUNTED:
        mean, low, high, better = (float(gaps[name][key]) for key in ("mean", "low", "high", "share_better"))
        first, second = (means[scenario, name] for scenario in names)
        row = Row(name, first, second, mean, low, high, better, kind_of(name, mean, low, high))
        rows.append(row if band is None or name != PURPOSE else row.under(band))
    return rows


def kind_of(outcome: str, mean: float, low: float, high: float) -> str:
    """Judge a difference by its interval and by the way that is better for the public."""
    is_known = math.isfinite(low) and math.isfinite(high)
    return verdict_of(
        outcome, {"mean": mean, "low": low if is_known else None, "high": high if is_known else None}
    )


def written(outcome: str, value: float) -> str:
    """Return a level as people read it: shares as per cent, others with the digits they deserve."""
    number = 100.0 * value if is_share(outcome) else value
    text = fixed(number, digits_for(None, None, number))
    return f"{text}%" if is_share(outcome) else text


def change_text(row: Row, speak: Language) -> str:
    """Return a difference with its sign and interval, such as ``+0.17 (0.16 to 0.18)``."""
    share = is_share(row.outcome)
    change = estimate(*(100.0 * x if share else x for x in (row.difference, row.low, row.high)), sign=True)
    text = change.value + (speak("lab-points-of-percentage") if share else "")
    return f"{text} ({speak('lab-interval', low=change.low, high=change.high)})" if change.is_known else text


def headline(row: Row, seeds: int, speak: Language) -> str:
    """Say in one sentence what the second policy does to net social value, and how sure that is."""
    disputed = row.kind == "disputed"
    change = estimate(row.difference if disputed else abs(row.difference), row.low, row.high, sign=disputed)
    better = row.share_better if row.difference > 0 else 1.0 - row.share_better
    return speak(
        f"lab-headline-{row.kind}", change=change.value, low=change.low, high=change.high,
        part=per_cent(abs(row.difference / row.first) if row.first else 0.0),
        worlds=round(better * seeds), seeds=seeds,
    )  # fmt: skip


def banded(row: Row, speak: Language) -> str:
    """Say between what the difference lies over stances on transfers and public funds; empty where there is none."""
    if row.band is None or row.kind not in ("better", "worse", "disputed"):
        return ""
    low, high = apart(*row.band, sign=True)
    return speak("lab-band", low=low, high=high)


def price(rows: list[Row], speak: Language) -> str:
    """Name what becomes worse, or say that nothing does."""
    worse = [
        speak.name(row.outcome)
        for row in rows
        if row.kind in ("worse", "worse-unless") and row.outcome != PURPOSE
    ]
    if not worse:
        return speak("lab-price-none")
    return speak("lab-price", outcomes=speak("lab-list-separator").join(worse))


@solara.component
def Comparison(scenarios: tuple[Scenario, Scenario], experiment: Experiment, speak: Language) -> None:
    """Show what policy B changes, and one outcome over the years under both policies."""
    chosen, choose = use_kept("explore-outcome", PURPOSE)
    compared = runs.compare(scenarios, experiment.seed_list, experiment.years, runs.COUNTED, chosen)
    rows = rows_of(compared.levels, compared.differences, NAMES, compared.band)
    purpose = next(row for row in rows if row.outcome == PURPOSE)
    with Box(classes="lab-card explore-headline", aria_live="polite"):
        Words(headline(purpose, experiment.seeds, speak), classes="explore-finding")
    notes = caveats(moved_levers(scenarios[0], scenarios[1:]), speak, general=False)
    Notes([banded(purpose, speak), in_own_money(purpose, scenarios, speak), price(rows, speak), *notes])
    with Box(classes="explore-results"):
        OutcomeTable(rows, speak("lab-explore-outcomes.about", seeds=experiment.seeds), chosen, choose, speak)
        with Card(speak("lab-explore-years"), "explore-trajectory"):
            OutcomeChoice(chosen, choose, speak)
            option = trajectory_option(compared.paths, experiment, chosen, speak)
            Chart(option, speak("lab-explore-years.about", outcome=speak.name(chosen)), height=370)
            Words(meaning_of(speak, chosen), classes="lab-small")


def in_own_money(row: Row, scenarios: Sequence[Scenario], speak: Language, *, is_drawn: bool = False) -> str:
    """Say what the policy changes for all departments together, in the money that both scenarios declare."""
    money = scenarios[0].money
    if money is None or scenarios[1].money != money or row.difference == row.low == row.high == 0.0:
        return ""
    change = Interval(row.difference, row.low, row.high)
    return difference_told(money, change, speak, is_drawn=is_drawn)


@solara.component
def Notes(texts: Sequence[str]) -> None:
    """Say what belongs to the headline and need not stay in sight on a phone."""
    said = [text for text in texts if text]
    if said:
        with Box(classes="lab-card explore-notes"):
            for text in said:
                Words(text, classes="lab-small")


@solara.component
def OutcomeTable(
    rows: list[Row], about: str, chosen: str, choose: Callable[[str], None], speak: Language
) -> None:
    """Show the key outcomes under both policies and what each difference means; a row can be chosen."""
    words = {word: speak(f"lab-table-{word}") for word in TABLE_WORDS} | {"outcome": speak("lab-outcome")}
    with Card(speak("lab-explore-outcomes"), "lab-scroll"):
        Words(about, classes="lab-small")
        _Outcomes(
            rows=json.dumps([_shown(row, speak) for row in rows if row.outcome in KEY_OUTCOMES]),
            chosen=chosen,
            words=words,
            event_pick=choose,
        )


@solara.component
def OutcomeChoice(chosen: str, choose: Callable[[str], None], speak: Language) -> None:
    """Let the reader choose the outcome that is drawn over the years."""
    options = [(name, titled(speak.name(name))) for name in OUTCOMES]
    Choice("outcome", speak("lab-outcome"), chosen, choose, options, meaning=meaning_of(speak, chosen))


def trajectory_option(paths: pd.DataFrame, experiment: Experiment, outcome: str, speak: Language) -> Option:
    """Return an outcome's path under both policies."""
    lines = []
    for number, name in enumerate(NAMES):
        part = paths[(paths["scenario"] == name) & (paths["outcome"] == outcome)]
        low, high = (part[end].tolist() for end in ("low", "high"))
        ends = (low, high) if experiment.seeds > 1 else (None, None)
        letter = speak("lab-explore-policy", letter="AB"[number])
        lines.append(
            Line(
                letter, part["year"].tolist(), part["mean"].tolist(), low=ends[0], high=ends[1], style=number
            )
        )
    return years_option(lines, experiment, outcome, speak)


def years_option(lines: Sequence[Line], experiment: Experiment, outcome: str, speak: Language) -> Option:
    """Return lines of an outcome over the years, and the year in which levers move."""
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
        "meaning": meaning_of(speak, row.outcome),
        "first": written(row.outcome, row.first),
        "second": written(row.outcome, row.second),
        "change": [mean, ends.rstrip(")")],
        "a": repr(row.first),
        "b": repr(row.second),
        "gap": repr(row.difference),
        "kind": row.kind,
        "reading": _reading(row, speak),
    }


def _reading(row: Row, speak: Language) -> str:
    """Return what a difference means; over draws, of a sign that nearly all of them share, with their share."""
    word, share = speak(f"lab-reading-{row.kind}"), row.share_better
    if not row.is_drawn or row.kind not in ("better", "worse", "depends", "unknown"):
        return word
    part = per_cent(share_told(row.kind, share, row.share_worse))
    return speak("lab-reading-share", word=word, share=part)
