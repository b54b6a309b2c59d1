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
from budgetsim.language import Language, spoken, told
from budgetsim.scenario_files.faults import Fault, figure, kind_of, listed
from budgetsim.scenario_files.names import closest

LONGEST_TEXT = 10_000
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
PERCENT = 100

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
def annotation(declaration: Declaration) -> Any:
    """Return the strict pydantic type of a parameter."""
    from pydantic import BeforeValidator, Field

    if declaration.kind == "number":
        return Annotated[
            float, Field(strict=True, ge=declaration.lower, le=declaration.upper, allow_inf_nan=False)
        ]
    if declaration.kind == "integer":
        return Annotated[
            int, Field(strict=True, ge=declaration.lower, le=declaration.upper), BeforeValidator(whole)
        ]
    if declaration.kind == "choice":
        return Annotated[operator.getitem(Literal, declaration.choices), BeforeValidator(whole)]
    return Annotated[str, Field(strict=True, max_length=LONGEST_TEXT)]


@cache
def check_of(declaration: Declaration) -> Check:
    """Return the function that turns a raw value of a parameter into its final value, or raises ``ValueError``."""
    from pydantic import TypeAdapter

    check: Check = TypeAdapter(annotation(declaration)).validator.validate_python
    return check


@cache
def table_check(group: str) -> Callable[[Mapping[str, Any]], Any]:
    """Return the pydantic check of a whole table: a model made from the dataclass of a group."""
    from pydantic import ConfigDict, create_model

    fields: dict[str, Any] = {
        declaration.name: (annotation(declaration), declaration.default)
        for declaration in declarations().values()
        if declaration.group == group
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


def value_fault(declaration: Declaration, value: Any, file: str, line: int | None, field: str = "") -> Fault:
    """Return the fault of a value that is not allowed: what is, and what to write instead."""
    message = told("fault-allowed", problem=_problem(declaration, value), allowed=allowed(declaration))
    return Fault(file, line, field or declaration.key, value, message, _remedy(declaration, value))


def allowed(declaration: Declaration) -> str:
    """Return the allowed values of a parameter in words."""
    return _allowed(declaration, spoken())


@lru_cache(maxsize=1024)
def _allowed(declaration: Declaration, speak: Language) -> str:
    if declaration.kind == "choice":
        return listed(declaration.choices)
    if declaration.kind == "text" or declaration.lower is None or declaration.upper is None:
        return speak("fault-allowed-text", most=str(LONGEST_TEXT))
    key = "fault-allowed-whole" if declaration.kind == "integer" else "fault-allowed-number"
    lower, upper = figure(declaration.lower), figure(declaration.upper)
    return speak(key, lower=lower, upper=upper, unit=speak.unit(declaration.unit))


def _problem(declaration: Declaration, value: Any) -> str:
    if declaration.kind == "choice":
        return told("fault-not-choice")
    if declaration.kind == "text":
        is_text = isinstance(value, str)
        return told("fault-wrong-text") if is_text else told("fault-not-text", kind=kind_of(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return told("fault-not-number", kind=kind_of(value))
    return _problem_of_number(declaration, value)


def _problem_of_number(declaration: Declaration, value: float) -> str:
    if declaration.lower is not None and value < declaration.lower:
        return told("fault-too-small")
    if declaration.upper is not None and value > declaration.upper:
        return told("fault-too-large")
    is_number = value == value  # noqa: PLR0124 - only NaN differs from itself
    return told("fault-not-whole") if is_number else told("fault-nan")


def _remedy(declaration: Declaration, value: Any) -> str:
    if declaration.name == "year":
        return told("fault-first-year")
    default = (
        f'"{declaration.default}"' if isinstance(declaration.default, str) else figure(declaration.default)
    )
    otherwise = told("fault-default", value=default)
    if declaration.kind == "choice":
        options = {str(option): option for option in declaration.choices}
        option = closest(value, options) if isinstance(value, str) else ""
        if option:
            is_text = isinstance(options[option], str)
            return told("fault-mean", name=option) if is_text else told("fault-bare", value=option)
    elif declaration.kind != "text" and isinstance(value, str):
        number = value.strip().replace(",", ".")
        if number.endswith("%") and _NUMBER.fullmatch(number[:-1].strip()):
            return told("fault-write", text=f"{float(number[:-1]) / PERCENT:g}")
        return told("fault-bare", value=number) if _NUMBER.fullmatch(number) else otherwise
    elif (
        declaration.unit == "share"
        and isinstance(value, int | float)
        and declaration.upper
        and declaration.upper < value <= PERCENT
    ):
        return told("fault-percent", value=figure(value), better=f"{value / PERCENT:g}")
    return otherwise


TOLERANCE = 1e-9


@dataclass(frozen=True)
class Rule:
    """A demand on the values of some parameters; ``word`` ends the key of the message that says it."""

    names: tuple[str, ...]
    holds: Callable[..., bool]
    word: str
    is_sum: bool = False

    @property
    def field(self) -> str:
        """The parameters, with their groups."""
        return ", ".join(f"{declarations()[name].group}.{name}" for name in self.names)

    @property
    def demand(self) -> str:
        """What the values must fulfil."""
        return told(f"fault-rule-{self.word}")

    @property
    def remedy(self) -> str:
        """What to do where they do not."""
        return told(f"fault-rule-{self.word}.remedy")

    def message(self, values: Collection[float]) -> str:
        """Return the values that came and the demand that they break."""
        came = listed(figure(value) for value in values)
        if self.is_sum:
            total = figure(round(sum(values), 12))
            return told("fault-values-sum", values=came, sum=total, demand=self.demand)
        return told("fault-values", values=came, demand=self.demand)


def _at_most_one(*values: float) -> bool:
    return sum(values) <= 1 + TOLERANCE


def _exactly_one(*values: float) -> bool:
    return abs(sum(values) - 1) <= TOLERANCE


def _rising(*values: float) -> bool:
    return all(low <= high for low, high in pairwise(values))


RULES = (
    Rule(
        ("production_share", "procedural_share", "craft_share"),
        _at_most_one,
        "archetypes",
        is_sum=True,
    ),
    Rule(
        ("adaptive_share", "satisficing_share"),
        _at_most_one,
        "decisions",
        is_sum=True,
    ),
    Rule(
        ("diversion_max", "concealment_max"),
        _at_most_one,
        "diversion",
        is_sum=True,
    ),
    Rule(
        ("execution_weight", "objectives_weight", "satisfaction_weight"),
        _exactly_one,
        "weights",
        is_sum=True,
    ),
    Rule(
        ("fair_from", "good_from", "excellent_from"),
        _rising,
        "grades",
    ),
    Rule(("monitoring_detection_floor", "monitoring_detection_ceiling"), _rising, "detection"),
    Rule(("evaluation_detection_floor", "evaluation_detection_ceiling"), _rising, "detection"),
    Rule(("review_effectiveness_floor", "review_effectiveness_ceiling"), _rising, "detection"),
    Rule(
        ("passive_waste_min", "passive_waste_initial"),
        _rising,
        "waste",
    ),
    Rule(
        ("learning_own", "learning_peer"),
        _at_most_one,
        "learning",
        is_sum=True,
    ),
)


@lru_cache(maxsize=4096)
def rules_of(names: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules that speak of any of ``names``."""
    return tuple(rule for rule in RULES if not names.isdisjoint(rule.names))


def broken(value_of: Callable[[str], Any], rules: Collection[Rule] = RULES) -> Mapping[Rule, str]:
    """Return the rules that do not hold, each with its message; ``value_of`` gives a value by bare name."""
    messages = {}
    for rule in rules:
        values = [value_of(name) for name in rule.names]
        if not rule.holds(*values):
            messages[rule] = rule.message(values)
    return messages


def year_message(year: int, years: int) -> str:
    """Return what is wrong with a change after the last year."""
    return told("fault-late", year=str(year), years=str(years))
