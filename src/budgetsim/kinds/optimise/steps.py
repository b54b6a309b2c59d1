"""From a question to its answer: search, choose the front, judge it again on fresh worlds, name the knee."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.kinds.optimise.answer import BEST, KNEE, MIXES, Convergence, Knee, Optimisation, Promise
from budgetsim.kinds.optimise.judge import Checked, Searched, check, choose
from budgetsim.kinds.optimise.mixes import (
    end_of,
    every_mix,
    front_of,
    plain,
    references_of,
    rows_of,
    state_table,
)
from budgetsim.kinds.optimise.question import Question
from budgetsim.kinds.optimise.search import (
    RESOLUTION,
    Archive,
    Criteria,
    Plan,
    Search,
    search,
    shares_of,
)
from budgetsim.kinds.optimise.worlds import (
    STATUS_QUO,
    Worlds,
    final_value,
    mix_scenario,
    reference_names,
    some_mixes,
)
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import Scenario
from budgetsim.studies.band import PARAMETERS, stance_of
from budgetsim.studies.cost import Cost, Work, work_like
from budgetsim.studies.files import csv_bytes, in_words, write_whole
from budgetsim.studies.kind import Round, Steps
from budgetsim.studies.store import StudyResult
from budgetsim.studies.summary import summary_json

if TYPE_CHECKING:
    import pandas as pd

ROUND = "generation-{:04d}"
STATES, FRONT = "states.csv", "front.parquet"


def steps(question: Question) -> Steps[Optimisation]:
    """Search, and check what was found on fresh worlds."""
    criteria = Criteria(
        len(question.objectives), question.robust, question.budget, question.material, RESOLUTION
    )
    worlds, fresh = Worlds.of_search(question), Worlds.of_check(question)
    result: StudyResult = yield worlds.references()
    rest = worlds.losses(result)
    searching = search(question.varied, criteria, plan_of(question), rest[:1])
    archive, sought = yield from simulated(searching, worlds)
    searched = choose(archive, sought, criteria, question.population, rest)
    names = [archive.names[place] for place in searched.chosen]
    chosen = archive.columns(question.varied, [int(place) for place in searched.chosen])
    others: StudyResult = yield fresh.references()
    again: StudyResult = yield fresh.mixes(f"front-fresh-{question.generation_count:04d}", names, chosen)
    checked = check(searched, criteria, fresh.losses(again), fresh.losses(others))
    named = _named(question, searched, checked)
    means = _with_named(
        fresh.means(others, reference_names(question)), fresh.means(again, names), names, named
    )
    front, every = front_of(question, searched, checked), every_mix(question, searched)
    files = {FRONT: front.to_parquet(index=False), MIXES: every.to_parquet(index=False)}
    if question.uncertain:
        files[STATES] = csv_bytes(state_table({"search": worlds.states, "check": fresh.states}))
    files |= {
        f"{name}.toml": named_scenario(question, searched, name, place).to_toml().encode()
        for name, place in named.items()
    }
    files[f"{STATUS_QUO}.toml"] = question.base.to_toml().encode()
    _keep(result.directory.parent.parent, files)
    return _answer(question, searched, checked, front, every, named, means)


def simulated(searching: Search, worlds: Worlds) -> Generator[Round, StudyResult, tuple[Archive, BoolArray]]:
    """Simulate what a search asks about, a round for each generation; return what it returns."""
    try:
        generation = next(searching)
        while True:
            name = ROUND.format(generation.number)
            result = yield worlds.mixes(name, generation.names, generation.mixes)
            generation = searching.send(worlds.losses(result))
    except StopIteration as end:
        archive, sought = end.value
        return archive, sought


def cost(question: Question) -> tuple[Cost, Work]:
    """Return what a search takes at most."""
    runs = planned_runs(question)
    work = work_like(some_mixes(question), runs, question.seeds, question.code)
    disk = work.disk(kept=len(question.outcomes), csv=False, studies=question.generation_count)
    states = f" x {question.state_count} states" if question.state_count > 1 else ""
    how = (
        f"optimise {question.title}: {question.population} mixes x {question.generation_count} generations{states}"
        f" x {len(question.seeds)} seeds and a check under {question.fresh_count}: "
    )
    return Cost(runs, 0.0, disk, at_most=True, how=how), work


def planned_runs(question: Question) -> int:
    """Return how many runs a search takes at most."""
    references = 1 + len(question.reforms)
    searched = question.population * question.generation_count + references
    checked = question.population + references
    return question.state_count * (searched * len(question.seeds) + checked * question.fresh_count)


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


def _keep(directory: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        with in_words(directory, f"write {name}"):
            write_whole(directory / name, data)


def _answer(  # noqa: PLR0913 - everything that is known at the end
    question: Question,
    searched: Searched,
    checked: Checked,
    front: pd.DataFrame,
    every: pd.DataFrame,
    named: Mapping[str, int],
    means: pd.DataFrame,
) -> Optimisation:
    # Where the stance is itself unknown, each world has its own.
    is_known = not {factor.name for factor in question.uncertain} & set(PARAMETERS)
    labels = map(str, means["scenario"].unique())
    stances = dict.fromkeys(labels, stance_of(question.base)) if is_known else {}
    cells = summary_json(means, question.fresh_seeds, question.horizon, stances)
    knee = front.iloc[checked.knee]
    ends = {factor.name: end_of(factor, knee[factor.name]) for factor in question.varied}
    counts = np.bincount(searched.archive.generations, minlength=len(searched.volumes) + 1)[1:].cumsum()
    ranges = {o.name: (float(every[o.name].min()), float(every[o.name].max())) for o in question.objectives}
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
        check=tuple(
            _promise(objective.name, float(promised), float(kept))
            for objective, promised, kept in zip(
                question.objectives, checked.promised, checked.kept, strict=True
            )
        ),
        convergence=Convergence(
            tuple(searched.volumes), searched.late_gain, searched.is_settled, tuple(map(int, counts))
        ),
        knee=Knee(
            mix=str(knee["mix"]),
            levers={factor.name: plain(knee[factor.name]) for factor in question.varied},
            outcomes=cells["scenarios"][KNEE],
            differences=cells["differences"][KNEE],
            at_an_end={name: end for name, end in ends.items() if end},
        ),
        scenario=question.title,
        material=question.material,
        ranges={name: ends for name, ends in ranges.items() if np.isfinite(ends).all()},
        outcomes=cells["scenarios"],
        code=question.code,
    )


def _promise(objective: str, promised: float, kept: float) -> Promise:
    lost = (promised - kept) / promised if promised > 0.0 else None
    return Promise(objective, promised, kept, lost)
