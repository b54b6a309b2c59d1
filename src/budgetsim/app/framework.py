"""The framework in which the lab's pages run (Solara): its settings, its files, its sessions, behind the gate."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from budgetsim.app.gate.files import Folders, exists
from budgetsim.app.gate.gate import Gate
from budgetsim.app.gate.rules import Rules
from budgetsim.app.gate.seats import Seats

PAGE = "budgetsim.app.page"
SETTINGS = {
    "SOLARA_APP": PAGE,
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    "SOLARA_TELEMETRY_SERVER_USER_ID": "budgetsim",
    "SOLARA_THEME_TITLE": "budgetsim",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_SHOW_BANNER": "false",
    # Scripts come from this machine alone.
    "SOLARA_ASSETS_PROXY": "true",
    "SOLARA_ASSETS_EXTRA_LOCATIONS": "budgetsim.app.assets",
    # A page whose session the server no longer knows, as after a restart, begins anew where it stands.
    "SOLARA_STATE_AUTO_REMOUNT": "true",
    "SOLARA_THEME_FORCE_REFRESH": "true",
    "SOLARA_STATE_TEST_EVICTION": "false",
    "SOLARA_SESSION_HTTP_ONLY": "true",
}


def settings(rules: Rules) -> dict[str, str]:
    """Return the framework's settings as environment variables; they must be set before it is imported."""
    address = rules.address
    return {
        **SETTINGS,
        # Both are else taken from the first request that comes.
        "SOLARA_ROOT_PATH": address.root_path,
        "SOLARA_BASE_URL": address.url,
        "SOLARA_KERNEL_CULL_TIMEOUT": f"{rules.idle_seconds:.0f}s",
    }


class AssetsError(ValueError):
    """Files that pages need are not installed; the message names them and says what to do."""


def guarded(rules: Rules, on_prefix: Callable[[str], None]) -> Gate:
    """Return the framework's application behind the gate.

    Raises
    ------
    AssetsError
        If a file that pages ask for is not there: it would not be fetched either.
    """
    from solara.server import server
    from solara.server.starlette import app

    places = folders()
    check_assets(server.read_root("/") or "", places)
    seats = Seats(rules.sessions, rules.sessions_by_address, rules.idle_seconds, end_session)
    return Gate(app, rules, places, seats, on_prefix)


def check_assets(page: str, places: Folders) -> None:
    """Make sure that every file that a page names is there.

    Raises
    ------
    AssetsError
        If one is not, as when the framework is newer than its files.
    """
    asked = sorted(set(re.findall(r"""["'](?:/[^"'?]*)?(/_solara/cdn/[^"'?]+\.(?:js|css))["'?]""", page)))
    missing = [path.removeprefix("/_solara/cdn/") for path in asked if not exists(path, places)]
    if missing:
        raise AssetsError(
            f"solara {version('solara')} asks for files that solara-assets {version('solara-assets')} lacks "
            f"({', '.join(missing)}): pip install --upgrade solara-assets, or an earlier solara"
        )


def folders() -> Folders:
    """Return where the framework looks for files."""
    from solara.server import app, server
    from solara.server import settings as set_at_launch

    app.ensure_apps_initialized()
    static = Path(server.solara_static)
    return {
        "/_solara/cdn/": (Path(set_at_launch.assets.proxy_cache_dir),),
        "/static/assets/": tuple(map(Path, server.asset_directories())),
        "/static/": (static,),
        "/jupyter/nbextensions/": tuple(map(Path, server.nbextensions_directories)),
    }


def end_session(kernel: str) -> None:
    """End a session in a thread of its own: it waits for what the session is doing."""
    from threading import Thread

    from solara.server.kernel_context import contexts

    context = contexts.get(kernel)
    if context is not None:
        Thread(target=context.close, kwargs={"reason": "cull"}, daemon=True).start()
