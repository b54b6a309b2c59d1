"""Figures of a study directory, drawn here or by a helper process that imports what drawing needs in the meantime.

``python -m budgetsim.report.draw`` imports Matplotlib, then waits for one line of JSON with ``directory`` and
``formats`` on standard input, draws, and prints as JSON the figures and what a user should be told about them.
"""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from budgetsim.report.figures import MOST_PANELS, OF_STUDY, Sample, draw_some, sample_of
from budgetsim.report.fonts import FontWarning
from budgetsim.report.saving import Drawn
from budgetsim.studies.code import load_code
from budgetsim.studies.store import read_study

SAMPLE = 8
"""Seeds whose departments are simulated again for the figures: a few hundredths of a second."""
UNUSED = ("scipy.stats", "scipy.cluster", "statsmodels", "ipywidgets")
"""What seaborn imports where it finds it, for densities and trees that are drawn nowhere here: most of its second."""
LONGEST_FIRST = ("trajectories", "scores", "distributions", "budgets", "flow", "workload", "december")
"""Figures by the time that they take."""
PATIENCE = 120.0
"""Seconds to wait for the other half of the figures."""
Told = tuple[list[Drawn], list[str]]
"""Figures, and what a user should be told about them."""


def draw_study(directory: Path, formats: Sequence[str]) -> list[Drawn]:
    """Draw the figures of a study into its directory; departments come from its first seeds, simulated again."""
    return draw_some(sample_study(directory), OF_STUDY, directory / "figures", formats)


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

    from budgetsim.language import DEFAULT, language

    with _absent(UNUSED):
        import seaborn.objects as so

    from budgetsim.report import layout, saving, style

    language(DEFAULT)
    with style.house_style():
        figure = layout.blank_figure(2.0)
        table = pd.DataFrame({"x": [0.0, 1.0], "y": [0.0, 1.0], "kind": ["a", "a"]})
        plot = so.Plot(table, x="x", y="y", color="kind").facet(col="kind").add(so.Line(), legend=False)
        plot.theme(style.current_theme()).on(figure).plot()
        saving.render(figure, io.BytesIO(), "png")


@contextmanager
def _absent(packages: Sequence[str]) -> Iterator[None]:
    """Import inside this block as if some packages were not installed."""
    hidden = [name for name in packages if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type] # None: not to be found
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def draw_in_halves(directory: Path, formats: Sequence[str]) -> Told:
    """Draw the figures of a study as ``draw_study`` does, on two processors where a process can be copied."""
    sample = sample_study(directory)

    def draw(names: Iterator[str]) -> Told:
        with warnings.catch_warnings(record=True, action="always", category=FontWarning) as told:
            drawn = draw_some(sample, names, directory / "figures", formats)
        return drawn, [str(one.message) for one in told if issubclass(one.category, FontWarning)]

    found = list(_shared(draw, LONGEST_FIRST))
    drawn = {figure.name: figure for figures, _ in found for figure in figures}
    left = [name for name in OF_STUDY if name not in drawn]  # the copy failed
    drawn |= {figure.name: figure for figure in draw_some(sample, left, directory / "figures", formats)}
    notes = dict.fromkeys(note for _, told in found for note in told)
    return [drawn[name] for name in OF_STUDY], list(notes)


def _shared(work: Callable[[Iterator[str]], Told], names: Sequence[str]) -> Iterator[Told]:
    """Share names between this process and a copy of it, each taking the next when it is done with one."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        yield work(iter(names))
        return
    from multiprocessing import get_context

    context = get_context("fork")
    taken, (receiver, sender) = context.Value("i", 0), context.Pipe(duplex=False)

    def next_names() -> Iterator[str]:
        while True:
            with taken.get_lock():
                place, taken.value = taken.value, taken.value + 1
            if place >= len(names):
                return
            yield names[place]

    copy = context.Process(target=lambda: sender.send(work(next_names())), daemon=True)
    copy.start()
    sender.close()
    yield work(next_names())
    with suppress(EOFError):
        if receiver.poll(PATIENCE):
            yield receiver.recv()
    copy.kill()
    copy.join()


def _serve() -> None:
    # Ctrl-C is the parent's; this process ends when its input does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path.insert(0, "")
    gc.disable()  # a short life with little to collect
    warm_up()
    order = json.loads(sys.stdin.readline() or "null")
    if order is not None:
        drawn, notes = draw_in_halves(Path(order["directory"]), order["formats"])
        figures = [[figure.name, figure.caption, [str(file) for file in figure.files]] for figure in drawn]
        print(json.dumps({"figures": figures, "notes": notes}))  # noqa: T201 - the answer to the parent


if __name__ == "__main__":
    _serve()
