"""What is known of policy B when parameters are not: over draws of them, and in one world that we might be in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import solara

from budgetsim.app import runs
from budgetsim.app.charts import Chart, Line, Option
from budgetsim.app.explore import draws
from budgetsim.app.explore.compare import (
    PURPOSE,
    Notes,
    OutcomeChoice,
    OutcomeTable,
    Row,
    in_own_money,
    price,
    years_option,
)
from budgetsim.app.explore.draws import Known, Named, Path
from budgetsim.app.explore.policy import NAMES, Experiment
from budgetsim.app.keeper import use_kept
from budgetsim.app.widgets import Box, Button, Card, Facts, Words
from budgetsim.kinds.compare.known import known_told
from budgetsim.kinds.scenarios.drawn_words import structure_told, value_told
from budgetsim.language import Language
from budgetsim.report.caveats import caveats, moved_levers
from budgetsim.report.declared import meaning_of
from budgetsim.report.figure_words import clauses
from budgetsim.report.results import number, verdict_of
from budgetsim.rounding import estimate, level, per_cent
from budgetsim.scenario import Scenario
from budgetsim.studies.states import DRAWS, FEW

if TYPE_CHECKING:
    import pandas as pd

Pair = tuple[Scenario, Scenario]


def rows_of(known: Known) -> list[Row]:
    """Return the key outcomes and costs under two policies: medians over draws, with the middle 90 % of differences."""
    first, second = known.levels
    return [_row(name, first[name], second[name], _cell(known, name)) for name in runs.COUNTED]


def _row(outcome: str, first: Mapping[str, Any], second: Mapping[str, Any], cell: Mapping[str, Any]) -> Row:
    middle, low, high, share = (number(cell[key]) for key in ("median", "low", "high", "share_better"))
    kind = verdict_of(outcome, cell)
    levels = number(first["median"]), number(second["median"])
    return Row(
        outcome, *levels, middle, low, high, share, kind, is_drawn=True, share_worse=cell.get("share_worse")
    )


def _cell(known: Known, outcome: str) -> Mapping[str, Any]:
    """Return a difference; of structures nothing is said before all of them have been tried."""
    cell = known.differences[outcome]
    return cell if known.has_structures else {**cell, "structures": {}}


def verdict_told(known: Known, speak: Language) -> str:
    """Say what is known of net social value, unless what, and what would turn its sign."""
    labels = speak("lab-explore-policy", letter="B"), speak("lab-explore-policy", letter="A")
    before = number(known.levels[0][PURPOSE]["median"])
    return known_told(_cell(known, PURPOSE), labels, before, known.draws, speak)


def structure_rows(known: Known, speak: Language) -> list[tuple[str, str, str]]:
    """Return the difference of net social value under every structure of the model and stance on welfare."""
    cell = known.differences[PURPOSE]
    named = [(speak("drawn-declared"), cell)]
    named += [(structure_told(name, speak), own) for name, own in cell["structures"].items()]
    return [(name, _difference(own, speak), per_cent(number(own["share_better"]))) for name, own in named]


def _difference(cell: Mapping[str, Any], speak: Language) -> str:
    told = estimate(*(number(cell[key]) for key in ("median", "low", "high")), sign=True)
    # On a phone the interval goes on a line of its own, whole.
    interval = speak("lab-interval", low=told.low, high=told.high).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{told.value} ({interval})"


def named_told(named: Sequence[Named], speak: Language) -> str:
    """Return the parameters of a draw that lie furthest from what is declared."""
    return clauses(
        speak,
        [
            speak(
                "lab-known-parameter",
                parameter=speak.name(one.parameter),
                value=value_told({"value": one.value}),
                declared=level(one.declared),
            )
            for one in named
        ],
    )


def means(one: Named, speak: Language) -> str:
    """Return what a parameter of a draw means."""
    return speak(
        "lab-known-means", parameter=speak.name(one.parameter), meaning=meaning_of(speak, one.parameter)
    )


def paths_option(
    paths: tuple[Path, Path], chance: pd.DataFrame, experiment: Experiment, outcome: str, speak: Language
) -> Option:
    """Return an outcome's path under both policies: a pale band for ignorance, a dark one for chance.

    The dark one is as wide as the 95 % intervals in ``chance``, means over worlds with declared parameters.
    """
    years = list(range(1, experiment.years + 1))
    lines = []
    for style, (name, path) in enumerate(zip(NAMES, paths, strict=True)):
        own = chance[(chance["scenario"] == name) & (chance["outcome"] == outcome)]
        half = (own["high"] - own["low"]).to_numpy() / 2.0
        inner = (path.median - half).tolist(), (path.median + half).tolist()
        ends = path.low.tolist(), path.high.tolist()
        letter = speak("lab-explore-policy", letter="AB"[style])
        lines.append(Line(letter, years, path.median.tolist(), *ends, style, inner))
    return years_option(lines, experiment, outcome, speak)


@solara.component
def OverDraws(scenarios: Pair, experiment: Experiment, speak: Language) -> None:
    """Show what policy B changes over draws at once, and under other structures of the model when these are done."""
    chosen, choose = use_kept("explore-outcome", PURPOSE)
    asked = scenarios, experiment.first_seed, experiment.years, runs.COUNTED
    found = draws.known(*asked, chosen)
    by_chance = runs.compare(scenarios, experiment.seed_list, experiment.years, runs.COUNTED, chosen)
    key = (draws.key_of(*asked[:3]),)

    def try_structures() -> tuple[object, Known]:
        return key, draws.known(*asked, PURPOSE, structures=True)

    task = solara.lab.use_task(try_structures, dependencies=[key], raise_error=False)
    whole = task.value[1] if task.finished and task.value is not None and task.value[0] == key else None
    known = whole or found
    rows = rows_of(known)
    with Box(classes="lab-card explore-headline", aria_live="polite"):
        Words(verdict_told(known, speak), classes="explore-finding")
        if whole is None:  # the finding may still get an "unless"
            Words(speak("lab-known-waiting"), classes="lab-small explore-waiting")
    purpose = next(row for row in rows if row.outcome == PURPOSE)
    money = in_own_money(purpose, scenarios, speak, is_drawn=True)
    Notes(
        [money, price(rows, speak), *caveats(moved_levers(scenarios[0], scenarios[1:]), speak, general=False)]
    )
    with Box(classes="explore-results"):
        about = speak("lab-known-outcomes", draws=str(known.draws), worlds=str(draws.SEEDS_OF_A_DRAW))
        OutcomeTable(rows, about, chosen, choose, speak)
        with Card(speak("lab-explore-years"), "explore-trajectory"):
            OutcomeChoice(chosen, choose, speak)
            option = paths_option(found.paths, by_chance.paths, experiment, chosen, speak)
            Chart(option, speak("lab-known-years", outcome=speak.name(chosen)), height=370)
            Words(speak("lab-known-bands", worlds=experiment.seeds), classes="lab-small explore-bands")
            Words(meaning_of(speak, chosen), classes="lab-small")
    Structures(whole, speak)


@solara.component
def Structures(known: Known | None, speak: Language) -> None:
    """Show in which worlds the difference of net social value holds."""
    with Card(speak("compare-table-structures"), "lab-scroll explore-structures"):
        if known is None:
            Words(speak("lab-known-waiting"), classes="lab-small explore-waiting")
            return
        heads = [speak(f"lab-known-head-{key}") for key in ("structure", "difference", "share")]
        Facts(structure_rows(known, speak), heads)
        Words(speak("lab-known-structures", draws=str(known.draws), few=str(FEW)), classes="lab-small")


@solara.component
def WhichWorld(scenarios: Pair, draw: int, on_draw: Callable[[int], None], speak: Language) -> None:
    """Say which world a draw is, what is unusual about it, and offer another."""
    with Box(classes="lab-card explore-world"):
        named = draws.named_of(scenarios, draw)
        told = named_told(named, speak)
        Words(speak("lab-known-world", number=str(draw + 1), draws=str(DRAWS), named=told))
        with Box(tag="ul", classes="lab-small explore-unusual"):
            for one in named:
                Words(means(one, speak), tag="li")
        Button(
            speak("lab-known-another"), lambda: on_draw(another(draw)), quiet=True, classes="explore-another"
        )


def another(draw: int) -> int:
    """Return another draw than this one."""
    return (draw + 1 + secrets.randbelow(DRAWS - 1)) % DRAWS


def any_draw() -> int:
    """Return the number of a draw, each as likely as any other."""
    return secrets.randbelow(DRAWS)
