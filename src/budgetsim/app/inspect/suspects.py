"""Which department is worth a look: what some do in secret, and what the bureau could notice of it. No pages here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from budgetsim.app.inspect.year import BUREAU, TRUTH
from budgetsim.language import Language
from budgetsim.rounding import fixed, per_cent

Column = NDArray[np.float64]
SHOWN = 5
"""Departments that are named beside the chart."""


@dataclass(frozen=True)
class Question:
    """Something that departments differ in, of which the largest value is the most conspicuous."""

    key: str
    value: Callable[[pd.DataFrame], pd.Series]
    kind: str
    """How values are written: ``share``, ``points`` or ``count``."""

    def values(self, year: pd.DataFrame) -> Column:
        """Return the value of each department, in the order of their numbers."""
        ordered = year.sort_values("department")
        return np.asarray(self.value(ordered), dtype=np.float64)

    def written(self, value: float, speak: Language) -> str:
        """Return a value as people read it."""
        if self.kind == "share":
            return per_cent(value)
        if self.kind == "points":
            return speak("explain-points", score=fixed(value, 1))
        return fixed(value, 0)


QUESTIONS = {
    TRUTH: (
        Question("diverts", lambda p: (p["diverted"] + p["concealed"]) / p["budget"], "share"),
        Question("games", lambda p: p["manipulation"], "share"),
        Question("sandbags", lambda p: p["sandbagging"], "share"),
    ),
    BUREAU: (
        Question("caught", lambda p: p["findings"], "count"),
        Question("claims", lambda p: p["self_score"], "points"),
    ),
}


def question_of(side: str, key: str) -> Question:
    """Return a question of a side; its first where it has none of this name."""
    return next((item for item in QUESTIONS[side] if item.key == key), QUESTIONS[side][0])


def most(values: Column) -> list[int]:
    """Return the departments with the largest values, the largest first; ties go to the lower number."""
    return [int(place) for place in np.argsort(-values, kind="stable")[:SHOWN]]
