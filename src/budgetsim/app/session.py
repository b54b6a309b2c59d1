"""What one session keeps while it moves between areas; nothing of it is known at module level."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import solara

T = TypeVar("T")

desk_context = solara.create_context(None)
"""A session's own dictionary of reactive values, made by the layout."""


def use_kept(key: str, initial: T) -> tuple[T, Callable[[T], None]]:
    """Return a value and its setter, as ``solara.use_state``, but kept when the reader visits another area.

    Parameters
    ----------
    key
        Name that starts with the area's, such as ``explore-year``.
    initial
        Value before the first change; keep it immutable.
    """
    desk = solara.use_context(desk_context)
    own: dict[str, Any] = solara.use_memo(dict, [])
    place = own if desk is None else desk
    if key not in place:
        place[key] = solara.reactive(initial)
    item = place[key]
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
