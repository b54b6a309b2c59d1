"""budgetsim: an agent-based simulation of principal-agent budget dynamics.

Names are loaded when they are first used (PEP 562), so that the command line answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from budgetsim.registry import KINDS
from budgetsim.version import __version__ as __version__

if TYPE_CHECKING:
    from budgetsim.agents.deciding import DecisionError
    from budgetsim.agents.rules import rational
    from budgetsim.agents.view import DepartmentView
    from budgetsim.model import BudgetModel, DepartmentAgent, FinanceBureauAgent
    from budgetsim.principal.view import BureauView
    from budgetsim.registry import register
    from budgetsim.result import Result
    from budgetsim.scenario import Change, Scenario, ScenarioError, ScenarioWarning, load_scenario
    from budgetsim.simulation import simulate
    from budgetsim.state import Decision
    from budgetsim.state import Decision as DepartmentDecision
    from budgetsim.studies.engine import load
    from budgetsim.studies.runner import save_result
    from budgetsim.studies.store import load_study
    from budgetsim.tables import outcomes, parameters

_HOMES = {
    "BudgetModel": "budgetsim.model",
    "BureauView": "budgetsim.principal.view",
    "Change": "budgetsim.scenario",
    "Decision": "budgetsim.state",
    "DecisionError": "budgetsim.agents.deciding",
    "DepartmentAgent": "budgetsim.model",
    "DepartmentView": "budgetsim.agents.view",
    "FinanceBureauAgent": "budgetsim.model",
    "Result": "budgetsim.result",
    "Scenario": "budgetsim.scenario",
    "ScenarioError": "budgetsim.scenario",
    "ScenarioWarning": "budgetsim.scenario",
    "load": "budgetsim.studies.engine",
    "load_scenario": "budgetsim.scenario",
    "load_study": "budgetsim.studies.store",
    "outcomes": "budgetsim.tables",
    "parameters": "budgetsim.tables",
    "rational": "budgetsim.agents.rules",
    "register": "budgetsim.registry",
    "save_result": "budgetsim.studies.runner",
    "simulate": "budgetsim.simulation",
}
_OTHER_NAMES = {"DepartmentDecision": ("budgetsim.state", "Decision")}

__all__ = [
    "BudgetModel",
    "BureauView",
    "Change",
    "Decision",
    "DecisionError",
    "DepartmentAgent",
    "DepartmentDecision",
    "DepartmentView",
    "FinanceBureauAgent",
    "Result",
    "Scenario",
    "ScenarioError",
    "ScenarioWarning",
    "load",
    "load_scenario",
    "load_study",
    "outcomes",
    "parameters",
    "rational",
    "register",
    "save_result",
    "simulate",
]
__all__ += list(KINDS)


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name in KINDS:
        from budgetsim.studies.door import door

        return door(name)
    home, attribute = _OTHER_NAMES.get(name, (_HOMES.get(name), name))
    if home is None:
        raise AttributeError(f"module 'budgetsim' has no attribute {name!r}")
    value = getattr(import_module(home), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names, loaded or not."""
    return sorted([*globals(), *__all__])
