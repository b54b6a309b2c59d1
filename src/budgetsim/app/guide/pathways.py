"""Through what each lever acts: read from the equations of the year, not drawn by hand.

The engine writes a year down as a graph of operations (``model.engine.trace``). Going back from a quantity of the open
books until the next named quantities, or levers, are met tells what it is directly made of. A lever that is a choice
acts where its choices are made of different operations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from budgetsim.declarations import declarations, levers_by_link
from budgetsim.model import fiscal_year, measures
from budgetsim.model.engine import trace
from budgetsim.model.engine.graph import Graph, Node, Traced
from budgetsim.model.months import DECEMBER
from budgetsim.model.timeline import CATEGORICAL
from budgetsim.scenario import Scenario, load_scenario

SCENARIO = "wangcheng_2022"
DEPARTMENTS = 8
"""How many departments the traced district has; what follows from what does not depend on it."""
STAGES: dict[str, dict[str, str]] = {
    "planned": {
        "load": "programme.workload programme.delivered",
        "reviews": "programme.review",
        "checks": "programme.monitoring",
        "evaluations": "programme.evaluation programme.external_error programme.external_weight",
        "training": "programme.training",
    },
    "faced": {
        "detection": "programme.monitoring_detection programme.evaluation_detection programme.audit_reach "
        "programme.audit_chance hazard perceived_risk",
        "consequence": "programme.consequence consequence_belief",
        "stakes": "stakes.use stakes.relative stakes.total stakes.self_part stakes.external_part stakes.claim "
        "stakes.premium",
        "effort-price": "stakes.effort_price",
    },
    "decided": {
        "sandbagging": "decision.sandbagging",
        "target": "targets.output targets.benefit",
        "effort": "decision.effort_output decision.effort_benefit",
        "gaming": "decision.manipulation",
        "diversion": "decision.diversion decision.concealment",
        "hoarding": "decision.hoarding",
    },
    "lived": {
        "late-money": "year_end.worth year_end.price year_end.quality year_end.rushed year_end.left",
        "spending": "spent",
        "findings": "findings shortcomings audit_findings",
        "waste": "diverted concealed passive rush_loss",
    },
    "closed": {
        "results": "results.output results.benefit results.performance results.value",
        "self-score": "evaluation.self_score",
        "external-score": "evaluation.external_score",
    },
    "followed": {
        "budgets": "use.allocation memory.pending_score memory.expected",
        "norms": "memory.norm_output memory.norm_benefit",
        "beliefs": "state.credibility state.consequence_belief state.perceived_risk state.perceived_audit "
        "state.check_delivery state.audit_delivery",
    },
    "public": {"costs": "accounts.administrative_cost", "value": "outcome.net_social_value"},
}
"""Quantities of a year by the stage in which each comes about, causes before effects, and the arrays of the books that
they stand for."""
QUANTITIES = {quantity: paths.split() for stage in STAGES.values() for quantity, paths in stage.items()}


@dataclass(frozen=True)
class Pathways:
    """What follows directly from what."""

    causes: Mapping[str, frozenset[str]]
    """By quantity, the quantities that it is made of."""
    levers: Mapping[str, frozenset[str]]
    """By lever, the quantities that it acts on directly."""

    def reached(self, lever: str) -> dict[str, list[str]]:
        """Return the quantities that a change of a lever reaches, directly or through others, by stage."""
        found: set[str] = set()
        for quantity in QUANTITIES:
            if quantity in self.levers[lever] or self.causes[quantity] & found:
                found.add(quantity)
        by_stage = {
            stage: [quantity for quantity in own if quantity in found] for stage, own in STAGES.items()
        }
        return {stage: own for stage, own in by_stage.items() if own}

    def arrows(self) -> Iterator[tuple[str, str]]:
        """Yield cause and effect where no longer way leads from one to the other: the fewest that keep every way."""
        behind: dict[str, frozenset[str]] = {}
        for effect in QUANTITIES:
            causes = self.causes[effect]
            further = frozenset().union(*(behind[cause] for cause in causes))
            behind[effect] = causes | further
            yield from ((cause, effect) for cause in QUANTITIES if cause in causes - further)


@cache
def pathways() -> Pathways:
    """Read from the equations what follows from what; takes a second or two, once."""
    base = load_scenario(SCENARIO)
    year = _Year(base)
    found = {quantity: year.parts(quantity) for quantity in QUANTITIES}
    levers = {name: frozenset(q for q, (_, own) in found.items() if name in own) for name in _levers()}
    levers |= {name: frozenset(_chosen(name, base, year)) for name in CATEGORICAL}
    return Pathways({q: frozenset(causes) for q, (causes, _) in found.items()}, levers)


def _levers() -> list[str]:
    return [name for names in levers_by_link().values() for name in names if name not in CATEGORICAL]


def _chosen(lever: str, base: Scenario, year: _Year) -> Iterator[str]:
    """Yield the quantities that are made otherwise under another choice of a lever."""
    item = declarations()[lever]
    choices = [choice for choice in item.choices if choice != getattr(base.policy, lever)]
    others = [_Year(base.replace(**{lever: choice})) for choice in choices]
    for quantity in QUANTITIES:
        if any(other.made(quantity) != year.made(quantity) for other in others):
            yield quantity


class _Year:
    """A year of a scenario, written down, its quantities found in it."""

    def __init__(self, scenario: Scenario) -> None:
        self.graph, arrays = _traced(scenario)
        self.defaults = {name: item.default for name, item in declarations().items()}
        self.roots = {
            quantity: [arrays[path].number for path in paths if isinstance(arrays.get(path), Traced)]
            for quantity, paths in QUANTITIES.items()
        }
        self.owner = {number: q for q, numbers in reversed(self.roots.items()) for number in numbers}
        self.hashes: dict[int, int] = {}

    def parts(self, quantity: str) -> tuple[set[str], set[str]]:
        """Return the quantities and the levers that a quantity is directly made of."""
        causes: set[str] = set()
        levers: set[str] = set()
        seen: set[int] = set()
        waiting = list(self.roots[quantity])
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            other = self.owner.get(number, quantity)
            node = self.graph.nodes[number]
            if other != quantity:
                causes.add(other)
            elif node.operation == "input":
                levers |= {node.detail[1]} if node.detail[0] == "lever" else set()
            elif not self._is_nothing(node):
                waiting += node.parts
        return causes, levers

    def _is_nothing(self, node: Node) -> bool:
        """Tell whether a product is nothing because of a part that is switched off where nobody sets it."""
        return node.operation == "multiply" and any(self._value(part) == 0.0 for part in node.parts)

    def _value(self, number: int) -> float | None:
        node = self.graph.nodes[number]
        if node.operation == "input" and node.detail[0] == "parameter":
            return float(self.defaults[node.detail[1]])
        return self.graph.value(number)

    def made(self, quantity: str) -> list[int]:
        """Return by what operations a quantity is made of others, as numbers that differ where these do."""
        return [self._digest(root, quantity) for root in self.roots[quantity]]

    def _digest(self, root: int, quantity: str) -> int:
        """Return a number for what stands behind a node; the parts of a node have lower numbers than itself."""
        done: dict[int, int] = {}
        waiting = [root]
        while waiting:
            number = waiting[-1]
            node = self.graph.nodes[number]
            other = self.owner.get(number, quantity)
            parts = () if other != quantity or self._is_nothing(node) else node.parts
            if missing := [part for part in parts if part not in done]:
                waiting += missing
                continue
            made = (
                other if other != quantity else (node.operation, node.detail, *(done[part] for part in parts))
            )
            done[number] = hash(made)
            waiting.pop()
        return done[root]


def _traced(scenario: Scenario) -> tuple[Graph, dict[str, Any]]:
    """Return the graph of a later year of a scenario, and the arrays of its books by path."""
    policy, protocol = scenario.policy, scenario.protocol
    form = trace.Form(
        departments=DEPARTMENTS, degree=trace.degree_of(scenario.replace(departments=DEPARTMENTS)),
        score_form=protocol.score_form, year_end=protocol.year_end,
        categories=tuple(getattr(policy, name) for name in CATEGORICAL), layered=(), has_roster=False, draws=(),
        rules=(False, False), is_first=True, is_recorded=True, departments_kept=False, draws_inside=False,
    )  # fmt: skip
    beginning = trace.trace_beginning(form)
    vectors = {path: path not in trace.OF_THE_DISTRICT for path in beginning.state}
    first = trace.trace_year(form, beginning.world, trace.carried(beginning.world), vectors)
    graph = Graph(DEPARTMENTS)
    world, levers = trace.traced_world(
        replace(form, is_first=False), beginning.world, first.records, vectors, graph
    )
    fiscal_year.open_year(world, levers)
    for _ in range(DECEMBER):
        fiscal_year.month(world)
    books = fiscal_year.close_year(world)
    found = {**dict(trace.leaves(books)), **trace.carried_leaves(world)}
    outcomes = {("outcome", name): value for name, value in measures.measure_all(books).items()}
    return graph, {".".join(path): value for path, value in (found | outcomes).items()}
