"""Flags of ``budgetsim sweep``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from budgetsim.cli import options as o


@dataclass(frozen=True)
class Points:
    """Which points are simulated."""

    vary: Annotated[
        list[str] | None,
        typer.Option(
            "--vary",
            metavar="KEY=VALUES",
            help="Vary a parameter: start:stop:count, start:stop, a,b,c, or KEY alone; repeatable.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    uncertain: Annotated[
        list[str] | None,
        typer.Option(
            "--uncertain",
            metavar="KEY=VALUES",
            help="The same, of what nobody decides.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    design: Annotated[
        str | None,
        typer.Option(
            help="grid (default), zip, factorial, fractional_factorial, latin_hypercube or sobol.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    samples: o.Samples = None
    design_seed: o.DesignSeed = None
    from_year: o.FromYear = None
    own_seeds: Annotated[
        bool,
        typer.Option(
            "--own-seeds",
            help="Give every point seeds of its own instead of common ones.",
            rich_help_panel=o.DESIGN,
        ),
    ] = False


@dataclass(frozen=True)
class Tried:
    """Under which seeds, by whose decisions."""

    settings: o.Settings = None
    years: o.Years = None
    replications: o.SomeReplications = None
    seed: o.SomeSeed = None
    policy_rule: o.PolicyRule = None
    behaviour: o.Behaviour = None


@dataclass(frozen=True)
class Asked:
    """What is asked of the sweep."""

    status: Annotated[
        bool,
        typer.Option("--status", help="Say how far the study in a directory is.", rich_help_panel=o.OUTPUT),
    ] = False
    outcomes: o.Outcomes = None
