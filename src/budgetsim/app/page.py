"""The lab's pages: header, navigation, language and theme around one area at a time, and the way to them at the foot.

Addresses: ``/`` (the start page), ``/explore``, ``/play``, ``/lessons``, ``/inspect``, and the pages that guide,
``/causes``, ``/glossary`` and ``/about``; ``?lang=zh`` chooses the language. What follows an
area's name (``/lessons/ratchet``) is the area's own: read it from ``solara.use_router().parts`` and go there with
``solara.use_router().push(with_language("/lessons/ratchet", speak.code))``.

Every area is a component ``<Area>Page(speak)`` in ``budgetsim.app.<area>.page``, every page that guides one in
``budgetsim.app.guide.<name>``. What a user does is kept in
``solara.use_state``, ``keeper.use_kept`` and contexts only: nothing at module level knows a session.

For tests in a browser, these names are stable: ``.lab-area-explore|play|lessons|inspect`` (navigation),
``.lab-guide-start|causes|glossary|about`` (foot), ``.lab-language-en|zh``, ``.lab-theme``, ``#lab-content``;
controls carry ``data-lever="<name>"`` (with
``input[type=range]``, ``select`` or ``input`` inside) and are labelled with their names; charts are
``figure.lab-chart`` with ``role=img``; areas mark their parts with classes ``explore-…``, ``play-…``,
``lesson-…``, ``inspect-…``.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import solara

from budgetsim.app.addresses import AREAS, GUIDE, PATHS, language_of, opening_language, with_language
from budgetsim.app.keeper import desk_context
from budgetsim.app.widgets import Box, Button, Link, Words, vue
from budgetsim.language import LANGUAGES, Language, language

STYLE = Path(__file__).with_name("lab.css").read_text(encoding="utf-8")

language_context = solara.create_context(language())
_Header = vue("header.vue", "home areas here languages language words css event_go event_speak")


@solara.component
def Layout(children: list[Any] | None = None) -> None:
    """Header and frame around an area; the language lives here, once per session."""
    router = solara.use_router()
    named = language_of(router.search)
    kept, keep = solara.use_state(named or opening_language())
    if named is not None and named != kept:
        keep(named)
    speak = language(named or kept)
    language_context.provide(speak)
    desk_context.provide(solara.use_memo(dict, []))

    def change(code: str) -> None:
        if code in LANGUAGES:
            keep(code)
            router.push(f"{router.path}?lang={code}")

    with solara.Div(classes=["lab"]):
        _Header(
            home=with_language(PATHS["start"], speak.code),
            areas=[
                {"name": area, "path": with_language(PATHS[area], speak.code), "label": speak(f"lab-{area}")}
                for area in AREAS
            ],
            here=next((part for part in router.parts[:1] if part in AREAS), ""),
            languages=[
                {"code": code, "label": label, "tag": language(code).tag} for code, label in LANGUAGES.items()
            ],
            language=speak.code,
            words={word: speak(f"lab-{word}") for word in ("skip", "areas", "language", "light", "dark")},
            css=STYLE,
            event_go=router.push,
            event_speak=change,
        )
        solara.v.Html(
            tag="main",
            class_="lab-main",
            attributes={"id": "lab-content", "tabindex": "-1", "lang": speak.tag},
            children=children or [],
        )
        Foot(speak)


@solara.component
def Foot(speak: Language) -> None:
    """Lead from every page to those that guide."""
    with (
        Box(tag="footer", classes="lab-foot"),
        Box(tag="nav", classes="lab-row", aria_label=speak("lab-guide")),
    ):
        for name in GUIDE:
            Link(with_language(PATHS[name], speak.code), [speak(f"lab-{name}")], f"lab-guide-{name}")


@solara.component
def Guarded(area: str, speak: Language) -> None:
    """Show an area, imported when it is first opened, or say in plain words that it failed and offer to open it again.

    The trace stands in the server's log.
    """
    failure, forget = solara.use_exception()
    if failure is not None:
        with Box(classes="lab-card lab-failure", role="alert"):
            Words(speak("lab-failure"), tag="h2")
            Words(speak("lab-failure.about", kind=type(failure).__name__))
            Button(speak("lab-failure-again"), forget)
        return
    page = importlib.import_module(module_of(area))
    getattr(page, f"{area.capitalize()}Page")(speak)


def module_of(area: str) -> str:
    """Return the module in which an area's page stands, or that of a page that guides."""
    return f"budgetsim.app.guide.{area}" if area in GUIDE else f"budgetsim.app.{area}.page"


def _route(area: str) -> Any:
    """Return the component of an area's address."""

    @solara.component
    def Area() -> None:
        speak = solara.use_context(language_context)
        # The title stands outside the guard: its effects would start the guard anew without end.
        solara.Title(f"{speak(f'lab-{area}')} · budgetsim")
        Guarded(area, speak)

    return Area


routes = [
    solara.Route(
        path=path if path == "/" else path.strip("/"), component=_route(name), label="budgetsim",
        layout=Layout if path == "/" else None,
    )
    for name, path in PATHS.items()
]  # fmt: skip
