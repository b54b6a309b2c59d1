"""What ``scorecard.json`` holds: a list of the theory's lines, or an object with ``rows`` and ``loo`` as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LINE = {"id", "parameters", "quantity", "simulated", "expected", "tolerance", "holds"}
ROW = {"id", "quantity", "role", "published", "predicted", "low", "high", "inside", "holds"}


@dataclass(frozen=True)
class Kept:
    """Lines of the theory, rows of field experiments, and their score."""

    theory: list[Mapping[str, Any]]
    rows: list[Mapping[str, Any]]
    loo: Mapping[str, Any]
    is_earlier: bool = False
    """Whether lines of field experiments were left out, since an earlier version wrote them."""


def kept_scorecard(data: Any) -> Kept:
    """Return the parts of a scorecard.

    Raises
    ------
    ValueError
        If it is none, or if nothing is left of what an earlier version wrote.
    """
    is_object = isinstance(data, Mapping)
    theory = data.get("theory", []) if is_object else data
    rows, loo = (data.get("rows"), data.get("loo")) if is_object else ([], {})
    earlier = (
        [line for line in theory if isinstance(line, Mapping) and "role" in line]
        if isinstance(theory, list)
        else []
    )
    theory = [line for line in theory if line not in earlier] if earlier else theory
    if not (_all(theory, LINE) and _all(rows, ROW) and isinstance(loo, Mapping)):
        raise ValueError("it is no scorecard as `budgetsim verify` writes it")
    if not theory and not rows:
        raise ValueError(
            "an earlier version wrote it, with field experiments alone" if earlier else "it is empty"
        )
    return Kept(list(theory), list(rows), loo, bool(earlier))


def _all(lines: Any, needed: set[str]) -> bool:
    return isinstance(lines, list) and all(
        isinstance(line, Mapping) and needed <= line.keys() for line in lines
    )
