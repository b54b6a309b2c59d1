"""What a session keeps, and what the reader's browser and the address keep of it.

The server forgets a session; the browser does not. When a page is opened it tells what it had kept and what its
address holds, and what can be used of that becomes the session's work. From then on the page keeps what changes.
Nothing of a session is known at module level.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import solara

from budgetsim.app.keeping import LONGEST, Keeping, Returned, find
from budgetsim.app.widgets import Asking, Box, Button, Words, vue
from budgetsim.language import Language

T = TypeVar("T")

desk_context = solara.create_context(None)
"""A session's own dictionary of reactive values, made by the layout."""
PLACES = ("stored", "linked")
_Keeper = vue("keeper.vue", "name content link longest event_found")
_Link = vue("link.vue", "name link words")


def use_kept(key: str, initial: T) -> tuple[T, Callable[[T], None]]:
    """Return a value and its setter, as ``solara.use_state``, but kept when the reader visits another area.

    The key starts with the area's name, such as ``explore-year``; the initial value is to be immutable.
    """
    session = solara.use_context(desk_context)
    alone: dict[str, Any] = solara.use_memo(dict, [])
    desk = alone if session is None else session
    if key not in desk:
        desk[key] = solara.reactive(initial)
    item = desk[key]
    return item.value, item.set


def use_latest(function: Callable[..., None]) -> Callable[..., None]:
    """Return one function for the life of a component that does what the last given one does.

    What gets it as a property need not be drawn anew because of it: a page of many controls answers sooner.
    """
    kept = solara.use_ref(function)
    kept.current = function

    def same(*values: Any) -> None:
        kept.current(*values)

    stable: Callable[..., None] = solara.use_memo(lambda: same, [])
    return stable


NOTHING: Returned[Any] = Returned(None, None, ())


@solara.component
def Keeper(
    kind: Keeping[T, Any],
    work: T | None,
    put: Callable[[T], None],
    speak: Language,
    *,
    places: tuple[str, ...] = PLACES,
) -> None:
    """Keep work in the browser, in the address, or in both, and go on with what was kept.

    It stands once at the top of an area. ``work`` is ``None`` when there is nothing to keep; ``put`` is called with the
    work to go on with.
    """
    heard, set_heard = use_kept(f"{kind.name}-heard", initial=False)
    returned, set_returned = use_kept(f"{kind.name}-found", NOTHING)

    def hear(message: Any) -> None:
        # Only the first time: later the session knows better.
        if heard:
            return
        if work is None:
            result = find(kind, _text(message, "stored"), _text(message, "linked"))
            if result.work is not None:
                put(result.work)
            set_returned(result)
        set_heard(True)

    def take(offered: T) -> None:
        put(offered)
        set_returned(NOTHING)

    stored = kind.write(work) if work is not None and "stored" in places else ""
    link = kind.link(work) if work is not None and "linked" in places else ""
    _Keeper(name=kind.name, content=stored if heard else None, link=link, longest=LONGEST, event_found=hear)
    for source, why in returned.faults:
        with Box(classes="lab-card lab-kept-fault", role="alert"):
            Words(speak(f"kept-{source}", why=speak(f"kept-why-{why}")))
            Button(speak("kept-understood"), lambda: set_returned(NOTHING), quiet=True)
    if returned.offered is not None and work is not None:
        # The reader chooses between the work of the address and that of the device.
        other, own = (kind.describe(one, speak) for one in (returned.offered, work))
        with Box(classes="lab-card lab-kept-offer", role="alert"):
            Words(speak("kept-offer", other=other, own=own))
            with Box(classes="lab-row"):
                Button(speak("kept-own"), lambda: set_returned(NOTHING), classes="lab-kept-own")
                Button(
                    speak("kept-other"), lambda: take(returned.offered), quiet=True, classes="lab-kept-other"
                )


@solara.component
def KeptNote(kind: Keeping[T, Any], work: T | None, forget: Callable[[], None], speak: Language) -> None:
    """Say what the device keeps, show the address that holds the work, and offer to forget it."""
    with Box(tag="details", classes="lab-card lab-work"):
        Words(speak("kept-note"), tag="summary")
        Words(speak(f"kept-note.about-{kind.name}"))
        _Link(
            name=kind.name, link="" if work is None else kind.link(work),
            words={word: speak(f"kept-note.{word}") for word in ("unkept", "link", "copy", "copied")},
        )  # fmt: skip
        if work is not None:
            forgetting, question = speak("kept-note.forget"), speak("kept-note.forget-ask")
            Asking(forgetting, question, forget, speak, classes="lab-work-forget")


def _text(message: Any, source: str) -> str:
    """What the browser says is from outside: anything but a text is nothing."""
    text = message.get(source, "") if isinstance(message, dict) else ""
    return text if isinstance(text, str) else ""
