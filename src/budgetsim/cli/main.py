"""Entry point of the command line: the list of commands."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from budgetsim import __version__
from budgetsim.cli import compare, declared, explain, run, scenarios
from budgetsim.cli.guard import guarded, leave_interrupted

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
    "explain": explain.explain,
    "parameters": declared.parameters,
    "outcomes": declared.outcomes,
}
app.add_typer(scenarios.app, name="scenarios")
for _name, _command in COMMANDS.items():
    app.command(_name)(guarded(_command))


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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a symbol gets a question mark instead of an error.
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="budgetsim")
    except KeyboardInterrupt:
        return leave_interrupted()
    return 0
