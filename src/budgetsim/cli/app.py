"""``budgetsim app``: the teaching lab in the browser."""

from __future__ import annotations

import os
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import InputError

if TYPE_CHECKING:
    from budgetsim.app.launch import Served

ADDRESSES, LIMITS = "Behind a proxy", "Limits"


class PageLanguage(StrEnum):
    """Languages in which pages open."""

    EN = "en"
    ZH = "zh"


def app(  # noqa: PLR0913 - one flag each
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
    root_path: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            envvar="SOLARA_ROOT_PATH",
            help="Path under which a proxy serves the lab, such as /lab, whether it strips it or not.",
            rich_help_panel=ADDRESSES,
        ),
    ] = "",
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Address that browsers ask, such as https://lab.example.org/lab: allows its host, sets the root path, "
            "and makes cookies secure.",
            rich_help_panel=ADDRESSES,
            show_default=False,
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Further name under which browsers may ask; repeatable. This machine's own names always may.",
            rich_help_panel=ADDRESSES,
            show_default=False,
        ),
    ] = None,
    embed_in: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN",
            help="Site whose pages may show the lab in a frame, such as https://moodle.example.org; repeatable.",
            rich_help_panel=ADDRESSES,
            show_default=False,
        ),
    ] = None,
    sessions: Annotated[
        int,
        typer.Option(
            parser=o.whole_number(1, 10_000),
            metavar="N",
            help="Open pages there may be in all, some 3 MB each.",
            rich_help_panel=LIMITS,
        ),
    ] = 120,
    sessions_by_address: Annotated[
        int,
        typer.Option(
            parser=o.whole_number(1, 10_000),
            metavar="N",
            help="Open pages that come from one address; behind a proxy or a router all share one.",
            rich_help_panel=LIMITS,
        ),
    ] = 80,
    idle_minutes: Annotated[
        int,
        typer.Option(
            parser=o.whole_number(1, 1_440),
            metavar="N",
            help="How long the server keeps a page that is not connected; its work stays in the browser.",
            rich_help_panel=LIMITS,
        ),
    ] = 5,
) -> None:
    """Open the teaching lab: explore policies, play the bureau, take lessons, inspect a department.

    Needs the extra `lab` and no network. Nobody else can reach it unless --host says so. Ctrl-C closes it.

    Try:

      budgetsim app

      budgetsim app --language zh --port 9000

      budgetsim app --host 0.0.0.0      # a class in the same network

      budgetsim app --no-open --base-url https://lab.example.org/lab      # behind a proxy
    """
    from budgetsim.app import launch
    from budgetsim.app.gate.rules import AddressError, read_rules
    from budgetsim.app.workers import usual_workers
    from budgetsim.studies.errors import StudyError

    count = usual_workers() if workers is None else workers
    try:
        launch.check_extra()
        rules = replace(
            read_rules(root_path, base_url, allow_host or (), embed_in or ()),
            sessions=sessions,
            sessions_by_address=min(sessions, sessions_by_address),
            idle_seconds=60.0 * idle_minutes,
        )
        served = launch.listen(host, port, rules)
    except (launch.LaunchError, AddressError) as error:
        raise InputError(str(error)) from None
    try:
        launch.serve(
            served, language.value, open_browser=open_browser, workers=count,
            ready=lambda: _tell(served), on_prefix=_tell_prefix,
        )  # fmt: skip
    except launch.LaunchError as error:
        raise InputError(str(error)) from None
    except StudyError as error:
        raise InputError(f"{error} (--workers 0 simulates in the process that serves the pages)") from None


def _tell(served: Served) -> None:
    from budgetsim.cli.console import say

    rules = served.rules
    say(f"The teaching lab is open at {served.address}", style="bold")
    if served.public:
        say("Everybody in this network can reach it, without a password.")
        names = ", ".join(sorted(rules.machine | rules.named))
        say(f"It answers to this machine's numbers and to {names}; --allow-host adds a name.")
    if hub := os.environ.get("JUPYTERHUB_SERVICE_PREFIX"):
        port = served.listener.getsockname()[1]
        if not rules.address.root_path:
            say(f"In JupyterHub: --base-url https://HUB{hub}proxy/{port}, with the hub's name for HUB.")
    say("Ctrl-C closes it.")


def _tell_prefix(path: str) -> None:
    from budgetsim.cli.console import say

    say(
        f"A proxy says that it serves this lab below {path}. If pages stay blank, start it with --root-path {path}"
    )
