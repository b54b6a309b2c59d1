"""The results of *Explore*: the two policies' outcomes with their differences, and an outcome over the years."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import solara

from budgetsim.app import runs
from budgetsim.app.charts import Axis, Chart, Line, Option, line_option
from budgetsim.app.explore import verdict
from budgetsim.app.explore.policy import NAMES, Experiment
from budgetsim.app.explore.verdict import Row
from budgetsim.app.markup import Box, Words
from budgetsim.app.widgets import Choice, titled
from budgetsim.language import Language
from budgetsim.measures import OUTCOMES
from budgetsim.report.caveats import caveats, moved_levers
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.scenario import Scenario


@solara.component_vue("outcomes.vue")
def _Outcomes(rows: str, chosen: str, words: dict[str, str], event_pick: Callable[[str], None]) -> None: ...


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
    rows = verdict.rows(found.levels, found.differences, NAMES, found.band)
    purpose = next(row for row in rows if row.outcome == verdict.PURPOSE)
    with Box(classes="lab-card explore-headline", aria_live="polite"):
        Words(verdict.headline(purpose, experiment.seeds, speak), classes="explore-finding")
        if verdict.banded(purpose, speak):
            Words(verdict.banded(purpose, speak), classes="lab-small")
        Words(verdict.price(rows, speak), classes="lab-small")
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
    share = verdict.is_share(outcome)
    unit = "" if share else f", {speak.unit(OUTCOMES[outcome].unit)}"
    return line_option(
        lines,
        Axis(speak("lab-year"), lower=1, upper=experiment.years),
        Axis(titled(f"{speak.name(outcome)}{unit}"), percent=share),
        marks=[(experiment.from_year, speak("lab-explore-reform"))] if experiment.from_year > 1 else [],
    )


def _shown(row: Row, speak: Language) -> dict[str, Any]:
    mean, _, ends = verdict.change_text(row, speak).partition(" (")
    return {
        "outcome": row.outcome,
        "label": titled(speak.name(row.outcome)),
        "meaning": speak.meaning(row.outcome),
        "first": verdict.written(row.outcome, row.first),
        "second": verdict.written(row.outcome, row.second),
        "change": [mean, ends.rstrip(")")],
        "a": repr(row.first),
        "b": repr(row.second),
        "gap": repr(row.difference),
        "kind": row.kind,
        "reading": speak(f"lab-reading-{row.kind}"),
    }


def _words(speak: Language) -> dict[str, str]:
    return {word: speak(f"lab-table-{word}") for word in ("caption", "outcome", "difference", "reading")}
