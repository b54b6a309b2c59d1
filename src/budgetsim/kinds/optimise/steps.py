"""From a question to its answer: search, choose the front, judge it again on fresh replications, name the knee."""

from __future__ import annotations

import math
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.optimise.answer import (
    BEST,
    KNEE,
    MIXES,
    Convergence,
    Drawn,
    Knee,
    Optimisation,
    Promise,
    Row,
    Value,
)
from budgetsim.kinds.optimise.drawn import Contest, named_under
from budgetsim.kinds.optimise.judge import Checked, Estimates, Searched, check, choose
from budgetsim.kinds.optimise.question import Question
from budgetsim.kinds.optimise.replications import (
    STATUS_QUO,
    Replications,
    final_value,
    mix_scenario,
    reference_names,
    some_mixes,
)
from budgetsim.kinds.optimise.search import (
    RESOLUTION,
    Archive,
    Criteria,
    Plan,
    Search,
    search,
    shares_of,
)
from budgetsim.language import told
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import Scenario
from budgetsim.studies.band import PARAMETERS, VALUE, stance_of
from budgetsim.studies.cost import Cost, Work, work_like
from budgetsim.studies.factors import Factor
from budgetsim.studies.files import csv_bytes, in_words, write_whole
from budgetsim.studies.kind import Round, Steps
from budgetsim.studies.money import money_of
from budgetsim.studies.sampling import Columns
from budgetsim.studies.states import STRUCTURES, States
from budgetsim.studies.store import StudyResult
from budgetsim.studies.summary import summary_json

if TYPE_CHECKING:
    import pandas as pd

END_SHARE = 0.02
"""A lever this close to an end of its range, as a share of the range, is at the end (assumed)."""


def front_of(question: Question, searched: Searched, checked: Checked) -> pd.DataFrame:
    """Return one row per mix of the front that was judged again; columns as ``answer.Optimisation`` says."""
    import pandas as pd

    archive, chosen = searched.archive, [int(place) for place in searched.chosen]
    columns: dict[str, Any] = {
        "mix": [archive.names[place] for place in chosen],
        "generation": [archive.generations[place] for place in chosen],
        **archive.columns(question.varied, chosen),
        **_by_objective(question, checked.mixes, searched.scores[chosen]),
    }
    if checked.spending is not None:
        columns["budget_used"] = checked.spending.value
        columns["budget_used_low"] = checked.spending.low
        columns["budget_used_high"] = checked.spending.high
    columns |= {"holds_budget": checked.holds, "surely_holds_budget": checked.surely}
    columns["still_on_front"] = checked.on_front
    columns["knee"] = np.arange(len(chosen)) == checked.knee
    return pd.DataFrame(columns)


def references_of(question: Question, searched: Searched, checked: Checked) -> pd.DataFrame:
    """Return the same columns of the status quo and the reference reforms, levers as they end."""
    import pandas as pd

    starts = (question.base, *question.reforms)
    levers = {f.name: [final_value(start, f.name) for start in starts] for f in question.varied}
    numbers = _by_objective(question, checked.rest, searched.rest_scores)
    return pd.DataFrame({"mix": list(reference_names(question)), **levers, **numbers})


def every_mix(question: Question, searched: Searched) -> pd.DataFrame:
    """Return every mix of the search: generation, levers, scores in the search, whether it holds the budget."""
    import pandas as pd

    archive = searched.archive
    every = range(len(archive.names))
    columns: dict[str, Any] = {"mix": archive.names, "generation": archive.generations}
    columns |= archive.columns(question.varied, every)
    values = _as_outcomes(question, searched.scores)
    columns |= {o.name: values[:, k] for k, o in enumerate(question.objectives)}
    columns |= {"holds_budget": searched.allowed, "on_front": np.isin(every, searched.front)}
    return pd.DataFrame(columns)


def state_table(states: dict[str, Columns]) -> pd.DataFrame:
    """Return the states of the search and of the check, one row each."""
    import pandas as pd

    tables = [pd.DataFrame({"use": use, **columns}) for use, columns in states.items()]
    for table in tables:
        table.insert(1, "state", range(1, len(table) + 1))
    return pd.concat(tables, ignore_index=True)


def rows_of(table: pd.DataFrame) -> tuple[Row, ...]:
    """Return a table as rows of plain values; what is undefined is ``None``."""
    return tuple({str(key): plain(value) for key, value in row.items()} for row in table.to_dict("records"))


def plain(value: Any) -> Value:
    """Return a value that JSON can hold; what is undefined is ``None``."""
    value = value.item() if hasattr(value, "item") else value
    unknown = isinstance(value, float) and not math.isfinite(value)
    return None if unknown else value


def end_of(factor: Factor, value: Any) -> str:
    """Return which end of its range a lever is at, if any."""
    if not factor.is_ordered:
        return ""
    low, high = min(factor.extremes()), max(factor.extremes())
    if high <= low:
        return ""
    share = (float(value) - low) / (high - low)
    return "lower" if share <= END_SHARE else "upper" if share >= 1.0 - END_SHARE else ""


def _as_outcomes(question: Question, scores: Array) -> Array:
    """Return scores as people read them: outcomes in their own direction; regrets stay losses."""
    if question.robust == "regret":
        return scores
    return np.asarray(scores * np.array([objective.sign for objective in question.objectives]))


def _by_objective(question: Question, fresh: Estimates, searched: Array) -> dict[str, Array]:
    """Return columns of each objective: value, ends of its interval, value in the search."""
    value, searched = _as_outcomes(question, fresh.value), _as_outcomes(question, searched)
    ends = [_as_outcomes(question, end) for end in (fresh.low, fresh.high)]
    low, high = np.sort(np.stack(ends), axis=0)
    columns: dict[str, Array] = {}
    for k, objective in enumerate(question.objectives):
        name = objective.name
        columns |= {name: value[:, k], f"{name}_low": low[:, k], f"{name}_high": high[:, k]}
        columns[f"{name}_search"] = searched[:, k]
    return columns


ROUND = "generation-{:04d}"
STATES, FRONT = "states.csv", "front.parquet"


def steps(question: Question) -> Steps[Optimisation]:
    """Search, and check what was found on fresh replications."""
    made = yield from _searched(question)
    return replace(made, money=money_of((question.scenario,), question.money))


def _searched(question: Question) -> Steps[Optimisation]:
    criteria = Criteria(
        len(question.objectives),
        question.robust,
        question.budget,
        question.material,
        RESOLUTION,
        question.is_drawn,
    )
    replications, fresh = Replications.of_search(question), Replications.of_check(question)
    result: StudyResult = yield replications.references()
    rest = replications.losses(result)
    searching = search(question.varied, criteria, plan_of(question), rest[:1])
    archive, sought = yield from simulated(searching, replications)
    searched = choose(archive, sought, criteria, question.population, rest)
    names = [archive.names[place] for place in searched.chosen]
    chosen = archive.columns(question.varied, [int(place) for place in searched.chosen])
    others: StudyResult = yield fresh.references()
    again: StudyResult = yield fresh.mixes(f"front-fresh-{question.generation_count:04d}", names, chosen)
    losses, before = fresh.losses(again), fresh.losses(others)
    checked = check(searched, criteria, losses, before)
    named = _named(question, searched, checked)
    front, every = front_of(question, searched, checked), every_mix(question, searched)
    drawn: Drawn | None = None
    if question.is_drawn:
        contest = contest_of(question, criteria, searched, checked, names, (losses, before), fresh.states)
        front["share_unbeaten"], front["share_knee"] = (share[: len(names)] for share in contest.shares())
        cells = yield from _named_cells(question, searched, named)
        drawn = _drawn(question, contest, named, cells)
    else:
        means = _with_named(
            fresh.means(others, reference_names(question)), fresh.means(again, names), names, named
        )
        cells = _cells(question, means)
    files = {FRONT: front.to_parquet(index=False), MIXES: every.to_parquet(index=False)}
    if fresh.states:
        files[STATES] = csv_bytes(state_table({"search": replications.states, "check": fresh.states}))
    files |= {
        f"{name}.toml": named_scenario(question, searched, name, place).to_toml().encode()
        for name, place in named.items()
    }
    files[f"{STATUS_QUO}.toml"] = question.base.to_toml().encode()
    _keep(result.directory.parent.parent, files)
    return _answer(question, searched, checked, front, every, named, cells, drawn)


def simulated(
    searching: Search, replications: Replications
) -> Generator[Round, StudyResult, tuple[Archive, BoolArray]]:
    """Simulate what a search asks about, a round for each generation; return what it returns."""
    try:
        generation = next(searching)
        while True:
            name = ROUND.format(generation.number)
            result = yield replications.mixes(name, generation.names, generation.mixes)
            generation = searching.send(replications.losses(result))
    except StopIteration as end:
        archive, sought = end.value
        return archive, sought


def cost(question: Question) -> tuple[Cost, Work]:
    """Return what a search takes at most."""
    runs = planned_runs(question)
    work = work_like(some_mixes(question), runs, question.seeds, question.code)
    stored = replace(work, keep=replace(question.keep, outcomes=question.outcomes))
    disk = stored.disk(csv=False, studies=question.generation_count)
    numbers = {
        "mixes": question.population,
        "generations": question.generation_count,
        "states": question.state_count,
        "seeds": len(question.seeds),
        "fresh": question.fresh_count,
        "draws": question.check_count,
    }
    key = "optimise-takes-states" if question.state_count > 1 else "optimise-takes"
    key = "optimise-takes-drawn" if question.is_drawn else key
    how = told(key, name=question.title, **{name: str(number) for name, number in numbers.items()})
    return Cost(runs, 0.0, disk, at_most=True, how=how), work


def planned_runs(question: Question) -> int:
    """Return how many runs a search takes at most."""
    references = 1 + len(question.reforms)
    searched = question.population * question.generation_count + references
    checked = question.population + references
    runs = question.state_count * searched * len(question.seeds)
    runs += question.check_count * checked * question.fresh_count
    if not question.is_drawn:
        return runs
    states = question.drawn_states(question.check_count, STRUCTURES)
    named = references + 1 + len(question.objectives)
    return runs + sum(1 for _ in states.every()) * named * question.fresh_count


def plan_of(question: Question) -> Plan:
    """Return how the search goes; it starts from the status quo and the reforms, as far as the levers reach."""
    starts = []
    for start in (question.base, *question.reforms):
        values = {factor.name: final_value(start, factor.name) for factor in question.varied}
        for factor in question.varied:
            if factor.kind == "boolean":
                on = [final_value(start, name) == value for name, value in factor.settings.items()]
                values[factor.name] = all(on)
        shares = shares_of(question.varied, values)
        starts += [] if shares is None else [shares]
    cube: Array | None = np.array(starts) if starts else None
    return Plan(
        question.algorithm, question.population, question.generation_count, question.search_seed, cube
    )


def named_scenario(question: Question, searched: Searched, name: str, place: int) -> Scenario:
    """Return a named mix, at a place of those that were judged again, as a scenario."""
    archive, chosen = searched.archive, int(searched.chosen[place])
    what = "The knee of the front" if name == KNEE else f"The mix with the best {name.removeprefix(BEST)}"
    aims = ", ".join(str(objective) for objective in question.objectives)
    limit = "" if question.budget is None else f", administrative cost at most {question.budget:g}"
    text = (
        f"{what} that budgetsim optimise found for {question.base.name} ({aims}{limit};"
        f" {question.robust.replace('_', ' ')}): mix {archive.names[chosen]} from year {question.reform_year} on."
    )
    mix = archive.columns(question.varied, [chosen])
    return mix_scenario(question, mix, f"{question.base.name}_{name}", text)


def _named(question: Question, searched: Searched, checked: Checked) -> dict[str, int]:
    """Return places of the mixes that have names: the knee, and the best of each objective that was sought."""
    sought = _sought(question, searched)
    best = {f"{BEST}{name}": place for name, place in zip(sought, checked.best, strict=True)}
    return {KNEE: checked.knee, **best}


def _sought(question: Question, searched: Searched) -> tuple[str, ...]:
    """Return the objectives that were sought."""
    marked = zip(question.objectives, searched.sought, strict=True)
    return tuple(objective.name for objective, is_sought in marked if is_sought)


def _with_named(
    references: pd.DataFrame, mixes: pd.DataFrame, names: list[str], named: Mapping[str, int]
) -> pd.DataFrame:
    """Return outcomes of the references and, under their names, of the named mixes."""
    import pandas as pd

    tables = [mixes[mixes["scenario"] == names[place]].assign(scenario=name) for name, place in named.items()]
    return pd.concat([references, *tables], ignore_index=True)


def contest_of(  # noqa: PLR0913 - all that was judged, and by what
    question: Question,
    criteria: Criteria,
    searched: Searched,
    checked: Checked,
    names: Sequence[str],
    losses: tuple[Array, Array],
    states: Columns,
) -> Contest:
    """Return all that was judged over draws together; ``losses`` are those of the front, and of the references."""
    every = np.concatenate(losses)
    references = reference_names(question)
    is_status_quo = np.arange(len(references)) == 0
    return Contest(
        names=(*names, *references),
        objectives=question.objectives,
        criteria=criteria,
        sought=searched.sought,
        losses=every[..., : criteria.objectives],
        may_win=np.concatenate([checked.holds, is_status_quo]) & criteria.defined(every),
        before=len(names),
        parameters={name: np.asarray(column) for name, column in states.items()},
    )


def _named_cells(question: Question, searched: Searched, named: Mapping[str, int]) -> Steps[dict[str, Any]]:
    """Return levels and differences of references and named mixes under every state; equal mixes are simulated once."""
    first = {place: name for name, place in reversed(list(named.items()))}
    mixes = [
        named_scenario(question, searched, name, place).replace(name=name) for place, name in first.items()
    ]
    references = [
        start.replace(name=name)
        for name, start in zip(reference_names(question), (question.base, *question.reforms), strict=True)
    ]
    cells = yield from named_under(question, [*references, *mixes], question.fresh_seeds)
    for part in ("scenarios", "differences"):
        others = {name: own for name, own in cells[part].items() if name not in named}
        cells[part] = others | {name: cells[part][first[place]] for name, place in named.items()}
    return cells


def _drawn(question: Question, contest: Contest, named: Mapping[str, int], cells: Mapping[str, Any]) -> Drawn:
    """Return what is known of mixes over draws."""
    states: States = cells["states"]
    told = dict.fromkeys([*(objective.name for objective in question.objectives), VALUE])
    places = {objective.name: place for place, objective in enumerate(question.objectives)}
    return Drawn(
        draws=states.draws,
        drawn_from=states.source,
        drawn=tuple(states.parameters),
        structures=tuple(states.structures),
        standings=tuple(contest.standings()),
        claims=tuple(
            contest.claim(place, places[name.removeprefix(BEST)])
            for name, place in named.items()
            if name != KNEE
        ),
        differences={
            name: {outcome: own[outcome] for outcome in told} for name, own in cells["differences"].items()
        },
        settings=tuple(text for name, text in question.said.items() if name in _left_declared(question)),
    )


def _left_declared(question: Question) -> set[str]:
    """Return what could be drawn and has its declared value in the scenario."""
    moved = {key.rpartition(".")[2] for key, *_ in question.base.differences(Scenario())}
    return set(question.posterior.names) - moved


def _keep(directory: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        with in_words(directory, "write", name):
            write_whole(directory / name, data)


def _answer(  # noqa: PLR0913 - everything that is known at the end
    question: Question,
    searched: Searched,
    checked: Checked,
    front: pd.DataFrame,
    every: pd.DataFrame,
    named: Mapping[str, int],
    cells: Mapping[str, Any],
    drawn: Drawn | None,
) -> Optimisation:
    ranges = {o.name: (float(every[o.name].min()), float(every[o.name].max())) for o in question.objectives}
    promises = zip(question.objectives, checked.promised, checked.kept, strict=True)
    return Optimisation(
        objectives=question.objectives,
        levers=question.varied,
        uncertainties=question.uncertain,
        budget=question.budget,
        robust=question.robust,
        states=question.state_count,
        seeds=question.seeds,
        fresh_seeds=question.fresh_seeds,
        from_year=question.reform_year,
        years=question.horizon,
        mixes_simulated=len(searched.archive.names),
        front_of_search=len(searched.front),
        undefined=searched.undefined,
        holding=int(checked.holds.sum()),
        surely_holding=int(checked.surely.sum()),
        front=rows_of(front),
        references=rows_of(references_of(question, searched, checked)),
        named={name: str(front["mix"].iloc[place]) for name, place in named.items()},
        sought=_sought(question, searched),
        check=tuple(_promise(one.name, float(promised), float(kept)) for one, promised, kept in promises),
        convergence=_convergence(searched),
        knee=_knee(question, front.iloc[checked.knee], cells),
        scenario=question.title,
        material=question.material,
        ranges={name: ends for name, ends in ranges.items() if np.isfinite(ends).all()},
        outcomes=cells["scenarios"],
        code=question.code,
        drawn=drawn,
    )


def _cells(question: Question, means: pd.DataFrame) -> dict[str, Any]:
    """Return outcomes and differences of the references and the named mixes."""
    # Where the stance is itself uncertain, each state has its own.
    is_known = not {factor.name for factor in question.uncertain} & set(PARAMETERS)
    labels = map(str, means["scenario"].unique())
    stances = dict.fromkeys(labels, stance_of(question.base)) if is_known else {}
    return summary_json(means, question.fresh_seeds, question.horizon, stances)


def _knee(question: Question, row: pd.Series, cells: Mapping[str, Any]) -> Knee:
    ends = {factor.name: end_of(factor, row[factor.name]) for factor in question.varied}
    return Knee(
        mix=str(row["mix"]),
        levers={factor.name: plain(row[factor.name]) for factor in question.varied},
        outcomes=cells["scenarios"][KNEE],
        differences=cells["differences"][KNEE],
        at_an_end={name: end for name, end in ends.items() if end},
    )


def _convergence(searched: Searched) -> Convergence:
    volumes = tuple(searched.volumes)
    counts = np.bincount(searched.archive.generations, minlength=len(volumes) + 1)[1:].cumsum()
    return Convergence(volumes, searched.late_gain, searched.is_settled, tuple(map(int, counts)))


def _promise(objective: str, promised: float, kept: float) -> Promise:
    lost = (promised - kept) / promised if promised > 0.0 else None
    return Promise(objective, promised, kept, lost)
