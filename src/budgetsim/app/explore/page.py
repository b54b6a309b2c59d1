"""The page of the lab's area *Explore*: two policies in the same worlds, and one world from both sides."""

from __future__ import annotations

import solara

from budgetsim.app import runs
from budgetsim.app.explore.compare import Comparison
from budgetsim.app.explore.controls import Controls
from budgetsim.app.explore.kept import KEEPING, OPENING, Work
from budgetsim.app.explore.policy import NAMES, STARTS, Experiment, Plan, command, origin, scenario_of
from budgetsim.app.explore.watch import World
from budgetsim.app.keeper import Keeper, KeptNote
from budgetsim.app.markup import Box, Words, html
from budgetsim.app.session import use_kept
from budgetsim.app.widgets import Button
from budgetsim.language import Language
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.studies.files import csv_bytes

VIEWS = ("compare", "watch")


@solara.component
def ExplorePage(speak: Language) -> None:
    """Show the area."""
    plans, set_plans = use_kept("explore-plans", (Plan(STARTS[0]), Plan(STARTS[1])))
    experiment, set_experiment = use_kept("explore-experiment", Experiment())
    work = Work(plans, experiment)

    def put(new: Work | None) -> None:
        set_plans((new or OPENING).plans)
        set_experiment((new or OPENING).experiment)

    Keeper(KEEPING, None if work == OPENING else work, put, speak)
    Words(speak("lab-explore-title"), tag="h1")
    Words(speak("lab-explore-lead"), classes="lab-lead")
    with Box(classes="explore-frame"):
        with Box(classes="lab-stack"):
            Controls(plans, set_plans, experiment, set_experiment, speak)
        with Box(classes="lab-stack"):
            Results(plans, experiment, speak)
    KeptNote(KEEPING, None if work == OPENING else work, lambda: put(None), speak)


@solara.component
def Results(plans: tuple[Plan, Plan], experiment: Experiment, speak: Language) -> None:
    """Show what comes of two policies."""
    view, set_view = use_kept("explore-view", VIEWS[0])
    chosen, set_chosen = use_kept("explore-outcome", "net_social_value")
    try:
        first, second = (scenario_of(plan, name, experiment) for plan, name in zip(plans, NAMES, strict=True))
    except ScenarioError as error:
        Words(str(error), classes="lab-card lab-fault")
        return
    with Box(classes="explore-views", role="group", aria_label=speak("lab-explore-views")):
        for name in VIEWS:
            Button(
                speak(f"lab-explore-view-{name}"), lambda name=name: set_view(name), quiet=True,
                pressed=name == view, classes=f"explore-view explore-view-{name}",
            )  # fmt: skip
    if view == "compare":
        Comparison((first, second), experiment, chosen, set_chosen, speak)
    else:
        origins = (origin(plans[0], NAMES[0], experiment), origin(plans[1], NAMES[1], experiment))
        World((first, second), origins, experiment.seed_list, experiment.years, speak)
    TakeAway((first, second), experiment, speak)


@solara.component
def TakeAway(scenarios: tuple[Scenario, Scenario], experiment: Experiment, speak: Language) -> None:
    """Offer both policies and their outcomes as files, and the command that gives the same numbers."""

    def outcomes() -> bytes:
        table = runs.outcomes(scenarios, experiment.seed_list, experiment.years)
        return csv_bytes(table)

    with Box(classes="lab-card explore-files"):
        Words(speak("lab-explore-files"), tag="h2")
        with Box(classes="lab-row"):
            for scenario in scenarios:
                name = f"{scenario.name}.toml"
                solara.FileDownload(
                    scenario.to_toml().encode(), name, label=name, mime_type="application/toml"
                )
            solara.FileDownload(outcomes, "outcomes.csv", label="outcomes.csv", mime_type="text/csv")
        Words(speak("lab-explore-command"), classes="lab-small")
        Words(html("<code>{}</code>", command(experiment)), classes="explore-command")
