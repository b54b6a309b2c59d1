"""Years that are cut into compiled steps: from memory, from disk, or compiled."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from string import Template
from typing import Any

from budgetsim.model.batch import PARAMETERS
from budgetsim.model.engine import chunks, compiler
from budgetsim.model.engine.choice import WORTH_COMPILING_STEPS
from budgetsim.model.engine.places import OF_ONE_YEAR, Leaf
from budgetsim.model.engine.steps import (
    ARGUMENTS,
    START,
    Cut,
    Cutting,
    WrittenSteps,
    function_name,
    write_steps,
)
from budgetsim.model.engine.trace import Form
from budgetsim.model.timeline import NUMERIC

COUNTS = ("seeds", "out_stride", "columns_stride")
JOB = (*COUNTS, *ARGUMENTS)
"""What the loop over runs is given: sizes, and where tables stand."""
OWN = ("parameters", "levers", "previous", "lever_rows", "previous_rows", "out", "columns")
"""Tables of which every run has its own part."""


class StepJob(ctypes.Structure):
    """What a step is given."""

    _fields_ = [(name, ctypes.c_uint64) for name in JOB]


def _write_loop() -> str:
    """Write the loop over runs."""
    loads = []
    for place, name in enumerate(JOB):
        kind = "i64" if name in COUNTS else "ptr"
        loads.append(f"  %{name}.held = getelementptr i64, ptr %job, i64 {place}")
        loads.append(f"  %{name} = load {kind}, ptr %{name}.held, align 8")
    arguments = ", ".join(f"ptr %{f'own.{name}' if name in OWN else name}" for name in ARGUMENTS)
    template = Template(files("budgetsim.model.engine").joinpath("over_runs.ll").read_text("utf-8"))
    return template.substitute(
        loads="\n".join(loads),
        parameter_count=len(PARAMETERS),
        lever_count=len(NUMERIC),
        arguments=arguments,
    )


@dataclass(frozen=True)
class Steps:
    """The compiled steps of a year of one form, and what stands before and after each."""

    cuts: dict[str, Cut]
    rows: dict[str, int]
    work: int
    program: compiler.Program

    @cached_property
    def addresses(self) -> dict[str, int]:
        """Where the function of each step stands."""
        functions: dict[str, Any] = {
            step: self.program.function(function_name(step)) for step in self.cuts if step != START
        }
        return {
            step: ctypes.cast(function, ctypes.c_void_p).value or 0 for step, function in functions.items()
        }

    @cached_property
    def over_runs(self) -> Any:
        """Function of a job, the address of a step, and the first run and the one behind the last."""
        return self.program.function(
            "over_runs", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64
        )

    @cached_property
    def changes(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """By step, the records of the year that show something else after it, and in which of their fields."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        before = self.cuts[START]
        for step, cut in self.cuts.items():
            found[step] = {
                name: _changed_fields(name, before, cut) for name in cut.records if name in OF_ONE_YEAR
            }
            before = cut
        return found

    @cached_property
    def truths(self) -> dict[str, list[Leaf]]:
        """By step, the arrays that say what is true."""
        return {
            step: list({leaf for leaf in cut.leaves.values() if leaf.is_truth})
            for step, cut in self.cuts.items()
        }


def _changed_fields(name: str, before: Cut, after: Cut) -> tuple[str, ...]:
    """Return the fields of a record that have other values or stand elsewhere."""
    record, old = after.records[name], before.records.get(name)
    if not isinstance(record, dict):
        return ()

    def shown(cut: Cut, held: Any, field: str) -> Any:
        inside = {path: leaf for path, leaf in cut.leaves.items() if path[:2] == (name, field)}
        return None if held is None or field not in held["fields"] else held["fields"][field], inside

    return tuple(
        field for field in record["fields"] if shown(after, record, field) != shown(before, old, field)
    )


_STEPS: dict[tuple[Form, Cutting], Steps] = {}
_COMPILING = threading.Lock()


def are_ready(forms: Iterable[Form], cutting: Cutting) -> bool:
    """Whether the steps of these forms are in memory, or lie on disk."""
    return all(
        (form, cutting) in _STEPS or compiler.kept(_key(form, cutting)) is not None for form in set(forms)
    )


def are_worth_it(forms: Iterable[Form], cutting: Cutting, runs: int = 1) -> bool:
    """Whether steps are there already, or so many single runs have been asked for that compiling them pays."""
    kinds = tuple(forms)
    if are_ready(kinds, cutting):
        return True
    for form in kinds:
        _WANTED[form, cutting] = _WANTED.get((form, cutting), 0) + runs
    return all(_WANTED[form, cutting] > WORTH_COMPILING_STEPS for form in kinds)


_WANTED: dict[tuple[Form, Cutting], int] = {}
"""Single runs that this process was asked for, by the form of their years."""


def steps_of(form: Form, cutting: Cutting) -> Steps:
    """Return the compiled steps of a year of a form: from memory, from disk, or compiled."""
    with _COMPILING:
        if (form, cutting) not in _STEPS:
            _STEPS[form, cutting] = _loaded(form, cutting)
        return _STEPS[form, cutting]


def _key(form: Form, cutting: Cutting) -> str:
    return chunks.key_of((form,), f"steps {cutting}")


def _loaded(form: Form, cutting: Cutting) -> Steps:
    key = _key(form, cutting)
    stored = compiler.kept(key)
    if stored is None:
        written = write_steps(form, cutting)
        code = compiler.object_code(f"{written.text}\n{_write_loop()}")
        about = _to_json(written)
        compiler.keep(key, about, code)
    else:
        about, code = stored
    cuts = {
        step: Cut(cut["records"], {tuple(path): Leaf(*leaf) for path, leaf in cut["leaves"]})
        for step, cut in about["cuts"].items()
    }
    return Steps(cuts, about["rows"], about["work"], compiler.Program(code))


def _to_json(written: WrittenSteps) -> dict[str, Any]:
    """Return what is needed beside the code as plain values."""
    cuts = {
        step: {
            "records": cut.records,
            "leaves": [
                [list(path), [leaf.memory, leaf.place, leaf.is_vector, leaf.is_truth]]
                for path, leaf in cut.leaves.items()
            ],
        }
        for step, cut in written.cuts.items()
    }
    return {"cuts": cuts, "rows": written.rows, "work": written.work}
