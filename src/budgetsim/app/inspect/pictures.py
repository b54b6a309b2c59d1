"""One small chart for each step of the story, from the facts alone. No pages in here."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from budgetsim.app.charts import Axis, Bars, Option, bar_option
from budgetsim.app.inspect.year import CLOSING, TRUTH
from budgetsim.language import Language
from budgetsim.report.explain.choices import compared, month_name
from budgetsim.report.explain.drawn import CHOICES
from budgetsim.report.explain.january import levels
from budgetsim.report.explain.story import PUBLIC_LEVELS

Facts = Mapping[str, Any]
Row = tuple[str, Sequence[float]]
"""A label, and the values of the bars that stand beside each other."""
OUTPUT_AND_BENEFIT = ("explain-objective-outputs", "explain-objective-benefits")
ROW, EDGE = 44, 96
"""Pixels of a row of horizontal bars, and of what is around them."""


@dataclass(frozen=True)
class Picture:
    """A chart with a sentence that says what it shows."""

    option: Option
    description: str
    height: int = 300


def picture(key: str, f: Facts, side: str, speak: Language) -> Picture | None:
    """Return the chart of a section as one side sees it, or ``None`` where that side sees nothing to draw."""
    draw = (DRAWN if side == TRUTH else DRAWN_FOR_BUREAU).get(key)
    return None if draw is None else draw(f, speak)


def _rows(key: str, rows: Sequence[Row], series: Sequence[str], axis: Axis, speak: Language) -> Picture:
    """Return horizontal bars as high as they have rows; ``series`` are messages that name bars beside each other."""
    bars = [
        Bars(speak(name), [values[number] for _, values in rows], style=number)
        for number, name in enumerate(series)
    ]
    return _picture(key, [label for label, _ in rows], bars, axis, speak)


def _picture(key: str, labels: Sequence[str], bars: Sequence[Bars], axis: Axis, speak: Language) -> Picture:
    width = ROW if len(bars) > 1 else ROW - 12
    option = bar_option(labels, bars, axis, horizontal=True)
    return Picture(option, speak(f"inspect-chart-{key}"), EDGE + width * len(labels))


def _productivity(f: Facts, speak: Language, *, known: bool) -> Picture:
    seen, name = f["seen"], speak("inspect-axis-productivity")
    guess, spread = seen["expected_productivity"], seen["productivity_sd"]
    values, low, high, labels = [guess], [guess - spread], [guess + spread], [speak("inspect-guess")]
    if known:
        values.append(f["who"]["productivity"])
        low.append(math.nan)
        high.append(math.nan)
        labels.append(speak("inspect-true"))
    return _picture("who", labels, [Bars(name, values, low, high)], Axis(name, lower=0.0), speak)


def _beliefs(f: Facts, speak: Language) -> Picture:
    names = ("perceived_risk", "found_chance", "consequence_belief", "credibility", "culture")
    rows = [(speak(f"inspect-belief-{name}"), [f["knew"][name]]) for name in names]
    return _rows("beliefs", rows, ["inspect-believed"], _share("inspect-believed", speak, upper=1.0), speak)


def _announcements(f: Facts, speak: Language) -> Picture:
    policy, delivered = f["knew"]["policy"], f["knew"]["programme"]["delivered"]
    names = ("monitoring_intensity", "evaluation_coverage", "objective_review", "result_use")
    rows = [(speak.name(name), [policy[name], delivered * policy[name]]) for name in names]
    axis = _share("inspect-axis-share", speak, upper=1.0)
    return _rows("announced", rows, ["lab-announced", "inspect-done"], axis, speak)


def _levels(f: Facts, speak: Language, only: tuple[str, ...] | None = None) -> Picture:
    rows = [
        (speak(f"explain-objective-{key}"), [output, benefit])
        for key, output, benefit in levels(f)
        if only is None or key in only
    ]
    return _rows("objective", rows, OUTPUT_AND_BENEFIT, Axis(speak("inspect-axis-level"), lower=0.0), speak)


def _margins(f: Facts, speak: Language) -> Picture:
    rows = []
    for action, motive in compared(f):
        amounts = [term["amount"] for term in motive["terms"]]
        if amounts:
            gain = sum(amount for amount in amounts if amount > 0)
            cost = sum(amount for amount in amounts if amount < 0)
            rows.append((speak(f"explain-action-{action}"), [gain, cost]))
    drawn = _rows("chose", rows, ["inspect-gain", "inspect-cost"], Axis(speak("inspect-axis-worth")), speak)
    # Gains to the right and costs to the left of one line.
    stacked = [{**series, "stack": "worth"} for series in drawn.option["series"]]
    return Picture({**drawn.option, "series": stacked}, drawn.description, drawn.height)


def _months(f: Facts, speak: Language, *, hidden: bool) -> Picture:
    months, budget = f["months"], f["months"][-1]["budget"]
    spent = _steps([month["spent"] for month in months])
    held = _steps([month["diverted"] + month["concealed"] for month in months])
    taken = [max(0.0, step + month["returned"]) / budget for step, month in zip(held, months, strict=True)]
    bars = [Bars(speak("inspect-spent"), [value / budget for value in spent])]
    if hidden:
        bars.append(Bars(speak("inspect-diverted"), taken, style=1))
    labels = [month_name(month["month"], speak) for month in months]
    option = bar_option(labels, bars, _share("inspect-axis-budget", speak))
    key = "months-true" if hidden else "months"
    return Picture(option, speak(f"inspect-chart-{key}"))


def _score_parts(f: Facts, speak: Language) -> Picture:
    rows = [
        (speak(f"explain-self-part-{item['part']}"), [item["points"], item["weight"]])
        for item in f["scores"]["self_parts"]
    ]
    series = ["inspect-points"] if f["score_form"] == "linear" else ["inspect-points", "inspect-full"]
    return _rows("self", rows, series, Axis(speak("inspect-axis-points")), speak)


def _reported(f: Facts, speak: Language) -> Picture:
    rows = [
        (speak(name), [f["seen"][f"target_{kind}"], f["seen"][f"reported_{kind}"]])
        for name, kind in zip(OUTPUT_AND_BENEFIT, ("output", "benefit"), strict=True)
    ]
    series = ["explain-objective-target", "inspect-reported"]
    return _rows("reported", rows, series, Axis(speak("inspect-axis-level"), lower=0.0), speak)


def _key_parts(f: Facts, speak: Language) -> Picture:
    parts = {**f["scores"]["external_parts"], "score": f["true"]["external_score"]}
    rows = [(speak(f"inspect-key-{name}"), [value]) for name, value in parts.items()]
    return _rows("key", rows, ["inspect-axis-points"], Axis(speak("inspect-axis-points")), speak)


def _known_scores(f: Facts, speak: Language) -> Picture:
    seen, after = f["seen"], f["followed"]
    scores = {
        "self": seen["self_score"], "key": seen["external_score"], "used": after["used_score"],
        "mean": after["mean_used_score"],
    }  # fmt: skip
    rows = [(speak(f"inspect-score-{name}"), [score]) for name, score in scores.items() if score is not None]
    return _rows(
        "scores", rows, ["inspect-axis-points"], Axis(speak("inspect-axis-points"), lower=0.0), speak
    )


def _budgets(f: Facts, speak: Language) -> Picture:
    names = ("allocation", "next_without_results", "next_allocation")
    rows = [(speak(f"inspect-budget-{name}"), [f["followed"][name]]) for name in names]
    return _rows(
        "followed", rows, ["inspect-axis-money"], Axis(speak("inspect-axis-money"), lower=0.0), speak
    )


def _over_draws(f: Facts, speak: Language) -> Picture:
    """Return what is done over draws, and in other luck with the parameters of the scenario, side by side."""
    chosen = [f["drawn"]["choices"][name] for name in CHOICES]
    draws = Bars(
        speak("inspect-drawn-draws"),
        [cell["median"] for cell in chosen],
        [cell["low"] for cell in chosen],
        [cell["high"] for cell in chosen],
    )
    low, high = zip(*(cell["luck"] for cell in chosen), strict=True)
    luck = Bars(speak("inspect-drawn-luck"), [cell["point"] for cell in chosen], low, high, style=1)
    labels = [speak(f"explain-drawn-name-{name}") for name in CHOICES]
    return _picture("drawn", labels, [draws, luck], Axis(speak("inspect-axis-drawn"), lower=0.0), speak)


def _steps(totals: list[float]) -> list[float]:
    return [now - past for now, past in zip(totals, [0.0, *totals], strict=False)]


def _share(key: str, speak: Language, upper: float | None = None) -> Axis:
    return Axis(speak(key), percent=True, lower=0.0, upper=upper)


Draw = Callable[[Facts, Language], Picture]
DRAWN: dict[str, Draw] = {
    "who": partial(_productivity, known=True),
    "knew": _beliefs,
    "objective": _levels,
    "chose": _margins,
    "months": partial(_months, hidden=True),
    "self": _score_parts,
    "key": _key_parts,
    "followed": _budgets,
    CLOSING: _over_draws,
}
DRAWN_FOR_BUREAU: dict[str, Draw] = {
    "who": partial(_productivity, known=False),
    "knew": _announcements,
    "objective": partial(_levels, only=PUBLIC_LEVELS),
    "months": partial(_months, hidden=False),
    "self": _reported,
    "key": _known_scores,
    "followed": _budgets,
}
