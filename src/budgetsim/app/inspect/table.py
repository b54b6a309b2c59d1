"""Tables of the story as markup: headings for screen readers, numbers under each other."""

from __future__ import annotations

import re

from markupsafe import Markup

from budgetsim.app.markup import html
from budgetsim.report.explain.telling import Row

NUMBER = re.compile(r"[+−-]?[\d.,]+%?")


def table_markup(rows: tuple[Row, ...], caption: str) -> Markup:
    """Return the inside of a table whose first row are its headings; every text is escaped."""
    head, *body = rows
    numeric = [
        all(NUMBER.fullmatch(row[place]) or not row[place] for row in body)
        and any(row[place] for row in body)
        for place in range(len(head))
    ]
    heads = (
        html('<th scope="col"{}>{}</th>', _look(numeric[place]), cell) for place, cell in enumerate(head)
    )
    lines = (
        html("<tr>{}</tr>", Markup("").join(_cell(place, cell, numeric) for place, cell in enumerate(row)))
        for row in body
    )
    return html(
        '<caption class="lab-unseen">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody>',
        caption,
        Markup("").join(heads),
        Markup("").join(lines),
    )


def _cell(place: int, cell: str, numeric: list[bool]) -> Markup:
    if place == 0 and cell:
        return html('<th scope="row">{}</th>', cell)
    return html("<td{}>{}</td>", _look(numeric[place]), cell)


def _look(numeric: bool) -> Markup:  # noqa: FBT001 - one private mark
    return Markup(' class="lab-number"') if numeric else Markup("")
