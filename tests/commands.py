"""What the tests of the command line share: all commands of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def every_command(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command of a group with its path, the groups among them too."""
    for name in group.list_commands(None):
        made = group.get_command(None, name).made
        yield (*path, name), made
        if hasattr(made, "list_commands"):
            yield from every_command(made, (*path, name))
