"""From a plan to LLVM text: one function a year, written out with vectors of departments."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from budgetsim import elementary
from budgetsim.model.engine.graph import FUNCTIONS, Graph
from budgetsim.model.engine.plan import Plan, padded, shift_of
from budgetsim.numerics import LANES

COMPARE = {
    "less": "olt",
    "less_equal": "ole",
    "greater": "ogt",
    "greater_equal": "oge",
    "equal": "oeq",
    "not_equal": "une",
}
ARITHMETIC = {"add": "fadd", "subtract": "fsub", "multiply": "fmul", "divide": "fdiv"}
LOGIC = {"bitwise_and": "and", "bitwise_or": "or", "invert": "xor"}


def literal(value: float) -> str:
    """Return a number with all its bits."""
    return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"


@dataclass
class Writer:
    """Lines of one function, and names for what they make."""

    lines: list[str] = field(default_factory=list)
    count: int = 0

    def new(self, text: str) -> str:
        """Write an instruction; return the name of what it makes."""
        self.count += 1
        name = f"%t{self.count}"
        self.lines.append(f"  {name} = {text}")
        return name

    def say(self, text: str) -> None:
        """Write an instruction that makes nothing."""
        self.lines.append(f"  {text}")

    def label(self, name: str) -> None:
        """Begin a block."""
        self.lines.append(f"{name}:")


@dataclass(frozen=True)
class Sort:
    """What is computed with: single numbers, or vectors of departments."""

    kind: str
    wholes: str
    truth: str
    suffix: str
    """Of functions."""
    intrinsic: str

    def splat(self, value: float) -> str:
        """Return a constant."""
        return self._splat("double", literal(value))

    def whole(self, value: int) -> str:
        """Return a constant whole number."""
        return self._splat("i64", str(value))

    def true(self) -> str:
        """Return what is true everywhere."""
        return self._splat("i1", "true")

    def _splat(self, kind: str, value: str) -> str:
        return value if self is NUMBER else "<" + ", ".join(f"{kind} {value}" for _ in range(LANES)) + ">"


NUMBER = Sort("double", "i64", "i1", "s", "f64")
VECTOR = Sort(f"<{LANES} x double>", f"<{LANES} x i64>", f"<{LANES} x i1>", "v", f"v{LANES}f64")


def write_operation(w: Writer, operation: str, sort: Sort, parts: list[str], truths: list[bool]) -> str:
    """Write an elementwise operation on numbers or vectors; return the name of the result."""
    kind = sort.kind
    if operation in ARITHMETIC:
        return w.new(f"{ARITHMETIC[operation]} {kind} {parts[0]}, {parts[1]}")
    if operation in COMPARE:
        return w.new(f"fcmp {COMPARE[operation]} {kind} {parts[0]}, {parts[1]}")
    if operation in LOGIC:
        return w.new(
            f"{LOGIC[operation]} {sort.truth} {parts[0]}, {parts[1] if len(parts) > 1 else sort.true()}"
        )
    if operation == "where":
        kind = sort.truth if truths[1] else kind
        return w.new(f"select {sort.truth} {parts[0]}, {kind} {parts[1]}, {kind} {parts[2]}")
    if operation in FUNCTIONS:
        return w.new(f"call {kind} @{operation}_{sort.suffix}({kind} {parts[0]})")
    return OTHERS[operation](w, sort, parts)


def _select(w: Writer, sort: Sort, test: str, first: str, second: str) -> str:
    return w.new(f"select {sort.truth} {test}, {sort.kind} {first}, {sort.kind} {second}")


def _extreme(order: str) -> Operation:
    def write(w: Writer, sort: Sort, parts: list[str]) -> str:
        test = w.new(f"fcmp {order} {sort.kind} {parts[0]}, {parts[1]}")
        return _select(w, sort, test, parts[0], parts[1])

    return write


def _intrinsic(name: str) -> Operation:
    def write(w: Writer, sort: Sort, parts: list[str]) -> str:
        return w.new(f"call {sort.kind} @llvm.{name}.{sort.intrinsic}({sort.kind} {parts[0]})")

    return write


def _sign(w: Writer, sort: Sort, parts: list[str]) -> str:
    zero = sort.splat(0.0)
    above = w.new(f"fcmp ogt {sort.kind} {parts[0]}, {zero}")
    below = w.new(f"fcmp olt {sort.kind} {parts[0]}, {zero}")
    return _select(w, sort, above, sort.splat(1.0), _select(w, sort, below, sort.splat(-1.0), zero))


def _power_of_two(w: Writer, sort: Sort, parts: list[str]) -> str:
    moved = w.new(f"fadd {sort.kind} {parts[0]}, {sort.splat(elementary.NEAREST)}")
    bits = w.new(f"bitcast {sort.kind} {moved} to {sort.wholes}")
    biased = w.new(f"add {sort.wholes} {bits}, {sort.whole(elementary.EXPONENT_BIAS)}")
    shifted = w.new(f"shl {sort.wholes} {biased}, {sort.whole(elementary.MANTISSA_BITS)}")
    return w.new(f"bitcast {sort.wholes} {shifted} to {sort.kind}")


def _from_root_half(w: Writer, sort: Sort, part: str) -> str:
    bits = w.new(f"bitcast {sort.kind} {part} to {sort.wholes}")
    return w.new(f"add {sort.wholes} {bits}, {sort.whole(elementary.ONE - elementary.ABOVE_ROOT_HALF)}")


def _mantissa(w: Writer, sort: Sort, parts: list[str]) -> str:
    rest = w.new(f"and {sort.wholes} {_from_root_half(w, sort, parts[0])}, {sort.whole(elementary.MANTISSA)}")
    placed = w.new(f"add {sort.wholes} {rest}, {sort.whole(elementary.ABOVE_ROOT_HALF)}")
    return w.new(f"bitcast {sort.wholes} {placed} to {sort.kind}")


def _exponent(w: Writer, sort: Sort, parts: list[str]) -> str:
    moved = _from_root_half(w, sort, parts[0])
    shifted = w.new(f"ashr {sort.wholes} {moved}, {sort.whole(elementary.MANTISSA_BITS)}")
    bounded = w.new(f"and {sort.wholes} {shifted}, {sort.whole(0x7FF)}")
    placed = w.new(f"or {sort.wholes} {bounded}, {sort.whole(elementary.WHOLE)}")
    number = w.new(f"bitcast {sort.wholes} {placed} to {sort.kind}")
    return w.new(
        f"fsub {sort.kind} {number}, {sort.splat(float(1 << elementary.MANTISSA_BITS) + elementary.EXPONENT_BIAS)}"
    )


Operation = Callable[[Writer, Sort, list[str]], str]
OTHERS: dict[str, Operation] = {
    "minimum": _extreme("olt"),
    "maximum": _extreme("ogt"),
    "number": lambda w, sort, parts: _select(w, sort, parts[0], sort.splat(1.0), sort.splat(0.0)),
    "negative": lambda w, sort, parts: w.new(f"fneg {sort.kind} {parts[0]}"),
    "sqrt": _intrinsic("sqrt"),
    "absolute": _intrinsic("fabs"),
    "sign": _sign,
    "power_of_two": _power_of_two,
    "mantissa": _mantissa,
    "exponent": _exponent,
}


def write_function(name: str, sort: Sort) -> str:
    """Return the text of a function of one number, or of a vector, from its equation."""
    graph = Graph(1, spells_functions=True)
    result = FUNCTIONS[name](graph.input(("argument",), vector=False))
    w, names = Writer(), dict[int, str]()
    for number, node in enumerate(graph.nodes):
        value = graph.value(number)
        if value is not None:
            names[number] = sort.splat(value)
        elif node.operation == "input":
            names[number] = "%x"
        else:
            truths = [graph.nodes[part].is_truth for part in node.parts]
            names[number] = write_operation(
                w, node.operation, sort, [names[part] for part in node.parts], truths
            )
    body = "\n".join(w.lines)
    return (
        f"define internal {sort.kind} @{name}_{sort.suffix}({sort.kind} %x) #1 {{\n{body}\n"
        f"  ret {sort.kind} {names[result.number]}\n}}\n"
    )


Place = Callable[[Writer], str]
"""What writes the address of something."""


class YearWriter:
    """Writes the body of a function: the loops of a plan, and what happens between them.

    Parameters
    ----------
    plan
        Of the graph.
    read_address
        Writes the address of an input by its place.
    rows, numbers
        Nodes that are to be left somewhere, and what writes the addresses of those places.
    """

    def __init__(
        self,
        plan: Plan,
        read_address: Callable[[Writer, Any], str],
        rows: Iterable[tuple[int, Place]],
        numbers: Iterable[tuple[int, Place]],
    ) -> None:
        self.plan, self.graph, self.w = plan, plan.graph, Writer()
        self.tables: dict[bytes, str] = {}
        """Names of the constant rows that the function reads."""
        self._read_address = read_address
        self._rows: dict[int, list[Place]] = {}
        for number, place in rows:
            self._rows.setdefault(number, []).append(place)
        self._numbers = list(numbers)
        self._names: dict[int, str] = {}
        self._addresses: dict[int, str] = {}
        self._drawn: dict[tuple[Any, ...], str] = {}
        """Names of what was drawn, two rows at a time, by the loop, the purpose and the rows."""
        self._taken = {node.parts[0] for node in self.graph.nodes if node.operation == "take"}

    def write(self) -> list[str]:
        """Write everything; return the lines of the body."""
        for number, stage in enumerate(self.plan.stages):
            for scalar in stage.scalars:
                self._write_number(scalar)
            made = [n for n in stage.vectors if self.graph.nodes[n].operation not in ("input", "table")]
            if made:
                self._write_loop(number, made)
            for across in stage.across:
                self._write_across(across)
        for number, place in self._numbers:
            self.w.say(f"store double {self._number(number)}, ptr {place(self.w)}, align 8")
        return self.w.lines

    def row_address(self, number: int) -> str:
        """Return the address of a whole row of departments."""
        node = self.graph.nodes[number]
        if number not in self._addresses:
            if node.operation == "take":
                base, shift = self.row_address(node.parts[0]), shift_of(node.detail)
                address = self.w.new(f"getelementptr double, ptr {base}, i64 {shift}")
            elif node.operation == "input":
                address = self._read_address(self.w, node.detail)
            elif node.operation == "table":
                address = self.tables.setdefault(node.detail, f"@table_{len(self.tables)}")
            else:
                address = self.w.new(f"getelementptr double, ptr %work, i64 {self.plan.slots[number]}")
            self._addresses[number] = address
        return self._addresses[number]

    def _number(self, number: int) -> str:
        value = self.graph.value(number)
        return literal(value) if value is not None else self._names[number]

    def _truths(self, number: int) -> list[bool]:
        return [self.graph.nodes[part].is_truth for part in self.graph.nodes[number].parts]

    def _write_number(self, number: int) -> None:
        node = self.graph.nodes[number]
        if node.operation == "input":
            address = self._read_address(self.w, node.detail)
            self._names[number] = self.w.new(f"load double, ptr {address}, align 8")
        elif node.operation == "uniform":
            self._names[number] = self._write_uniform(node.detail, NUMBER, "0", None)
        elif node.operation != "constant":
            parts = [self._number(part) for part in node.parts]
            self._names[number] = write_operation(self.w, node.operation, NUMBER, parts, self._truths(number))

    def _write_loop(self, stage: int, made: list[int]) -> None:
        """Write a loop over departments, and copy the rows that others take from behind themselves."""
        w, inside = self.w, set(made)
        parts = [part for number in made for part in self.graph.nodes[number].parts]
        names = self._broadcast(parts)
        sources = {p: self.row_address(p) for p in parts if self.graph.nodes[p].is_vector and p not in inside}
        targets = {number: self._targets(number) for number in made}
        w.say(f"br label %before{stage}")
        w.label(f"before{stage}")
        w.say(f"br label %loop{stage}")
        w.label(f"loop{stage}")
        index = f"%i{stage}"
        w.say(f"{index} = phi i64 [ 0, %before{stage} ], [ %next{stage}, %loop{stage} ]")
        for number in made:
            node = self.graph.nodes[number]
            given = [self._value(part, names, sources, index) for part in node.parts]
            if node.operation == "uniform":
                names[number] = self._write_uniform(node.detail, VECTOR, index, stage)
            elif node.operation in ("spread", "copy"):
                names[number] = given[0]
            else:
                names[number] = write_operation(w, node.operation, VECTOR, given, self._truths(number))
            for target in targets[number]:
                self._store(number, names[number], target, index)
        w.say(f"%next{stage} = add i64 {index}, {LANES}")
        w.say(f"%more{stage} = icmp ult i64 %next{stage}, {padded(self.graph.departments)}")
        w.say(f"br i1 %more{stage}, label %loop{stage}, label %after{stage}")
        w.label(f"after{stage}")
        for number in self._taken & inside & set(self.plan.slots):
            row = self.row_address(number)
            end = w.new(f"getelementptr double, ptr {row}, i64 {self.graph.departments}")
            w.say(f"call void @wrap(ptr {end}, ptr {row}, i64 {self.graph.departments + LANES})")

    def _write_uniform(self, detail: Any, sort: Sort, place: str, stage: int | None) -> str:
        """Write a draw, and the one that comes with it, once in a loop; return the name of the one asked for."""
        purpose, row = detail
        key = stage, purpose, row // 2
        both = f"{{ {sort.kind}, {sort.kind} }}"
        if key not in self._drawn:
            arguments = f"i64 {place}, i64 {row // 2}, i64 %run, i64 {int(purpose)}, ptr %keys.own"
            self._drawn[key] = self.w.new(f"call {both} @uniforms_{sort.suffix}({arguments})")
        return self.w.new(f"extractvalue {both} {self._drawn[key]}, {row % 2}")

    def _broadcast(self, parts: Iterable[int]) -> dict[int, str]:
        """Write numbers that a loop reads as vectors of themselves; return their names."""
        names: dict[int, str] = {}
        for part in parts:
            node = self.graph.nodes[part]
            if not node.is_vector and part not in names and self.graph.value(part) is None:
                kind = "i1" if node.is_truth else "double"
                wide = f"<{LANES} x {kind}>"
                one = self.w.new(f"insertelement {wide} poison, {kind} {self._names[part]}, i32 0")
                names[part] = self.w.new(
                    f"shufflevector {wide} {one}, {wide} poison, <{LANES} x i32> zeroinitializer"
                )
        return names

    def _targets(self, number: int) -> list[str]:
        places = [place(self.w) for place in self._rows.get(number, [])]
        return [*places, self.row_address(number)] if number in self.plan.slots else places

    def _value(self, part: int, names: dict[int, str], sources: dict[int, str], index: str) -> str:
        constant = self.graph.value(part)
        if constant is not None:
            return VECTOR.splat(constant)
        if part not in names:
            at = self.w.new(f"getelementptr double, ptr {sources[part]}, i64 {index}")
            names[part] = self.w.new(f"load {VECTOR.kind}, ptr {at}, align 8")
            if self.graph.nodes[part].is_truth:
                names[part] = self.w.new(f"fcmp une {VECTOR.kind} {names[part]}, {VECTOR.splat(0.0)}")
        return names[part]

    def _store(self, number: int, name: str, target: str, index: str) -> None:
        if self.graph.nodes[number].is_truth:
            name = write_operation(self.w, "number", VECTOR, [name], [True])
        at = self.w.new(f"getelementptr double, ptr {target}, i64 {index}")
        self.w.say(f"store {VECTOR.kind} {name}, ptr {at}, align 8")

    def _write_across(self, number: int) -> None:
        """Write what needs all departments at once; rows of others are read where they are used."""
        node, count = self.graph.nodes[number], self.graph.departments
        if node.operation == "take":
            return
        rows = [self.row_address(part) for part in node.parts]
        if node.operation == "total":
            self._names[number] = self.w.new(f"call double @total(ptr {rows[0]}, i64 {count})")
            return
        arguments = ", ".join(f"ptr {row}" for row in (*rows, self.row_address(number)))
        self.w.say(f"call void @{node.operation}({arguments}, i64 {count})")
