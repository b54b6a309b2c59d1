"""The fiscal year as a diagram: what follows from what, and the way of a change through it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import solara

from budgetsim.app.declared import LINKS
from budgetsim.app.guide.pathways import QUANTITIES, STAGES, Pathways, pathways
from budgetsim.app.widgets import Box, Words, titled, vue
from budgetsim.language import Language
from budgetsim.report.declared import meaning_of

STYLE = Path(__file__).with_name("guide.css")
WIDE, HIGH, GAP = 168, 46, 24
"""Size of a quantity's box, and the distance between two above each other."""
COLUMN, TOP = 208, 56
"""Distance between the left edges of two stages, and where their boxes begin."""
BEND = 30
"""How far an edge runs straight out of a box."""
_Diagram = vue("guide/causes.vue", "size stages boxes edges groups chosen words event_go")


@solara.component
def CausesPage(speak: Language) -> None:
    """Show the page; what follows its name in the address (``/causes/staff``) is the lever to begin with."""
    router = solara.use_router()
    solara.Style(STYLE)
    Words(speak("lab-causes"), tag="h1")
    Words(speak("guide-year-lead"), classes="lab-lead")
    task = solara.lab.use_task(pathways, dependencies=[], raise_error=False)
    if not task.finished or task.value is None:
        Words(speak("guide-year-waiting"), classes="lab-small", tag="p")
        return
    with Box(classes="lab-card guide-year"):
        _Diagram(
            **drawing(task.value, speak),
            chosen="".join(router.parts[1:2]),
            words={
                word: speak(f"guide-year-{word}")
                for word in ("lever", "none", "at-once", "colon", "about", "known")
            },
            event_go=router.push,
        )


def drawing(found: Pathways, speak: Language) -> dict[str, Any]:
    """Return the diagram: boxes and edges with their places, and for each lever the way of a change."""
    places = {
        quantity: (column * COLUMN, TOP + row * (HIGH + GAP))
        for column, stage in enumerate(STAGES.values())
        for row, quantity in enumerate(stage)
    }
    arrows = set(found.arrows())
    edges = [
        {"from": q, "to": effect, "path": curve(places[q], places[effect]), "main": (q, effect) in arrows}
        for effect, causes in found.causes.items()
        for q in QUANTITIES
        if q in causes
    ]
    rows = max(len(stage) for stage in STAGES.values())
    return {
        "size": [len(STAGES) * COLUMN - (COLUMN - WIDE), TOP + rows * (HIGH + GAP)],
        "stages": [{"x": n * COLUMN, "label": speak(f"guide-stage-{stage}")} for n, stage in enumerate(STAGES)],
        "boxes": [
            {"id": q, "x": x, "y": y, "width": WIDE, "height": HIGH, "label": speak(f"guide-quantity-{q}")}
            for q, (x, y) in places.items()
        ],
        "edges": edges,
        "groups": [
            {"label": speak(f"lab-link-{link}"), "levers": [way(found, name, speak) for name in levers]}
            for link, levers in LINKS.items()
        ],
    }  # fmt: skip


def way(found: Pathways, lever: str, speak: Language) -> dict[str, Any]:
    """Return the way of a change of a lever: what it acts on at once, and what it reaches, by stage."""
    return {
        "id": lever,
        "label": titled(speak.name(lever)),
        "meaning": titled(meaning_of(speak, lever)),
        "direct": [quantity for quantity in QUANTITIES if quantity in found.levers[lever]],
        "reached": [
            {"label": speak(f"guide-stage-{stage}"), "boxes": own}
            for stage, own in found.reached(lever).items()
        ],
    }


def curve(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the path of an edge: rightwards between stages, and around on the right within one or backwards."""
    (x, y), (to_x, to_y) = start, end
    y, to_y = y + HIGH // 2, to_y + HIGH // 2
    if to_x > x:
        return f"M{x + WIDE} {y} C{x + WIDE + BEND} {y} {to_x - BEND} {to_y} {to_x} {to_y}"
    bend = x + WIDE + BEND
    return f"M{x + WIDE} {y} C{bend} {y} {max(bend, to_x + WIDE + BEND)} {to_y} {to_x + WIDE} {to_y}"
