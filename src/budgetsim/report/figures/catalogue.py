"""The catalogue: which figures there are, what each shows and needs, and one function that draws any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Any

from budgetsim.language import DEFAULT, told
from budgetsim.language import language as language_of
from budgetsim.report import style
from budgetsim.report.drawing import Drawing, FigureError
from budgetsim.report.figure_words import sentences
from budgetsim.report.figures.priced import InMoney
from budgetsim.report.layout import settle
from budgetsim.report.lettering import drawable
from budgetsim.scenario_files.faults import listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.kind import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from budgetsim.scenario import Money

MAPPED = ("cost", "front", "front_draws", "sweep")
"""Kinds of data whose table may stand in a mapping, under the name of the kind, with what belongs to it."""


@dataclass(frozen=True)
class Needed:
    """A kind of data, and the columns without which nothing can be drawn.

    ``kind`` names the kind of study whose answer is needed, where that is no table; ``priced`` is the
    ``module:function`` that scales outcomes that are money where they are drawn in it, empty where the data have none.
    """

    name: str
    columns: tuple[str, ...] = ()
    kind: str = ""
    priced: str = ""

    @property
    def source(self) -> str:
        """Where it comes from, in the language that is spoken."""
        return told(f"figure-data-{self.name.replace('_', '-')}")


def _table(name: str, columns: str, priced: str = "") -> Needed:
    return Needed(name, tuple(columns.split()), priced=priced and f"budgetsim.report.figures.priced:{priced}")


DATA: dict[str, Needed] = {
    needed.name: needed
    for needed in (
        _table("outcomes", "scenario seed year", "by_column"),
        _table(
            "departments",
            "scenario seed year department archetype performance self_score external_score allocation"
            " next_allocation",
        ),
        _table("months", "scenario seed year month budget spent"),
        _table("work", "scenario seed year task days capacity"),
        _table(
            "structures",
            "scenario structure difference difference_low difference_high share_better",
            "every_row",
        ),
        _table(
            "effects_draws",
            "lever low_value high_value outcome structure median low high share_better verdict",
            "by_outcome",
        ),
        _table("dose_draws", "lever dose is_own outcome median low high share_best", "by_outcome"),
        _table(
            "interactions_draws", "term outcome structure median low high share_better verdict", "by_outcome"
        ),
        _table(
            "order_draws", "first second year outcome median low high share_better share_worse", "by_outcome"
        ),
        _table("effects", "lever low_value high_value outcome difference low high", "by_outcome"),
        _table(
            "adjusted",
            "lever low_value high_value outcome difference low high sim_low sim_high verdict",
            "by_outcome",
        ),
        _table("doses", "lever dose is_own best outcome difference low high", "by_outcome"),
        _table("factorial", "term order outcome effect verdict", "by_outcome"),
        _table("terms", "term order outcome effect low high sim_low sim_high verdict", "by_outcome"),
        _table("paths", "first second path year outcome difference low high", "by_outcome"),
        _table(
            "cost",
            "lever outcome cost cost_low cost_high ratio ratio_low ratio_high standing improvement"
            " improvement_low improvement_high",
            "cost",
        ),
        _table("sweep", "factor level outcome mean low high over", "sweep"),
        _table("indices", "outcome index factor value low high"),
        Needed(
            "sensitivity",
            kind="sensitivity",
            priced="budgetsim.kinds.sensitivity.in_money:answer_in_money",
        ),
        _table("front", "mix knee", "front"),
        _table("front_draws", "mix outcome difference difference_low difference_high share_better", "front"),
        _table("search", "generation hypervolume"),
        Needed("discovery", kind="discover"),
        _table("information", "parameter worth worth_low worth_high is_clear", "every_row"),
        _table("estimates", "parameter base estimate error low high range_low range_high verdict"),
        _table("moments", "moment data simulated t fitted fits"),
        _table("prediction", "moment observed error predicted low high in_interval last_year fitted"),
        Needed("verification", kind="verify"),
        Needed("audit", kind="audit"),
        Needed("trial", kind="trial"),
        _table("curves", "limit quantity parameter series at expected simulated"),
        Needed("nothing"),
    )
}
"""Kinds of data by name."""


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
        return language_of(language)(self.key)

    def shows(self, language: str = DEFAULT) -> str:
        """Return what it shows, in one sentence."""
        return language_of(language)(f"{self.key}.shows")

    def alt(self, language: str = DEFAULT) -> str:
        """Return what kind of picture it is, for those who cannot see it."""
        return language_of(language)(f"{self.key}.alt")

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
        found: Callable[..., tuple[Figure, str]] = _function(self.drawer)
        return found

    def in_money(self, data: Any, money: Money) -> Any:
        """Return data as all departments together have them, in money.

        Raises
        ------
        FigureError
            If the figure shows no outcome that can be money.
        """
        if not self.data.priced:
            able = listed(name for name, kind in FIGURES.items() if kind.data.priced)
            raise FigureError(told("figure-fault-money", name=repr(self.name), able=able))
        return _function(self.data.priced)(data, money)


def _function(place: str) -> Callable[..., Any]:
    """Return the function at ``module:function``."""
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(
        import_module(module if "." in module else f"budgetsim.report.{module}"), name
    )
    return found


FIGURES: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("structures", "structures", "budgetsim.kinds.compare.figures:draw_structures"),
        Kind("trajectories", "outcomes", "trajectories:draw"),
        Kind("scores", "departments", "scores:draw"),
        Kind("distributions", "departments", "scores:draw_distributions"),
        Kind("december", "months", "december:draw"),
        Kind("budgets", "departments", "budgets:draw"),
        Kind("flow", "departments", "budgets:draw_flow"),
        Kind("workload", "work", "workload:draw"),
        Kind("effects_draws", "effects_draws", "budgetsim.kinds.effects.figures.alone:draw_drawn"),
        Kind("dose_draws", "dose_draws", "budgetsim.kinds.effects.figures.doses:draw_drawn"),
        Kind(
            "interactions_draws",
            "interactions_draws",
            "budgetsim.kinds.effects.figures.interactions:draw_drawn",
        ),
        Kind("order_draws", "order_draws", "budgetsim.kinds.effects.figures.sequence:draw_drawn"),
        Kind("forest", "adjusted", "budgetsim.kinds.effects.figures.alone:draw"),
        Kind("tornado", "effects", "budgetsim.kinds.effects.figures.alone:draw_tornado"),
        Kind("dose", "doses", "budgetsim.kinds.effects.figures.doses:draw"),
        Kind("interactions", "factorial", "budgetsim.kinds.effects.figures.interactions:draw_interactions"),
        Kind("factorial", "terms", "budgetsim.kinds.effects.figures.alone:draw_terms"),
        Kind("reform_order", "paths", "budgetsim.kinds.effects.figures.sequence:draw_orders"),
        Kind("cost_plane", "cost", "budgetsim.kinds.effects.figures.cost_plane:draw"),
        Kind("sweep_levels", "sweep", "budgetsim.kinds.sweep.figures.levels:draw"),
        Kind("sweep_map", "sweep", "budgetsim.kinds.sweep.figures.map:draw"),
        Kind("sobol", "indices", "budgetsim.kinds.sensitivity.figures.importance:draw_shares"),
        Kind("importance", "sensitivity", "budgetsim.kinds.sensitivity.figures.importance:draw_importance"),
        Kind("elementary_effects", "sensitivity", "budgetsim.kinds.sensitivity.figures.scatter:draw"),
        Kind("factor_pairs", "sensitivity", "budgetsim.kinds.sensitivity.figures.pairs:draw"),
        Kind("index_convergence", "sensitivity", "budgetsim.kinds.sensitivity.figures.convergence:draw"),
        Kind("pareto", "front", "budgetsim.kinds.optimise.figures.pareto:draw_front"),
        Kind("front_draws", "front_draws", "budgetsim.kinds.optimise.figures.drawn:draw"),
        Kind("levers", "front", "budgetsim.kinds.optimise.figures.levers:draw"),
        Kind("hypervolume", "search", "budgetsim.kinds.optimise.figures.pareto:draw_hypervolume"),
        Kind("states", "discovery", "budgetsim.kinds.discover.figures.states:draw"),
        Kind("limits", "discovery", "budgetsim.kinds.discover.figures.limits:draw"),
        Kind("worth", "information", "budgetsim.kinds.information.figures:draw_worth"),
        Kind("estimates", "estimates", "budgetsim.kinds.calibrate.figures:draw_estimates"),
        Kind("moments", "moments", "budgetsim.kinds.calibrate.figures:draw_moments"),
        Kind("prediction", "prediction", "budgetsim.kinds.calibrate.figures:draw_prediction"),
        Kind("evidence", "verification", "budgetsim.kinds.verify.figures.evidence:draw"),
        Kind("theory", "verification", "budgetsim.kinds.verify.figures.theory:draw"),
        Kind("closed_forms", "curves", "budgetsim.kinds.verify.figures.closed_forms:draw"),
        Kind("claims", "audit", "budgetsim.kinds.audit.figures:draw_claims"),
        Kind("trial_power", "trial", "budgetsim.kinds.trial.figures:draw_power"),
        Kind("trial_events", "trial", "budgetsim.kinds.trial.figures:draw_events"),
        Kind("fiscal_year", "nothing", "fiscal_year_figure:draw"),
    )
}
"""Figures by name, in the order in which a paper would show them."""


def draw(
    name: str, data: Any = None, *, language: str = DEFAULT, money: Money | None = None, **options: Any
) -> Drawing:
    """Draw a figure.

    Parameters
    ----------
    name
        A key of ``FIGURES``.
    data
        What the figure needs, as ``FIGURES[name].data`` says: a table with those columns, or an answer.
    language
        ``en`` or ``zh``; English, with a warning, where no font has Chinese letters.
    money
        Money in which outcomes that are money are drawn, for all departments together, instead of values per
        department; numbers among the options that are such values are given in it.
    **options
        Options of the figure, as its own ``draw`` says, such as ``outcomes=("net_social_value", "validity")`` or
        ``seeds=30``; ``outcome="validity"`` for one of them.

    Raises
    ------
    FigureError
        If there is no such figure, the data lack columns or rows, or money is asked for where there is none.
    LanguageError
        If there is no such language.
    """
    if name not in FIGURES:
        hint = did_you_mean(name, FIGURES, told("study-there-are", names=listed(FIGURES)))
        raise FigureError(told("figure-fault-unknown", name=repr(name), hint=hint))
    kind, say = FIGURES[name], drawable(language)
    data = _answered(kind, data)
    check(kind, data)
    drawer, given = kind.load(), () if kind.needs == "nothing" else (data,)
    chosen = _options(kind, drawer, options)
    if money is not None:
        given, say = (kind.in_money(data, money),), InMoney.of(say, money)
    with style.house_style(say.code):
        figure, caption = drawer(*given, say=say, **chosen)
        settle(figure)
    if isinstance(say, InMoney) and say.asked:
        caption = sentences(say, [caption, say("figure-in-money", unit=say.money.unit)])
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
        raise _unfit(kind, type(data).__name__)
    missing = [column for column in needed.columns if column not in table.columns]
    if missing:
        columns = listed(map(repr, missing))
        raise FigureError(
            told("figure-fault-columns", name=repr(kind.name), columns=columns, source=needed.source)
        )
    if len(table) == 0:
        raise FigureError(told("figure-fault-rows", name=repr(kind.name), source=needed.source))


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
        if isinstance(data, Mapping):
            raise _unfit(kind, told("figure-fault-lacks", error=str(error))) from error
        raise _unfit(kind, type(data).__name__) from error


def _unfit(kind: Kind, given: str) -> FigureError:
    """Return the error of data that a figure cannot be drawn from."""
    return FigureError(told("figure-fault-data", name=repr(kind.name), source=kind.data.source, given=given))


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
        options_there = listed(known) or told("figure-fault-option.none")
        raise FigureError(
            told(
                "figure-fault-option",
                name=repr(kind.name),
                options=listed(map(repr, wrong)),
                known=options_there,
            )
        )
    return chosen
