"""What is known to be wrong with the model, attached to every recommendation that moves the levers concerned.

The points are those of ``docs/trace.md`` ("What does not fit"), which names the levers that declare them; a test ties
the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from budgetsim.declarations import declarations

if TYPE_CHECKING:
    from budgetsim.language import Language
    from budgetsim.scenario import Scenario

RECORD = "docs/trace.md"
"""Page on which the points stand in full."""


@dataclass(frozen=True)
class Caveat:
    """One known fault of the model.

    Attributes
    ----------
    key
        Of the message that tells it.
    points
        Numbers of the points of the record that it sums up.
    """

    key: str
    points: tuple[int, ...]

    @property
    def levers(self) -> tuple[str, ...]:
        """Levers whose effects it puts in doubt, as they declare; none if it bears on whatever is recommended."""
        return tuple(name for name, item in declarations().items() if set(item.doubts) & set(self.points))


CAVEATS = (
    Caveat("caveat-monitoring", (2,)),
    Caveat("caveat-deterrence", (3,)),
    Caveat("caveat-evaluation", (4,)),
    Caveat("caveat-waste", (5,)),
    Caveat("caveat-year-end", (6,)),
    Caveat("caveat-drift", (7,)),
    Caveat("caveat-budgets", (8,)),
    Caveat("caveat-knowledge", (10,)),
    Caveat("caveat-lacking", (11,)),
    Caveat("caveat-general", (1, 9)),
)
"""The gravest first; the last bears on everything."""


def caveats(levers: Iterable[str], say: Language, *, general: bool = True) -> list[str]:
    """Return the sentences that belong beside a recommendation to move some levers, the gravest first.

    Parameters
    ----------
    levers
        Names of what is moved, with or without their group (``policy.staff``); what is no lever is passed over.
    say
        Language of the sentences.
    general
        Whether to end with what bears on any recommendation; nothing is recommended where nothing is moved.
    """
    return [say(key) for key in caveat_keys(levers, general=general)]


def caveat_keys(levers: Iterable[str], *, general: bool = True) -> list[str]:
    """Return the keys of the messages of ``caveats``."""
    moved = {name.rpartition(".")[2] for name in levers}
    return [
        one.key for one in CAVEATS if moved.intersection(one.levers) or (general and not one.levers and moved)
    ]


def moved_levers(base: Scenario, others: Sequence[Scenario]) -> list[str]:
    """Return the levers of policy in which scenarios differ from a base at some time, in alphabetical order."""
    return sorted(
        {
            name
            for other in others
            for name in _ways(base) | _ways(other)
            if _way(name, base) != _way(name, other)
        }
    )


def _ways(scenario: Scenario) -> set[str]:
    """Levers that a scenario sets at its start or changes."""
    return {*vars(scenario.policy), *(name for change in scenario.changes for name in change.levers)}


def _way(name: str, scenario: Scenario) -> tuple[object, ...]:
    """Return a lever's value at the start and every later one, with its year and whom it reaches."""
    later = [(c.year, c.share, c.assignment, c.levers[name]) for c in scenario.changes if name in c.levers]
    return (getattr(scenario.policy, name, None), *later)
