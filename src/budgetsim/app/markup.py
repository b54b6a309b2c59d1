"""Pieces of HTML made of text: everything that is put in is escaped."""

from __future__ import annotations

from typing import Any

import solara
from markupsafe import Markup


def html(pattern: str, *values: Any, **named: Any) -> Markup:
    """Fill a pattern of markup with texts, which are escaped unless they are markup themselves."""
    return Markup(pattern).format(*values, **named)  # noqa: S704 - patterns are ours, values are escaped


@solara.component
def Words(text: Any, tag: str = "p", classes: str = "") -> None:
    """Show a text, escaped unless it is markup made by ``html``."""
    solara.HTML(tag=tag, unsafe_innerHTML=str(html("{}", text)), classes=[classes] if classes else [])


@solara.component
def Box(children: list[Any] | None = None, *, tag: str = "div", classes: str = "", **attributes: Any) -> None:
    """Hold other components in an element of any tag."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    solara.v.Html(tag=tag, class_=classes, attributes=named, children=children or [])
