"""All parts of an answer, estimated from a finished study."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from budgetsim.studies.band import stance_of
from budgetsim.studies.effects.cost import cost_effectiveness
from budgetsim.studies.effects.dose import dose_response
from budgetsim.studies.effects.factorial import factorial_effects
from budgetsim.studies.effects.paired import paired_effects
from budgetsim.studies.effects.precision import Reached
from budgetsim.studies.effects.request import Request
from budgetsim.studies.effects.runs import Runs, Window, read_windows
from budgetsim.studies.effects.sequencing import order_effects, windows_of

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.store import CampaignResult, StudyResult

MAIN = "main"


@dataclass(frozen=True)
class Effects:
    """A request and its answer: one table per part, in the order of ``PARTS``.

    ``runs`` are means over the last years by run; ``yearly`` those of every year, of the first outcome, where the order
    of reforms is asked for. ``precision`` tells how many replications were needed, where that was asked.
    """

    request: Request
    runs: Runs = field(repr=False)
    tables: dict[str, pd.DataFrame] = field(repr=False)
    yearly: dict[int, Runs] = field(default_factory=dict, repr=False)
    precision: Reached | None = None

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Outcomes, the most important first."""
        return self.request.outcomes

    @property
    def seeds(self) -> int:
        """Number of seeds."""
        return len(self.runs.seeds)


def analyse(
    request: Request,
    result: StudyResult | CampaignResult,
    precision: Reached | None = None,
    *,
    given: Request | None = None,
) -> Effects:
    """Return the answer that a finished study gives.

    Parameters
    ----------
    request
        The question, with every dose that was simulated.
    result
        Its runs.
    precision
        How many replications were needed, where that was asked.
    given
        The question as it was asked, where doses were added to it; the table of doses marks these as ``added``.

    Raises
    ------
    StudyError
        If runs are missing.
    """
    spans: dict[str, Window] = {MAIN: (request.years - request.last + 1, request.years)}
    ordered = "sequencing" in request.parts
    order = windows_of(request.plan, request.years, request.last) if ordered else {}
    found = read_windows(result, request.outcomes, spans | order, stance_of(request.base))
    main, plan = found.pop(MAIN), request.plan
    estimators = {
        "effects": lambda: paired_effects(plan, main),
        "dose": lambda: dose_response(plan, main),
        "factorial": lambda: factorial_effects(plan, main),
        "sequencing": lambda: order_effects(plan, found, order),
        "cost": lambda: cost_effectiveness(plan, main),
    }
    tables = {part: estimators[part]() for part in request.parts}
    if "dose" in tables:
        asked = {lever.name: lever.doses for lever in (given or request).levers}
        rows = zip(tables["dose"]["lever"], tables["dose"]["dose"], strict=True)
        tables["dose"]["added"] = [dose not in asked[lever] for lever, dose in rows]
    yearly: dict[int, Runs] = {}
    if ordered:
        each = {str(year): (year, year) for year in range(1, request.years + 1)}
        by_year = read_windows(result, request.outcomes[:1], each)
        yearly = {int(year): runs for year, runs in by_year.items()}
    return Effects(request, main, tables, yearly, precision)
