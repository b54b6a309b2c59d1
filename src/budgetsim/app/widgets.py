"""Pieces of the lab's pages: markup made of texts, which are escaped, and native controls with declared bounds.

A bad value cannot be entered: sliders and choices hold only what is allowed, and a number that does not fit stays
in its field with a word about why. While a slider is dragged, one value at a time is on its way to the server and
only the last one follows. A click that loses work asks first, and one that must not be doubled counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from inspect import Parameter, Signature
from typing import Any

import solara
from markupsafe import Markup

from budgetsim.app.declared import Bounds, bounds_of
from budgetsim.declarations import declarations
from budgetsim.language import Language
from budgetsim.report.declared import meaning_of
from budgetsim.report.figure_words import capital


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


def command_markup(line: str) -> Markup:
    """Return a line of the command line whose words keep whole: a browser would break ``--years`` at its hyphens."""
    words = (html('<span class="lab-word">{}</span>', word) for word in line.split(" "))
    return html("<code>{}</code>", Markup(" ").join(words))


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


titled = capital
"""A term as it stands alone: with a capital where its script has any."""
DELAY = 90
"""Milliseconds without movement after which a slider's value is sent."""
PAUSE = 1000
"""Milliseconds from a click of ``Once`` until it takes the next one."""
_Slider = vue(
    "slider.vue", "name label value lower upper step meaning unit event_changed percent moved delay echo"
)
_Choice = vue("choice.vue", "name label place options meaning event_changed moved")
_Choices = vue("choices.vue", "name label place options marks event_changed disabled")
_Number = vue("number.vue", "name label value lower upper step fault event_changed")
_Text = vue("text.vue", "name label value hint longest event_changed")
_Button = vue("button.vue", "label look event_clicked quiet disabled pressed")
_Asking = vue("asking.vue", "label look question yes no event_clicked quiet")
_Once = vue("once.vue", "label look doing carries pause event_clicked disabled")


@solara.component
def Slider(
    name: str,
    label: str,
    value: float,
    on_value: Callable[[float], None],
    bounds: Bounds,
    *,
    meaning: str = "",
    unit: str = "",
    percent: bool = False,
    moved: bool = False,
) -> None:
    """Show a slider; ``name`` identifies it in tests, ``label`` is what people read, ``meaning`` what it means.

    ``on_value`` may keep another value than it was given, or none: the slider then shows what was kept.
    """
    heard, set_heard = solara.use_state(0)

    def hear(given: Any) -> None:
        number = float(given)
        if bounds.lower <= number <= bounds.upper:
            on_value(number)
        set_heard(heard + 1)

    _Slider(
        name=name, label=label, value=float(value), lower=bounds.lower, upper=bounds.upper, step=bounds.step,
        meaning=meaning, unit=unit, event_changed=hear, percent=percent, moved=moved, delay=DELAY,
        echo=heard,
    )  # fmt: skip


@solara.component
def Choice(
    name: str,
    label: str,
    value: Any,
    on_value: Callable[[Any], None],
    options: Sequence[tuple[Any, str]],
    *,
    meaning: str = "",
    moved: bool = False,
) -> None:
    """Show a choice among options, given as (value, what people read)."""
    values = [key for key, _ in options]
    _Choice(
        name=name, label=label, place=values.index(value), options=[text for _, text in options], meaning=meaning,
        event_changed=_chosen(values, on_value), moved=moved,
    )  # fmt: skip


@solara.component
def Lever(
    name: str,
    value: Any,
    on_move: Callable[[str, Any], None],
    speak: Language,
    *,
    moved: bool = False,
    bounds: Bounds | None = None,
) -> None:
    """Show a declared parameter as a slider or a choice, with its name, its unit, and its meaning on hover and focus.

    Bounds are the declared ones or narrower ones; ``moved`` marks what does not stand where it stood. ``on_move`` is
    called with the name and the new value. With one ``on_move`` for all levers that stays the same function
    (``keeper.use_latest``), only levers whose value has changed are drawn anew.
    """
    declared, hear = declarations()[name], solara.use_memo(lambda: partial(on_move, name), [on_move, name])
    label, meaning = titled(speak.name(name)), titled(meaning_of(speak, name))
    if declared.kind == "choice":
        options = [(item, titled(speak.choice(item))) for item in declared.choices]
        Choice(name, label, value, hear, options, meaning=meaning, moved=moved)
        return
    percent = declared.unit == "share"
    # Units of people say nothing beside the lever's name.
    unspoken = percent or declared.unit.startswith(("full-time", "professional"))
    Slider(
        name, label, value, hear, bounds or bounds_of(name, value), meaning=meaning,
        unit="" if unspoken else speak.unit(declared.unit), percent=percent, moved=moved,
    )  # fmt: skip


@solara.component
def LeversByLink(
    links: Mapping[str, Sequence[str]],
    values: Mapping[str, Any],
    moved: Collection[str],
    on_move: Callable[[str, Any], None],
    speak: Language,
    *,
    opened: Collection[str],
    bounds: Callable[[str], Bounds | None] = lambda _name: None,
) -> None:
    """Show levers below the links that they serve; those of links that are not ``opened`` show at a click."""
    for link, levers in links.items():
        with Box(tag="details", classes="explore-link", **({"open": True} if link in opened else {})):
            Words(speak(f"lab-link-{link}"), tag="summary")
            for name in levers:
                Lever(name, values[name], on_move, speak, moved=name in moved, bounds=bounds(name)).key(name)


@solara.component
def Number(
    name: str,
    label: str,
    value: int,
    on_value: Callable[[int], None],
    lower: int,
    upper: int,
    speak: Language,
) -> None:
    """Show a field for a whole number between two bounds; what does not fit stays in it, with a word about it."""

    def hear(given: Any) -> None:
        number = float(given)
        if lower <= number <= upper and number.is_integer():
            on_value(int(number))

    fault = speak("lab-number-fault", lower=str(lower), upper=str(upper))
    _Number(
        name=name, label=label, value=value, lower=lower, upper=upper, step=1, fault=fault, event_changed=hear
    )


@solara.component
def Text(
    name: str, label: str, value: str, on_value: Callable[[str], None], *, hint: str = "", longest: int = 60
) -> None:
    """Show a field for a short text."""
    _Text(
        name=name, label=label, value=value, hint=hint, longest=longest,
        event_changed=lambda given: on_value(str(given)[:longest]),
    )  # fmt: skip


@solara.component
def Button(
    label: str,
    on_click: Callable[[], None],
    *,
    quiet: bool = False,
    disabled: bool = False,
    pressed: bool | None = None,
    classes: str = "",
) -> None:
    """Show a button; ``pressed`` makes it a switch, ``classes`` name it for tests and styles."""
    _Button(
        label=label, look=classes, event_clicked=lambda _event=None: on_click(), quiet=quiet, disabled=disabled,
        pressed=pressed,
    )  # fmt: skip


@solara.component
def Switch(
    label: str, value: Any, on_value: Callable[[Any], None], options: Sequence[tuple[Any, str]], look: str
) -> None:
    """Show a row of buttons of which one is pressed; ``look`` names it and them for tests and styles."""
    with Box(classes=f"{look}s", role="group", aria_label=label):
        for key, text in options:
            Button(
                text, lambda key=key: on_value(key), quiet=True, pressed=key == value,
                classes=f"{look} {look}-{key}",
            )  # fmt: skip


@solara.component
def Asking(
    label: str,
    question: str,
    on_yes: Callable[[], None],
    speak: Language,
    *,
    quiet: bool = True,
    classes: str = "",
) -> None:
    """Show a button for what loses work; it asks in the page, and leaving things as they are is the first answer."""
    _Asking(
        label=label, look=classes, question=question, yes=speak("kept-yes"), no=speak("kept-no"),
        event_clicked=lambda _event=None: on_yes(), quiet=quiet,
    )  # fmt: skip


@solara.component
def Once(
    label: str,
    carries: int,
    on_click: Callable[[int], None],
    doing: str,
    *,
    disabled: bool = False,
    classes: str = "",
) -> None:
    """Show a button that does one thing once, however often it is clicked.

    It carries the number of what it does, such as a year; a click calls with the number that was shown when it was
    made, and ``on_click`` must do nothing for one that is done. Meanwhile it says what it is ``doing``.
    """
    _Once(
        label=label, look=classes, doing=doing, carries=carries, pause=PAUSE,
        event_clicked=lambda carried=carries: on_click(carried if isinstance(carried, int) else carries),
        disabled=disabled,
    )  # fmt: skip


@solara.component
def Choices(
    name: str,
    label: str,
    value: str | None,
    on_value: Callable[[str], None],
    options: Sequence[tuple[str, str]],
    *,
    mark: str = "",
    disabled: bool = False,
) -> None:
    """Show radio buttons for options, given as (value, what people read).

    The chosen one may carry a ``mark``, ``right`` or ``wrong``; where it is ``disabled`` the choice is only shown.
    """
    keys = [key for key, _ in options]
    _Choices(
        name=name, label=label, place=keys.index(value) if value in keys else -1,
        options=[text for _, text in options], marks=[mark] * len(keys), event_changed=_chosen(keys, on_value),
        disabled=disabled,
    )  # fmt: skip


def _chosen(values: Sequence[Any], on_value: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return what is called with the place of a chosen value; a place that there is not is nothing."""

    def hear(place: Any) -> None:
        if 0 <= int(place) < len(values):
            on_value(values[int(place)])

    return hear
