"""The student's office while the game lasts: levers under a budget, and the files of closed years.

What is shown is made of ``BureauView`` and of what the bureau itself announces: an import contract keeps everything
that knows the truth out of this module.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import solara

from budgetsim.app.charts import Axis, Bars, Chart, Line, Option, bar_option, line_option
from budgetsim.app.keeper import use_latest
from budgetsim.app.play.game import (
    BUDGET,
    LINKS,
    YEARS,
    Game,
    Levers,
    Plan,
    afford,
    bounds_of,
    opening_levers,
    plan_of,
)
from budgetsim.app.widgets import Box, Card, Facts, LeversByLink, Once, Words, html, vue
from budgetsim.language import Language
from budgetsim.model.bureau import BureauView
from budgetsim.rounding import fixed, per_cent

MONTHS = 12
MEAN_BUDGET = 10.0
"""Million yuan that the average department is imagined to have; the model itself knows no currency."""
DEPARTMENTS = 60
CHARTED = ("checks", "evaluations")
"""Tasks whose number is drawn year by year."""
_Meter = vue("meter.vue", "name label share text note over")


@dataclass(frozen=True)
class Delivery:
    """One kind of work in a year: what was announced, and what was done."""

    task: str
    announced: float
    done: float


@dataclass(frozen=True)
class Report:
    """A closed year as the bureau knows it; scores 0–100, money in mean budgets."""

    year: int
    delivered: float
    workload_ratio: float
    tasks: tuple[Delivery, ...]
    findings: int
    self_score: float
    external_score: float
    """Mean over the evaluated; NaN if nobody was."""
    inflation: float
    """Points by which the bureau has learned to mistrust self-scores."""
    spent_by_july: float
    money_moved: float
    """Share of all money that changes hands from this year's budgets to next year's."""


def report_of(view: BureauView) -> Report:
    """Return a year's report."""
    count = len(view.budgets)
    evaluated = np.isfinite(view.external_scores)
    policy = view.policy
    tasks = (
        Delivery(
            "reviews", count * policy.objective_review, count * policy.objective_review * view.delivered
        ),
        Delivery("checks", MONTHS * count * policy.monitoring_intensity, float(view.checks.sum())),
        Delivery("evaluations", count * policy.evaluation_coverage, float(evaluated.sum())),
        Delivery("trainings", count * policy.training, count * policy.training * view.delivered),
    )
    shares = view.budgets / view.budgets.sum()
    next_shares = view.next_budgets / view.next_budgets.sum()
    return Report(
        year=view.year,
        delivered=view.delivered,
        workload_ratio=view.workload_ratio,
        tasks=tasks,
        findings=int(view.findings.sum()),
        self_score=100.0 * float(view.self_scores.mean()),
        external_score=100.0 * float(view.external_scores[evaluated].mean())
        if evaluated.any()
        else float("nan"),
        inflation=100.0 * view.inflation,
        spent_by_july=float(view.spent_by_july.sum() / view.budgets.sum()),
        money_moved=0.5 * float(np.abs(next_shares - shares).sum()),
    )


@solara.component
def Office(
    game: Game,
    levers: Levers,
    on_levers: Callable[[Levers], None],
    on_close: Callable[[int], None],
    views: Sequence[BureauView],
    speak: Language,
) -> None:
    """Show one year: meters on the left, files and levers on the right; on a phone below each other."""
    plan = plan_of(levers, views[-1])
    with Box(classes="play-year", aria_live="polite"):
        Words(speak("lab-play-year", year=game.year, years=YEARS), tag="h2")
        dots = html("").join(
            html("<i class='{}'></i>", "done" if year < game.year else "now" if year == game.year else "")
            for year in range(1, YEARS + 1)
        )
        Words(dots, tag="div", classes="play-dots")
    with Box(classes="explore-frame play-frame"):
        with Box(classes="lab-stack"):
            with Box(classes="lab-card play-meters"):
                Meters(plan, speak)
                Once(
                    speak("lab-play-close", year=game.year), game.year, on_close, speak("kept-closing"),
                    disabled=not plan.fits, classes="play-close-year",
                )  # fmt: skip
                Words(speak("lab-play-close.about"), classes="lab-small")
            with Box(classes="lab-card play-levers"):
                Desk(levers, on_levers, views[-1], speak)
        with Box(classes="lab-stack play-files"):
            Files([report_of(view) for view in views], speak)


@solara.component
def Meters(plan: Plan, speak: Language) -> None:
    """Show what the plan costs and what it asks of the staff."""
    left = BUDGET - plan.cost
    _Meter(
        name="budget", label=speak("lab-play-budget"), share=plan.cost / BUDGET, over=not plan.fits,
        text=speak("lab-play-money-of", cost=money(plan.cost, speak), budget=money(BUDGET, speak)),
        note=speak("lab-play-left", money=money(left, speak)) if plan.fits else speak("lab-play-over"),
    )  # fmt: skip
    _Meter(
        name="work", label=speak("lab-play-work"), share=plan.ratio, over=plan.ratio > 1.0,
        text=speak("lab-play-days-of", load=fixed(plan.load, 0), days=fixed(plan.days, 0)),
        note=speak("lab-play-rushed", share=per_cent(plan.delivered)) if plan.ratio > 1.0 else speak("lab-play-idle"),
    )  # fmt: skip
    with Box(tag="details", classes="play-costs"):
        Words(speak("lab-play-costs"), tag="summary")
        Facts([(speak(f"lab-cost-{item}"), money(cost, speak)) for item, cost in plan.costs.items()])
        Words(speak("lab-play-imagined", mean=millions(MEAN_BUDGET, speak)), classes="lab-small")


@solara.component
def Desk(levers: Levers, on_levers: Callable[[Levers], None], view: BureauView, speak: Language) -> None:
    """Show the levers; one that the budget does not allow stops where the money ends."""
    moved = [name for name, value in levers if value != dict(opening_levers())[name]]
    move = use_latest(lambda name, wanted: on_levers(afford(levers, name, wanted, view)))
    LeversByLink(LINKS, dict(levers), moved, move, speak, opened=LINKS, bounds=bounds_of)


@solara.component
def Files(reports: Sequence[Report], speak: Language) -> None:
    """Show what the bureau knows of the last closed year, and of the years before."""
    last = reports[-1]
    title = speak("lab-play-files", year=last.year) if last.year else speak("lab-play-files-before")
    with Card(title, "play-report"):
        Words(verdict(last, speak), classes="explore-finding")
        with Box(classes="lab-grid-2"):
            tasks = [
                (speak(f"lab-task-{item.task}"), fixed(item.announced, 0), fixed(item.done, 0))
                for item in last.tasks
            ]
            Facts(tasks, [speak(key) for key in ("lab-play-task", "lab-play-announced", "lab-play-done")])
            Facts(known_facts(last, speak), [speak("lab-play-known")])
    if len(reports) > 1:
        with Box(classes="lab-grid-2"):
            with Card(speak("lab-play-scores")):
                Chart(scores_option(reports, speak), speak("lab-play-scores.about"), height=260)
            with Card(speak("lab-play-work-done")):
                Chart(work_option(reports, speak), speak("lab-play-work-done.about"), height=260)


def known_facts(report: Report, speak: Language) -> list[tuple[str, str]]:
    """Return what else reached the bureau."""
    nobody = math.isnan(report.external_score)
    facts = {
        "findings": f"{report.findings}",
        "self-mean": fixed(report.self_score, 1),
        "key-mean": speak("lab-play-nobody") if nobody else fixed(report.external_score, 1),
        "july": per_cent(report.spent_by_july),
        "moved": per_cent(report.money_moved),
    }
    return [(speak(f"lab-known-{name}"), text) for name, text in facts.items()]


def verdict(report: Report, speak: Language) -> str:
    """Say in a sentence whether what was announced was done."""
    if report.delivered < 0.995:
        return speak("lab-play-verdict-rushed", share=per_cent(report.delivered))
    return speak("lab-play-verdict-done", share=per_cent(report.workload_ratio))


def scores_option(reports: Sequence[Report], speak: Language) -> Option:
    """Return the scores that the bureau has read, year by year."""
    years = [report.year for report in reports]
    lines = [
        Line(speak("lab-known-self-mean"), years, [report.self_score for report in reports], style=0),
        Line(speak("lab-known-key-mean"), years, [report.external_score for report in reports], style=1),
    ]
    return line_option(lines, Axis(speak("lab-year"), lower=0, upper=YEARS), Axis(speak("lab-play-points")))


def work_option(reports: Sequence[Report], speak: Language) -> Option:
    """Return checks and evaluations that were done, year by year."""
    years = [str(report.year) for report in reports]
    bars = []
    for number, item in enumerate(CHARTED):
        done = [task.done for report in reports for task in report.tasks if task.task == item]
        bars.append(Bars(speak(f"lab-task-{item}"), done, style=number))
    return bar_option(years, bars, Axis(speak("lab-play-number"), lower=0))


def money(cost: float, speak: Language) -> str:
    """Return a cost per department, in mean budgets, as the district's money: million yuan, in Chinese 万元."""
    return millions(cost * DEPARTMENTS * MEAN_BUDGET, speak)


def millions(amount: float, speak: Language) -> str:
    """Return million yuan as readers of a language count money; Chinese counts in units of ten thousand."""
    if speak.code == "zh":
        return fixed(100.0 * amount, 1).removesuffix(".0")
    return fixed(amount, 2).removesuffix(".00")
