"""The figure of distributions: panels of a column share their axes, and every bar is within them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from budgetsim.report.scores import draw_distributions as draw


def test_no_bar_is_cut_off_in_a_later_row() -> None:
    rng = np.random.default_rng(0)
    spread = {"wide": rng.uniform(0.5, 1.5, 90), "narrow": np.full(90, 1.0)}
    departments = pd.concat(
        pd.DataFrame({
            "scenario": name, "year": 3, "seed": 0, "performance": values,
            "self_score": 100.0 - 20.0 * values, "external_score": 90.0 - 20.0 * values,
        })
        for name, values in spread.items()
    )  # fmt: skip
    figure, _ = draw(departments)
    for axis in figure.axes:
        heights = [path.get_extents().y1 for drawn in axis.collections for path in drawn.get_paths()]
        assert axis.get_ylim()[1] >= max(heights, default=0.0)
        assert axis.get_ylim()[0] == 0.0
