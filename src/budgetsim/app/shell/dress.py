"""Changing the framework's page: languages, zooming, and no messages of the program's inside."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from budgetsim.language import LANGUAGES, language

FOLDER = Path(__file__).parent
WORDS = ("loading", "cut", "restoring", "lost", "again", "stay")
VIEWPORT = "width=device-width, initial-scale=1"


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
    """Let the framework serve its page changed; call it once its application is imported.

    Parameters
    ----------
    code
        Language in which the lab opens.
    """
    from solara.server import server

    env: Any = server.get_jinja_env(app_name="__default__")
    if str(FOLDER) not in env.loader.searchpath:
        env.loader.searchpath.insert(0, str(FOLDER))
    env.globals["dressed"] = partial(dressed, code=code)


def _script(code: str) -> str:
    order = sorted(LANGUAGES, key=lambda known: known != code)
    tags = {known: language(known).tag for known in order}
    words = {known: {word: language(known)(f"kept-page-{word}") for word in WORDS} for known in order}
    script = (FOLDER / "words.js").read_text(encoding="utf-8")
    return script.replace("/* tags */", json.dumps(tags)).replace("/* words */", json.dumps(words))
