"""Figures of a study directory, drawn here or by a helper process that imports what drawing needs in the meantime.

``python -m budgetsim.report.draw`` imports Matplotlib, then waits for one line of JSON with ``directory`` and
``formats`` on standard input, draws, and prints as JSON the figures and what a user should be told about them.
"""

from __future__ import annotations

import io
import json
import signal
import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from budgetsim.report.figures import MOST_PANELS, Sample, draw_all, sample_of
from budgetsim.report.fonts import FontWarning
from budgetsim.report.style import Drawn
from budgetsim.studies.code import load_code
from budgetsim.studies.store import read_study

SAMPLE = 8
"""Seeds whose departments are simulated again for the figures: a few hundredths of a second."""


def draw_study(directory: Path, formats: Sequence[str]) -> list[Drawn]:
    """Draw the figures of a study into its directory; departments come from its first seeds, simulated again."""
    return draw_all(sample_study(directory), directory / "figures", formats)


def sample_study(directory: Path) -> Sample:
    """Return what the figures of a study are drawn from: its outcomes, and a few of its seeds in detail."""
    result = read_study(directory)
    study = result.study
    code: dict[str, Any] = {role: load_code(named) for role, named in study.code.items()}
    chosen, seeds = study.scenarios[:MOST_PANELS], study.seeds[:SAMPLE]
    return replace(sample_of(chosen, seeds, study.years, **code), outcomes=result.outcomes)


def warm_up() -> None:
    """Import what drawing needs, and draw a little, before there is anything to draw."""
    import pandas as pd
    import pyarrow.parquet  # noqa: F401 - for its side effect
    import seaborn.objects  # noqa: F401 - for its side effect

    from budgetsim.language import DEFAULT, language
    from budgetsim.report import layout, style

    language(DEFAULT)
    with style.house_style():
        figure, (axis,) = layout.new_figure(2.0)
        axis.set_title("0")
        table = pd.DataFrame({"row": [0, 1], "column": [0, 1], "value": [0.0, 1.0]})
        axis.plot(table.pivot_table(index="row", columns="column", values="value").to_numpy())
        style.render(figure, io.BytesIO(), "png")


def _serve() -> None:
    # Ctrl-C is the parent's; this process ends when its input does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path.insert(0, "")
    warm_up()
    order = json.loads(sys.stdin.readline() or "null")
    if order is not None:
        with warnings.catch_warnings(record=True, action="always", category=FontWarning) as told:
            drawn = draw_study(Path(order["directory"]), order["formats"])
        figures = [[figure.name, figure.caption, [str(file) for file in figure.files]] for figure in drawn]
        notes = [str(one.message) for one in told if issubclass(one.category, FontWarning)]
        print(json.dumps({"figures": figures, "notes": notes}))  # noqa: T201 - the answer to the parent


if __name__ == "__main__":
    _serve()
