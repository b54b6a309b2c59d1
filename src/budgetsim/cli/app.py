"""``budgetsim app``: the teaching lab in the browser."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import InputError


class PageLanguage(StrEnum):
    """Languages in which pages open."""

    EN = "en"
    ZH = "zh"


def app(
    *,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="127.0.0.1 is reached from this machine only; 0.0.0.0 from every machine of the network.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(parser=o.whole_number(0, 65_535), metavar="N", help="Port; 0 takes any that is free."),
    ] = 8765,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the default browser.")
    ] = True,
    language: Annotated[
        PageLanguage, typer.Option(help="Language in which pages open; readers switch in the page.")
    ] = PageLanguage.EN,
    workers: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(0, 64),
            metavar="N",
            help="Processes that simulate while another serves the pages; by default one for every further processor.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Open the teaching lab: explore policies, play the bureau, take lessons, inspect a department.

    Needs the extra `lab` and no network. Nobody else can reach it unless --host says so. Ctrl-C closes it.

    Try:

      budgetsim app

      budgetsim app --language zh --port 9000

      budgetsim app --host 0.0.0.0      # a class in the same network
    """
    from budgetsim.app import launch
    from budgetsim.app.workers import usual_workers
    from budgetsim.studies.study import StudyError

    count = usual_workers() if workers is None else workers
    try:
        launch.check_extra()
        served = launch.listen(host, port)
    except launch.LaunchError as error:
        raise InputError(str(error)) from None
    try:
        launch.serve(
            served, language.value, open_browser=open_browser, workers=count, ready=lambda: _tell(served)
        )
    except StudyError as error:
        raise InputError(f"{error} (--workers 0 simulates in the process that serves the pages)") from None


def _tell(served: object) -> None:
    from budgetsim.cli.console import say

    address, public = getattr(served, "address", ""), getattr(served, "public", False)
    say(f"The teaching lab is open at {address}", style="bold")
    if public:
        say("Everybody in this network can reach it, without a password.")
    say("Ctrl-C closes it.")
