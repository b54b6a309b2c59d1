"""Figures of an answer, drawn here or by a helper process that imports what drawing needs in the meantime.

``python -m budgetsim.report.draw PACKAGE LANGUAGE`` imports Matplotlib and a kind of study, then waits for one line of
JSON with ``kind``, ``package``, ``directory``, ``formats`` and ``language`` on standard input, draws what the answer
kept there has, and prints as JSON the figures and what a user should be told about them.
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
from importlib import import_module
from pathlib import Path

from budgetsim.language import DEFAULT, SPOKEN
from budgetsim.registry import register
from budgetsim.report.drawing import Drawn
from budgetsim.report.lettering import FontWarning
from budgetsim.studies.answer import Answer
from budgetsim.studies.engine import load
from budgetsim.studies.kind import Figure

UNUSED = ("scipy.stats", "scipy.cluster", "statsmodels", "ipywidgets")
"""What seaborn imports where it finds it, for densities and trees that are drawn nowhere here: most of its second."""
PATIENCE = 120.0
"""Seconds to wait for the other half of the figures."""
Told = tuple[list[Drawn], list[str]]
"""Figures, and what a user should be told about them."""


def draw_answer(answer: Answer, formats: Sequence[str], language: str = DEFAULT) -> list[Drawn]:
    """Draw the figures of an answer into its directory, in their order."""
    return [_draw(answer, figure, formats, language) for figure in answer.drawable]


def draw_in_halves(answer: Answer, formats: Sequence[str], language: str = DEFAULT) -> Told:
    """Draw the figures of an answer as ``draw_answer`` does, on two processors where a process can be copied."""
    figures = {figure.name: figure for figure in answer.drawable}

    def draw(names: Iterator[str]) -> Told:
        with warnings.catch_warnings(record=True, action="always", category=FontWarning) as told:
            drawn = [_draw(answer, figures[name], formats, language) for name in names]
        return drawn, [str(one.message) for one in told if issubclass(one.category, FontWarning)]

    halves = list(_shared(draw, list(figures)))
    names = {figure.file or name: name for name, figure in figures.items()}
    drawn = {names[one.name]: one for half, _ in halves for one in half}
    left = [figure for name, figure in figures.items() if name not in drawn]  # the copy failed
    drawn |= {figure.name: _draw(answer, figure, formats, language) for figure in left}
    notes = dict.fromkeys(note for _, told in halves for note in told)
    return [drawn[name] for name in figures], list(notes)


def _draw(answer: Answer, figure: Figure, formats: Sequence[str], language: str) -> Drawn:
    place = (answer.directory or Path()) / "figures"
    drawn: Drawn = figure.draw(language).save(place, formats, figure.file or figure.name)
    return drawn


def warm_up(package: str, language: str) -> None:
    """Import what drawing needs, and draw a little, before there is anything to draw.

    ``package`` is that of the kind of study whose figures will be drawn.
    """
    import pandas as pd
    import pyarrow.parquet  # noqa: F401 - for its side effect
    import pydantic  # noqa: F401 - answers are read by it

    from budgetsim.language import language as language_of

    with _absent(UNUSED):
        import seaborn.objects as so

    from budgetsim.report import drawing, layout, style

    import_module(package)
    language_of(language).name("staff")  # the terms are read when one is asked for
    with style.house_style():
        figure = layout.blank_figure(2.0)
        table = pd.DataFrame({"x": [0.0, 1.0], "y": [0.0, 1.0], "kind": ["a", "a"]})
        plot = so.Plot(table, x="x", y="y", color="kind").facet(col="kind").add(so.Line(), legend=False)
        plot.theme(style.current_theme()).on(figure).plot()
        drawing.render(figure, io.BytesIO(), "png")


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


def _shared(work: Callable[[Iterator[str]], Told], names: Sequence[str]) -> Iterator[Told]:
    """Share names between this process and a copy of it, each taking the next when it is done with one."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2 or len(names) < 2:
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
    warm_up(*sys.argv[1:])
    order = json.loads(sys.stdin.readline() or "null")
    if order is not None:
        SPOKEN.set(order["language"])
        register(order["kind"], order["package"])  # it may be one of somebody else's
        answer = load(order["directory"]).fresh()  # the command that gives the order has just made it
        drawn, notes = draw_in_halves(answer, order["formats"], order["language"])
        figures = [[figure.name, figure.caption, [str(file) for file in figure.files]] for figure in drawn]
        print(json.dumps({"figures": figures, "notes": notes}))  # noqa: T201 - the answer to the parent


if __name__ == "__main__":
    _serve()
