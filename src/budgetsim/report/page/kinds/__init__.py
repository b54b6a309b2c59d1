"""What is told of each kind of study: findings in words, tables, and how the numbers were made."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from budgetsim.registry import KINDS
from budgetsim.report.page.kinds.told import Told
from budgetsim.report.page.source import Source

__all__ = ["Told", "teller_of"]


def teller_of(command: str) -> Callable[[Source], Told]:
    """Return the function that tells what a study of a command found."""
    name = "answered" if command in KINDS else command
    module = import_module(f"budgetsim.report.page.kinds.{name}")
    found: Callable[[Source], Told] = module.tell
    return found
