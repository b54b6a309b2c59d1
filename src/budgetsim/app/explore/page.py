"""The page of the lab's area *Explore*: two policies as levers, their results, and one world from both sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import solara

from budgetsim.app import runs
from budgetsim.app.declared import LINKS, Bounds
from budgetsim.app.explore.compare import Comparison
from budgetsim.app.explore.draws import SEEDS_OF_A_DRAW, outcomes_under, scenarios_under
from budgetsim.app.explore.known import OverDraws, WhichWorld, any_draw
from budgetsim.app.explore.policy import (
    ANSWER,
    KEEPING,
    OPENING,
    SCALES,
    Experiment,
    Plan,
    Work,
    command,
    levers_of,
)
from budgetsim.app.explore.watch import World
from budgetsim.app.keeper import Keeper, KeptNote, use_kept, use_latest
from budgetsim.app.own import meaning_of_start
from budgetsim.app.widgets import (
    Box,
    Button,
    Card,
    Choice,
    LeversByLink,
    Number,
    Slider,
    Switch,
    Words,
    command_markup,
)
from budgetsim.language import Language
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.studies.files import csv_bytes
from budgetsim.studies.states import DRAWS

VIEWS = ("compare", "watch")
KNOWN = ("draws", "one", "declared")
"""What parameters are: draws of what nobody knows, those of one draw, or the declared ones."""
NO_PLAN: Plan | None = None
OPEN = ("monitoring", "capacity")
"""Links whose levers are shown without a click."""


@solara.component
def ExplorePage(speak: Language) -> None:
    """Show the area."""
    work, put = use_kept("explore-work", OPENING)
    kept = None if work == OPENING else work
    Keeper(KEEPING, kept, put, speak)
    Words(speak("lab-explore-title"), tag="h1")
    Words(speak("lab-explore-lead"), classes="lab-lead")
    with Box(classes="explore-frame"):
        with Box(classes="lab-stack"):
            Controls(work, put, speak)
        with Box(classes="lab-stack"):
            Results(work, speak)
    KeptNote(KEEPING, kept, lambda: put(OPENING), speak)


@solara.component
def Results(work: Work, speak: Language) -> None:
    """Show what comes of two policies."""
    view, set_view = use_kept("explore-view", VIEWS[0])
    known, set_known = use_kept("explore-known", KNOWN[0])
    draw, set_draw = use_kept("explore-draw", solara.use_memo(any_draw, []))
    try:
        scenarios = work.scenarios()
    except ScenarioError as error:
        Words(str(error), classes="lab-card lab-fault")
        return
    views = [(name, speak(f"lab-explore-view-{name}")) for name in VIEWS]
    Switch(speak("lab-explore-views"), view, set_view, views, "explore-view")
    if view == "watch":
        World(scenarios, work, speak)
        TakeAway(scenarios, work.experiment, speak, drawn=False)
        return
    options = [(name, speak(f"lab-known-{name}")) for name in KNOWN]
    Switch(speak("lab-known"), known, set_known, options, "explore-know")
    if known == "draws":
        OverDraws(scenarios, work.experiment, speak)
    else:
        if known == "one":
            WhichWorld(scenarios, draw, set_draw, speak)
            scenarios = scenarios_under(scenarios, draw)
        Comparison(scenarios, work.experiment, speak)
    TakeAway(scenarios, work.experiment, speak, drawn=known == "draws")


@solara.component
def TakeAway(
    scenarios: tuple[Scenario, Scenario], experiment: Experiment, speak: Language, *, drawn: bool
) -> None:
    """Offer both policies and their outcomes as files, and the command that gives the same numbers."""

    def outcomes() -> bytes:
        if drawn:
            return csv_bytes(outcomes_under(scenarios, experiment.first_seed, experiment.years))
        return csv_bytes(runs.outcomes(scenarios, experiment.seed_list, experiment.years))

    told = command(experiment, DRAWS, SEEDS_OF_A_DRAW) if drawn else command(experiment)
    with Card(speak("lab-explore-files"), "explore-files"):
        with Box(classes="lab-row"):
            for scenario in scenarios:
                name = f"{scenario.name}.toml"
                solara.FileDownload(
                    scenario.to_toml().encode(), name, label=name, mime_type="application/toml"
                )
            solara.FileDownload(outcomes, "outcomes.csv", label="outcomes.csv", mime_type="text/csv")
        Words(speak("lab-explore-command"), classes="lab-small")
        Words(command_markup(told), classes="explore-command")


@solara.component
def Controls(work: Work, on_work: Callable[[Work], None], speak: Language) -> None:
    """Show the levers of one of the two policies at a time, and the settings of the experiment."""
    side, set_side = solara.use_state("b")
    number, plans, experiment = "ab".index(side), work.plans, work.experiment

    def put(plan: Plan) -> None:
        on_work(work.put(number, plan))

    with Box(classes="lab-card explore-controls"):
        tabs = [(letter, speak("lab-explore-policy", letter=letter.upper())) for letter in "ab"]
        Switch(speak("lab-explore-policies"), side, set_side, tabs, "explore-tab")
        with Box(classes="explore-side lab-warm" if side == "b" else "explore-side"):
            Policy(plans[number], put, experiment, speak).key(f"policy-{side}")
    with Box(tag="details", classes="lab-card explore-settings"):
        Words(speak("lab-explore-settings"), tag="summary")
        is_own = work.has_own_departments
        Settings(experiment, lambda new: on_work(replace(work, experiment=new)), speak, is_own=is_own)


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
    names = [(name, speak.scenario(name)) for name in runs.reference_names() if name != ANSWER]
    Choice("start", speak("lab-explore-start"), plan.start, lambda name: put(Plan(name)), names)
    Words(meaning_of_start(plan.start, speak), classes="lab-small explore-about")
    LeversByLink(LINKS, values, moved, move, speak, opened=OPEN)
    if moved:
        Button(speak("lab-explore-reset"), lambda: put(Plan(plan.start)), quiet=True, classes="explore-reset")
    elif given_up is not None:
        Button(speak("kept-undo"), lambda: put(given_up), quiet=True, classes="explore-undo")


@solara.component
def Settings(
    experiment: Experiment,
    on_experiment: Callable[[Experiment], None],
    speak: Language,
    *,
    is_own: bool = False,
) -> None:
    """Show what both policies share; departments of somebody's own are as many as there are."""

    def put(**values: Any) -> None:
        changed = replace(experiment, **values)
        on_experiment(replace(changed, from_year=min(changed.from_year, changed.years)))

    steps = {"from_year": 1, "years": 1, "seeds": 1, "departments": 4}
    for name, step in steps.items():
        if is_own and name == "departments":
            continue
        lower, upper = SCALES[name]
        key = name.replace("_", "-")
        Slider(
            key, speak(f"lab-setting-{key}"), getattr(experiment, name),
            lambda value, name=name: put(**{name: round(value)}),
            Bounds(lower, experiment.years if name == "from_year" else upper, step),
            meaning=speak(f"lab-setting-{key}.meaning"),
        )  # fmt: skip
    Number(
        "first-seed", speak("lab-setting-first-seed"), experiment.first_seed,
        lambda value: put(first_seed=value), *SCALES["first_seed"], speak,
    )  # fmt: skip
