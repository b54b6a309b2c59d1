"""The framework in which the lab's pages run (Solara): its settings, files and sessions, and its page changed.

The framework's page forbids to zoom with two fingers and speaks English, whatever language the lab speaks. Its
template is rendered as it comes and then changed in the places named in ``changes``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup

from budgetsim.app.gate import Application, Gate
from budgetsim.app.gate.routes import Folders, exists
from budgetsim.app.gate.rules import Rules
from budgetsim.app.gate.seats import Seats
from budgetsim.language import LANGUAGES, language, told

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
    # A folder as a package: its ``custom.js`` goes into every page.
    "SOLARA_ASSETS_EXTRA_LOCATIONS": "budgetsim.app.assets",
    # A page whose session the server no longer knows, as after a restart, begins anew where it stands.
    "SOLARA_STATE_AUTO_REMOUNT": "true",
    "SOLARA_THEME_FORCE_REFRESH": "true",
    "SOLARA_STATE_TEST_EVICTION": "false",
    "SOLARA_SESSION_HTTP_ONLY": "true",
}
SHELL = Path(__file__).with_name("shell")
"""Folder of what stands around the pages: templates and scripts of the framework, in the reader's language."""
WORDS = ("loading", "cut", "restoring", "lost", "again", "stay")
VIEWPORT = "width=device-width, initial-scale=1"


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


def guarded(rules: Rules, on_prefix: Callable[[str], None], rooms: Application | None = None) -> Gate:
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
    return Gate(app, rules, places, seats, on_prefix, rooms)


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
        versions = {"solara": version("solara"), "assets": version("solara-assets")}
        raise AssetsError(told("gate-launch-assets", names=", ".join(missing), **versions))


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


@dataclass(frozen=True)
class Change:
    """One place of the framework's page: a pattern, and what stands there afterwards."""

    name: str
    pattern: str
    put: str


def changes(code: str) -> Sequence[Change]:
    """Return the changes for a lab that opens in a language."""
    said = {
        "lost": r"Could not restore session\. Please refresh the page\.|"
        r"App is disconnected, and may not function properly\. Please refresh the page\.|"
        r"Please refresh the page(?=</)|Could not restore session\. Please refresh\.",
        "restoring": r"Restoring session…",
        "again": r"Refresh now",
        "stay": r"(?<=>)\s*Cancel\s*(?=</v-btn>)",
    }
    spoken = [Change(word, pattern, f"{{{{ labWord('{word}') }}}}") for word, pattern in said.items()]
    return (
        Change("language", r"<html>", f'<html lang="{language(code).tag}">'),
        Change("zooming", r'<meta name="viewport"[^>]*>', f'<meta name="viewport" content="{VIEWPORT}">'),
        Change("words", r"(?=</head>)", f"<script>{_script(code)}</script>\n"),
        Change("speaking", r"methods: \{(?=\s*setCancelAutoRefresh)", "methods: { labWord,"),
        # Else tracebacks and prints of the server would stand behind a button in the corner.
        Change("debugging", r"var debug = true;", "var debug = false;"),
        # It moves above the page while the server works; what works says so in words.
        Change("bar", r"<v-progress-linear(?=\s)", '<v-progress-linear aria-hidden="true"'),
        *spoken,
        # The framework writes its sentence into a turning circle, which holds two words.
        Change(
            "cut",
            r"<v-progress-circular[^>]*>\s*Server\s+disconnected\.\s*</v-progress-circular>",
            '<div class="lab-cut" role="alert">{{ labWord(\'cut\') }}</div>',
        ),
    )


def dressed(page: str, code: str) -> Markup:
    """Return the framework's page, changed; a place that another version of the framework lacks is left out."""
    text = str(page)
    for change in changes(code):
        # Backslashes in what is put are letters, not references.
        text = re.sub(change.pattern, change.put.replace("\\", r"\\"), text)
    return Markup(text)  # noqa: S704 - the framework's page, and words of ours


def dress_pages(code: str) -> None:
    """Let the framework serve its page changed, opening in a language; call it once its application is imported."""
    from solara.server import server

    env: Any = server.get_jinja_env(app_name="__default__")
    if str(SHELL) not in env.loader.searchpath:
        env.loader.searchpath.insert(0, str(SHELL))
    env.globals["dressed"] = partial(dressed, code=code)


def _script(code: str) -> str:
    order = sorted(LANGUAGES, key=lambda known: known != code)
    tags = {known: language(known).tag for known in order}
    words = {known: {word: language(known)(f"kept-page-{word}") for word in WORDS} for known in order}
    script = (SHELL / "words.js").read_text(encoding="utf-8")
    return script.replace("/* tags */", json.dumps(tags)).replace("/* words */", json.dumps(words))
