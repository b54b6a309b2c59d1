"""Buttons whose click must not be lost or doubled: one that asks before work is lost, one that does a thing once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara

from budgetsim.language import Language

PAUSE = 1000
"""Milliseconds from a click of ``Once`` until it takes the next one."""


@solara.component_vue("asking.vue")
def _Asking(
    label: str,
    look: str,
    question: str,
    yes: str,
    no: str,
    event_clicked: Callable[[Any], None],
    *,
    quiet: bool,
    disabled: bool,
) -> None: ...


@solara.component_vue("once.vue")
def _Once(
    label: str,
    look: str,
    doing: str,
    carries: int,
    pause: int,
    event_clicked: Callable[..., None],
    *,
    disabled: bool,
) -> None: ...


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
