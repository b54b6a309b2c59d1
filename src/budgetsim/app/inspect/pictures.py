"""One small chart for each step of the story, from the facts alone. No pages in here."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from budgetsim.app.charts import Axis, Bars, Option, bar_option
from budgetsim.app.inspect.year import TRUTH
from budgetsim.language import Language
from budgetsim.report.explain.january import levels
from budgetsim.report.explain.months import month_name
from budgetsim.report.explain.reasons import compared
from budgetsim.report.explain.story import PUBLIC_LEVELS

Facts = Mapping[str, Any]
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


def _rows(
    key: str, categories: list[str], bars: list[Bars], axis: Axis, speak: Language, **values: str
) -> Picture:
    """Return horizontal bars, as high as they have rows."""
    option = bar_option(categories, bars, axis, horizontal=True)
    width = ROW if len(bars) > 1 else ROW - 12
    return Picture(option, speak(f"inspect-chart-{key}", **values), EDGE + width * len(categories))


def _productivity(f: Facts, speak: Language, *, known: bool) -> Picture:
    seen, name = f["seen"], speak("inspect-axis-productivity")
    guess, spread = seen["expected_productivity"], seen["productivity_sd"]
    values, low, high, labels = [guess], [guess - spread], [guess + spread], [speak("inspect-guess")]
    if known:
        values.append(f["who"]["productivity"])
        low.append(math.nan)
        high.append(math.nan)
        labels.append(speak("inspect-true"))
    bars = [Bars(name, values, low, high)]
    return _rows("who", labels, bars, Axis(name, lower=0.0), speak)


def _beliefs(f: Facts, speak: Language) -> Picture:
    k = f["knew"]
    names = ("perceived_risk", "found_chance", "consequence_belief", "credibility", "culture")
    bars = [Bars(speak("inspect-believed"), [k[name] for name in names])]
    labels = [speak(f"inspect-belief-{name}") for name in names]
    return _rows("beliefs", labels, bars, _share("inspect-believed", speak, upper=1.0), speak)


def _announcements(f: Facts, speak: Language) -> Picture:
    policy, delivered = f["knew"]["policy"], f["knew"]["programme"]["delivered"]
    names = ("monitoring_intensity", "evaluation_coverage", "objective_review", "result_use")
    announced = [policy[name] for name in names]
    bars = [
        Bars(speak("lab-announced"), announced),
        Bars(speak("inspect-done"), [delivered * value for value in announced], style=1),
    ]
    labels = [speak.name(name) for name in names]
    return _rows("announced", labels, bars, _share("inspect-axis-share", speak, upper=1.0), speak)


def _levels(f: Facts, speak: Language, only: tuple[str, ...] | None = None) -> Picture:
    shown = [item for item in levels(f) if only is None or item[0] in only]
    bars = [
        Bars(speak("explain-objective-outputs"), [output for _, output, _ in shown]),
        Bars(speak("explain-objective-benefits"), [benefit for _, _, benefit in shown], style=1),
    ]
    labels = [speak(f"explain-objective-{key}") for key, _, _ in shown]
    return _rows("objective", labels, bars, Axis(speak("inspect-axis-level"), lower=0.0), speak)


def _margins(f: Facts, speak: Language) -> Picture:
    gains, costs, labels = [], [], []
    for action, motive in compared(f):
        amounts = [term["amount"] for term in motive["terms"]]
        if amounts:
            labels.append(speak(f"explain-action-{action}"))
            gains.append(sum(value for value in amounts if value > 0))
            costs.append(sum(value for value in amounts if value < 0))
    bars = [Bars(speak("inspect-gain"), gains), Bars(speak("inspect-cost"), costs, style=1)]
    drawn = _rows("chose", labels, bars, Axis(speak("inspect-axis-worth")), speak)
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
    parts = f["scores"]["self_parts"]
    bars = [Bars(speak("inspect-points"), [item["points"] for item in parts])]
    if f["score_form"] != "linear":
        bars.append(Bars(speak("inspect-full"), [item["weight"] for item in parts], style=1))
    labels = [speak(f"explain-self-part-{item['part']}") for item in parts]
    return _rows("self", labels, bars, Axis(speak("inspect-axis-points")), speak)


def _reported(f: Facts, speak: Language) -> Picture:
    seen = f["seen"]
    bars = [
        Bars(speak("explain-objective-target"), [seen["target_output"], seen["target_benefit"]]),
        Bars(speak("inspect-reported"), [seen["reported_output"], seen["reported_benefit"]], style=1),
    ]
    labels = [speak("explain-objective-outputs"), speak("explain-objective-benefits")]
    return _rows("reported", labels, bars, Axis(speak("inspect-axis-level"), lower=0.0), speak)


def _key_parts(f: Facts, speak: Language) -> Picture:
    parts = {**f["scores"]["key_parts"], "score": f["true"]["key_score"]}
    labels = [speak(f"inspect-key-{name}") for name in parts]
    bars = [Bars(speak("inspect-axis-points"), list(parts.values()))]
    return _rows("key", labels, bars, Axis(speak("inspect-axis-points")), speak)


def _known_scores(f: Facts, speak: Language) -> Picture:
    seen, after = f["seen"], f["followed"]
    scores = {"self": seen["self_score"], "key": seen["key_score"], "used": after["used_score"]}
    scores["mean"] = after["mean_used_score"]
    known = {name: value for name, value in scores.items() if value is not None}
    bars = [Bars(speak("inspect-axis-points"), list(known.values()))]
    labels = [speak(f"inspect-score-{name}") for name in known]
    return _rows("scores", labels, bars, Axis(speak("inspect-axis-points"), lower=0.0), speak)


def _budgets(f: Facts, speak: Language) -> Picture:
    after = f["followed"]
    names = ("allocation", "next_without_results", "next_allocation")
    bars = [Bars(speak("inspect-axis-money"), [after[name] for name in names])]
    labels = [speak(f"inspect-budget-{name}") for name in names]
    return _rows("followed", labels, bars, Axis(speak("inspect-axis-money"), lower=0.0), speak)


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
