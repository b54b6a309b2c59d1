"""What an audit asks, and its steps: claims whose scenarios meet the same worlds form one task."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.kinds.audit.answer import Audit
from budgetsim.kinds.audit.claims import Claim, ClaimsFiles
from budgetsim.kinds.audit.judge import Group, groups_of, judge_group, work_of
from budgetsim.kinds.scenarios.question import SEEDS_OF_A_DRAW
from budgetsim.language import told
from budgetsim.posterior import Posterior
from budgetsim.scenario_files.faults import Fault
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.cost import SECONDS_PER_COMPILED_YEAR, Cost
from budgetsim.studies.kind import Steps, Work
from budgetsim.studies.parameters import POINT, draw_faults, draws, draws_of, parameters, posterior_of
from budgetsim.studies.values import Names

DISK = 200e3
"""Bytes of answer, table and figure."""


@dataclass(frozen=True)
class Question:
    """Claims, tried over draws and in other worlds; ``only`` takes some of the files."""

    claims: tuple[Claim, ...] = asked(ClaimsFiles(), argument=True)
    only: tuple[str, ...] = asked(Names(), ())
    parameters: str | Posterior = parameters()
    draws: int | None = draws()
    replications: int = ask.replications(SEEDS_OF_A_DRAW)
    seed: int = ask.first_seed()

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        ids = [claim.id for claim in self.claims]
        for name in self.only:
            if name not in ids:
                yield where.fault("only", name, told("audit-fault-no-claim"), did_you_mean(name, ids))
        if self.parameters == POINT:
            yield where.told("parameters", POINT, "audit-fault-point")
        yield lambda: draw_faults(self.parameters, self.draws, where, is_drawn=self.parameters != POINT)
        yield lambda: self._seed_faults(where)

    def _seed_faults(self, where: Where) -> list[Fault]:
        return ask.seed_faults(self.seed, self.replications, where)

    @property
    def groups(self) -> list[Group]:
        """Claims whose scenarios meet the same worlds."""
        chosen = [claim for claim in self.claims if not self.only or claim.id in self.only]
        seeds = ask.seed_range(self.seed, self.replications)
        posterior = posterior_of(self.parameters)
        return groups_of(chosen, posterior, draws_of(self.parameters, self.draws), seeds)


def steps(question: Question) -> Steps[Audit]:
    """Try the claims."""
    groups = question.groups
    judged = yield Work(judge_group, groups, is_slow=True, names=[group.name for group in groups])
    tried = {claim.id: claim for group_tried in judged for claim in group_tried}
    order = [claim.id for claim in question.claims if claim.id in tried]
    return Audit(
        claims=tuple(tried[name] for name in order),
        draws=groups[0].draws,
        seeds=groups[0].seeds,
        drawn_from=groups[0].posterior.source,
    )


def cost(question: Question) -> tuple[Cost, None]:
    """Return what an audit takes on one process."""
    groups = question.groups
    runs, years = work_of(groups)
    claims = sum(len(group.claims) for group in groups)
    how = told("audit-takes", claims=str(claims)) + told("fault-colon")
    return Cost(runs, years * SECONDS_PER_COMPILED_YEAR, DISK, how=how), None
