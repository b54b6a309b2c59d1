"""budgetsim: an agent-based simulation of principal-agent budget dynamics.

Names are loaded when they are first used (PEP 562), so that the command line answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from budgetsim.registry import KINDS
from budgetsim.version import __version__ as __version__

if TYPE_CHECKING:
    from budgetsim.declarations import parameters
    from budgetsim.model.bureau import BureauView
    from budgetsim.model.department.decisions import DecisionError, rational
    from budgetsim.model.department.view import DepartmentView
    from budgetsim.model.measures import outcomes
    from budgetsim.model.mesa import BudgetModel, DepartmentAgent, FinanceBureauAgent
    from budgetsim.model.result import Result
    from budgetsim.model.simulation import simulate
    from budgetsim.model.state import Decision
    from budgetsim.model.state import Decision as DepartmentDecision
    from budgetsim.posterior import Posterior, load_posterior
    from budgetsim.registry import register
    from budgetsim.scenario import Change, Scenario, ScenarioError, ScenarioWarning, load_scenario
    from budgetsim.studies.engine import load
    from budgetsim.studies.runner import save_result
    from budgetsim.studies.store import load_study

_HOMES = {
    "BudgetModel": "budgetsim.model",
    "BureauView": "budgetsim.model.bureau",
    "Change": "budgetsim.scenario",
    "Decision": "budgetsim.model.state",
    "DecisionError": "budgetsim.model.department.decisions",
    "DepartmentAgent": "budgetsim.model",
    "DepartmentView": "budgetsim.model.department.view",
    "FinanceBureauAgent": "budgetsim.model",
    "Posterior": "budgetsim.posterior",
    "Result": "budgetsim.model.result",
    "Scenario": "budgetsim.scenario",
    "ScenarioError": "budgetsim.scenario",
    "ScenarioWarning": "budgetsim.scenario",
    "load": "budgetsim.studies.engine",
    "load_posterior": "budgetsim.posterior",
    "load_scenario": "budgetsim.scenario",
    "load_study": "budgetsim.studies.store",
    "outcomes": "budgetsim.model.measures",
    "parameters": "budgetsim.declarations",
    "rational": "budgetsim.model.department.decisions",
    "register": "budgetsim.registry",
    "save_result": "budgetsim.studies.runner",
    "simulate": "budgetsim.model.simulation",
}
_OTHER_NAMES = {"DepartmentDecision": ("budgetsim.model.state", "Decision")}

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
    "Posterior",
    "Result",
    "Scenario",
    "ScenarioError",
    "ScenarioWarning",
    "load",
    "load_posterior",
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
