"""Entry point of the command line: the list of commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from budgetsim import __version__
from budgetsim.cli import app as lab
from budgetsim.cli import (
    calibrate,
    compare,
    declared,
    discover,
    effects,
    explain,
    figures,
    optimise,
    report,
    run,
    scenarios,
    sensitivity,
    sweep,
    verify,
)
from budgetsim.cli.flags import flat
from budgetsim.cli.guard import guarded, leave_interrupted
from budgetsim.cli.streams import prepare_streams

app = typer.Typer(
    name="budgetsim",
    help=(
        "Simulate budget performance management: a finance bureau, its departments, and what each knows of the "
        "other.\n\nStart with: budgetsim scenarios list, then: budgetsim run wangcheng_2022"
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS: dict[str, Callable[..., None]] = {
    "run": run.run,
    "compare": compare.compare,
    "sweep": sweep.sweep,
    "effects": effects.effects,
    "sensitivity": sensitivity.sensitivity,
    "optimise": optimise.optimise,
    "discover": discover.discover,
    "calibrate": calibrate.calibrate,
    "verify": verify.verify,
    "report": report.report,
    "figures": figures.figures,
    "explain": explain.explain,
    "app": lab.app,
    "parameters": declared.parameters,
    "outcomes": declared.outcomes,
}
app.add_typer(scenarios.app, name="scenarios")
for _name, _command in COMMANDS.items():
    app.command(_name)(guarded(flat(_command)))


def _version(wanted: bool) -> None:  # noqa: FBT001 - the option's callback is called so
    if wanted:
        typer.echo(f"budgetsim {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    del version


def main() -> int:
    """Run the command line; return or raise the exit code."""
    prepare_streams()
    try:
        app(prog_name="budgetsim")
    except KeyboardInterrupt:
        return leave_interrupted()
    return 0
