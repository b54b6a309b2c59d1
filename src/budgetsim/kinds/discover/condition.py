"""Failure: a condition on one outcome, on its change by the policy or on its level under the policy."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.model.measures import OUTCOMES
from budgetsim.numerics import Array, BoolArray
from budgetsim.report.declared import better_sign
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.money import Money, is_unit
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.factors import Place
from budgetsim.studies.money import OF_MODEL

Of = Literal["change", "level"]
Sign = Literal["<", "<=", ">", ">="]

PURPOSE = "net_social_value"
"""Outcome that is meant where none is named: what the policy is for."""
WORST_SHARE = 0.1
"""Share of the states that is looked at where too few fail, or too few hold, for rules: the worst tenth."""
GRAMMAR = "discover-fault-no-condition.remedy"
"""Message with the forms of a condition."""
_OF: tuple[Of, ...] = ("change", "level")
_WORSE, _QUANTILE = "worse", "quantile"
_COMPARES = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}


@dataclass(frozen=True)
class Condition:
    """When a state counts as a failure.

    With ``bound``: the mean over seeds and the last years stands to it as ``sign`` says. Where ``money`` names a unit,
    the bound is that of all departments together in it, and ``worth`` is what all budgets of the first year come to.
    With ``quantile``: the state is in this share of all states, counted from the end to which ``sign`` points. ``of``
    tells whether the change against the base is meant or the level under the policy; ``None`` until it is known whether
    there is a base.
    """

    outcome: str
    sign: Sign
    bound: float | None = None
    quantile: float | None = None
    of: Of | None = None
    money: str = ""
    worth: float = 1.0

    @property
    def is_low(self) -> bool:
        """Whether small values fail."""
        return self.sign in ("<", "<=")

    @property
    def unit(self) -> str:
        """Unit of the outcome."""
        return OUTCOMES[self.outcome].unit

    def of_money(self, money: Money) -> Condition:
        """Return the condition with what its unit of money is worth; ``money`` has the same currency."""
        known = money.within(self.money) if self.money else None
        return self if known is None else replace(self, worth=known.budgets)

    def cut(self, values: Array) -> float:
        """Return the threshold of failure."""
        if self.bound is not None:
            return self.bound / self.worth
        share = self.quantile or 0.0
        return float(np.quantile(values, share if self.is_low else 1.0 - share))

    def fails(self, values: Array) -> BoolArray:
        """Return which values, one per state, are failures."""
        return self.beyond(values, self.cut(values))

    def beyond(self, values: Array, cut: float) -> BoolArray:
        """Return which values are failures at the threshold ``cut``."""
        return np.asarray(_COMPARES[self.sign](values, cut))

    def worst(self) -> Condition:
        """Return the condition of the worst tenth of the states."""
        return replace(self, sign="<=" if self.is_low else ">=", bound=None, quantile=WORST_SHARE, money="")

    def __str__(self) -> str:
        ahead = f"{self.of}:" if self.of else ""
        if self.bound is not None:
            return f"{ahead}{self.outcome}{self.sign}{self.bound:g}{self.money}"
        return f"{ahead}{self.outcome}:{_QUANTILE}:{self.quantile:g}"


def parse_condition(text: str, place: Place) -> Condition:
    """Return the condition that a text states.

    It is ``OUTCOME<NUMBER`` (also ``<=``, ``>``, ``>=``; a unit of money may follow the number), ``OUTCOME:worse`` or
    ``OUTCOME:quantile:SHARE``; an outcome left out is net social value; ``level:`` or ``change:`` may stand in front.

    Raises
    ------
    ScenarioError
        If it is no condition; the message names what is wrong with it.
    """
    plain = "".join(text.split())
    of, rest = _split_of(plain)
    match = re.fullmatch(r"([^<>=:]*)(<=|>=|<|>)([^<>=:]*)", rest)
    if match:
        name, sign, _ = match.groups()
        bound, money = _bound(text.rpartition(sign)[2].strip(), text, place)
        return Condition(_outcome(name, text, place), sign, bound=bound, of=of, money=money)  # type: ignore[arg-type]
    name, words = _split_name(rest)
    if not words or words[0] not in (_WORSE, _QUANTILE):
        raise ScenarioError(_no_condition(text, rest, place))
    outcome = _outcome(name, text, place)
    if words[0] == _WORSE:
        return _worse(outcome, of, words, text, place)
    end: Sign = "<=" if _is_worse_down(outcome, text, place) else ">="
    return Condition(outcome, end, quantile=_share(words, text, place), of=of)


def _split_of(text: str) -> tuple[Of | None, str]:
    for of in _OF:
        if text.startswith(f"{of}:"):
            return of, text.removeprefix(f"{of}:")
    return None, text


def _split_name(text: str) -> tuple[str, list[str]]:
    """Return the outcome, the usual one if it is left out, and the words behind it."""
    first, *words = text.split(":")
    return (PURPOSE, [first, *words]) if first in (_WORSE, _QUANTILE) else (first, words)


def _worse(outcome: str, of: Of | None, words: list[str], text: str, place: Place) -> Condition:
    if len(words) > 1:
        raise ScenarioError(place.told("fails", text, "discover-fault-after-worse", told(GRAMMAR)))
    if of == "level":
        raise ScenarioError(place.told("fails", text, "discover-fault-worse-level", outcome=outcome))
    sign: Sign = "<" if _is_worse_down(outcome, text, place) else ">"
    return Condition(outcome, sign, bound=0.0, of="change")


def _is_worse_down(outcome: str, text: str, place: Place) -> bool:
    """Whether less of an outcome is worse."""
    sign = better_sign(outcome)
    if not sign:
        raise ScenarioError(place.told("fails", text, "discover-fault-neither", outcome=outcome))
    return sign > 0.0


def _outcome(name: str, text: str, place: Place) -> str:
    name = current(name)
    if name in OUTCOMES:
        return name
    if not name:
        raise ScenarioError(place.told("fails", text, "discover-fault-no-outcome", told(GRAMMAR)))
    hint = did_you_mean(name, OUTCOMES)
    raise ScenarioError(place.told("fails", text, "discover-fault-outcome", hint, outcome=repr(name)))


def _bound(given: str, text: str, place: Place) -> tuple[float, str]:
    """Return a bound and the unit of money behind it, if one is."""
    parted = re.fullmatch(r"([-+−]?[\d.]+(?:e[-+]?\d+)?)\s*(\D+)", given, re.IGNORECASE)
    if parted is None or not is_unit(parted[2]):
        return _number(given, text, place), ""
    unit = parted[2].strip()
    return _number(parted[1].replace("−", "-"), text, place), "" if unit == OF_MODEL else unit


def _number(given: str, text: str, place: Place) -> float:
    try:
        value = float(given)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        about = {"given": repr(given[:50])}
        raise ScenarioError(place.told("fails", text, "discover-fault-not-number", told(GRAMMAR), **about))
    return value


def _share(words: list[str], text: str, place: Place) -> float:
    share = _number(words[1], text, place) if len(words) == 2 else math.nan
    if not 0.0 < share < 1.0:
        raise ScenarioError(place.told("fails", text, "discover-fault-quantile"))
    return share


def _no_condition(text: str, rest: str, place: Place) -> Fault:
    if re.search(r"[<>].*[<>]|&|\b(and|or)\b", text):
        return place.told("fails", text, "discover-fault-one-condition", told(GRAMMAR))
    words = rest.split(":")
    hint = did_you_mean(words[-1], (_WORSE, _QUANTILE)) if len(words) > 1 else ""
    if rest in OUTCOMES:
        hint = told("discover-fault-when", outcome=rest, grammar=told(GRAMMAR))
    return place.told("fails", text, "discover-fault-no-condition", hint)
