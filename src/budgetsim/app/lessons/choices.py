"""One choice among several, as radio buttons that the keyboard and screen readers know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara


@solara.component_vue("choices.vue")
def _Choices(
    name: str,
    label: str,
    place: int,
    options: list[str],
    marks: list[str],
    event_changed: Callable[[int], None],
    *,
    disabled: bool,
) -> None: ...


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
