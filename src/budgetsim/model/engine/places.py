"""Where the arrays of runs stand between the steps of a year, so that Python and compiled code see the same numbers.

Two memories hold rows of departments: what goes on from year to year, and what belongs to one year. Both hold the rows
of one array for all runs one behind the other, so that records show arrays over (point, seed, department). What goes
on from year to year stands at the same places whatever the form of a year, so that years of any forms may follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from budgetsim.model.engine import trace
from budgetsim.model.engine.code import Place, Writer
from budgetsim.model.engine.graph import Graph, TraceError
from budgetsim.model.engine.plan import padded
from budgetsim.model.engine.records import is_outside
from budgetsim.model.engine.trace import Path
from budgetsim.model.world import World

CARRIED, OF_YEAR = "carried", "books"
"""Memory of what goes on from year to year, and of what belongs to one year."""
OF_ONE_YEAR = ("books", "prospect", "decision", "adjusted")
MOVED_IN_JANUARY = (
    ("traits", "productivity"),
    ("first_best_rate",),
    ("first_best_factor",),
    ("state", "perceived_risk"),
    ("state", "perceived_audit"),
    ("state", "consequence_belief"),
)
"""What is carried on and moved before the books of the next year are open."""


@dataclass(frozen=True)
class Leaf:
    """An array of a record: where it stands, whether it differs by department, and whether it is true or false."""

    memory: str
    place: int
    """Number of rows before it, in the memory of one run."""
    is_vector: bool
    is_truth: bool


def records_of(world: World, further: dict[str, Any]) -> dict[str, Any]:
    """Return the records that stand between two steps, by name: those of the world, and ``further`` ones."""
    records = {**trace.carried(world), "adjusted": world.adjusted, **further}
    return {name: record for name, record in records.items() if record is not None}


def arrays_of(records: dict[str, Any]) -> Iterable[tuple[Path, Any]]:
    """Yield the arrays of some records that compiled code makes, with their paths."""
    for name, record in records.items():
        for path, value in trace.leaves(record, (name,)):
            if not is_outside(path):
                yield path, value


class Places:
    """Gives every array a place, the same after every step.

    Parameters
    ----------
    lived
        A world after its first year, which has all that is ever carried from year to year.
    """

    def __init__(self, lived: World) -> None:
        carried = arrays_of(trace.carried(lived))
        self._carried = {path: place for place, (path, _) in enumerate(carried)}
        self._of_year: dict[Path, int] = {}

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each memory."""
        return {CARRIED: len(self._carried), OF_YEAR: len(self._of_year)}

    def carried(self, path: Path) -> Leaf:
        """Return where something stands that is carried from year to year.

        Raises
        ------
        TraceError
            If it is not there after a first year.
        """
        if path not in self._carried:
            raise TraceError(f"{'.'.join(path)} is carried on from some years only")
        return Leaf(CARRIED, self._carried[path], path not in trace.OF_THE_DISTRICT, is_truth=False)

    def leaves(self, records: dict[str, Any], graph: Graph, *, closed: bool) -> dict[Path, Leaf]:
        """Return where the arrays of some traced records stand.

        One array under two names has one place, but for two names that are carried on, which part from each other,
        and for ``closed`` books, which do not follow what January moves.
        """
        known: dict[int, Leaf] = {}
        found: dict[Path, Leaf] = {}
        for path, value in sorted(arrays_of(records), key=lambda leaf: leaf[0][0] in OF_ONE_YEAR):
            if path[0] not in OF_ONE_YEAR:
                found[path] = self.carried(path)
                if not (closed and path in MOVED_IN_JANUARY):
                    known.setdefault(id(value), found[path])
                continue
            if id(value) not in known:
                node = graph.nodes[graph.number_of(value)]
                place = self._of_year.setdefault(path, len(self._of_year))
                # Equal numbers of all departments too have a row, which somebody may write into.
                is_vector = node.is_vector or value.shape[-1] > 1
                known[id(value)] = Leaf(OF_YEAR, place, is_vector, node.is_truth)
            found[path] = known[id(value)]
        return found


PITCH, OFFSET = "%pitch", "%offset"
"""Rows that the same array of all runs takes, and doubles from its first row to that of the run."""


def entry_lines(departments: int) -> list[str]:
    """Return what a function begins with that reads or writes such places."""
    return [
        f"  {PITCH} = load i64, ptr %shape, align 8",
        f"  {OFFSET} = mul i64 %run, {padded(departments)}",
    ]


def address_of(memory: str, place: int, departments: int) -> Place:
    """Return what writes the address of an array of the run."""

    def write(w: Writer) -> str:
        before = w.new(f"mul i64 {PITCH}, {place * padded(departments)}")
        far = w.new(f"add i64 {before}, {OFFSET}")
        return w.new(f"getelementptr double, ptr %{memory}, i64 {far}")

    return write
