"""How numbers of the model were made: a graph of operations, and the arrays that write it down instead of computing.

A ``Traced`` array goes through the equations like any other and remembers what was done to it. Every operation stands
once in a ``Graph``, whoever asks for it: what has the same parts is the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from budgetsim import elementary


class TraceError(TypeError):
    """The equations did something to an array that cannot be compiled."""


class Node(NamedTuple):
    """One number of a run, or one of each department."""

    operation: str
    parts: tuple[int, ...]
    """Numbers of the nodes that it is made of."""
    detail: Any
    """Value of a constant, place of an input, column of a gather."""
    is_vector: bool
    """Whether it differs by department."""
    is_truth: bool
    """Whether it is true or false rather than a number."""


ARITHMETIC: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "negative": np.negative,
    "minimum": np.minimum,
    "maximum": np.maximum,
    "sqrt": np.sqrt,
    "absolute": np.absolute,
    "sign": np.sign,
}
COMPARISON: dict[str, Callable[..., Any]] = {
    "less": np.less,
    "less_equal": np.less_equal,
    "greater": np.greater,
    "greater_equal": np.greater_equal,
    "equal": np.equal,
    "not_equal": np.not_equal,
}
LOGIC: dict[str, Callable[..., Any]] = {
    "bitwise_and": np.bitwise_and,
    "bitwise_or": np.bitwise_or,
    "invert": np.invert,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(elementary, name) for name in ("exp", "log", "log1p", "ndtr", "gamma", "ndtri")
}
BITS: dict[str, Callable[..., Any]] = {
    "power_of_two": elementary.power_of_two,
    "exponent": lambda x: elementary.split(x)[0],
    "mantissa": lambda x: elementary.split(x)[1],
}
ELEMENTWISE: dict[str, Callable[..., Any]] = {
    **ARITHMETIC,
    **COMPARISON,
    **LOGIC,
    **FUNCTIONS,
    **BITS,
    "where": np.where,
}


class Graph:
    """Operations on the numbers of one run with so many departments, each of them once."""

    def __init__(self, departments: int, *, spells_functions: bool = False) -> None:
        self.departments = departments
        self.spells_functions = spells_functions
        """Whether functions are written down by what they are made of, rather than by name."""
        self.nodes: list[Node] = []
        self._known: dict[Node, int] = {}

    def node(
        self,
        operation: str,
        parts: tuple[int, ...] = (),
        detail: Hashable = None,
        *,
        vector: bool | None = None,
        truth: bool = False,
    ) -> int:
        """Return the number of an operation, a new one only where it is not there yet."""
        if vector is None:
            vector = any(self.nodes[part].is_vector for part in parts)
        wanted = Node(operation, parts, detail, vector, truth)
        if wanted not in self._known:
            self._known[wanted] = len(self.nodes)
            self.nodes.append(wanted)
        return self._known[wanted]

    def constant(self, value: float) -> int:
        """Return the node of a plain number; the bits tell −0 from 0."""
        return self.node("constant", detail=float(value).hex())

    def value(self, number: int) -> float | None:
        """Return the number of a constant node, or ``None`` of any other."""
        node = self.nodes[number]
        return float.fromhex(str(node.detail)) if node.operation == "constant" else None

    def input(self, place: Hashable, *, vector: bool) -> Traced:
        """Return an array that comes from outside, from a named place."""
        return Traced(self, self.node("input", detail=place, vector=vector))

    def apply(self, operation: str, *parts: Any) -> Traced:
        """Return what an elementwise operation makes of arrays and numbers."""
        numbers = [self.number_of(part) for part in parts]
        truth = operation in COMPARISON or operation in LOGIC
        if operation == "where" and self.value(numbers[0]) is not None:
            return Traced(self, self._as_number(numbers[1 if self.value(numbers[0]) else 2]))
        numbers = [
            self._as_truth(number)
            if operation in LOGIC or (operation == "where" and place == 0)
            else self._as_number(number)
            for place, number in enumerate(numbers)
        ]
        values = [self.value(number) for number in numbers]
        if not truth and all(value is not None for value in values):
            with np.errstate(all="ignore"):
                return Traced(self, self.constant(float(ELEMENTWISE[operation](*map(np.float64, values)))))
        if operation == "multiply" and 1.0 in values:
            return Traced(self, numbers[1 - values.index(1.0)])
        if operation == "divide" and values[1] == 1.0:
            return Traced(self, numbers[0])
        return Traced(self, self.node(operation, tuple(numbers), truth=truth))

    def _as_number(self, number: int) -> int:
        return self.node("number", (number,)) if self.nodes[number].is_truth else number

    def _as_truth(self, number: int) -> int:
        if self.nodes[number].is_truth:
            return number
        return self.node("not_equal", (number, self.constant(0.0)), truth=True)

    def number_of(self, part: Any) -> int:
        """Return the node of an array, of a plain number, or of an array of plain numbers."""
        if isinstance(part, Traced):
            if part.graph is not self:
                raise TraceError("arrays of two graphs meet")
            return part.number
        values = np.asarray(part)
        if values.dtype == bool:
            values = values.astype(np.float64)
        if values.dtype.kind not in "fi":
            raise TraceError(f"{type(part).__name__} of {values.dtype} has no place in an equation")
        flat = values.astype(np.float64).ravel()
        if flat.size and (flat.view(np.int64) == flat.view(np.int64)[0]).all():
            return self.constant(float(flat[0]))
        if values.shape[-1] != self.departments or flat.size != self.departments:
            raise TraceError(
                f"an array of shape {values.shape} among those of {self.departments} departments"
            )
        return self.node("table", detail=flat.tobytes(), vector=True)


@dataclass(frozen=True, eq=False)
class Traced:
    """An array over (point, seed, department) that remembers how it was made."""

    graph: Graph
    number: int

    __array_priority__ = 1000.0

    @property
    def node(self) -> Node:
        """The operation that made it."""
        return self.graph.nodes[self.number]

    @property
    def shape(self) -> tuple[int, int, int]:
        """(1, 1, departments), or (1, 1, 1) of a number that all departments share."""
        return 1, 1, self.graph.departments if self.node.is_vector else 1

    @property
    def ndim(self) -> int:
        """Three axes, as of every array of the model."""
        return 3

    def copy(self) -> Traced:
        """Return an array of its own, with the same numbers: nothing is ever changed in place."""
        return Traced(self.graph, self.number)

    def astype(self, kind: Any) -> Traced:
        """Return numbers, 1 for what is true."""
        if np.dtype(kind) != np.float64:
            raise TraceError(f"numbers of the model are not {np.dtype(kind)}")
        return Traced(self.graph, self.graph._as_number(self.number))  # noqa: SLF001 - one concept with the graph

    def total(self) -> Traced:
        """Return the sum over departments."""
        graph, number = self.graph, self.graph._as_number(self.spread().number)  # noqa: SLF001
        return Traced(graph, graph.node("total", (number,), vector=False))

    def take(self, column: Any, axis: int) -> Traced:
        """Return the values of other departments, ``column[i]`` for department i."""
        if axis not in (-1, 2):
            raise TraceError("only departments can be taken from")
        if not self.node.is_vector:
            return self
        indices, source = tuple(int(i) for i in np.asarray(column)), self.number
        if self.node.operation in ("input", "take"):
            source = self.graph.node("copy", (source,))  # a row of its own, that can be read around the ring
        return Traced(self.graph, self.graph.node("take", (source,), indices, vector=True))

    def spread(self) -> Traced:
        """Return the value of every department, also where all share one."""
        if self.node.is_vector:
            return self
        number = self.graph._as_number(self.number)  # noqa: SLF001
        return Traced(self.graph, self.graph.node("spread", (number,), vector=True))

    def sorted(self, values: Any) -> Traced:
        """Return values of departments in the order of this key, equal ones in the order of departments."""
        return Traced(self.graph, self.graph.node("sorted", self._beside(values), vector=True))

    def unsorted(self, ordered: Any) -> Traced:
        """Return values that stand in the order of this key at their departments again."""
        return Traced(self.graph, self.graph.node("unsorted", self._beside(ordered), vector=True))

    def _beside(self, values: Any) -> tuple[int, int]:
        other = Traced(self.graph, self.graph.number_of(values)).spread()
        return other.number, self.spread().number

    def ranks(self) -> Traced:
        """Return ranks from 1; equal values share their mean rank."""
        return Traced(self.graph, self.graph.node("ranks", (self.number,), vector=True))

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        name = {"true_divide": "divide"}.get(ufunc.__name__, ufunc.__name__)
        options.pop("out", None)  # zeros += x: what was zeros becomes the sum, by its name
        if method != "__call__" or options or name not in ELEMENTWISE:
            raise TraceError(
                f"numpy.{ufunc.__name__}: no operation of the model (numerics says which there are)"
            )
        return self.graph.apply(name, *inputs)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        name, graph = function.__name__, self.graph
        if name == "where" and len(args) == 3 and not kwargs:
            return graph.apply("where", *args)
        if name in ("ones_like", "zeros_like", "full_like"):
            value = args[1] if name == "full_like" else float(name == "ones_like")
            same = Traced(graph, graph.constant(value))
            return same.spread() if args[0].node.is_vector else same
        raise TraceError(f"numpy.{name}: no operation of the model (numerics says which there are)")

    def __add__(self, other: Any) -> Traced:
        return self.graph.apply("add", self, other)

    def __radd__(self, other: Any) -> Traced:
        return self.graph.apply("add", other, self)

    def __sub__(self, other: Any) -> Traced:
        return self.graph.apply("subtract", self, other)

    def __rsub__(self, other: Any) -> Traced:
        return self.graph.apply("subtract", other, self)

    def __mul__(self, other: Any) -> Traced:
        return self.graph.apply("multiply", self, other)

    def __rmul__(self, other: Any) -> Traced:
        return self.graph.apply("multiply", other, self)

    def __truediv__(self, other: Any) -> Traced:
        return self.graph.apply("divide", self, other)

    def __rtruediv__(self, other: Any) -> Traced:
        return self.graph.apply("divide", other, self)

    def __neg__(self) -> Traced:
        return self.graph.apply("negative", self)

    def __lt__(self, other: Any) -> Traced:
        return self.graph.apply("less", self, other)

    def __le__(self, other: Any) -> Traced:
        return self.graph.apply("less_equal", self, other)

    def __gt__(self, other: Any) -> Traced:
        return self.graph.apply("greater", self, other)

    def __ge__(self, other: Any) -> Traced:
        return self.graph.apply("greater_equal", self, other)

    def __eq__(self, other: object) -> Any:
        return self.graph.apply("equal", self, other)

    def __ne__(self, other: object) -> Any:
        return self.graph.apply("not_equal", self, other)

    __hash__ = object.__hash__

    def __and__(self, other: Any) -> Traced:
        return self.graph.apply("bitwise_and", self, other)

    def __or__(self, other: Any) -> Traced:
        return self.graph.apply("bitwise_or", self, other)

    def __invert__(self) -> Traced:
        return self.graph.apply("invert", self)

    def __bool__(self) -> bool:
        raise TraceError("an equation branches on a number: write numpy.where, or decide before the run")
