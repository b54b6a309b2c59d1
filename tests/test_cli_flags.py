"""Groups of flags: every field is a flag of its own, and comes back in its group."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, fields
from typing import Annotated

import typer
from commands import every_command
from typer.testing import CliRunner

from budgetsim.cli.commands import flat
from budgetsim.cli.main import app
from budgetsim.cli.options import Doing
from budgetsim.registry import KINDS


@dataclass(frozen=True)
class Size:
    """A group with a flag, a choice and a switch."""

    width: Annotated[int, typer.Option(metavar="W", help="How wide.")] = 3
    name: str | None = None
    tall: Annotated[bool, typer.Option("--tall")] = False


def command(what: Annotated[str, typer.Argument()] = "box", *, size: Size, doing: Doing) -> None:
    """Tell what came."""
    typer.echo(f"{what} {size} {doing.out} {doing.formats}")


def told(*typed: str) -> str:
    app = typer.Typer()
    app.command()(flat(command))
    got = CliRunner().invoke(app, list(typed))
    assert got.exit_code == 0, got.output
    return got.output.strip()


def test_fields_come_back_in_their_group() -> None:
    assert told() == f"box {Size()} None ['png']"
    given = ("case", "--width", "7", "--name", "x", "--tall", "--no-figures", "--out", "there")
    assert told(*given) == f"case {Size(7, 'x', tall=True)} there []"


def test_signature_is_that_of_the_flags_in_order() -> None:
    names = list(inspect.signature(flat(command)).parameters)
    assert names == ["what", "width", "name", "tall", *(field.name for field in fields(Doing))]
    assert flat(command).__doc__ == command.__doc__


def test_no_flag_belongs_to_two_groups_of_a_command() -> None:
    commands = dict(every_command(typer.main.get_command(app)))
    assert {(name,) for name in KINDS} < set(commands)
    for path, command in commands.items():
        flags = [flag for one in command.params for flag in (*one.opts, *one.secondary_opts)]
        assert len(flags) == len(set(flags)), path


def test_formats_of_figures() -> None:
    assert Doing().formats == ["png"]
    assert Doing(figures=False).formats == []
    (problem,) = Doing(figures=False, figure_format=["pdf"]).problems()
    assert "--figure-format pdf" in problem
    assert Doing(figure_format=["svg", "pdf"]).formats == ["svg", "pdf"]
