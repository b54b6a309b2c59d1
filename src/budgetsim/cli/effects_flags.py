"""Flags of ``budgetsim effects``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from budgetsim.cli import options as o

LEVERS, PRECISION = "What to move", "How precise"


def _width(given: Any) -> float:
    """Return a half-width that the command line gives."""
    try:
        value = float(str(given).strip())
    except ValueError:
        value = math.nan
    if 0.0 < value < math.inf:
        return value
    raise typer.BadParameter(f"{str(given)[:50]!r} is not a number above 0")


@dataclass(frozen=True)
class Moves:
    """Which levers move, when, how far, and what is asked of them."""

    levers: Annotated[
        list[str] | None,
        typer.Option(
            "--levers",
            "--lever",
            metavar="KEY=LOW:HIGH",
            help="Move a lever: LOW:HIGH, HIGH alone (from the scenario's value), LOW:HIGH:DOSES, a,b,..., or KEY alone"
            " (to a strong value); several by comma, repeatable. Default: monitoring_intensity, result_use, staff,"
            " information_systems.",
            rich_help_panel=LEVERS,
        ),
    ] = None
    switch: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=KEY=VALUE,…",
            help="Move several levers together, as one; repeatable.",
            rich_help_panel=LEVERS,
        ),
    ] = None
    parts: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…",
            help="effects, dose, factorial, sequencing, cost. Default: all.",
            rich_help_panel=LEVERS,
        ),
    ] = None
    refine: Annotated[
        bool,
        typer.Option(
            help="Add doses around the best one of each lever, until its place is known as well as seeds allow.",
            rich_help_panel=LEVERS,
        ),
    ] = True
    from_year: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 1000),
            metavar="Y",
            help="Recorded year in which levers move. Default: 1, after the burn-in under the scenario as it is.",
            rich_help_panel=LEVERS,
        ),
    ] = None
    second_year: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(2, 1000),
            metavar="Y",
            help="Year of the second of two reforms in turn. Default: after a third of the years under reform.",
            rich_help_panel=LEVERS,
        ),
    ] = None
    doses: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(2, 1000),
            metavar="N",
            help="Equally spaced doses of each lever. Default: 7.",
            rich_help_panel=LEVERS,
        ),
    ] = None


@dataclass(frozen=True)
class Precision:
    """How precise the effects shall be."""

    precision: Annotated[
        float | None,
        typer.Option(
            parser=_width,
            metavar="H",
            help="Add replications until the widest 95% interval of a main effect has at most this half-width, in units"
            " of the outcome (scores: in parts of 100 points).",
            rich_help_panel=PRECISION,
        ),
    ] = None
    precision_outcome: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…",
            help="Outcomes that shall be so precise, or all. Default: the first one shown.",
            rich_help_panel=PRECISION,
        ),
    ] = None
    max_replications: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(2, o.MAX_REPLICATIONS),
            metavar="N",
            help="Stop here even if that is not precise enough; the exit code is then 1. Default: 10000.",
            rich_help_panel=PRECISION,
        ),
    ] = None


@dataclass(frozen=True)
class Tried:
    """What is simulated, and which outcomes of which years count."""

    last: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 1000),
            metavar="N",
            help="Years at the end whose mean counts. Default: 3.",
            rich_help_panel=o.OUTPUT,
        ),
    ] = None
    outcomes: o.Outcomes = None
    settings: o.Settings = None
    years: o.Years = None
    replications: o.Replications = 30
    seed: o.Seed = 0
    behaviour: o.Behaviour = None
