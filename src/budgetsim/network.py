"""Who watches and affects whom: a fixed-degree network without a random draw."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0


def neighbours(departments: int, degree: int) -> NDArray[np.intp]:
    """Return (degree, department) indices of neighbours; every department also has ``degree`` followers.

    A circulant graph whose steps follow the golden ratio: neighbours are far apart in the list, and because
    traits are exchangeable over rows no further randomness is needed. The degree is cut to N − 1.
    """
    steps: list[int] = []
    k = 0
    while len(steps) < min(degree, departments - 1):
        k += 1
        step = int(departments * ((k * GOLDEN) % 1.0))
        # When the golden sequence repeats itself, the smallest free step is taken.
        if step == 0 or step in steps:
            step = next(s for s in range(1, departments) if s not in steps)
        steps.append(step)
    rows = np.arange(departments)
    return np.array([(rows + step) % departments for step in steps], dtype=np.intp).reshape(
        len(steps), departments
    )
