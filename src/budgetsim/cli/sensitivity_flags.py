"""Flags of ``budgetsim sensitivity``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from budgetsim.cli import options as o
from budgetsim.seeds import MAX_SEED

METHODS = "sobol, morris, fast, rbd_fast, delta or pawn"
ANALYSIS = "How to analyse"
LARGEST_SAMPLE_SEED = 2**32 - 2
"""As ``budgetsim.studies.sensitivity.calls.LARGEST_SEED``, which is slow to import."""


@dataclass(frozen=True)
class Analysis:
    """What is varied, by which method, and which outcomes are analysed."""

    method: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"{METHODS}. Default: sobol.", rich_help_panel=ANALYSIS),
    ] = None
    factors: Annotated[
        list[str] | None,
        typer.Option(
            metavar="A,B=LOW:HIGH,…",
            help="What to vary, by bare or full name, over its range in studies or the one given (a,b,c for levels);"
            " repeatable. Default: every lever that is a number.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None
    outcomes: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…",
            help="Outcomes to analyse. Default: net_social_value,active_waste,validity.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None
    samples: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 20_000_000),
            metavar="N",
            help="Base samples (sobol: a power of two), trajectories (morris), points of a factor's curves (fast), or"
            " points. Default: what is usual for the method.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None
    groups: Annotated[
        list[str] | None,
        typer.Option(
            metavar='"X=A,B; Y=C,D"',
            help="Treat factors as one (sobol, morris); repeatable.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None
    second_order: Annotated[
        bool | None,
        typer.Option(
            "--second-order/--no-second-order",
            help="Pairs of factors too (sobol; the default), at twice the cost.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None
    sample_seed: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(0, LARGEST_SAMPLE_SEED),
            metavar="N",
            help="Seed of the sample and of the bootstrap. Default: 0.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None


@dataclass(frozen=True)
class Tried:
    """Under which seeds."""

    from_year: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 1000),
            metavar="YEAR",
            help="Levers vary from this year on, as a reform; default: from the start.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None
    settings: o.Settings = None
    years: o.Years = None
    replications: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, o.MAX_REPLICATIONS),
            metavar="N",
            help="Seeds of each point, the same for all. Default: 4.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None
    seed: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(0, MAX_SEED),
            metavar="N",
            help="First seed; the others follow. Default: 0.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None
