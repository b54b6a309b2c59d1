"""What lies on a bureau's desk, as plain values: sliders, meters and files. Nothing here knows what is true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgetsim.app.declared import Bounds
from budgetsim.app.play.game import BUDGET, LINKS, Levers, Plan, bounds_of, opening_levers
from budgetsim.app.play.office import known_facts, money, report_of, verdict
from budgetsim.app.widgets import titled
from budgetsim.language import Language
from budgetsim.model.bureau import BureauView
from budgetsim.report.declared import meaning_of
from budgetsim.rounding import fixed, per_cent


@dataclass(frozen=True)
class Slider:
    """A lever on a student's desk."""

    name: str
    label: str
    meaning: str
    value: float
    lower: float
    upper: float
    step: float
    text: str
    percent: bool
    moved: bool
    limited: bool = False
    """Whether the district allows less than the game."""
    factor: float = 1.0
    """What one unit on the slider is in the district."""


@dataclass(frozen=True)
class Meter:
    """A meter above the levers."""

    name: str
    label: str
    text: str
    note: str
    share: float
    over: bool


def sliders(
    levers: Levers,
    speak: Language,
    links: Mapping[str, Sequence[str]] = LINKS,
    ends: Callable[[str], Bounds] = bounds_of,
    found: Levers | None = None,
) -> list[tuple[str, list[Slider]]]:
    """Return the levers by the link that they serve, under the name of the link; ``ends`` are those of each slider.

    ``found`` are the levers as the bureau found them, by default the game's.
    """
    values, opening = dict(levers), dict(found or opening_levers())
    return [
        (
            speak(f"lab-link-{link}"),
            [_slider(name, values[name], opening[name], ends(name), speak) for name in names],
        )
        for link, names in links.items()
    ]


def _slider(name: str, value: float, opening: float, bounds: Bounds, speak: Language) -> Slider:
    percent = name != "staff"
    text = f"{round(100.0 * value if percent else value, 2):g}{'%' if percent else ''}"
    return Slider(
        name, titled(speak.name(name)), titled(meaning_of(speak, name)), value, bounds.lower, bounds.upper,
        bounds.step, text, percent, moved=value != opening, limited=bounds != bounds_of(name),
    )  # fmt: skip


def meters_of(plan: Plan, speak: Language, size: float = 1.0) -> list[Meter]:
    """Return what a plan costs and asks of the staff in a district of some size, in parts of the game's."""
    cost, budget, left = (money(size * amount, speak) for amount in (plan.cost, BUDGET, BUDGET - plan.cost))
    return [
        Meter(
            "budget", speak("lab-play-budget"), speak("lab-play-money-of", cost=cost, budget=budget),
            speak("lab-play-left", money=left) if plan.fits else speak("lab-play-over"),
            min(1.0, plan.cost / BUDGET), not plan.fits,
        ),
        Meter(
            "work", speak("lab-play-work"),
            speak("lab-play-days-of", load=fixed(plan.load, 0), days=fixed(plan.days, 0)),
            speak("lab-play-rushed", share=per_cent(plan.delivered)) if plan.ratio > 1.0 else speak("lab-play-idle"),
            min(1.0, plan.ratio), plan.ratio > 1.0,
        ),
    ]  # fmt: skip


def files_of(view: BureauView, speak: Language) -> dict[str, Any]:
    """Return what is in a bureau's files of a year."""
    last = report_of(view)
    return {
        "title": speak("lab-play-files", year=last.year) if last.year else speak("lab-play-files-before"),
        "verdict": verdict(last, speak),
        "tasks": [(speak(f"lab-task-{t.task}"), fixed(t.announced, 0), fixed(t.done, 0)) for t in last.tasks],
        "known": known_facts(last, speak),
    }
