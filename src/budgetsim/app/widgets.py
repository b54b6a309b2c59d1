"""Controls of the lab: native inputs that the keyboard and screen readers know, with bounds from the declarations.

A bad value cannot be entered: sliders and choices hold only what is allowed, and a number that does not fit stays
in its field with a word about why. While a slider is dragged, one value at a time is on its way to the server and
only the last one follows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import solara

from budgetsim.declarations import declarations
from budgetsim.language import Language

DELAY = 90
"""Milliseconds without movement after which a slider's value is sent."""
STEPS = 100


@dataclass(frozen=True)
class Bounds:
    """Ends and step of a slider."""

    lower: float
    upper: float
    step: float


def bounds_of(name: str, value: float) -> Bounds:
    """Return the slider of a parameter: the range that studies vary, widened to hold the value it has.

    Raises
    ------
    KeyError
        If no parameter has this name.
    ValueError
        If the parameter is no number.
    """
    declared = declarations()[name]
    if declared.study_range is None:
        raise ValueError(f"{name} is a {declared.kind}, not a number on a scale")
    lower, upper = declared.study_range
    lower, upper = min(lower, value), max(upper, value)
    if declared.kind == "integer" or name == "staff":
        return Bounds(lower, upper, 1.0)
    return Bounds(lower, upper, float(f"{(upper - lower) / STEPS:.1g}"))


@solara.component_vue("slider.vue")
def _Slider(
    name: str,
    label: str,
    value: float,
    lower: float,
    upper: float,
    step: float,
    meaning: str,
    unit: str,
    event_changed: Callable[[float], None],
    *,
    percent: bool,
    disabled: bool,
    moved: bool,
    delay: int,
    echo: int,
) -> None: ...


@solara.component_vue("choice.vue")
def _Choice(
    name: str,
    label: str,
    place: int,
    options: list[str],
    meaning: str,
    event_changed: Callable[[int], None],
    *,
    disabled: bool,
    moved: bool,
) -> None: ...


@solara.component_vue("number.vue")
def _Number(
    name: str,
    label: str,
    value: float,
    lower: float,
    upper: float,
    step: float,
    fault: str,
    event_changed: Callable[[float], None],
    *,
    whole: bool,
    disabled: bool,
) -> None: ...


@solara.component_vue("button.vue")
def _Button(
    label: str,
    look: str,
    event_clicked: Callable[[Any], None],
    *,
    quiet: bool,
    disabled: bool,
    pressed: bool | None,
) -> None: ...


@solara.component_vue("text.vue")
def _Text(
    name: str,
    label: str,
    value: str,
    hint: str,
    longest: int,
    event_changed: Callable[[str], None],
    *,
    disabled: bool,
) -> None: ...


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

    With one ``on_move`` for all levers that stays the same function (``session.use_latest``), only levers whose value
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


def titled(text: str) -> str:
    """Return a term as it stands alone: with a capital where its script has any."""
    return text[:1].upper() + text[1:]


def _short_unit(speak: Language, unit: str) -> str:
    """Units of people say nothing beside the lever's name."""
    return "" if unit.startswith(("full-time", "professional")) else speak.unit(unit)
