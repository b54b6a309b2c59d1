"""How a file becomes a panel: the table ``[panel]``, read and written. What it does not say is guessed, with a note."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from budgetsim.data.encodings import ENCODINGS
from budgetsim.data.file import DELIMITERS
from budgetsim.data.names import read_renames
from budgetsim.data.numbers import DECIMALS, MISSING, NEGATIVE, THOUSANDS, Convention, Marks, guessed
from budgetsim.data.said import told
from budgetsim.data.units import EXAMPLES, Unit, factor_of, written
from budgetsim.scenario_files.faults import Fault, ScenarioError, is_number, kind_of, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.syntax import toml_value

BLOCK = "panel"
MONEY = ("approved", "adjusted", "executed")
SCORES = ("self_score", "external_score")
EXCELLENT = 90.0
"""Score from which a self-score counts as top unless a recipe says otherwise: the grade "excellent" of the Ministry of
Finance."""
NEEDED = ("unit", "year")
VALUES = (*MONEY, *SCORES)
ROLES = (*NEEDED, *VALUES, "cluster")
RANGES = ("score_range", "self_range", "external_range")
OUTSIDE = ("refuse", "clip", "leave_out")
REPEATED = ("refuse", "sum")
FULL_RANGE = (0.0, 100.0)
MOST_HEADER_ROWS, MOST_ROWS = 5, 10_000
"""Rows that a header may have, and that may stand above it or below the table."""
KEYS = (
    *ROLES, *RANGES, "outside", "top_score", "encoding", "delimiter", "sheet", "header_row", "header_rows",
    "footer_rows", "wide", "fill_down", "only", "leave_out", "renames", "repeated", "decimal", "thousands", "signs",
    "negative", "missing", "money_unit",
)  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """How a file becomes a panel. Empty fields are what nobody said: they are guessed when the file is read."""

    names: Mapping[str, str] = field(
        default_factory=lambda: {role: role for role in ROLES if role != "cluster"}
    )
    """The file's column for each role that it has."""
    ranges: Mapping[str, tuple[float, float]] = field(
        default_factory=lambda: dict.fromkeys(SCORES, FULL_RANGE)
    )
    """Lowest and highest score by role; scores become 0 to 100 within it."""
    outside: str = "refuse"
    """What becomes of scores outside their range: refuse the file, clip them to it, or leave them out."""
    top: float = EXCELLENT
    """Score from which a self-score counts as top, 0 to 100."""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    """Sheet of a workbook, by name or number."""
    header_row: int = 0
    """Row of the header, counted from 1 as the file's lines are."""
    header_rows: int = 0
    """Rows of the header, which are read together."""
    footer_rows: int | None = None
    """Rows at the end that are none of the table: footnotes, signatures."""
    wide: str = ""
    """Role of what stands in columns that years are the names of."""
    fill_down: tuple[str, ...] | None = None
    """Columns whose empty cells mean what stands above them."""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Cells that rows must have, by column."""
    leave_out: tuple[str, ...] = ()
    """Units that are none, such as totals."""
    renames: Mapping[str, str] = field(default_factory=dict)
    """New names by old ones; several old ones with one new name are a merger."""
    repeated: str = "refuse"
    """What becomes of several rows of one unit in one year: refuse the file, or add their amounts up."""
    decimal: Mapping[str, str] = field(default_factory=dict)
    """Decimal mark by role; ``""`` stands for all."""
    thousands: Mapping[str, str] = field(default_factory=dict)
    """Sign between thousands by role; a blank stands for those that cannot be broken as well."""
    signs: tuple[str, ...] | None = None
    """Signs beside numbers that are passed over; ``None`` for all that are known."""
    negative: str = "refuse"
    """What becomes of negative amounts (brackets mean the same): refuse the file, keep them, or leave them out."""
    missing: tuple[str, ...] = MISSING
    money_unit: tuple[Unit, ...] = ()
    said: str = "panel"
    """Where lines of it are written (``said.PLACES``)."""

    def score(self, role: str, value: float) -> float:
        """Return a score on the scale of 0 to 100."""
        low, high = self.ranges[role]
        return 100.0 * (value - low) / (high - low)

    def convention(self, role: str, own: Marks | None = None, whole: Marks | None = None) -> Convention:
        """Return how the numbers of a column are written, given what its cells and those of all columns say."""
        decimal = self.decimal.get(role, self.decimal.get("", ""))
        thousands = self.thousands.get(role, self.thousands.get(""))
        decimal, thousands = guessed(own or Marks(), whole or own or Marks(), decimal, thousands)
        signs = self.signs or ()
        return Convention(
            decimal, thousands, signs, self.negative, self.missing, known_signs=self.signs is None
        )

    def with_lines(self, lines: Iterable[Mapping[str, Any]]) -> Recipe:
        """Return this recipe with lines of ``[panel]`` that notes name added to it."""
        recipe = self
        for own in lines:
            if not own:
                continue
            read = read_recipe(_Lines(own), Path())
            changes = {key: getattr(read, key) for key in own if key in KEYS and hasattr(read, key)}
            for key in {"decimal", "thousands", "renames"} & changes.keys():
                changes[key] = {**getattr(recipe, key), **changes[key]}
            if "leave_out" in changes:
                changes["leave_out"] = tuple(dict.fromkeys((*recipe.leave_out, *read.leave_out)))
            if "money_unit" in changes:
                said = {(unit.role, unit.year) for unit in read.money_unit}
                kept = tuple(unit for unit in recipe.money_unit if (unit.role, unit.year) not in said)
                changes["money_unit"] = (*kept, *read.money_unit)
            for key, role in zip(RANGES[1:], SCORES, strict=True):
                if key in own or "score_range" in own:
                    changes["ranges"] = {**changes.get("ranges", recipe.ranges), role: read.ranges[role]}
            names = {role: str(name) for role, name in own.items() if role in ROLES}
            recipe = replace(recipe, **changes, names={**recipe.names, **names})
        return recipe

    def lines(self) -> dict[str, str]:
        """Return the lines of ``[panel]`` that say all of this, by key."""
        return {key: f"{key} = {toml_value(value)}" for key, value in self._said().items()}

    def to_toml(self) -> str:
        """Return the table ``[panel]`` that says all of this."""
        return "\n".join([f"[{BLOCK}]", *self.lines().values()]) + "\n"

    def _said(self) -> dict[str, Any]:
        """Return what is not as it is without a word, by key."""
        usual = Recipe()
        said: dict[str, Any] = {role: self.names[role] for role in ROLES if role in self.names}
        for key, role in zip(RANGES[1:], SCORES, strict=True):
            if role in self.names and self.ranges[role] != FULL_RANGE:
                said[key] = list(self.ranges[role])
        if self.top != EXCELLENT:
            low, high = self.ranges["self_score"]
            said["top_score"] = low + self.top * (high - low) / 100.0
        for key in KEYS:
            value = getattr(self, key, None)
            if key in said or value is None or value == getattr(usual, key):
                continue
            said[key] = self._plain(key, value)
        return said

    @staticmethod
    def _plain(key: str, value: Any) -> Any:
        if key in ("decimal", "thousands"):
            return value[""] if list(value) == [""] else {role or "all": mark for role, mark in value.items()}
        if key == "money_unit":
            return written(value)
        if isinstance(value, Mapping):
            return {name: list(item) if isinstance(item, tuple) else item for name, item in value.items()}
        return list(value) if isinstance(value, tuple) else value


def line_of(text: str) -> dict[str, Any] | None:
    """Return a line of ``[panel]`` that was typed; ``None`` if it is none.

    A single word behind the equals sign needs no quotation marks.
    """
    key, equals, value = text.partition("=")
    for line in (text, f"{key} = {toml_value(value.strip())}"):
        with suppress(tomllib.TOMLDecodeError):
            if equals and key.strip():
                return tomllib.loads(line)
    return None


def lines_between(before: Recipe, after: Recipe) -> list[str]:
    """Return the lines of one recipe that another one has not."""
    known = before.lines()
    return [line for key, line in after.lines().items() if line != known.get(key)]


class RecipeFile(Protocol):
    """A file with a table ``[panel]`` that takes note of its faults."""

    def table(self, key: str) -> dict[str, Any]:
        """Return a table."""

    def told(self, path: Sequence[str | int], value: Any, key: str, /, hint: str = "", **values: Any) -> None:
        """Take note of a fault of the value at a key path, by the key of its message."""


@dataclass(frozen=True)
class _Lines:
    """Lines of a recipe that nobody wrote, so that nothing is wrong with them."""

    lines: Mapping[str, Any]

    def table(self, key: str) -> dict[str, Any]:
        """Return them."""
        del key
        return dict(self.lines)

    def told(self, path: Sequence[str | int], value: Any, key: str, /, hint: str = "", **values: Any) -> None:
        """Refuse to be wrong.

        Raises
        ------
        ValueError
            If a note proposes a line that cannot be read.
        """
        raise ValueError(f"{path} = {value!r}: {key} {hint} {values}")


def read_recipe(file: RecipeFile, folder: Path) -> Recipe:
    """Return the table ``[panel]`` of a file, in which its faults are noted.

    Without it columns have the names of their roles, and scores run from 0 to 100. A file of renames is sought from
    ``folder``.
    """
    table = _Table(file, file.table(BLOCK))
    table.refuse_unknown()
    ranges = _ranges(table)
    decimal = table.marks("decimal", DECIMALS)
    thousands = table.marks("thousands", THOUSANDS)
    for role, mark in thousands.items():
        if mark and mark == decimal.get(role, decimal.get("")):
            table.told("thousands", mark, "data-fault-same-sign", other="," if mark == "." else ".")
    return Recipe(
        names=_names(table),
        ranges=ranges,
        outside=table.choice("outside", OUTSIDE),
        top=_top(table, ranges["self_score"]),
        encoding=table.choice("encoding", ENCODINGS, ""),
        delimiter=table.choice("delimiter", tuple(DELIMITERS), ""),
        sheet=table.text_or_number("sheet"),
        header_row=table.whole("header_row", 1, MOST_ROWS),
        header_rows=table.whole("header_rows", 1, MOST_HEADER_ROWS),
        footer_rows=table.whole("footer_rows", 0, MOST_ROWS) if "footer_rows" in table.data else None,
        wide=table.choice("wide", VALUES, ""),
        fill_down=table.texts("fill_down", '["unit"]') if "fill_down" in table.data else None,
        only=_only(table),
        leave_out=table.texts("leave_out", '["TOTAL"]') or (),
        renames=_renames(table, folder),
        repeated=table.choice("repeated", REPEATED),
        decimal=decimal,
        thousands=thousands,
        signs=table.texts("signs", '["%"]') if "signs" in table.data else None,
        negative=table.choice("negative", NEGATIVE),
        missing=tuple(dict.fromkeys(("", *(table.texts("missing", '["", "NA"]') or MISSING)))),
        money_unit=_units(table),
    )


@dataclass(frozen=True)
class _Table:
    """The table ``[panel]`` while it is read."""

    file: RecipeFile
    data: Mapping[str, Any]

    def told(self, key: str, value: Any, message: str, /, hint: str = "", **values: Any) -> None:
        """Take note of a fault of a key."""
        self.file.told((BLOCK, key), value, message, hint, **values)

    def refuse_unknown(self) -> None:
        """Take note of keys that there are not."""
        for key in self.data:
            if key not in KEYS:
                allowed = told("study-keys-allowed", keys=listed(KEYS))
                self.told(key, None, "fault-unknown-key", did_you_mean(key, KEYS, allowed))

    def choice(self, key: str, options: tuple[str, ...], default: str | None = None) -> str:
        """Return one of some texts; the first unless another default is given."""
        usual = options[0] if default is None else default
        value = self.data.get(key, usual)
        if value == usual or value in options:
            return str(value)
        hint = did_you_mean(str(value), options)
        self.told(key, value, "study-one-of", hint, options=listed(map(repr, options)))
        return usual

    def marks(self, key: str, options: tuple[str, ...]) -> dict[str, str]:
        """Return a mark, or one for each role."""
        value = self.data.get(key)
        if value is None:
            return {}
        given = value if isinstance(value, Mapping) else {"all": value}
        found = {}
        for role, mark in given.items():
            if mark not in options or role not in ("all", *VALUES):
                self.told(key, value, "study-one-of", options=listed(map(repr, options)))
            else:
                found["" if role == "all" else role] = str(mark)
        return found

    def text_or_number(self, key: str) -> str:
        """Return a name or a number as a text."""
        value = self.data.get(key, "")
        if isinstance(value, str | int) and not isinstance(value, bool):
            return str(value)
        self.told(key, value, "fault-not-text", told("study-quote"), kind=kind_of(value))
        return ""

    def whole(self, key: str, lower: int, upper: int) -> int:
        """Return a whole number; 0 if none is given."""
        value = self.data.get(key)
        if value is None:
            return 0
        if type(value) is int and lower <= value <= upper:
            return value
        self.told(key, value, "study-whole", lower=str(lower), upper=str(upper))
        return 0

    def texts(self, key: str, example: str) -> tuple[str, ...] | None:
        """Return a list of texts; ``None`` if none is given."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(dict.fromkeys(value))
        self.told(key, value, "data-fault-not-texts", kind=kind_of(value), example=example)
        return None


def _names(table: _Table) -> dict[str, str]:
    """Columns by role; roles that are not named have their own name, or are absent if the block names any value."""
    spelled = any(role in table.data for role in VALUES)
    found: dict[str, str] = {}
    for role in ROLES:
        value = table.data.get(role)
        if value is None:
            optional = role == "cluster" or (spelled and role in VALUES)
            found |= {} if optional else {role: role}
        elif role == "year" and type(value) is int:
            found[role] = str(value)  # of all rows
        elif not isinstance(value, str) or not value.strip():
            table.told(role, value, "data-fault-no-column-name", kind=kind_of(value))
        elif value.strip() in found.values() and role != "cluster":
            table.told(role, value, "data-fault-column-taken")
        else:
            found[role] = value.strip()
    return found


def _ranges(table: _Table) -> dict[str, tuple[float, float]]:
    given = {key: _range(table, key) for key in RANGES}
    both = given["score_range"] or FULL_RANGE
    return {"self_score": given["self_range"] or both, "external_score": given["external_range"] or both}


def _range(table: _Table, key: str) -> tuple[float, float] | None:
    value = table.data.get(key)
    if value is None:
        return None
    numbers = value if isinstance(value, list) else []
    if len(numbers) != 2 or not all(is_number(number) for number in numbers) or numbers[0] >= numbers[1]:
        table.told(key, value, "data-fault-score-range", name=key)
        return None
    return float(numbers[0]), float(numbers[1])


def _top(table: _Table, scale: tuple[float, float]) -> float:
    value = table.data.get("top_score")
    if value is None:
        return EXCELLENT
    low, high = scale
    if not is_number(value) or not low <= value <= high:
        table.told("top_score", value, "data-fault-top-score", low=f"{low:g}", high=f"{high:g}")
        return EXCELLENT
    return 100.0 * (float(value) - low) / (high - low)


def _only(table: _Table) -> dict[str, tuple[str, ...]]:
    value = table.data.get("only")
    if value is None:
        return {}
    given = value if isinstance(value, Mapping) else {}
    found = {name: (item,) if isinstance(item, str) else item for name, item in given.items()}
    if not found or not all(
        isinstance(item, list | tuple) and all(isinstance(one, str) for one in item)
        for item in found.values()
    ):
        table.told("only", value, "data-fault-only", kind=kind_of(value))
        return {}
    return {name: tuple(item) for name, item in found.items()}


def _renames(table: _Table, folder: Path) -> dict[str, str]:
    value = table.data.get("renames", {})
    if isinstance(value, Mapping) and all(isinstance(new, str) and new.strip() for new in value.values()):
        return dict(value)
    if not isinstance(value, str) or not value:
        table.told("renames", value, "data-fault-renames", kind=kind_of(value))
        return {}
    try:
        return read_renames(folder / value, Fault(f"{BLOCK}.renames", None, "", value, ""))
    except ScenarioError as error:
        for fault in error.faults:
            at = "" if fault.line is None else f"{fault.file}:{fault.line}: "
            table.told(
                "renames", value, "data-fault-renames-file", fault.suggestion, text=f"{at}{fault.message}"
            )
        return {}


def _units(table: _Table) -> tuple[Unit, ...]:
    """Return ``money_unit``: a word, or words by column, by year from which they hold, or by both."""
    value = table.data.get("money_unit", {})
    given = value if isinstance(value, Mapping) else {"all": value}
    found: list[Unit] = []
    for key, item in given.items():
        for year, word in (item if isinstance(item, Mapping) else {"all": item}).items():
            factor = _factor(word)
            keys = (key, year) if isinstance(item, Mapping) else (key,)
            role = next((one for one in keys if one in MONEY), "")
            from_year = next((int(one) for one in keys if one.isdigit()), None)
            if factor is None or any(one not in ("all", *MONEY) and not one.isdigit() for one in keys):
                units = listed(EXAMPLES)
                table.told("money_unit", word if factor is None else key, "data-fault-unit", units=units)
            else:
                found.append(Unit(str(word), factor, role, from_year))
    return tuple(found)


def _factor(word: Any) -> float | None:
    if is_number(word):
        return float(word) if word > 0 else None
    if isinstance(word, str) and re.fullmatch(r"\d+(\.\d+)?", word):
        return float(word) or None
    return factor_of(word) if isinstance(word, str) else None
