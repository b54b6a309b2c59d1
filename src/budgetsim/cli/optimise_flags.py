"""Flags of ``budgetsim optimise``."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.seeds import MAX_SEED

SEARCH, ROBUST = "What to seek", "What is uncertain"


def _real_number(lower: float, upper: float, words: str) -> Callable[[Any], float]:
    """Return a reader of numbers above ``lower`` and at most ``upper``, whose message names value and range."""

    def read(given: Any) -> float:
        try:
            value = float(str(given).strip())
        except ValueError:
            value = math.nan
        if math.isfinite(value) and lower <= value <= upper:
            return value
        raise typer.BadParameter(f"{str(given)[:50]!r} is not {words}")

    return read


@dataclass(frozen=True)
class Seek:
    """Levers, objectives, and the budget."""

    levers: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=LOW:HIGH",
            help="Seek over a lever: a range, choices a,b,c, or KEY alone (several by comma) for its range in"
            " studies; repeatable. Default: the twelve levers of the funded reform.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    objectives: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…",
            help="Outcomes to make better, as declared or as said: net_social_value:max. Default:"
            " public_value,net_social_value,administrative_cost,manipulation,budget_gini.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    budget: Annotated[
        float | None,
        typer.Option(
            parser=_real_number(1e-300, 1e300, "a number above 0"),
            metavar="B",
            help="Largest administrative cost per department and year, in mean budgets (0.01 is 1%). Default: no"
            " limit.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    material: Annotated[
        float | None,
        typer.Option(
            parser=_real_number(0.0, 1.0, "a number from 0 to 1"),
            metavar="SHARE",
            help="Do not seek objectives in which mixes differ, beyond chance, by less than this share of the status"
            " quo; 0 seeks all. Default: 0.01.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    from_year: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 1000),
            metavar="Y",
            help="Recorded year in which the mixes begin. Default: 3, as in the reference reforms.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    references: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…",
            help="Reforms to compare with, or none. Default: reform_package,reform_unfunded.",
            rich_help_panel=SEARCH,
        ),
    ] = None


@dataclass(frozen=True)
class Search:
    """What is uncertain, how results over its states count, and how the front is sought."""

    uncertain: Annotated[
        list[str] | None,
        typer.Option(
            "--uncertain",
            metavar="KEY=LOW:HIGH",
            help="What nobody decides or knows: a range, choices, or KEY alone (several by comma); repeatable.",
            rich_help_panel=ROBUST,
        ),
    ] = None
    states: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(2, 1000),
            metavar="K",
            help="States of what is uncertain that are drawn. Default: 8.",
            rich_help_panel=ROBUST,
        ),
    ] = None
    robust: Annotated[
        str | None,
        typer.Option(
            metavar="HOW",
            help="How results over states and seeds count: mean (default), worst_decile or regret.",
            rich_help_panel=ROBUST,
        ),
    ] = None

    population: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(4, 2000),
            metavar="P",
            help="Mixes in a generation, and at most on the front. Default: 48.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    generations: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 10_000),
            metavar="G",
            help="Generations; more of them go on from where fewer ended. Default: 20 and 10 for each"
            " lever, 120 at most.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    algorithm: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="sms_emoa (default), nsga2 or nsga3.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    search_seed: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(0, MAX_SEED),
            metavar="N",
            help="Seed of the search and of the states. Default: 0.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None


@dataclass(frozen=True)
class Tried:
    """Under which seeds mixes are tried and judged."""

    settings: o.Settings = None
    years: o.Years = None
    replications: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, o.MAX_REPLICATIONS),
            metavar="R",
            help="Seeds under which the search tries every mix. Default: 8; in each of several states 2, or 4 for"
            " worst_decile.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None
    fresh: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, o.MAX_REPLICATIONS),
            metavar="N",
            help="Fresh seeds under which the front is judged in the end. Default: 8 R.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None
    seed: o.SomeSeed = None
    behaviour: o.Behaviour = None
