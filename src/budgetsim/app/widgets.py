"""Controls of the lab: native inputs that the keyboard and screen readers know, with bounds from the declarations.

A bad value cannot be entered: sliders and choices hold only what is allowed, and a number that does not fit stays
in its field with a word about why. While a slider is dragged, one value at a time is on its way to the server and
only the last one follows. A click that loses work asks first, and one that must not be doubled counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import solara

from budgetsim.app.declared import Bounds, bounds_of
from budgetsim.app.markup import Box, vue
from budgetsim.declarations import declarations
from budgetsim.language import Language

DELAY = 90
"""Milliseconds without movement after which a slider's value is sent."""


_Slider = vue(
    "slider.vue",
    "name label value lower upper step meaning unit event_changed percent disabled moved delay echo",
)
_Choice = vue("choice.vue", "name label place options meaning event_changed disabled moved")
_Number = vue("number.vue", "name label value lower upper step fault event_changed whole disabled")
_Button = vue("button.vue", "label look event_clicked quiet disabled pressed")
_Text = vue("text.vue", "name label value hint longest event_changed disabled")


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
    disabled: bool = False,
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
        meaning=meaning, unit=unit, event_changed=hear, percent=percent, disabled=disabled, moved=moved,
        delay=DELAY, echo=heard,
    )  # fmt: skip


@solara.component
def LeverSlider(
    name: str,
    value: float,
    on_value: Callable[[float], None],
    speak: Language,
    *,
    disabled: bool = False,
    moved: bool = False,
    bounds: Bounds | None = None,
) -> None:
    """Show a slider for a declared parameter: name, unit, meaning on hover and focus, bounds from the declaration.

    Parameters
    ----------
    name
        Bare name of a number among the parameters.
    value, on_value
        The value, and what is called with a new one.
    speak
        Language of name, unit and meaning.
    disabled
        Show the value without letting it be moved.
    moved
        Mark the lever as moved from where it stood.
    bounds
        Narrower bounds than the declared ones.
    """
    declared = declarations()[name]
    percent = declared.unit == "share"
    Slider(
        name, titled(speak.name(name)), value, on_value, bounds or bounds_of(name, value),
        meaning=titled(speak.meaning(name)), unit="" if percent else _short_unit(speak, declared.unit),
        percent=percent, disabled=disabled, moved=moved,
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
    disabled: bool = False,
    moved: bool = False,
) -> None:
    """Show a choice among options, given as (value, what people read)."""
    values = [key for key, _ in options]

    def hear(place: Any) -> None:
        if 0 <= int(place) < len(values):
            on_value(values[int(place)])

    _Choice(
        name=name, label=label, place=values.index(value), options=[text for _, text in options], meaning=meaning,
        event_changed=hear, disabled=disabled, moved=moved,
    )  # fmt: skip


@solara.component
def LeverChoice(
    name: str,
    value: Any,
    on_value: Callable[[Any], None],
    speak: Language,
    *,
    disabled: bool = False,
    moved: bool = False,
) -> None:
    """Show a choice for a declared categorical parameter."""
    options = [(item, titled(speak.choice(item))) for item in declarations()[name].choices]
    Choice(
        name, titled(speak.name(name)), value, on_value, options, meaning=titled(speak.meaning(name)),
        disabled=disabled, moved=moved,
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
    """Show a lever as a slider or a choice; ``on_move`` is called with its name and the new value.

    With one ``on_move`` for all levers that stays the same function (``keeper.use_latest``), only levers whose value
    has changed are drawn anew.
    """
    hear = solara.use_memo(lambda: partial(on_move, name), [on_move, name])
    if declarations()[name].kind == "choice":
        LeverChoice(name, value, hear, speak, moved=moved)
    else:
        LeverSlider(name, value, hear, speak, moved=moved, bounds=bounds)


@solara.component
def Number(
    name: str,
    label: str,
    value: float,
    on_value: Callable[[float], None],
    lower: float,
    upper: float,
    speak: Language,
    *,
    whole: bool = True,
    disabled: bool = False,
) -> None:
    """Show a field for a number between two bounds; what does not fit stays in the field, with a word about it."""

    def hear(given: Any) -> None:
        number = float(given)
        if lower <= number <= upper and (not whole or number.is_integer()):
            on_value(int(number) if whole else number)

    fault = speak("lab-number-fault", lower=f"{lower:g}", upper=f"{upper:g}")
    _Number(
        name=name, label=label, value=value, lower=lower, upper=upper, step=1 if whole else 0.01, fault=fault,
        event_changed=hear, whole=whole, disabled=disabled,
    )  # fmt: skip


@solara.component
def Text(
    name: str,
    label: str,
    value: str,
    on_value: Callable[[str], None],
    *,
    hint: str = "",
    longest: int = 60,
    disabled: bool = False,
) -> None:
    """Show a field for a short text."""
    _Text(
        name=name, label=label, value=value, hint=hint, longest=longest,
        event_changed=lambda given: on_value(str(given)[:longest]), disabled=disabled,
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
        label=label,
        look=classes,
        event_clicked=lambda _event=None: on_click(),
        quiet=quiet,
        disabled=disabled,
        pressed=pressed,
    )


@solara.component
def Switch(
    label: str,
    value: Any,
    on_value: Callable[[Any], None],
    options: Sequence[tuple[Any, str]],
    look: str,
) -> None:
    """Show a row of buttons of which one is pressed; ``look`` names it and them for tests and styles."""
    with Box(classes=f"{look}s", role="group", aria_label=label):
        for key, text in options:
            Button(
                text, lambda key=key: on_value(key), quiet=True, pressed=key == value,
                classes=f"{look} {look}-{key}",
            )  # fmt: skip


def titled(text: str) -> str:
    """Return a term as it stands alone: with a capital where its script has any."""
    return text[:1].upper() + text[1:]


def _short_unit(speak: Language, unit: str) -> str:
    """Units of people say nothing beside the lever's name."""
    return "" if unit.startswith(("full-time", "professional")) else speak.unit(unit)


PAUSE = 1000
"""Milliseconds from a click of ``Once`` until it takes the next one."""


_Asking = vue("asking.vue", "label look question yes no event_clicked quiet disabled")
_Once = vue("once.vue", "label look doing carries pause event_clicked disabled")


@solara.component
def Asking(
    label: str,
    question: str,
    on_yes: Callable[[], None],
    speak: Language,
    *,
    quiet: bool = True,
    disabled: bool = False,
    classes: str = "",
) -> None:
    """Show a button for what loses work; it asks in the page, and leaving things as they are is the first answer."""
    _Asking(
        label=label,
        look=classes,
        question=question,
        yes=speak("kept-yes"),
        no=speak("kept-no"),
        event_clicked=lambda _event=None: on_yes(),
        quiet=quiet,
        disabled=disabled,
    )


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

    Parameters
    ----------
    label, doing
        What it says, and what it says while the answer is on its way.
    carries
        Number of what it does, such as a year; a click brings the number that was shown when it was made.
    on_click
        Called with that number; it must do nothing for one that is done.
    """
    _Once(
        label=label,
        look=classes,
        doing=doing,
        carries=carries,
        pause=PAUSE,
        event_clicked=lambda carried=carries: on_click(carried if isinstance(carried, int) else carries),
        disabled=disabled,
    )


_Choices = vue("choices.vue", "name label place options marks event_changed disabled")


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
    """Show radio buttons.

    Parameters
    ----------
    name, label
        What tests find them by, and what screen readers call them.
    value, on_value
        The chosen option, if any, and what is called with another one.
    options
        Each with what people read.
    mark
        ``right`` or ``wrong``, shown at the chosen option.
    disabled
        Show the choice without letting it be changed.
    """
    keys = [key for key, _ in options]

    def hear(place: Any) -> None:
        if 0 <= int(place) < len(keys):
            on_value(keys[int(place)])

    _Choices(
        name=name,
        label=label,
        place=keys.index(value) if value in keys else -1,
        options=[text for _, text in options],
        marks=[mark] * len(keys),
        event_changed=hear,
        disabled=disabled,
    )
