"""Points that are written out one by one: the value of each factor, and perhaps a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from budgetsim.scenario_files.changes import ALL
from budgetsim.scenario_files.document import name_problem
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, told_with_remedy
from budgetsim.studies.factors import Factor, Place, make_factor
from budgetsim.studies.study_file import KeyPath, StudyFile, flat
from budgetsim.studies.values import Value

LIST = "list"
"""The design of points that are written out one by one."""
Row = Mapping[str, Any]
"""A point: values as they are declared, by bare name, and perhaps ``name``."""
BLOCK = "point"
"""Key of a point in a study file."""


@dataclass(frozen=True)
class Listed(Value):
    """Points: in files blocks ``[[point]]``, in Python mappings of parameters to values."""

    metavar = "POINTS"

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[Row, ...]:
        """As ``Value.of_texts``: a text lists no points."""
        raise ScenarioError(place.told("", texts[-1], "sweep-fault-no-points"))

    def of_file(self, file: StudyFile, key: str) -> tuple[Row, ...] | None:
        """As ``Value.of_file``."""
        del key
        blocks = file.raw(BLOCK)
        if file.raw("design") != LIST:
            if blocks is not None:
                file.fault((BLOCK,), None, *told_with_remedy("sweep-fault-other-design"))
            return None
        for table in ("levers", "uncertainties", "switches"):
            if file.raw(table):
                file.fault((table,), None, *told_with_remedy("sweep-fault-listed-table", table=table))
        reader = _Reader(file.place)
        rows = reader.read(blocks)
        if reader.faults:
            file.faults += reader.faults
            return None
        for factor in factors_of(rows):
            file.noted(factor, (BLOCK, 0, factor.name))
        return rows

    def of_python(self, given: Any, place: Place) -> tuple[Row, ...]:
        """As ``Value.of_python``."""
        reader = _Reader(lambda *_: place)
        rows = reader.read(given if isinstance(given, str) else list(given))
        if reader.faults:
            raise ScenarioError(reader.faults)
        return rows


def factors_of(rows: Sequence[Row]) -> tuple[Factor, ...]:
    """Return the factors that listed points vary, with the values that they take."""
    names = [name for name in rows[0] if name != "name"] if rows else []
    return tuple(
        make_factor(name, list(dict.fromkeys(row[name] for row in rows)), None, Place("")) for name in names
    )


@dataclass
class _Reader:
    """Reads blocks of points; ``place`` tells where a key path stands."""

    place: Callable[..., Place]
    faults: list[Fault] = field(default_factory=list)

    def read(self, blocks: Any) -> tuple[Row, ...]:
        if not isinstance(blocks, list) or not blocks or not all(isinstance(row, Mapping) for row in blocks):
            self._told((BLOCK,), blocks, "sweep-fault-no-blocks", kind=kind_of(blocks))
            return ()
        rows = tuple(self._row(number, block) for number, block in enumerate(blocks))
        self._check_names(rows)
        self._check_factors(rows)
        return rows

    def _fault(self, path: KeyPath, value: Any, message: str, hint: str = "") -> None:
        self.faults.append(self.place(*path).fault(".".join(map(str, path)), value, message, hint))

    def _told(self, path: KeyPath, value: Any, key: str, /, **values: str) -> None:
        self._fault(path, value, *told_with_remedy(key, **values))

    def _row(self, number: int, block: Row) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for key, path, value in flat(block, (BLOCK, number)):
            if key == "name":
                row[key] = value
                if problem := name_problem(value):
                    self._fault(path, value, problem)
                continue
            if key.endswith(ALL):
                self._told(path, value, "sweep-fault-all", ending=ALL)
                continue
            name, checked = key.rpartition(".")[2], value
            try:
                factor = make_factor(key, [value], None, self.place(*path))
                name, checked = factor.name, factor.levels[0]
            except ScenarioError as error:
                self.faults += error.faults
            if name in row:
                self._told(path, value, "sweep-fault-given-twice")
            row[name] = checked
        return row

    def _check_names(self, rows: Sequence[Row]) -> None:
        seen: set[str] = set()
        is_named = any("name" in row for row in rows)
        for number, row in enumerate(rows):
            name = str(row.get("name", ""))
            if is_named and "name" not in row:
                self._told((BLOCK, number), None, "sweep-fault-unnamed")
            elif is_named and name in seen:
                self._told((BLOCK, number, "name"), name, "sweep-fault-same-name")
            seen.add(name)

    def _check_factors(self, rows: Sequence[Row]) -> None:
        first = [key for key in rows[0] if key != "name"]
        for number, row in enumerate(rows):
            odd = set(first) ^ {key for key in row if key != "name"}
            if odd:
                about = {"number": str(number + 1), "factors": ", ".join(sorted(odd))}
                self._told((BLOCK, number), None, "sweep-fault-differ", **about)
        if not first:
            self._told((BLOCK, 0), None, "sweep-fault-points-nothing")
