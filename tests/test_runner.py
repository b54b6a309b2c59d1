"""Running studies: the same bytes on any workers, after any interruption, with failures kept apart."""

from __future__ import annotations

import json
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_studies import contents

from budgetsim import Scenario, load_study, simulate
from budgetsim.studies import plan, worker
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import InProcess, Workers, available_processors, open_executor
from budgetsim.studies.runner import run_study
from budgetsim.studies.study import Study

pytestmark = pytest.mark.usefixtures("small_parts")

SMALL = Scenario(name="small").replace(departments=6, years=2, burn_in=1)
SCENARIOS = tuple(SMALL.replace(name=f"m{i}", monitoring_intensity=i / 10) for i in range(5))


def study(**changes: object) -> Study:
    asked = {"command": "run", "name": "x", "scenarios": SCENARIOS, "seeds": (0, 1, 2)}
    return Study(**{**asked, **changes})  # type: ignore[arg-type]


def fail_at(patch: pytest.MonkeyPatch, *bad: tuple[str, int], beyond: int = 0) -> None:
    """Have the runs of these scenarios and seeds fail, wherever they run; with ``beyond`` only among so many."""
    simulated = worker._simulated

    def run_or_fail(spec: worker.PartSpec, code: Any) -> Any:
        if len(spec.scenarios) * len(spec.seeds) > beyond:
            for number, scenario in enumerate(spec.scenarios):
                own = 0 if spec.first is None else (spec.first + number) * spec.span
                for seed in spec.seeds:
                    if (scenario.name, seed + own) in bad:
                        raise RuntimeError(f"no luck with {scenario.name}")
        yield from simulated(spec, code)

    patch.setattr(worker, "_simulated", run_or_fail)


def failures(path: Path) -> list[tuple[str, str]]:
    """Errors in the manifest, and the texts of their files."""
    told = json.loads((path / "manifest.json").read_text())["failures"]
    return [(failure["error"], (path / failure["file"]).read_text()) for failure in told]


# Workers --------------------------------------------------------------------------------------------------------


def test_two_processes_write_the_bytes_of_one(tmp_path: Path) -> None:
    for count in (1, 2):
        run_study(study(departments=True), tmp_path / str(count), workers=count)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_progress_counts_runs(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    run_study(study(), tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 15)
    assert seen[-1] == (15, 15)
    assert seen == sorted(seen)


def test_tasks_in_flight_are_limited() -> None:
    asked: list[int] = []

    class Slow(InProcess):
        open = 0

        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            Slow.open += 1
            return super().submit(fn, *args, **kwargs)

    def items() -> Any:
        for i in range(50):
            asked.append(Slow.open - len(got))
            yield i

    got: list[int] = []
    for made in Workers(Slow(), 3).map(lambda x: 2 * x, items()):
        got.append(made)  # noqa: PERF402 - items() watches how far it is
    assert sorted(got) == [2 * i for i in range(50)]
    assert max(asked) <= 3


@pytest.mark.parametrize("count", [0, -1, 1.5, True])
def test_impossible_number_of_workers_is_refused(tmp_path: Path, count: Any) -> None:
    with pytest.raises(StudyError, match="workers"):
        run_study(study(), tmp_path / "s", workers=count)
    assert not (tmp_path / "s").exists()


def test_no_number_of_workers_takes_every_processor() -> None:
    with open_executor(None) as pool:
        assert pool.in_flight == (1 if available_processors() == 1 else available_processors() + 2)


def test_part_of_another_version_is_refused() -> None:
    spec = worker.PartSpec(0, "id", "other", (SMALL,), (0,), None, departments=False, named=False, code={})
    made = worker.attempt_part(spec)
    assert isinstance(made, worker.PartFailure)
    assert "another version" in made.error


# User code ------------------------------------------------------------------------------------------------------


def test_named_code_runs_in_every_worker(tmp_path: Path) -> None:
    file = tmp_path / "my_rule.py"
    file.write_text(
        "class A:\n    @staticmethod\n    def f(view):\n        return {'monitoring_intensity': 0.9}\n"
    )
    rule = {"policy_rule": f"{file}:A.f"}
    got = run_study(study(code=rule), tmp_path / "s", workers=2)
    expected = simulate(SCENARIOS, 3, policy_rule=lambda _: {"monitoring_intensity": 0.9})
    pd.testing.assert_frame_equal(got.outcomes, expected.outcomes)
    assert got.manifest["code"] == rule


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("nothing", "module:name"),
        ("no_such_module:f", "cannot be imported"),
        ("no_such_file.py:f", "cannot be imported"),
        ("math:nothing", "has no 'nothing'"),
        ("math:pi", "cannot be called"),
    ],
)
def test_code_that_is_not_found_is_told(tmp_path: Path, named: str, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        run_study(study(code={"policy_rule": named}), tmp_path / "s")


# Failures -------------------------------------------------------------------------------------------------------


def test_failing_part_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        fail_at(patch, *(("m3", seed) for seed in range(3)))
        with pytest.raises(StudyError, match=r"3 of 6 parts.*no luck with m3"):
            run_study(study(), tmp_path / "s")
    manifest = json.loads((tmp_path / "s" / "manifest.json").read_text())
    assert manifest["status"] == "failed"
    assert [failure["part"] for failure in manifest["failures"]] == [3, 4, 5]
    for failure in manifest["failures"]:
        assert "Traceback" in (tmp_path / "s" / failure["file"]).read_text()
    got = load_study(tmp_path / "s", allow_partial=True).outcomes
    assert set(got["scenario"]) == {"m0", "m1", "m2"}

    again = run_study(study(), tmp_path / "s")
    assert again.manifest["status"] == "complete"
    assert again.manifest["failures"] == []
    assert not (tmp_path / "s" / "failures").exists()
    run_study(study(), tmp_path / "undisturbed")
    assert contents(tmp_path / "s") == contents(tmp_path / "undisturbed")


def test_failure_names_the_run_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MAX_RUNS", 512)
    fail_at(monkeypatch, ("m3", 1))
    with pytest.raises(StudyError, match=r"1 of 1 parts.*no luck with m3 \(scenario m3, seed 1\)"):
        run_study(study(), tmp_path)
    ((error, text),) = failures(tmp_path)
    assert error == "RuntimeError: no luck with m3 (scenario m3, seed 1)"
    assert "scenarios m0 to m4" in text
    assert text.count("Traceback") == 1
    assert text.rstrip().endswith("RuntimeError: no luck with m3")


def test_failure_names_the_seed_that_a_scenario_has_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = study(common_seeds=False)
    seed = 2 + 4 * asked.span
    fail_at(monkeypatch, ("m4", seed))
    with pytest.raises(StudyError, match=rf"scenario m4, seed {seed}\)"):
        run_study(asked, tmp_path)


def test_several_failing_runs_are_told_up_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MAX_RUNS", 512)
    fail_at(monkeypatch, *((f"m{i}", seed) for i in range(1, 5) for seed in range(3)))
    with pytest.raises(StudyError, match=r"scenario m1, seed 0, and more\)"):
        run_study(study(), tmp_path)
    ((_, text),) = failures(tmp_path)
    assert (
        text.count("no luck with m1\n") == worker.MOST_TOLD + 1
    )  # each in a line, the first with its traceback
    assert "perhaps more" in text


def test_failure_that_no_run_repeats_by_itself_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MAX_RUNS", 512)
    fail_at(monkeypatch, ("m2", 0), beyond=3)
    with pytest.raises(StudyError, match=r"no luck with m2 \(see"):
        run_study(study(), tmp_path)
    ((_, text),) = failures(tmp_path)
    assert "No run was found that fails by itself" in text
    assert "Traceback" in text


def test_code_that_leaves_the_program_fails_its_part_only(tmp_path: Path) -> None:
    file = tmp_path / "leaving.py"
    file.write_text(
        "def f(view):\n    if view.policy.monitoring_intensity == 0.4: raise SystemExit(3)\n    return {'staff': 4}\n"
    )
    with pytest.raises(StudyError, match=r"3 of 6 parts.*SystemExit: 3 \(scenario m4, seed 0\)"):
        run_study(study(code={"policy_rule": f"{file}:f"}), tmp_path / "s")


@given(st.integers(1, 20), st.integers(1, 9), st.data())
def test_culprits_are_found_in_twice_the_work_at_most(
    scenarios: int, seeds: int, data: st.DataObject
) -> None:
    whole = worker.Block(range(scenarios), range(seeds))
    runs = [(i, j) for i in whole.scenarios for j in whole.seeds]
    bad = data.draw(st.sets(st.sampled_from(runs), min_size=1))
    work: list[int] = []

    def attempt(block: worker.Block) -> tuple[str, str] | None:
        work.append(block.runs)
        hit = [run for run in bad if run[0] in block.scenarios and run[1] in block.seeds]
        return ("error", "trace") if hit else None

    found, is_all = worker.find_culprits(whole, attempt)
    places = [(culprit.scenario, culprit.seed) for culprit in found]
    assert places
    assert places == sorted(bad)[: len(places)]
    assert sum(work) <= worker.RERUNS * whole.runs
    assert not is_all or set(places) == bad


def test_errors_that_cannot_be_pickled_come_back_from_workers(tmp_path: Path) -> None:
    file = tmp_path / "bad_rule.py"
    file.write_text(
        "class Odd(Exception):\n    def __init__(self, a, b): pass\ndef f(view): raise Odd(1, lambda: 0)\n"
    )
    with pytest.raises(StudyError, match="Odd"):
        run_study(study(code={"policy_rule": f"{file}:f"}), tmp_path / "s", workers=2)


def test_interrupted_study_says_so_and_goes_on(tmp_path: Path) -> None:
    def interrupt(done: int, _: int) -> None:
        if done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_study(study(), tmp_path / "s", progress=interrupt)
    assert json.loads((tmp_path / "s" / "manifest.json").read_text())["status"] == "interrupted"
    seen: list[int] = []
    run_study(study(), tmp_path / "s", progress=lambda done, _: seen.append(done))
    assert seen[0] == 6
    run_study(study(), tmp_path / "undisturbed")
    assert contents(tmp_path / "s") == contents(tmp_path / "undisturbed")
