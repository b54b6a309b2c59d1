"""The model on Mesa's own page: ``solara run examples/solara_viz.py`` (extra ``lab``).

A step is a month. Sliders take effect with *Reset*, as on every Mesa page. Under the same seed, a reset with other
levers meets the same departments and the same luck, so what differs is the levers' doing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import solara
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from mesa.visualization import Slider, SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

import budgetsim
from budgetsim import BudgetModel

SCENARIO = "wangcheng_2022"
LEVERS = (
    "monitoring_intensity",
    "rectification",
    "evaluation_coverage",
    "result_use",
    "objective_review",
    "information_systems",
    "training",
    "staff",
)
COLOURS = {"production": "#0072B2", "procedural": "#56B4E9", "craft": "#009E73", "coping": "#D55E00"}
"""Wilson's kinds of departments, in colours that colour-blind readers can tell apart."""


def sliders() -> dict[str, Any]:
    """Parameters of the page: every lever within the bounds and with the value that the model declares."""
    declared = budgetsim.parameters().set_index("name")
    start = budgetsim.load_scenario(SCENARIO).policy
    levers = {
        name: Slider(
            name.replace("_", " ").capitalize(),
            value=float(getattr(start, name)),
            min=float(declared.loc[name, "lower"]),
            max=min(float(declared.loc[name, "upper"]), 20.0),  # no district of this size employs more
            step=1.0 if name == "staff" else 0.01,
        )
        for name in LEVERS
    }
    return {
        **levers,
        "departments": Slider("Departments", value=24, min=6, max=60, step=1),
        "seed": Slider("Seed: which district, and whose luck", value=1, min=0, max=99, step=1),
        "scenario": SCENARIO,
    }


@solara.component
def Clock(model: BudgetModel) -> None:
    """Date, and what the bureau's desk looks like this year."""
    update_counter.get()
    date = f"Year {model.year}, month {model.month}" if model.year else "Before the first year"
    # Markdown of Solara would load its formulas' typesetter from the network.
    with solara.Card(date):
        solara.Text(
            _desk(model) if model.year else "Step lives a month, ▶ goes on. Move sliders, then Reset."
        )


def _desk(model: BudgetModel) -> str:
    bureau = model.bureau
    diverted = np.average(model.departments.get("diversion"), weights=model.departments.get("budget"))
    return (
        f"The bureau has planned work for {bureau.workload_ratio:.0%} of the days that its staff has, and gets "
        f"{bureau.delivered:.0%} of what it announced done. Departments mean to divert {diverted:.1%} of the money "
        "this year; the bureau cannot see that."
    )


def panel() -> tuple[Figure, Axes]:
    """Return a figure with fixed margins: a layout that measures its labels takes longer than a year of the model."""
    figure = Figure(figsize=(6.0, 3.9))
    figure.subplots_adjust(left=0.11, right=0.98, bottom=0.13, top=0.92)
    return figure, figure.subplots()


@solara.component
def Spending(model: BudgetModel) -> None:
    """Money spent so far, department by department: even months, then the rush of December."""
    update_counter.get()
    figure, axis = panel()
    if model.year:
        departments = sorted(model.departments, key=lambda d: d.budget, reverse=True)
        places = np.arange(len(departments))
        axis.bar(places, [d.budget for d in departments], color="#e6e6e6", label="budget")
        axis.bar(
            places,
            [d.spent for d in departments],
            width=0.55,
            color=[COLOURS[d.archetype] for d in departments],
        )
        kinds = [Patch(color=colour, label=kind) for kind, colour in COLOURS.items()]
        axis.legend(handles=kinds, fontsize="small", ncols=2)
    axis.set(
        title="Money spent so far this year",
        xlabel="departments by size",
        ylabel="budget of a mean department",
    )
    axis.set_xticks([])
    solara.FigureMatplotlib(figure, format="png")


@solara.component
def Honesty(model: BudgetModel) -> None:
    """What each department does behind the bureau's back this year: money diverted, attainment made up."""
    update_counter.get()
    figure, axis = panel()
    for kind, colour in COLOURS.items() if model.year else ():
        some = model.departments.select(lambda d, kind=kind: d.archetype == kind)
        diverted, made_up = (np.multiply(100.0, some.get(name)) for name in ("diversion", "manipulation"))
        axis.scatter(diverted, made_up, color=colour, alpha=0.8, label=kind)
    axis.set(
        title="Hidden from the bureau",
        xlabel="money it means to divert, %",
        ylabel="attainment made up, points",
        # The same axes before and after a reset, unless somebody goes further.
        xlim=(-1.0, max(31.0, axis.get_xlim()[1])),
        ylim=(-1.0, max(21.0, axis.get_ylim()[1])),
    )
    if model.year:
        axis.legend(fontsize="small", title="kind of department")
    solara.FigureMatplotlib(figure, format="png")


def titled(title: str, unit: str) -> Any:
    """Return what gives a plot of measures its title and unit; its x axis counts months."""

    def finish(axis: Axes) -> None:
        axis.set_title(f"{title}, once a year is closed (a step is a month)")
        axis.set_ylabel(unit)

    return finish


COMPONENTS = [
    Clock,
    Spending,
    Honesty,
    make_plot_component(
        {"self_score": "#D55E00", "external_score": "#0072B2"},
        post_process=titled("Scores", "points"),
    ),
    make_plot_component(
        {"active_waste": "#D55E00", "passive_waste": "#0072B2"},
        post_process=titled("Waste", "share of budgets"),
    ),
    make_plot_component(
        {"net_social_value": "#009E73"},
        post_process=titled("Net social value", "budget of a mean department"),
    ),
]


@solara.component
def Page() -> None:
    """One visitor's page: everybody gets a model of their own."""
    parameters = solara.use_memo(sliders, [])
    model = solara.use_memo(lambda: BudgetModel(SCENARIO, seed=1, departments=24), [])
    SolaraViz(
        model,
        components=COMPONENTS,
        model_params=parameters,
        name="Budget performance management",
        play_interval=200,
    )
