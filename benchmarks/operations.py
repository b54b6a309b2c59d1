"""How many arithmetic operations a step of a model takes an agent: what a time can be measured against.

Additions, comparisons, choices and the like count one each, and so does a function as the exponential; a sum over
agents counts one for each of them. Drawing, copying, indexing and checks for NaN are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import numpy as np

from budgetsim import Scenario
from budgetsim.model.batch import batches_of
from budgetsim.model.engine import chunks
from budgetsim.model.engine.graph import ELEMENTWISE

UNCOUNTED = {"isnan", "isfinite"}


class Counted(np.ndarray):
    """An array whose arithmetic is counted, in ``Counted.operations``."""

    operations = 0

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, out: Any = (), **options: Any) -> Any:
        if out:
            options["out"] = tuple(_plain(array) for array in out)
        plain = [_plain(array) for array in inputs]
        result = getattr(ufunc, method)(*plain, **options)
        if method == "reduce":
            # Sums of truths are checks, not arithmetic.
            Counted.operations += plain[0].size if plain[0].dtype != bool else 0
        elif ufunc.__name__ not in UNCOUNTED:
            Counted.operations += np.size(result)
        return counted(result) if isinstance(result, np.ndarray) else result


def _plain(array: Any) -> Any:
    return array.view(np.ndarray) if isinstance(array, Counted) else array


def counted(array: Any) -> Counted:
    """Return an array with the same numbers whose arithmetic is counted."""
    return np.asarray(array).view(Counted)


@contextmanager
def counting_module(module: Any) -> Iterator[None]:
    """Let the arrays that a module makes by ``np`` be counted ones."""
    real = module.np

    def making(function: Any) -> Any:
        return lambda *shape: counted(function(*shape))

    names = {name: getattr(real, name) for name in dir(real) if not name.startswith("__")}
    names |= {name: making(getattr(real, name)) for name in ("ones", "zeros", "empty")}
    names["random"] = SimpleNamespace(rand=making(real.random.rand))
    module.np = SimpleNamespace(**names)
    try:
        yield
    finally:
        module.np = real


def of_the_model(scenario: Scenario) -> float:
    """Operations of a department-month of the model, as its compiler sees a recorded year: each once."""
    (batch,) = batches_of([scenario], [scenario.protocol.years])
    form = chunks.group_of(batch, departments=False).forms[-1]
    graph = chunks.traced([form])[1][0].graph
    each = sum(node.is_vector for node in graph.nodes if node.operation in ELEMENTWISE)
    sums = sum(node.operation == "total" for node in graph.nodes)
    shared = sum(not node.is_vector for node in graph.nodes if node.operation in ELEMENTWISE)
    return (each + sums + shared / form.departments) / 12.0
