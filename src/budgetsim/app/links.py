"""Links inside the lab."""

from __future__ import annotations

from typing import Any

import solara


@solara.component
def Link(path: str, children: list[Any] | None = None, classes: str = "") -> None:
    """Lead to another page of the lab, by a click in this one, and in a tab of its own wherever the lab is served.

    Parameters
    ----------
    path
        Below the root path, such as ``/lessons?lang=zh``.
    children
        What is shown.
    classes
        Classes for the style sheet.
    """
    router = solara.use_router()
    link = solara.v.Html(
        tag="a", class_=classes, attributes={"href": router.root_path + path}, children=children or []
    )

    def go(*_event: Any) -> None:
        router.push(path)

    solara.v.use_event(link, "click.exact.prevent.stop", go)
