"""Serving the lab: loopback unless asked otherwise, no network needed, no telemetry, no reloading."""

from __future__ import annotations

import errno
import importlib.util
import os
import socket
import sys
import threading
import warnings
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

from budgetsim.app.addresses import PATHS, VARIABLE
from budgetsim.app.framework import PAGE, AssetsError, dress_pages, guarded, settings
from budgetsim.app.gate import LONGEST_MESSAGE, Gate
from budgetsim.app.gate.rules import EVERY_ADDRESS, LOOPBACK, Rules
from budgetsim.app.workers import open_workers
from budgetsim.language import told

if TYPE_CHECKING:
    from budgetsim.app.room.web import Rooms

NEEDED = ("solara", "solara-server", "solara-assets", "ipyvuetify", "latex2mathml", "uvicorn")
"""Distributions of the extra ``lab`` without which there is no page."""
CLOSING_SECONDS = 1
"""How long open pages may hold up Ctrl-C."""
PREFERENCES = {"REACTON_FAST": "1"}
"""Unless the environment says otherwise: parts of a page in which nothing has changed are not walked again (a third of
an answer's time).
"""


class LaunchError(ValueError):
    """The lab cannot be opened; the message says why and what to do."""


@dataclass(frozen=True)
class Served:
    """A listening socket, and what is decided about who may use it."""

    listener: socket.socket
    rules: Rules
    public: bool
    """Whether other machines can reach it."""

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return self.rules.address.url


def check_extra() -> None:
    """Make sure that the packages of the lab are installed.

    Raises
    ------
    LaunchError
        If one is missing; the message says how to install them.
    """
    missing = [name for name in NEEDED if not _installed(name)]
    if missing or importlib.util.find_spec("solara") is None:
        raise LaunchError(told("gate-launch-packages", names=", ".join(missing or ["solara"])))


def teach(folder: str) -> None:
    """Add a folder of somebody's own lessons to those of the lab.

    Raises
    ------
    LaunchError
        If there is no such folder or a file in it is wrong; the message tells every fault with its file and line.
    """
    from budgetsim.app.lessons import reading

    os.environ[reading.VARIABLE] = os.path.abspath(folder)  # noqa: PTH100 - links are kept as they are typed
    try:
        reading.lessons()
    except reading.LessonError as error:
        del os.environ[reading.VARIABLE]
        raise LaunchError(f"--lessons {folder}{told('fault-colon')}{error}") from None


def bring(path: str) -> None:
    """Let the lab's pages start from a scenario of somebody's own, with its departments and its money.

    Raises
    ------
    LaunchError
        If there is none or it is wrong; the message tells every fault.
    """
    from budgetsim.app import own
    from budgetsim.scenario import ScenarioError

    try:
        own.bring(path)
    except ScenarioError as error:
        raise LaunchError(f"--scenario {path}{told('fault-colon')}{error}") from None


def listen(host: str, port: int, rules: Rules) -> Served:
    """Take a port.

    Parameters
    ----------
    host
        Name or address of this machine; ``127.0.0.1`` is reached from this machine only, ``0.0.0.0`` from others.
    port
        Port from 1, or 0 for any that is free.
    rules
        What was typed about addresses and limits.

    Raises
    ------
    LaunchError
        If the host is not this machine or unknown, or the port is taken or not allowed.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError):
        raise LaunchError(told("gate-launch-no-host", host=repr(host))) from None
    listener = socket.socket(family, kind, protocol)
    if os.name != "nt":
        # A port that was just given back may be taken again at once.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(place)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise LaunchError(_why(error, host, port)) from None
    bound = listener.getsockname()[1]
    public = host not in LOOPBACK
    shown = _own_address() if host in EVERY_ADDRESS else host
    return Served(listener, rules.at(host, bound, shown), public)


def settle(rules: Rules, language: str) -> None:
    """Tell the framework how it is to behave; it reads that when it is imported, as the pages of a room import it."""
    os.environ.update(settings(rules))
    for name, value in PREFERENCES.items():
        os.environ.setdefault(name, value)
    os.environ[VARIABLE] = language


def serve(
    served: Served,
    language: str,
    *,
    open_browser: bool,
    workers: int = 0,
    ready: Callable[[], None] | None = None,
    on_prefix: Callable[[str], None] = lambda _path: None,
    rooms: Rooms | None = None,
    opens: str = "",
) -> None:
    """Serve the lab until it is interrupted, once ``settle`` has been called.

    Parameters
    ----------
    served
        What ``listen`` returned.
    language
        Code of the language in which pages open.
    open_browser
        Open the address in the default browser once the server answers.
    workers
        Processes that simulate beside the one that serves pages.
    ready
        Called once the server answers.
    on_prefix
        Called once with the path below which a proxy says that it serves, if that is not the root path.
    rooms
        What answers below ``/room``, where rooms are open.
    opens
        Address to open in the browser, if that is not the lab's first page.

    Raises
    ------
    LaunchError
        If files that pages need are not installed.
    """
    # Solara warns about cookies on every address that is neither https nor called localhost.
    warnings.filterwarnings("ignore", module=r"solara\.server")
    with open_workers(workers):
        _warm_up()
        dress_pages(language)
        try:
            gate = guarded(served.rules, on_prefix, rooms)
        except AssetsError as error:
            raise LaunchError(str(error)) from None
        _run(gate, served, rooms, opens=(opens or served.address) if open_browser else "", ready=ready)


def _run(
    gate: Gate, served: Served, rooms: Rooms | None, *, opens: str, ready: Callable[[], None] | None
) -> None:
    import uvicorn

    config = uvicorn.Config(
        gate, log_level="error", access_log=False, lifespan="auto", proxy_headers=False,
        server_header=False, timeout_graceful_shutdown=CLOSING_SECONDS, ws_max_size=LONGEST_MESSAGE,
    )  # fmt: skip
    server = uvicorn.Server(config)
    if rooms is not None:
        rooms.is_closing = lambda: server.should_exit
    threading.Thread(target=_announce, args=(server, opens, ready), daemon=True).start()
    try:
        server.run(sockets=[served.listener])
    except KeyboardInterrupt:
        return
    finally:
        server.should_exit = True


def _announce(server: Any, opens: str, ready: Callable[[], None] | None) -> None:
    pause = threading.Event()
    while not server.started:
        if server.should_exit:
            return
        pause.wait(0.05)
    if ready is not None:
        ready()
    if opens and has_screen():
        webbrowser.open(opens)


def has_screen() -> bool:
    """Tell whether a browser would have a window: in a terminal alone, one would take over the terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _warm_up() -> None:
    """Import and simulate what the first page shows, before anybody waits for it."""
    import pandas as pd  # noqa: F401 - for its side effect

    module_of = importlib.import_module(PAGE).module_of
    for name in PATHS:
        importlib.import_module(module_of(name))
    from budgetsim.app import runs
    from budgetsim.app.explore.compare import PURPOSE
    from budgetsim.app.explore.policy import OPENING

    experiment = OPENING.experiment
    runs.compare(OPENING.scenarios(), experiment.seed_list, experiment.years, runs.COUNTED, PURPOSE)


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE or getattr(error, "winerror", None) == 10048:
        other = port + 1 if port < 65535 else 8765
        return told("gate-launch-taken", port=str(port), other=str(other))
    if error.errno == errno.EACCES:
        return told("gate-launch-not-allowed", port=str(port))
    if error.errno == errno.EADDRNOTAVAIL:
        return told("gate-launch-other-machine", host=repr(host))
    return told("gate-launch-failed", address=f"{host}:{port}", reason=error.strerror or str(error))


def _own_address() -> str:
    """Address under which other machines most likely reach this one; no packet is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
