"""The figures of the project: one catalogue, one house style, English and Chinese, each drawn in one call.

>>> from budgetsim.report import figures
>>> for kind in figures.FIGURES.values():
...     print(kind.name, kind.shows(), kind.needs)              # doctest: +SKIP
>>> drawing = figures.draw("scores", result.departments, language="zh")  # doctest: +SKIP
>>> figure, caption = drawing                                   # doctest: +SKIP
>>> drawing.alt, drawing.title, drawing.svg()                   # doctest: +SKIP
>>> drawing.save("paper", ("png", "svg", "pdf"))                # doctest: +SKIP

``draw(name, data=None, *, language="en", **options)`` returns a ``Drawing``, which is not yet on disk:

* ``figure``, a Matplotlib figure that belongs to no window; ``caption``, one sentence with numbers of the data;
  ``title``, a few words; ``alt``, what kind of picture it is, for those who cannot see it; unpacked, a drawing is
  ``(figure, caption)``;
* ``svg()``, the text of one ``<svg>`` element to put into a page: no XML declaration, text as text, identifiers
  that collide with no other figure of the page, ``role="img"`` and ``<title>``; the same data give the same bytes;
* ``save(directory, formats)``, files and the caption beside them, as a ``Drawn``.

``sample_of(scenarios, seeds, years)`` simulates everything that the figures of a run or a comparison need, in one
pass; ``draw_all`` draws those figures into a directory. ``figures_of(directory)`` tells which figures a result
directory has the data for; ``figures_of(directory)["pareto"].draw("zh")`` draws one as its command did.
"""

from __future__ import annotations

from budgetsim.report.drawing import Drawing, FigureError
from budgetsim.report.figures.catalogue import DATA, FIGURES, Kind, Needed, draw
from budgetsim.report.figures.results import Kept, figures_of
from budgetsim.report.figures.study import MOST_PANELS, OF_STUDY, Sample, draw_all, sample_of

__all__ = [
    "DATA",
    "FIGURES",
    "MOST_PANELS",
    "OF_STUDY",
    "Drawing",
    "FigureError",
    "Kept",
    "Kind",
    "Needed",
    "Sample",
    "draw",
    "draw_all",
    "figures_of",
    "sample_of",
]
