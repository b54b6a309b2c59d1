"""The answer of a search for mixes: the front as fresh replications show it, its knee, and how far to trust it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.optimise.question import MATERIAL, Objective
from budgetsim.kinds.optimise.replications import STATUS_QUO
from budgetsim.language import DEFAULT, Language, language
from budgetsim.posterior.read import OWN
from budgetsim.report.figure_words import clauses, enumerated
from budgetsim.scenario import Money
from budgetsim.studies.answer import Answer
from budgetsim.studies.directory import read_description
from budgetsim.studies.factors import Factor
from budgetsim.studies.ignorance import sure_way
from budgetsim.studies.money import in_money
from budgetsim.studies.parameters import POINT

if TYPE_CHECKING:
    import pandas as pd

KNEE, BEST = "knee", "best_"
"""Name of the knee, and how the names of the best mix of each objective begin."""
HOW = {
    "mean": "figure-pareto-mean",
    "worst_decile": "figure-pareto-worst-decile",
    "regret": "figure-pareto-regret-how",
}
"""Messages that say how results over replications count."""
MIXES = "mixes.parquet"
"""File of every mix that was simulated."""
Value = bool | int | float | str | None
Row = Mapping[str, Value]
"""A mix: its name, the values of its levers, and its numbers by objective."""
Cells = Mapping[str, Mapping[str, Any]]
"""By outcome ``mean``, ``low`` and ``high``; of differences also ``share_better``; of net social value its band. Over
draws of parameters what ``kinds.scenarios.drawn`` says of levels and differences."""


@dataclass(frozen=True)
class Promise:
    """Mean advantage of the front over the status quo in one objective: in the search, and on fresh replications."""

    objective: str
    promised: float
    kept: float
    lost_share: float | None


@dataclass(frozen=True)
class Convergence:
    """How the search came to its end: hypervolume and mixes so far by generation, and what the last quarter added."""

    hypervolume: tuple[float, ...]
    late_gain: float
    settled: bool
    mixes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Knee:
    """The knee: its levers, every outcome on fresh replications, its difference from the status quo, paired by seed."""

    mix: str
    levers: Mapping[str, Value]
    outcomes: Cells
    differences: Cells
    at_an_end: Mapping[str, str]
    """Levers whose value is an end of their range, and which end."""


@dataclass(frozen=True)
class Standing:
    """How a mix stands in an objective over draws: its level, its difference from the status quo, and its regret.

    ``low`` and ``high`` are ends of the middle 90 % of draws. Shares are of draws: in which it is better or worse than
    the status quo, and in which neither a mix that holds the budget nor the status quo is better than it. ``regret`` is
    how far it is behind the best of these, draw by draw: the mean, and what it exceeds in 5 % of draws.
    """

    mix: str
    outcome: str
    median: float | None
    low: float | None
    high: float | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    share_better: float | None
    share_worse: float | None
    share_best: float
    regret: float | None
    regret_high: float | None


@dataclass(frozen=True)
class Claim:
    """How far it is true that a mix is the best in an objective, ``among`` so many.

    ``rival`` is the one that is best most often where this one is not; ``ahead`` is by how much this one is better than
    the rival (``median``, ``mean``, ``low``, ``high``, ``share_better``, ``share_worse``), and ``flips`` are the
    parameters that would turn that.
    """

    outcome: str
    mix: str
    among: int
    share_best: float
    regret: float
    regret_high: float
    rival: str | None
    ahead: Mapping[str, float | None]
    flips: tuple[Mapping[str, Any], ...] = ()

    @property
    def word(self) -> str:
        """``best`` where it is so in nearly all draws, ``depends`` where parameters would turn it, or ``unknown``."""
        if sure_way(self.share_best) > 0:
            return "best"
        return "depends" if self.flips else "unknown"


@dataclass(frozen=True)
class Drawn:
    """What is known of mixes over draws of parameters.

    ``claims`` are about the best mix of each objective that was sought; ``differences`` hold by mix, and by outcome for
    the objectives and net social value, what ``kinds.scenarios.drawn`` says of a difference from the status quo.
    """

    draws: int
    drawn_from: str
    drawn: tuple[str, ...]
    structures: tuple[str, ...]
    standings: tuple[Standing, ...]
    claims: tuple[Claim, ...]
    differences: Mapping[str, Cells]
    settings: tuple[str, ...] = ()
    """Values that somebody set to what is declared, and that are therefore not drawn."""

    def standing(self, mix: str, outcome: str) -> Standing:
        """Return how a mix stands in an objective."""
        return next(row for row in self.standings if (row.mix, row.outcome) == (mix, outcome))


@dataclass(frozen=True, repr=False)
class Optimisation(Answer):
    """A search for mixes of levers.

    ``front`` are the mixes that were judged again on fresh replications. Of each objective a row has the value there,
    the ends of its interval (``_low``, ``_high``) and the value in the search (``_search``); ``budget_used`` with
    its interval where there is a budget, ``holds_budget``, ``surely_holds_budget`` (with the whole interval),
    ``still_on_front``, and ``knee``. ``references`` are the status quo and the reforms, levers as they end. Intervals
    are 95 % over seeds; over draws of parameters, where means count, the middle 90 % of draws. ``drawn`` is what is
    known over draws (``None`` without): outcomes and differences are then those of draws.
    """

    objectives: tuple[Objective, ...]
    levers: tuple[Factor, ...]
    uncertainties: tuple[Factor, ...]
    budget: float | None
    robust: str
    states: int
    seeds: tuple[int, ...]
    fresh_seeds: tuple[int, ...]
    from_year: int
    years: int
    mixes_simulated: int
    front_of_search: int
    undefined: int
    """Mixes under which an objective is undefined."""
    holding: int
    surely_holding: int
    front: tuple[Row, ...]
    references: tuple[Row, ...]
    named: Mapping[str, str]
    """Mixes that have names: the knee, and the best of each objective that was sought."""
    sought: tuple[str, ...]
    """Objectives that were sought; the others hardly answer to the levers."""
    check: tuple[Promise, ...]
    convergence: Convergence
    knee: Knee
    scenario: str = ""
    material: float = MATERIAL
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Smallest and largest value of each objective over all mixes of the search."""
    outcomes: Mapping[str, Cells] = field(default_factory=dict)
    """Every outcome of the status quo, the reforms and the named mixes on fresh replications."""
    code: Mapping[str, str] = field(default_factory=dict)
    drawn: Drawn | None = None
    money: Money | None = None
    """Money in which what mixes come to in all departments together is told beside values per department."""

    @property
    def title(self) -> str:
        """Name of the scenario; results of before have it in their description alone."""
        if self.scenario or self.directory is None:
            return self.scenario
        return str((read_description(self.directory) or {}).get("name", ""))

    @property
    def is_alone(self) -> bool:
        """Whether one objective alone was sought: then there is a best mix and no front."""
        return len(self.sought) == 1

    @property
    def aims(self) -> list[Objective]:
        """Objectives that were sought."""
        return [objective for objective in self.objectives if objective.name in self.sought]

    @property
    def status_quo(self) -> Row:
        """The row of the status quo."""
        return self.references[0]

    @property
    def knee_row(self) -> Row:
        """The row of the knee."""
        return self.mix(KNEE)

    def mix(self, name: str) -> Row:
        """Return the row of a named mix."""
        return next(row for row in self.front if row["mix"] == self.named[name])

    @property
    def named_once(self) -> dict[str, Row]:
        """Rows of the named mixes; of a single objective the best mix is the knee, and is named once."""
        return {name: self.mix(name) for name in self.named if not (self.is_alone and name == KNEE)}

    @property
    def levels(self) -> Mapping[str, Cells]:
        """Outcomes by mix, the status quo first; results of before have those of the knee and its differences."""
        if self.outcomes:
            return self.outcomes
        before = {
            name: {"mean": (cell["mean"] or 0.0) - (self.knee.differences[name]["mean"] or 0.0)}
            for name, cell in self.knee.outcomes.items()
        }
        return {STATUS_QUO: before, KNEE: self.knee.outcomes}

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """Front and references as data frames, for figures."""
        import pandas as pd

        return {"front": pd.DataFrame(list(self.front)), "references": pd.DataFrame(list(self.references))}

    @property
    def has_mixes(self) -> bool:
        """Whether every mix of the search is at hand, in a file beside the runs."""
        return self.directory is not None and (self.directory / MIXES).is_file()

    @cached_property
    def mixes(self) -> pd.DataFrame:
        """Every mix of the search; none where ``has_mixes`` is false."""
        import pandas as pd

        return (
            pd.read_parquet(self.directory / MIXES) if self.directory and self.has_mixes else pd.DataFrame()
        )

    @property
    def spans(self) -> Mapping[str, tuple[float, float]]:
        """Ranges of the objectives over all mixes; of results of before, from the file of their mixes."""
        if self.ranges or not self.has_mixes:
            return self.ranges
        columns = {o.name: self.mixes[o.name] for o in self.objectives}
        return {name: (float(column.min()), float(column.max())) for name, column in columns.items()}

    def comparison(self) -> str:
        """Return the command that shows every difference between the knee and the status quo, under fresh seeds.

        Parameters are as declared, or drawn, as here.
        Nothing without a directory in which their scenarios are, or a file in which the draws are.
        """
        if self.directory is None or (self.drawn is not None and not self.drawn.drawn_from):
            return ""
        files = [shlex.quote(str(self.directory / f"{name}.toml")) for name in (STATUS_QUO, KNEE)]
        flags = ["--parameters", POINT] if self.drawn is None else _flags_of_draws(self.drawn)
        flags += ["--seed", str(self.fresh_seeds[0]), "--replications", str(len(self.fresh_seeds))]
        if "behaviour" in self.code:
            flags += ["--behaviour", shlex.quote(self.code["behaviour"])]
        return " ".join(["budgetsim", "compare", *files, *flags])

    def reservation(self, say: Language) -> str:
        """Say why these differences are not those between rows of the tables, if they are not."""
        reasons = []
        if self.uncertainties:
            unknown = enumerated(say, [say.name(factor.name) for factor in self.uncertainties])
            reasons.append(say("optimise-compare-states", uncertain=unknown, states=str(self.states)))
        if self.robust != "mean":
            reasons.append(say("optimise-compare-measure", how=say(HOW[self.robust])))
        return say("optimise-compare-reservation", reasons=clauses(say, reasons)) if reasons else ""

    def to_dict(self) -> dict[str, Any]:
        """As ``Answer.to_dict``, with the command that compares the knee with the status quo, and its reservation."""
        reservation = self.reservation(language(DEFAULT))
        document = super().to_dict()
        if self.drawn is None:
            del document["drawn"]
        if self.money is not None:
            document["money"] |= {
                "outcomes": {name: in_money(cells, self.money) for name, cells in self.outcomes.items()},
                "knee": in_money(self.knee.differences, self.money),
            }
        return {**document, "compare": self.comparison(), "compare_reservation": reservation}


def _flags_of_draws(drawn: Drawn) -> list[str]:
    flags = [] if drawn.drawn_from == OWN else ["--parameters", shlex.quote(drawn.drawn_from)]
    sets = [text for setting in drawn.settings for text in ("--set", shlex.quote(setting))]
    return [*flags, "--draws", str(drawn.draws), *sets]
