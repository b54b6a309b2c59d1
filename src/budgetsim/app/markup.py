"""Pieces of HTML made of text, and links: everything that is put in is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from inspect import Parameter, Signature
from typing import Any

import solara
from markupsafe import Markup


def vue(file: str, properties: str) -> Callable[..., None]:
    """Return a component that a Vue file draws from properties and events (``event_…``), named with spaces between.

    The file is named below this folder.
    """

    def component() -> None: ...

    component.__signature__ = Signature(  # type: ignore[attr-defined]
        [Parameter(name, Parameter.KEYWORD_ONLY) for name in properties.split()]
    )
    return solara.component_vue(file)(component)  # type: ignore[no-any-return]


def html(pattern: str, *values: Any, **named: Any) -> Markup:
    """Fill a pattern of markup with texts, which are escaped unless they are markup themselves."""
    return Markup(pattern).format(*values, **named)  # noqa: S704 - patterns are ours, values are escaped


def table_markup(
    rows: Iterable[Sequence[str]],
    heads: Sequence[str] = (),
    *,
    numeric: Sequence[bool] | None = None,
    caption: str = "",
    caption_classes: str = "",
) -> Markup:
    """Return the inside of a table: headings for screen readers, numbers under each other.

    The first cell of a row is its heading, unless it is empty; a single heading of columns stands above all of them.
    ``numeric`` says which columns hold numbers; by default all but the first do.
    """
    body = [tuple(row) for row in rows]
    width = max(map(len, body), default=len(heads))
    numbers = [place > 0 for place in range(width)] if numeric is None else numeric
    look = [Markup(' class="lab-number"') if number else Markup("") for number in numbers]
    spans = html(' colspan="{}"', width) if len(heads) == 1 < width else Markup("")
    head = (html('<th scope="col"{}{}>{}</th>', spans, look[place], text) for place, text in enumerate(heads))
    lines = (
        html("<tr>{}</tr>", Markup("").join(
            html('<th scope="row">{}</th>', cell) if place == 0 and cell
            else html("<td{}>{}</td>", look[place], cell)
            for place, cell in enumerate(row)
        ))
        for row in body
    )  # fmt: skip
    name = html('<caption class="{}">{}</caption>', caption_classes, caption) if caption else Markup("")
    top = html("<thead><tr>{}</tr></thead>", Markup("").join(head)) if heads else Markup("")
    return html("{}{}<tbody>{}</tbody>", name, top, Markup("").join(lines))


@solara.component
def Words(text: Any, tag: str = "p", classes: str = "") -> None:
    """Show a text, escaped unless it is markup made by ``html``."""
    solara.HTML(tag=tag, unsafe_innerHTML=str(html("{}", text)), classes=[classes] if classes else [])


@solara.component
def Items(items: Iterable[Any], tag: str = "ul", classes: str = "") -> None:
    """Show a list."""
    Words(Markup("").join(html("<li>{}</li>", item) for item in items), tag=tag, classes=classes)


@solara.component
def Facts(
    rows: Iterable[Sequence[str]], heads: Sequence[str] = (), caption: str = "", classes: str = ""
) -> None:
    """Show a table of names and numbers."""
    Words(
        table_markup(rows, heads, caption=caption),
        tag="table",
        classes=f"lab-table explore-facts {classes}".rstrip(),
    )


@solara.component
def Box(children: list[Any] | None = None, *, tag: str = "div", classes: str = "", **attributes: Any) -> None:
    """Hold other components in an element of any tag."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    solara.v.Html(tag=tag, class_=classes, attributes=named, children=children or [])


@solara.component
def Card(title: str, classes: str = "", children: list[Any] | None = None, *, tag: str = "div") -> None:
    """Hold other components on a card below a heading."""
    Box([Words(title, tag="h2"), *(children or [])], tag=tag, classes=f"lab-card {classes}".rstrip())


@solara.component
def Link(path: str, children: list[Any] | None = None, classes: str = "") -> None:
    """Lead to another page of the lab, by a click in this one, and in a tab of its own wherever the lab is served.

    The path lies below the root path, such as ``/lessons?lang=zh``.
    """
    router = solara.use_router()
    link = solara.v.Html(
        tag="a", class_=classes, attributes={"href": router.root_path + path}, children=children or []
    )

    def go(*_event: Any) -> None:
        router.push(path)

    solara.v.use_event(link, "click.exact.prevent.stop", go)
