"""The model: a finance bureau, its departments, and the years that they live through.

``mechanisms`` are the equations, ``department`` and ``bureau`` decide, ``messages`` pass between them, ``state``
changes; ``fiscal_year`` is the calendar, ``measures`` the outcomes, ``simulation`` the batches, ``mesa`` the face for
Mesa. What a parameter is stands in ``budgetsim.declarations``, what a scenario is in ``budgetsim.scenario``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from budgetsim.model.mesa import BudgetModel, DepartmentAgent, FinanceBureauAgent

__all__ = ["BudgetModel", "DepartmentAgent", "FinanceBureauAgent"]


def __getattr__(name: str) -> Any:
    """Load a class of the Mesa face when it is asked for: Mesa takes a while to import."""
    if name not in __all__:
        raise AttributeError(f"module 'budgetsim.model' has no attribute {name!r}")
    return getattr(import_module("budgetsim.model.mesa"), name)
