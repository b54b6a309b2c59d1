"""The rounds of ``model.counters`` as LLVM text: two draws of a department, or of eight departments side by side."""

from __future__ import annotations

from budgetsim.model.counters import BELOW_ONE, KEPT_BITS, KEY_STEPS, LOW, MULTIPLIERS, ONE, ROUNDS, WORD
from budgetsim.model.engine.code import NUMBER, Sort, Writer
from budgetsim.numerics import LANES


class _Word:
    """A word of 64 bits, or eight of them side by side, and how it is computed with."""

    def __init__(self, w: Writer, name: str, *, wide: bool) -> None:
        self.w, self.name, self.wide = w, name, wide

    @property
    def kind(self) -> str:
        return f"<{LANES} x i64>" if self.wide else "i64"

    def widened(self) -> _Word:
        """Eight equal ones."""
        if self.wide:
            return self
        first = self.w.new(f"insertelement <{LANES} x i64> poison, i64 {self.name}, i32 0")
        mask = f"<{LANES} x i32> zeroinitializer"
        name = self.w.new(f"shufflevector <{LANES} x i64> {first}, <{LANES} x i64> poison, {mask}")
        return _Word(self.w, name, wide=True)

    def with_number(self, operation: str, number: int) -> _Word:
        """An operation with a constant."""
        lanes = "<" + ", ".join([f"i64 {number}"] * LANES) + ">" if self.wide else str(number)
        return _Word(self.w, self.w.new(f"{operation} {self.kind} {self.name}, {lanes}"), wide=self.wide)

    def with_word(self, operation: str, other: _Word) -> _Word:
        """An operation with another word."""
        if self.wide != other.wide:
            return self.widened().with_word(operation, other.widened())
        return _Word(self.w, self.w.new(f"{operation} {self.kind} {self.name}, {other.name}"), wide=self.wide)


def write_draws(sort: Sort) -> str:
    """Return the text of a function of a department (or the first of eight), a pair of rows, year, purpose and keys."""
    w, wide = Writer(), sort is not NUMBER
    place, pair, year, purpose = (
        _Word(w, f"%{name}", wide=False) for name in ("place", "pair", "year", "purpose")
    )
    if wide:
        counted = "<" + ", ".join(f"i64 {lane}" for lane in range(LANES)) + ">"
        name = w.new(f"add {place.widened().kind} {place.widened().name}, {counted}")
        place = _Word(w, name, wide=True)
    first, second = _uniforms(w, _philox(w, (place, pair, year, purpose)), sort, wide=wide)
    both = f"{{ {sort.kind}, {sort.kind} }}"
    one = w.new(f"insertvalue {both} poison, {sort.kind} {first}, 0")
    two = w.new(f"insertvalue {both} {one}, {sort.kind} {second}, 1")
    body = "\n".join(w.lines)
    arguments = "i64 %place, i64 %pair, i64 %year, i64 %purpose, ptr noalias %keys"
    return (
        f"define internal {both} @uniforms_{sort.suffix}({arguments}) #1 {{\n{body}\n  ret {both} {two}\n}}\n"
    )


def _philox(w: Writer, counter: tuple[_Word, ...]) -> tuple[_Word, ...]:
    a, b, c, d = counter
    for number in range(ROUNDS):
        left = a.with_number("and", LOW).with_number("mul", MULTIPLIERS[0])
        right = c.with_number("and", LOW).with_number("mul", MULTIPLIERS[1])
        keys = [_key(w, 2 * number + half) for half in range(len(KEY_STEPS))]
        a = right.with_number("lshr", WORD).with_word("xor", b.with_word("xor", keys[0]))
        c = left.with_number("lshr", WORD).with_word("xor", d.with_word("xor", keys[1]))
        b, d = right, left  # their low halves: what stands above is cut off where it matters
    return a, b, c, d


def _key(w: Writer, place: int) -> _Word:
    address = w.new(f"getelementptr i64, ptr %keys, i64 {place}")
    return _Word(w, w.new(f"load i64, ptr {address}, align 8"), wide=False)


def _uniforms(w: Writer, words: tuple[_Word, ...], sort: Sort, *, wide: bool) -> list[str]:
    drawn = []
    for high, low in (words[:2], words[2:]):
        upper = high.with_number("and", LOW).with_number("shl", KEPT_BITS)
        lower = low.with_number("and", LOW).with_number("lshr", WORD - KEPT_BITS)
        bits = upper.with_word("or", lower).with_number("or", ONE)
        bits = bits.widened() if wide else bits
        number = w.new(f"bitcast {bits.kind} {bits.name} to {sort.kind}")
        drawn.append(w.new(f"fsub {sort.kind} {number}, {sort.splat(BELOW_ONE)}"))
    return drawn
