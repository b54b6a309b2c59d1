"""The numbers of a search over draws of parameters: how surely mixes differ, which is best, and in which worlds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, fields
from typing import Any

from budgetsim.kinds.optimise.answer import KNEE, Drawn, Optimisation, Standing
from budgetsim.kinds.optimise.names import label_of, name_of, star
from budgetsim.kinds.optimise.search import RESOLUTION
from budgetsim.kinds.scenarios.known_tables import flip_cells, flips_table, judged, structures_table
from budgetsim.language import Language
from budgetsim.report.declared import better_sign
from budgetsim.report.results import number
from budgetsim.rounding import per_cent
from budgetsim.studies.table import Column, Label, Table


def drawn_tables(answer: Optimisation, known: Drawn) -> Iterator[Table]:
    """Yield what is known of mixes over draws, which is best, in which worlds that holds, and what would turn it."""
    yield _differences(answer, known)
    yield _claims(answer, known)
    yield _structures(answer, known)
    yield from _flips(answer, known)
    yield _standings(known)


def _differences(answer: Optimisation, known: Drawn) -> Table:
    """Differences of the reforms and the named mixes from the status quo, by objective."""
    aims = [objective.name for objective in answer.objectives]
    columns = [
        Column("mix", "label", "optimise-head-mix"),
        *(Column(name, "number", _named(name), sign=True) for name in aims),
    ]
    once = {*answer.named_once, *(str(row["mix"]) for row in answer.references)}
    rows = [
        [label_of(answer, mix), *(judged(outcome, cells[outcome]) for outcome in aims)]
        for mix, cells in known.differences.items()
        if mix in once
    ]

    def note(say: Language) -> str:
        return say("optimise-note-draws", draws=str(known.draws))

    return Table("draws", columns, rows, lambda say: say("optimise-table-draws"), note)


def _claims(answer: Optimisation, known: Drawn) -> Table:
    """Which mix is best in which share of draws, how far it is behind, and who is better elsewhere."""
    columns = [
        Column("outcome", "term", "report-head-outcome"),
        Column("mix", "text", "optimise-head-best-mix"),
        Column("share_best", "share", "optimise-head-share-best"),
        Column("regret", "number", "optimise-head-regret"),
        Column("regret_high", "number", "optimise-head-regret-high"),
        Column("rival", "label", "optimise-head-rival"),
        Column("rival_better", "share", "optimise-head-rival-better"),
    ]
    rows = [
        (
            claim.outcome, claim.mix, claim.share_best, claim.regret, claim.regret_high,
            _rival(answer, claim.rival), claim.ahead.get("share_worse"),
        )
        for claim in known.claims
    ]  # fmt: skip

    def note(say: Language) -> str:
        among, share = str(known.claims[0].among), per_cent(RESOLUTION)
        return say("optimise-note-claims", draws=str(known.draws), among=among, share=share)

    return Table("claims", columns, rows, lambda say: say("optimise-table-claims"), note)


def _rival(answer: Optimisation, mix: str | None) -> Label:
    return Label(mix or "", lambda say: "" if mix is None else name_of(answer, mix, say))


def _structures(answer: Optimisation, known: Drawn) -> Table:
    """Differences of the knee, or of the best mix, from the status quo in every world, by objective."""
    cells = {name: (name, known.differences[KNEE][name]) for name in answer.sought}

    def title(say: Language) -> str:
        return say("optimise-table-structures", mix=star(answer))

    return structures_table(cells, _named, title, known.draws)


def _flips(answer: Optimisation, known: Drawn) -> list[Table]:
    """Which parameters would turn the sign of a difference of the knee, or of the best mix."""
    rows = []
    for name in answer.sought:
        cell = known.differences[KNEE][name]
        gain = number(cell["mean"]) * (better_sign(name) or 1.0)
        rows += [(name, *flip_cells(flip, gain)) for flip in cell["flips"]]
    first = Column("outcome", "term", "report-head-outcome")
    return flips_table(first, rows, lambda say: say("optimise-table-flips", mix=star(answer)))


def _standings(known: Drawn) -> Table:
    """How every mix stands in every objective, for files and figures."""
    columns = [
        Column(one.name, "text" if one.name in ("mix", "outcome") else "number") for one in fields(Standing)
    ]
    rows = [astuple(row) for row in known.standings]
    return Table("front_draws", columns, rows, file="front_draws.csv", audience="files")


def _named(outcome: str) -> Any:
    return lambda say: say.name(outcome)
