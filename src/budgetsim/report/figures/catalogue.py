"""The catalogue: which figures there are, what each shows and needs, and one function that draws any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Any

from budgetsim.language import DEFAULT, Language, language
from budgetsim.report import style
from budgetsim.report.drawing import Drawing, FigureError
from budgetsim.report.figures.needed import DATA, MAPPED, Needed
from budgetsim.report.fonts import drawable
from budgetsim.report.layout import settle
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.kind import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Kind:
    """A figure of the catalogue.

    Attributes
    ----------
    name
        Its name.
    needs
        Name of the data that it is drawn from, a key of ``DATA``.
    drawer
        ``module:function`` in ``budgetsim.report``, or with the whole name of the module; imported when it is needed.
    """

    name: str
    needs: str
    drawer: str

    def title(self, language: str = DEFAULT) -> str:
        """Return its title in a few words."""
        return _say(language)(self.key)

    def shows(self, language: str = DEFAULT) -> str:
        """Return what it shows, in one sentence."""
        return _say(language)(f"{self.key}.shows")

    def alt(self, language: str = DEFAULT) -> str:
        """Return what kind of picture it is, for those who cannot see it."""
        return _say(language)(f"{self.key}.alt")

    @property
    def data(self) -> Needed:
        """Data that it needs."""
        return DATA[self.needs]

    @property
    def key(self) -> str:
        """Key of its messages."""
        return f"figure-{self.name.replace('_', '-')}"

    def load(self) -> Callable[..., tuple[Figure, str]]:
        """Return the function that draws it."""
        module, _, function = self.drawer.partition(":")
        home = module if "." in module else f"budgetsim.report.{module}"
        found: Callable[..., tuple[Figure, str]] = getattr(import_module(home), function)
        return found


FIGURES: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("trajectories", "outcomes", "trajectories:draw"),
        Kind("scores", "departments", "scores:draw"),
        Kind("distributions", "departments", "distributions:draw"),
        Kind("december", "months", "december:draw"),
        Kind("budgets", "departments", "budgets:draw"),
        Kind("flow", "departments", "flow:draw"),
        Kind("workload", "work", "workload:draw"),
        Kind("forest", "adjusted", "budgetsim.kinds.effects.figures.forest:draw"),
        Kind("tornado", "effects", "budgetsim.kinds.effects.figures.tornado:draw"),
        Kind("dose", "doses", "budgetsim.kinds.effects.figures.doses:draw"),
        Kind("interactions", "factorial", "budgetsim.kinds.effects.figures.interactions:draw"),
        Kind("factorial", "terms", "budgetsim.kinds.effects.figures.terms:draw"),
        Kind("reform_order", "paths", "budgetsim.kinds.effects.figures.reform_order:draw"),
        Kind("cost_plane", "cost", "budgetsim.kinds.effects.figures.cost_plane:draw"),
        Kind("sweep_levels", "sweep", "sweep:draw_levels"),
        Kind("sweep_map", "sweep", "sweep:draw_map"),
        Kind("sobol", "indices", "budgetsim.kinds.sensitivity.figures.shares:draw"),
        Kind("importance", "sensitivity", "budgetsim.kinds.sensitivity.figures.importance:draw"),
        Kind("elementary_effects", "sensitivity", "budgetsim.kinds.sensitivity.figures.scatter:draw"),
        Kind("factor_pairs", "sensitivity", "budgetsim.kinds.sensitivity.figures.pairs:draw"),
        Kind("index_convergence", "sensitivity", "budgetsim.kinds.sensitivity.figures.convergence:draw"),
        Kind("pareto", "front", "budgetsim.kinds.optimise.figures.pareto:draw"),
        Kind("levers", "front", "budgetsim.kinds.optimise.figures.levers:draw"),
        Kind("hypervolume", "search", "budgetsim.kinds.optimise.figures.hypervolume:draw"),
        Kind("states", "discovery", "budgetsim.kinds.discover.figures.states:draw"),
        Kind("limits", "discovery", "budgetsim.kinds.discover.figures.limits:draw"),
        Kind("estimates", "estimates", "calibrate_estimates:draw"),
        Kind("moments", "moments", "calibrate_moments:draw"),
        Kind("prediction", "prediction", "calibrate_prediction:draw"),
        Kind("evidence", "evidence", "evidence_figure:sketch"),
        Kind("theory", "theory", "theory_figure:draw"),
        Kind("closed_forms", "curves", "verify_figure:draw"),
        Kind("fiscal_year", "nothing", "fiscal_year_figure:draw"),
    )
}
"""Figures by name, in the order in which a paper would show them."""


def draw(name: str, data: Any = None, *, language: str = DEFAULT, **options: Any) -> Drawing:
    """Draw a figure.

    Parameters
    ----------
    name
        A key of ``FIGURES``.
    data
        What the figure needs, as ``FIGURES[name].data`` says: a table with those columns, or lines of a scorecard.
    language
        ``en`` or ``zh``; English, with a warning, where no font has Chinese letters.
    **options
        Options of the figure, as its own ``draw`` says, such as ``outcomes=("net_social_value", "validity")`` or
        ``seeds=30``; ``outcome="validity"`` for one of them.

    Raises
    ------
    FigureError
        If there is no such figure, or the data lack columns or rows.
    LanguageError
        If there is no such language.
    """
    if name not in FIGURES:
        hint = did_you_mean(name, FIGURES, f"there are {', '.join(FIGURES)}")
        raise FigureError(f"no figure is called {name!r}: {hint}")
    kind, say = FIGURES[name], drawable(language)
    data = _answered(kind, data)
    check(kind, data)
    drawer, given = kind.load(), () if kind.needs == "nothing" else (data,)
    chosen = _options(kind, drawer, options)
    with style.house_style(say.code):
        figure, caption = drawer(*given, say=say, **chosen)
        settle(figure)
    return Drawing(name, figure, caption, kind.alt(say.code), kind.title(say.code), say.code)


def check(kind: Kind, data: Any) -> None:
    """Refuse data that a figure cannot be drawn from.

    Raises
    ------
    FigureError
        Naming what is missing and where it comes from.
    """
    needed = kind.data
    if needed.name == "nothing" or needed.kind:
        return
    table = data.get(kind.needs) if kind.needs in MAPPED and isinstance(data, Mapping) else data
    if table is None or (needed.columns and not hasattr(table, "columns")):
        raise FigureError(f"figure {kind.name!r} needs data: {needed.source}; got {type(data).__name__}")
    missing = [column for column in needed.columns if column not in table.columns]
    if missing:
        raise FigureError(
            f"figure {kind.name!r}: the table has no column {', '.join(map(repr, missing))}; needed is {needed.source}"
        )
    if len(table) == 0:
        raise FigureError(f"figure {kind.name!r}: the table has no rows; needed is {needed.source}")
    _check_scorecard(kind, table)


def _answered(kind: Kind, data: Any) -> Any:
    """Return the answer that a figure is drawn from, given as it is or as its document.

    Raises
    ------
    FigureError
        If it is neither.
    """
    needed = kind.data
    if not needed.kind:
        return data
    answer = kind_of(needed.kind).answer
    if isinstance(data, answer):
        return data
    try:
        return answer.from_dict(dict(data))
    except (TypeError, ValueError) as error:
        told = (
            f"{type(data).__name__}"
            if not isinstance(data, Mapping)
            else f"one that lacks something: {error}"
        )
        raise FigureError(f"figure {kind.name!r} needs data: {needed.source}; got {told}") from error


def _options(kind: Kind, drawer: Callable[..., Any], options: dict[str, Any]) -> dict[str, Any]:
    """Return the options as the figure takes them.

    Raises
    ------
    FigureError
        If there is no such option.
    """
    known = [
        name
        for name, about in signature(drawer).parameters.items()
        if about.kind is about.KEYWORD_ONLY and name != "say"
    ]
    chosen = dict(options)
    if "outcome" in chosen and "outcomes" in known:
        chosen["outcomes"] = (chosen.pop("outcome"),)
    wrong = [name for name in chosen if name not in known]
    if wrong:
        told = ", ".join(known) or "none"
        raise FigureError(
            f"figure {kind.name!r} has no option {', '.join(map(repr, wrong))}; it takes {told}"
        )
    return chosen


def _check_scorecard(kind: Kind, lines: Any) -> None:
    if kind.data.columns:
        return
    if not isinstance(lines, Sequence) or isinstance(lines, str):
        raise FigureError(
            f"figure {kind.name!r} needs {kind.data.source}, as a list; got {type(lines).__name__}"
        )


def _say(code: str) -> Language:
    return language(code)
