"""What values may be: each by itself, and what must hold between several."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Annotated, Any, Literal

from budgetsim.declarations import GROUPS, Declaration, declarations
from budgetsim.scenario_files.faults import Fault, figure, kind_of
from budgetsim.scenario_files.names import closest

LONGEST_TEXT = 10_000
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_PERCENT = 100

Check = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """Return a NumPy scalar, or an heir of ``float``, ``int`` or ``str``, as a plain Python value."""
    if type(value) in (float, int, str, bool):
        return value
    for kind in (float, int, str):
        if isinstance(value, kind) and not isinstance(value, bool):
            return kind(value)
    item = getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "ndim", None) == 0 else value


def whole(value: Any) -> Any:
    """Return a float without decimals as an integer: tables of designs keep whole numbers as floats.

    Raises
    ------
    ValueError
        If it is true or false, which Python takes for 1 or 0.
    """
    if isinstance(value, bool):
        raise ValueError("true and false are no numbers")  # noqa: TRY004 - pydantic collects value errors
    return int(value) if isinstance(value, float) and value.is_integer() else value


@cache
def annotation(about: Declaration) -> Any:
    """Return the strict pydantic type of a parameter."""
    from pydantic import BeforeValidator, Field

    if about.kind == "number":
        return Annotated[float, Field(strict=True, ge=about.lower, le=about.upper, allow_inf_nan=False)]
    if about.kind == "integer":
        return Annotated[int, Field(strict=True, ge=about.lower, le=about.upper), BeforeValidator(whole)]
    if about.kind == "choice":
        return Annotated[operator.getitem(Literal, about.choices), BeforeValidator(whole)]
    return Annotated[str, Field(strict=True, max_length=LONGEST_TEXT)]


@cache
def check_of(about: Declaration) -> Check:
    """Return the function that turns a raw value of a parameter into its final value, or raises ``ValueError``."""
    from pydantic import TypeAdapter

    check: Check = TypeAdapter(annotation(about)).validator.validate_python
    return check


@cache
def table_check(group: str) -> Callable[[Mapping[str, Any]], Any]:
    """Return the pydantic check of a whole table: a model made from the dataclass of a group."""
    from pydantic import ConfigDict, create_model

    fields: dict[str, Any] = {
        about.name: (annotation(about), about.default)
        for about in declarations().values()
        if about.group == group
    }
    model = create_model(GROUPS[group].__name__, __config__=ConfigDict(extra="forbid", strict=True), **fields)
    check: Callable[[Mapping[str, Any]], Any] = model.__pydantic_validator__.validate_python
    return check


def wrong_keys(group: str, table: Mapping[str, Any]) -> dict[str, str]:
    """Return what pydantic calls each error of a table, by key; empty if the table is right."""
    from pydantic import ValidationError

    try:
        table_check(group)(dict(table))
    except ValidationError as error:
        return {str(item["loc"][0]): item["type"] for item in error.errors(include_url=False)}
    return {}


def value_fault(about: Declaration, value: Any, file: str, line: int | None, field: str = "") -> Fault:
    """Return the fault of a value that is not allowed: what is, and what to write instead."""
    message = f"{_problem(about, value)}; allowed: {allowed(about)}"
    return Fault(file, line, field or about.key, value, message, _remedy(about, value))


def allowed(about: Declaration) -> str:
    """Return the allowed values of a parameter in words."""
    if about.kind == "choice":
        return ", ".join(str(option) for option in about.choices)
    if about.kind == "text" or about.lower is None or about.upper is None:
        return f"a text of at most {LONGEST_TEXT} characters"
    kind = "a whole number" if about.kind == "integer" else "a number"
    return f"{kind} from {figure(about.lower)} to {figure(about.upper)} ({about.unit})"


def _problem(about: Declaration, value: Any) -> str:
    if about.kind == "choice":
        return "not one of the choices"
    if about.kind == "text":
        return "too long or no valid text" if isinstance(value, str) else f"{kind_of(value)}, not a text"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"{kind_of(value)}, not a number"
    if about.lower is not None and value < about.lower:
        return "too small"
    if about.upper is not None and value > about.upper:
        return "too large"
    return "not a whole number" if value == value else "not a number"  # noqa: PLR0124 - only NaN differs from itself


def _remedy(about: Declaration, value: Any) -> str:
    if about.name == "year":
        return "year 1 is the first recorded year"
    default = f'"{about.default}"' if isinstance(about.default, str) else figure(about.default)
    otherwise = f"the default is {default}"
    if about.kind == "choice":
        options = {str(option): option for option in about.choices}
        found = closest(value, options) if isinstance(value, str) else ""
        if found:
            return f"did you mean {found}?" if isinstance(options[found], str) else f"write {found}, bare"
    elif about.kind != "text" and isinstance(value, str):
        number = value.strip().replace(",", ".")
        if number.endswith("%") and _NUMBER.fullmatch(number[:-1].strip()):
            return f"write {float(number[:-1]) / _PERCENT:g}"
        return f"write {number}, bare" if _NUMBER.fullmatch(number) else otherwise
    elif (
        about.unit == "share"
        and isinstance(value, int | float)
        and about.upper
        and about.upper < value <= _PERCENT
    ):
        return f"if {figure(value)} % is meant, write {value / _PERCENT:g}"
    return otherwise


TOLERANCE = 1e-9


@dataclass(frozen=True)
class Rule:
    """A demand on the values of some parameters; ``found`` words what the values make of it."""

    names: tuple[str, ...]
    holds: Callable[..., bool]
    demand: str
    remedy: str
    is_sum: bool = False

    @property
    def field(self) -> str:
        """The parameters, with their groups."""
        return ", ".join(f"{declarations()[name].group}.{name}" for name in self.names)

    def message(self, values: Collection[float]) -> str:
        """Return the values that came and the demand that they break."""
        came = ", ".join(figure(value) for value in values)
        total = f" (sum {figure(round(sum(values), 12))})" if self.is_sum else ""
        return f"values {came}{total}; {self.demand}"


def _at_most_one(*values: float) -> bool:
    return sum(values) <= 1 + TOLERANCE


def _exactly_one(*values: float) -> bool:
    return abs(sum(values) - 1) <= TOLERANCE


def _rising(*values: float) -> bool:
    return all(low <= high for low, high in pairwise(values))


def _power(name: str) -> Rule:
    return Rule(
        (f"{name}_power_floor", f"{name}_power_ceiling"),
        _rising,
        "the floor may not lie above the ceiling",
        "lower the floor or raise the ceiling",
    )


RULES = (
    Rule(
        ("production_share", "procedural_share", "craft_share"),
        _at_most_one,
        "the shares of archetypes may sum to at most 1 (the rest are coping)",
        "lower one of them",
        is_sum=True,
    ),
    Rule(
        ("adaptive_share", "satisficing_share"),
        _at_most_one,
        "the shares of decision rules may sum to at most 1 (the rest are rational)",
        "lower one of them",
        is_sum=True,
    ),
    Rule(
        ("diversion_max", "concealment_max"),
        _at_most_one,
        "what can be diverted openly and under concealment may sum to at most 1",
        "lower one of them",
        is_sum=True,
    ),
    Rule(
        ("execution_weight", "objectives_weight", "satisfaction_weight"),
        _exactly_one,
        "the weights of the self-score must sum to 1",
        "set several weights together",
        is_sum=True,
    ),
    Rule(
        ("fair_from", "good_from", "excellent_from"),
        _rising,
        "grades must rise: fair, then good, then excellent",
        "order the three thresholds",
    ),
    _power("monitoring"),
    _power("evaluation"),
    _power("review"),
    Rule(
        ("passive_waste_min", "passive_waste_initial"),
        _rising,
        "the smallest passive waste may not lie above the initial one",
        "lower the first or raise the second",
    ),
    Rule(
        ("learning_own", "learning_peer"),
        _at_most_one,
        "the weights of own and peers' experience may sum to at most 1",
        "lower one of them",
        is_sum=True,
    ),
)


@lru_cache(maxsize=4096)
def rules_of(names: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules that speak of any of ``names``."""
    return tuple(rule for rule in RULES if not names.isdisjoint(rule.names))


def broken(value_of: Callable[[str], Any], rules: Collection[Rule] = RULES) -> Mapping[Rule, str]:
    """Return the rules that do not hold, each with its message; ``value_of`` gives a value by bare name."""
    found = {}
    for rule in rules:
        values = [value_of(name) for name in rule.names]
        if not rule.holds(*values):
            found[rule] = rule.message(values)
    return found


def year_message(year: int, years: int) -> str:
    """Return what is wrong with a change after the last year."""
    return f"year {year} is after the last year; protocol.years is {years}"
