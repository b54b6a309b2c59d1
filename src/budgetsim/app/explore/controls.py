"""The left side of *Explore*: two policies as levers, and what both share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import solara

from budgetsim.app import reference
from budgetsim.app.explore.policy import ANSWER, LINKS, SCALES, Experiment, Plan, levers_of
from budgetsim.app.markup import Box, Words
from budgetsim.app.session import use_latest
from budgetsim.app.widgets import Bounds, Button, Choice, Lever, Number, Slider
from budgetsim.language import Language

Plans = tuple[Plan, Plan]
LETTERS = ("A", "B")
NO_PLAN: Plan | None = None
OPEN = ("monitoring", "capacity")
"""Links whose levers are shown without a click."""


@solara.component
def Controls(
    plans: Plans,
    on_plans: Callable[[Plans], None],
    experiment: Experiment,
    on_experiment: Callable[[Experiment], None],
    speak: Language,
) -> None:
    """Show the levers of one of the two policies at a time, and the settings of the experiment."""
    side, set_side = solara.use_state(1)

    def put(plan: Plan) -> None:
        on_plans((plan, plans[1]) if side == 0 else (plans[0], plan))

    with Box(classes="lab-card explore-controls"):
        with Box(classes="explore-tabs", role="group", aria_label=speak("lab-explore-policies")):
            for number, letter in enumerate(LETTERS):
                Button(
                    speak("lab-explore-policy", letter=letter),
                    lambda number=number: set_side(number),
                    quiet=True,
                    pressed=number == side,
                    classes=f"explore-tab explore-tab-{letter.lower()}",
                )
        with Box(classes="explore-side lab-warm" if side else "explore-side"):
            Policy(plans[side], put, experiment, speak).key(f"policy-{side}")
    with Box(tag="details", classes="lab-card explore-settings"):
        Words(speak("lab-explore-settings"), tag="summary")
        Settings(experiment, on_experiment, speak)


@solara.component
def Policy(plan: Plan, on_plan: Callable[[Plan], None], experiment: Experiment, speak: Language) -> None:
    """Show where a policy starts from, and its levers link by link."""
    values = levers_of(plan, experiment)
    moved = dict(plan.moved)
    given_up, give_up = solara.use_state(NO_PLAN)

    def put(new: Plan) -> None:
        # Moved levers that a click takes away can be taken back, until others are moved.
        give_up(plan if moved and not new.moved else None)
        on_plan(new)

    move = use_latest(lambda lever, value: put(plan.move(lever, value, experiment)))
    names = [(name, speak.scenario(name)) for name in reference.names() if name != ANSWER]
    Choice("start", speak("lab-explore-start"), plan.start, lambda name: put(Plan(name)), names)
    Words(scenario_about(speak, plan.start), classes="lab-small explore-about")
    for link, levers in LINKS.items():
        with Box(tag="details", classes="explore-link", **({"open": True} if link in OPEN else {})):
            Words(speak(f"lab-link-{link}"), tag="summary")
            for lever in levers:
                Lever(lever, values[lever], move, speak, moved=lever in moved).key(lever)
    if moved:
        Button(speak("lab-explore-reset"), lambda: put(Plan(plan.start)), quiet=True, classes="explore-reset")
    elif given_up is not None:
        Button(speak("kept-undo"), lambda: put(given_up), quiet=True, classes="explore-undo")


@solara.component
def Settings(experiment: Experiment, on_experiment: Callable[[Experiment], None], speak: Language) -> None:
    """Show what both policies share."""

    def put(**values: Any) -> None:
        changed = replace(experiment, **values)
        on_experiment(replace(changed, from_year=min(changed.from_year, changed.years)))

    scales = {
        "from_year": Bounds(1, experiment.years, 1),
        "years": Bounds(*SCALES["years"], 1),
        "seeds": Bounds(*SCALES["seeds"], 1),
        "departments": Bounds(*SCALES["departments"], 4),
    }
    for name, bounds in scales.items():
        Slider(
            name.replace("_", "-"), speak(f"lab-setting-{name.replace('_', '-')}"), getattr(experiment, name),
            lambda value, name=name: put(**{name: round(value)}), bounds,
            meaning=speak(f"lab-setting-{name.replace('_', '-')}.meaning"),
        )  # fmt: skip
    Number(
        "first-seed", speak("lab-setting-first-seed"), experiment.first_seed,
        lambda value: put(first_seed=int(value)), *SCALES["first_seed"], speak,
    )  # fmt: skip


def scenario_about(speak: Language, name: str) -> str:
    """Return what a reference scenario is about, in a sentence."""
    return speak(f"scenario-{name}.meaning") if speak.has(f"scenario-{name}") else ""
