"""How a comparative static is stated: what moves which quantity, which way, by which theory, under which condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.model import measures
from budgetsim.model.state import Year
from budgetsim.model.timeline import LEVERS
from budgetsim.model.world import World
from budgetsim.numerics import Array

QUANTITIES: dict[str, Callable[[World, Year], Array]] = {
    "open diversion": lambda _, y: y.decision.diversion,
    "concealed diversion": lambda _, y: y.decision.concealment,
    "diversion, open and concealed": lambda _, y: y.decision.diversion + y.decision.concealment,
    "open diversion not returned, share of budget": lambda _, y: y.diverted / y.budget,
    "manipulation": lambda _, y: y.decision.manipulation,
    "understatement of targets": lambda _, y: y.decision.sandbagging,
    "output target": lambda _, y: y.targets.output,
    "effort, both tasks": lambda _, y: y.decision.effort_output + y.decision.effort_benefit,
    "effort on outputs": lambda _, y: y.decision.effort_output,
    "effort on benefits": lambda _, y: y.decision.effort_benefit,
    "price of effort": lambda _, y: y.stakes.effort_price,
    "risk premium": lambda _, y: y.stakes.premium,
    "risk cost": lambda _, y: y.accounts.risk_cost,
    "net social value": lambda _, y: measures.net_social_value(y),
    "public value": lambda _, y: y.results.value,
    "delivered share of work": lambda _, y: y.programme.delivered,
    "error of external evaluation": lambda _, y: y.programme.external_error,
    "credibility of use": lambda _, y: y.credibility,
    "belief in consequences": lambda _, y: y.consequence_belief,
    "perceived chance of a check": lambda _, y: y.perceived_risk,
    "performance culture": lambda _, y: y.culture,
    "passive waste to come": lambda w, _: w.state.passive_waste,
    "passive waste of the year": lambda _, y: y.waste_now,
    "December share": lambda _, y: (y.spent - y.november) / y.spent,
    "rush loss, share of budget": lambda _, y: y.rush_loss / y.budget,
    "share held back": lambda _, y: y.decision.hoarding,
    "part of December's rest that is rushed": lambda _, y: y.year_end.rushed,
    "gain from late demand, share of budget": lambda _, y: y.late_gain / y.budget,
    "money moved": lambda _, y: measures.money_moved(y),
}
"""What a row speaks of: a number of every department, or of the district."""


@dataclass(frozen=True)
class When:
    """A condition: in words, and as the settings that bring it about."""

    words: str
    settings: Mapping[str, object] = field(default_factory=dict)

    def __and__(self, other: When) -> When:
        words = "; ".join(part for part in (self.words, other.words) if part)
        return When(words, {**self.settings, **other.settings})


HEAD = "| when this rises | this | moves | if | when | theory |\n| --- | --- | --- | --- | --- | --- |"
ALWAYS = When("")
"""No condition."""
FEW_OR_MANY = (0.02, 3.0)
"""Staff between which small districts are overloaded and well served."""


@dataclass(frozen=True)
class Static:
    """One comparative static. ``sign`` 0 says that nothing moves at all.

    ``years`` 1 is the effect on impact: in the first year after a reform (levers) or of the run (other parameters),
    from one and the same state of the district; more years are whole paths. ``values`` are the ends between which
    the parameter moves, by default its plausible range; ``shown`` are settings under which it moves the quantity
    for certain.
    """

    key: str
    quantity: str
    sign: int
    theory: str
    when: When = ALWAYS
    years: int = 1
    values: tuple[float, float] | None = None
    shown: Mapping[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """A readable name, different for every row."""
        path = "impact" if self.years == 1 else "path"
        return f"{self.key} {'−0+'[self.sign + 1]} {self.quantity} ({path})"

    @property
    def ends(self) -> tuple[float, float]:
        """Smallest and largest value of the parameter."""
        ends = self.values or (FEW_OR_MANY if self.key == "staff" else declarations()[self.key].study_range)
        assert ends is not None
        return ends

    @property
    def is_lever(self) -> bool:
        """Whether a reform can move it."""
        return self.key in LEVERS

    @property
    def told(self) -> tuple[str, str, str, str, str]:
        """All but the parameter, in words: quantity, way, when, how long, theory."""
        way = {-1: "falls", 0: "does not move", 1: "rises"}[self.sign]
        reach = "at once" if self.years == 1 else f"in each of {self.years} years"
        return self.quantity, way, self.when.words or "always", reach, self.theory


def page(groups: Mapping[str, Sequence[Static]]) -> str:
    """Return all rows as Markdown; parameters of which the same is said share a row."""
    parts = []
    for title, statics in groups.items():
        shared: dict[tuple[str, ...], list[str]] = {}
        for static in statics:
            shared.setdefault(static.told, []).append(f"`{static.key}`")
        lines = [f"| {', '.join(keys)} | " + " | ".join(told) + " |" for told, keys in shared.items()]
        parts.append("\n".join([f"### {title}\n", HEAD, *lines]))
    return "\n\n".join(parts) + "\n"


def strictly(static: Static, before: Array, after: Array) -> bool:
    """Whether the mean moved by more than a ten-thousandth, and the way it should (not at all for sign 0)."""
    gap = float(np.mean(after) - np.mean(before))
    return static.sign * gap > 1e-4 if static.sign else gap == 0.0
