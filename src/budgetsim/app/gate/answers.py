"""What is answered here, without the framework: refusals, and that the lab is alive."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from budgetsim.app.speech import language_of, opening_language
from budgetsim.language import language


@dataclass(eq=False)
class Answer(Exception):  # noqa: N818 - an answer is no fault of the program
    """Ends the way of a request through the gate."""

    status: int
    said: str
    kind: str = "text/plain; charset=utf-8"
    more: list[tuple[str, str]] = field(default_factory=list)
    """Further headers."""

    @property
    def body(self) -> bytes:
        """What is said, as it is sent."""
        return self.said.encode("utf-8")


def done(*more: tuple[str, str]) -> Answer:
    """All is well, and there is nothing to say."""
    return Answer(204, "", more=list(more))


def foreign_host(name: str) -> Answer:
    """The request is meant for another machine, or for this one under a name that nobody gave it."""
    shown = name.encode("ascii", "replace").decode("ascii")[:200]
    return Answer(
        421,
        f"This lab does not go by the name {shown!r}. If it should, start it with --allow-host and that name.\n",
    )


def foreign_origin() -> Answer:
    """A page of another site asks."""
    return Answer(403, "Pages of other sites cannot use this lab.\n")


def nothing_there(query: str, home: str) -> Answer:
    """The lab has no such address."""
    return _page(404, "gate-nothing-there", query, f'<p><a href="{escape(home)}">budgetsim</a></p>')


def no_such_method(allowed: frozenset[str]) -> Answer:
    """The address exists, but not for this."""
    return Answer(405, "Not allowed here.\n", more=[("allow", ", ".join(sorted(allowed)))])


def body_unwanted() -> Answer:
    """Nothing is ever uploaded to the lab."""
    return Answer(413, "The lab takes no uploads.\n")


def full(query: str) -> Answer:
    """All seats are taken."""
    answer = _page(503, "gate-full", query)
    answer.more.append(("retry-after", "30"))
    return answer


def _page(status: int, key: str, query: str, more: str = "") -> Answer:
    speak = language(language_of(query) or opening_language())
    title, text = escape(speak(key)), escape(speak(f"{key}.about"))
    style = "font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1rem"
    page = (
        f'<!doctype html><html lang="{escape(speak.tag)}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} · budgetsim</title><body style="{style}">'
        f'<h1 style="font-size: 1.4rem">{title}</h1><p>{text}</p>{more}</body></html>\n'
    )
    return Answer(status, page, "text/html; charset=utf-8")
