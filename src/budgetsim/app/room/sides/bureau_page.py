"""What the bureau's page says while the game lasts, made of what reached the bureau.

An import contract keeps everything that knows the truth about departments out of this module.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from budgetsim.app.play.game import Levers, bounds_of
from budgetsim.app.play.office import DEPARTMENTS, MEAN_BUDGET, millions
from budgetsim.app.room.desk import Meter, Slider, meters_of, sliders
from budgetsim.app.room.sides.ground import LINKS, SharedGround
from budgetsim.app.room.sides.words import name_of
from budgetsim.language import Language
from budgetsim.model.bureau import BureauView
from budgetsim.rounding import fixed


def bureau_meters(levers: Levers, ground: SharedGround, view: BureauView, speak: Language) -> list[Meter]:
    """Return what levers would cost and ask for."""
    return meters_of(ground.plan(levers, view), speak, ground.departments / DEPARTMENTS)


def bureau_sliders(desk: Levers, ground: SharedGround, speak: Language) -> list[tuple[str, list[Slider]]]:
    """Return the bureau's levers by link; posts are counted as this district has them."""
    size = ground.size

    def in_posts(slider: Slider) -> Slider:
        if bounds_of(slider.name).step != 1.0:
            return slider
        return replace(slider, factor=size, text=f"{round(size * slider.value, 2):g}")

    shown = sliders(desk, speak, LINKS, ground.slider_of, ground.opening)
    return [(link, list(map(in_posts, some))) for link, some in shown]


def department_rows(view: BureauView, speak: Language) -> list[tuple[str, list[str]]]:
    """Return what reached the bureau about each department in the last closed year."""
    rows = []
    for seat in range(len(view.budgets)):
        external = float(view.external_scores[seat])
        cells = [
            fixed(100.0 * float(view.self_scores[seat]), 1),
            "–" if np.isnan(external) else fixed(100.0 * external, 1),
            str(int(view.checks[seat])),
            str(int(view.findings[seat])),
            fixed(float(view.target_output[seat]), 2),
            millions(float(view.budgets[seat]) * MEAN_BUDGET, speak),
            millions(float(view.next_budgets[seat]) * MEAN_BUDGET, speak),
        ]
        rows.append((name_of(seat, speak), cells))
    return rows
