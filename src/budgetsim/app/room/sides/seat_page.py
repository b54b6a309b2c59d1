"""What a department's page says while the game lasts, made of records of its own seat and of what is announced.

An import contract keeps everything that knows other departments, or what is true of them, out of this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from budgetsim.app.room.desk import Meter, Slider
from budgetsim.app.room.sides.actions import STEP, Actions
from budgetsim.app.room.sides.actions import sliders as ends_of_actions
from budgetsim.app.room.sides.records import PARTS, SeatBrief, SeatYear
from budgetsim.app.room.sides.words import Facts, money, points
from budgetsim.app.widgets import titled
from budgetsim.declarations import Department
from budgetsim.language import Language
from budgetsim.rounding import fixed, per_cent

TOLD = ("monitoring_intensity", "audit_coverage", "rectification", "evaluation_coverage", "result_use",
        "target_ratchet", "disclosure", "training")  # fmt: skip
"""Levers that departments are told of; how many people the bureau has shows in what becomes of them."""


def action_sliders(actions: Actions, department: Department[float], speak: Language) -> list[Slider]:
    """Return the sliders of a department's desk, as far as departments of its district can go."""
    return [
        Slider(
            name, speak(f"sides-action-{name}"), speak(f"sides-action-{name}.about"), value, ends.lower, ends.upper,
            STEP, per_cent(value), percent=True, moved=False,
        )
        for (name, value), ends in zip(actions, ends_of_actions(department).values(), strict=True)
    ]  # fmt: skip


def target_meters(brief: SeatBrief, targets: tuple[float, float], speak: Language) -> list[Meter]:
    """Return which targets would follow from a department's proposal, beside what it expects of itself."""
    pairs = {"output": brief.expected_output, "benefit": brief.expected_benefit}
    return [
        Meter(
            f"target-{name}", speak(f"sides-target-{name}"), fixed(target, 2),
            speak("sides-target", expected=fixed(expected, 2)), min(1.0, target / expected), target > expected,
        )
        for (name, expected), target in zip(pairs.items(), targets, strict=True)
    ]  # fmt: skip


def told_facts(policy: Any, speak: Language) -> Facts:
    """Return what the bureau has announced for the year."""
    return [
        (titled(speak.name(name)), per_cent(float(np.asarray(getattr(policy, name)).flat[0])))
        for name in TOLD
    ]


def brief_facts(brief: SeatBrief, speak: Language) -> Facts:
    """Return what a department knows and believes in January."""
    facts = {
        "budget": money(brief.budget, speak),
        "expected": speak(
            "sides-two", output=fixed(brief.expected_output, 2), benefit=fixed(brief.expected_benefit, 2)
        ),
        "normal": speak(
            "sides-two", output=fixed(brief.norm_output, 2), benefit=fixed(brief.norm_benefit, 2)
        ),
        "misuse": per_cent(brief.misuse_found),
        "claim": per_cent(brief.claim_found),
        "consequence": per_cent(brief.consequence),
        "worth": speak("sides-points", points=points(brief.score_worth)),
    }
    return [(speak(f"sides-know-{name}"), text) for name, text in facts.items()]


def year_facts(year: SeatYear, speak: Language) -> Facts:
    """Return what a department knows of its own closed year."""
    nobody = year.external_score is None
    facts = {
        "self": fixed(year.self_score, 1),
        "external": speak("sides-not-evaluated") if nobody else fixed(year.external_score or 0.0, 1),
        "checks": str(year.checks),
        "findings": str(year.findings),
        "performance": fixed(year.performance, 2),
        "spent": per_cent(year.spent),
        "next": money(year.next_budget, speak),
    }
    return [(speak(f"sides-year-{name}"), text) for name, text in facts.items()]


def part_facts(parts: Mapping[str, float], speak: Language) -> Facts:
    """Return a pay-off by its parts, in points."""
    return [(speak(f"sides-part-{name}"), points(parts[name], sign=True)) for name in PARTS]
