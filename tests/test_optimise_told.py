"""What a search tells: fresh worlds only, budgets with their intervals, levers, caveats, and a command that agrees."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from searches import find, search
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.kinds.optimise.answer import Optimisation
from budgetsim.kinds.optimise.figures import levers, pareto
from budgetsim.kinds.optimise.findings import LITTLE, held
from budgetsim.kinds.optimise.judge import check
from budgetsim.kinds.optimise.question import Question
from budgetsim.kinds.optimise.search import Criteria, Plan
from budgetsim.language import language
from budgetsim.studies.ask import pose

SMALL = ("--set", "departments=12", "--set", "burn_in=0", "--years", "4", "--no-figures")
SIX = ("--fresh", "6")
TINY = (
    "--population",
    "6",
    "--generations",
    "2",
    "--replications",
    "3",
    "--references",
    "none",
)
POINT = ("--parameters", "point", *SIX)
CASES = {
    "plain": POINT,
    "set": (*POINT, "--set", "staff=6", "--set", "monitoring_intensity=0.3"),
    "states": (*SIX, "--uncertain", "risk_aversion=6:18", "--states", "3"),
    "worst": (*POINT, "--robust", "worst_decile"),
    "drawn": ("--draws", "6", "--states", "3", "--fresh", "2", "--set", "output_value=1", "--set", "staff=6"),
}


def run(*arguments: str) -> Any:
    got = CliRunner().invoke(app, [*arguments])
    assert got.exit_code == 0, got.output
    return got


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Searches of each kind, as JSON; one directory has a space in its name."""
    place = tmp_path_factory.mktemp("told in words")
    levers_ = ("--levers", "staff=1:9", "--levers", "monitoring_intensity,result_use,evaluation_coverage")
    aims = ("--objectives", "net_social_value,administrative_cost")
    return {
        name: json.loads(
            run(
                "optimise", *levers_, *aims, *SMALL, *TINY, *flags, "--json", "--out", str(place / name)
            ).stdout
        )
        for name, flags in CASES.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_suggested_command_gives_the_numbers_of_the_tables_or_says_why_not(
    found: dict[str, dict[str, Any]], name: str
) -> None:
    document = found[name]
    program, *arguments = shlex.split(document["compare"])
    assert program == "budgetsim"
    compared = json.loads(
        run(*arguments, "--json", "--no-figures", "--out", f"{document['directory']}-x").stdout
    )
    knee, before = next(row for row in document["front"] if row["knee"]), document["references"][0]
    gaps = {one["name"]: knee[one["name"]] - before[one["name"]] for one in document["objectives"]}
    (differences,) = compared["differences"].values()
    same = all(
        differences[outcome]["mean"] == pytest.approx(gap, rel=1e-9, abs=1e-12)
        for outcome, gap in gaps.items()
    )
    assert same == (document["compare_reservation"] == "") == (name in ("plain", "set", "drawn"))
    if name == "drawn":
        assert differences == document["knee"]["differences"]
    elif same:
        headline = document["findings"][0]
        assert "difference +" in headline or "difference −" in headline


@pytest.mark.parametrize("name", ["plain", "states", "drawn"])
def test_levers_and_caveats_of_what_is_recommended_are_told(
    found: dict[str, dict[str, Any]], name: str
) -> None:
    document = found[name]
    for code, key in (("en", "findings"), ("zh", "findings_zh")):
        say = language(code)
        knee, before = document["knee"]["levers"], document["references"][0]
        doubted = ("monitoring_intensity", "result_use")
        moved = max(abs(knee[lever] - before[lever]) for lever in doubted)
        assert (say("caveat-monitoring") in document[key]) == (moved >= LITTLE)
        assert say("caveat-general") in document[key]
    # A mix that is best by both is named once.
    every = {"knee", "best_net_social_value", "best_administrative_cost"}
    assert "knee" in document["named"]
    assert set(document["named"]) <= every


@pytest.mark.parametrize("name", [name for name in CASES if name != "drawn"])
def test_results_of_the_version_before_are_told_the_same(found: dict[str, dict[str, Any]], name: str) -> None:
    document = found[name]
    new = {"scenario", "material", "ranges", "outcomes", "code", "command", "command_line"}
    before = {key: value for key, value in document.items() if key not in new}
    before["convergence"] = {key: value for key, value in before["convergence"].items() if key != "mixes"}
    answer = Optimisation.from_dict(before).at(Path(document["directory"]))
    assert answer.title == "wangcheng_2022"
    assert answer.findings() == document["findings"]
    assert answer.findings("zh") == document["findings_zh"]
    assert answer.to_dict()["compare"] == document["compare"]
    assert all(table.csv() for table in answer.tables.values())


def test_levers_of_every_named_mix_stand_beside_the_status_quo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    flags = (
        "--levers",
        "staff=1:9",
        "--levers",
        "training",
        "--objectives",
        "public_value,administrative_cost",
        "--material",
        "0",
    )
    got = run("optimise", *flags, *SMALL, *TINY, "--out", str(tmp_path / "out"))
    front = pd.read_csv(tmp_path / "out" / "front.csv")
    document = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    (row,) = (line for line in got.stdout.splitlines() if line.split()[:4] == ["staff", "1", "to", "9"])
    told = [float(value) for value in row.split()[4:]]
    names = [name for name in document["named"] if name != "knee" or len(document["sought"]) > 1]
    named = [front.set_index("mix").loc[document["named"][name], "staff"] for name in names]
    assert told == pytest.approx([3.0, *named], rel=0.01)
    assert (tmp_path / "out" / "status_quo.toml").is_file()


# Without the model ----------------------------------------------------------------------------------------------------


def checked(cost: np.ndarray, budget: float, spread: float = 0.0) -> Any:
    """Four mixes of which each is best in something, judged on fresh worlds of which only the cost differs."""
    criteria = Criteria(2, budget=budget)
    seeds = np.linspace(-1.0, 1.0, 8)

    def losses(own: np.ndarray) -> np.ndarray:
        base = np.stack([own, 1.0 - own, own], axis=-1)[:, None, None, :]
        table = np.repeat(base, 8, axis=2)
        table[..., 2] += spread * seeds
        return table

    places = np.arange(4)
    searched = losses(np.array([0.1, 0.2, 0.3, 0.4]))
    found: Any = SimpleNamespace(
        chosen=places, knee_first=places, scores=searched[:, 0, 0, :2], judged=searched[:, 0, 0, :2],
        sought=np.ones(2, dtype=bool), rest_scores=np.ones((1, 2)), front=places,
    )  # fmt: skip
    return check(found, criteria, losses(cost), losses(np.array([0.05])))


def test_only_mixes_that_hold_the_budget_on_fresh_worlds_count() -> None:
    made = checked(np.array([0.5, 0.3, 0.2, 0.1]), 0.25)
    assert made.holds.tolist() == made.surely.tolist() == [False, False, True, True]
    assert made.knee == 2
    assert made.kept[0] == pytest.approx(0.05 - np.mean([0.2, 0.1]))


def test_budget_is_held_surely_only_with_the_whole_interval() -> None:
    made = checked(np.array([0.5, 0.26, 0.24, 0.1]), 0.25, spread=0.1)
    assert made.holds.tolist() == [False, False, True, True]
    assert made.surely.tolist() == [False, False, False, True]
    assert made.knee == 3  # what may well break the budget is not recommended where another surely holds it
    assert made.spending.low[2] < 0.24 < made.spending.high[2]


def test_counts_of_the_budget_are_told_as_they_are() -> None:
    for made, said in (
        (checked(np.array([0.5, 0.26, 0.24, 0.1]), 0.25, spread=0.1), "Of the 4 mixes of the front, 2 hold"),
        (checked(np.array([0.1, 0.1, 0.2, 0.1]), 0.25), "All 4 mixes of the front hold"),
    ):
        answer: Any = SimpleNamespace(
            budget=0.25, front=[{}] * 4, holding=int(made.holds.sum()), surely_holding=int(made.surely.sum()),
            knee_row={"surely_holds_budget": bool(made.surely[made.knee])}, is_alone=False, drawn=None,
        )  # fmt: skip
        assert said in held(answer, language())
        assert held(answer, language("zh"))


def front(**about: Any) -> pd.DataFrame:
    table = {
        "staff": [2.0, 4.0, 6.0],
        "public_value": [1.0, 1.1, 1.2],
        "administrative_cost": [0.01, 0.02, 0.03],
    }
    for name in ("public_value", "administrative_cost"):
        values = np.array(table[name])
        table |= {f"{name}_low": values, f"{name}_high": values, f"{name}_search": 2.0 * values}
    return pd.DataFrame({"mix": ["a", "b", "c"], **table, "knee": [False, True, False], **about})


def drawn(figure: Any) -> set[tuple[float, float]]:
    return {
        tuple(np.round(point, 6))
        for axis in figure.axes
        for c in axis.collections
        for point in c.get_offsets()
    }


def test_front_is_drawn_from_fresh_worlds_and_from_mixes_that_hold_the_budget() -> None:
    table = front(holds_budget=[True, True, False])
    mixes = front(on_front=[False, False, False], holds_budget=[True, True, True]).assign(public_value=9.0)
    figure, caption = pareto.draw_front(
        {"front": table, "mixes": mixes, "references": front().head(1)}, budget=0.025, say=language("en")
    )
    assert drawn(figure) == {(1.0, 0.01), (1.1, 0.02)}
    assert "The 2 mixes of the front" in caption
    assert "1 further mix of the search breaks the budget on fresh worlds" in caption


def test_cloud_of_a_single_objective_stands_beside_what_the_search_saw() -> None:
    table, mixes = front(), front()[["mix", "staff", "public_value"]].assign(public_value=[2.1, 2.2, 2.3])
    data = {"front": table, "mixes": mixes, "references": front().head(1)}
    figure, _ = levers.draw(data, objective=("public_value", "max"), alone=True, say=language("en"))
    assert {value for _, value in drawn(figure)} == {2.0, 2.1, 2.2, 2.3}  # the status quo: 2.0, the knee: 2.2
    figure, _ = levers.draw(data, objective=("public_value", "max"), say=language("en"))
    assert {value for _, value in drawn(figure)} == {1.0, 1.1, 1.2}


@pytest.mark.parametrize("algorithm", ["sms_emoa", "nsga2", "nsga3"])
def test_objective_that_is_undefined_somewhere_does_not_take_over_the_search(algorithm: str) -> None:
    from budgetsim.studies.factors import Factor

    cube = tuple(Factor(f"x{k}", "lever", "number", 0.0, 1.0) for k in range(2))

    def evaluate(_: int, __: Any, mixes: Any) -> np.ndarray:
        x, y = (np.array(mixes[f"x{k}"]) for k in range(2))
        losses = np.stack([x + y, 1.0 - x + y], axis=-1)
        losses[x > 0.6, 1] = np.nan
        return losses[:, None, None, :].repeat(2, axis=2)

    plan = Plan(algorithm, 12, 6, 0)
    rest = np.array([[[[1.0, 1.0], [1.0, 1.0]]]])
    archive, sought = search(cube, evaluate, Criteria(2), plan, rest)
    assert sought.all()
    late = [mix for mix, generation in zip(archive.mixes, archive.generations, strict=True) if generation > 3]
    assert np.mean([mix[0] <= 0.6 for mix in late]) > 0.6
    made = find(cube, evaluate, Criteria(2), plan, rest)
    assert made.undefined > 0
    assert all(archive.mixes[place][0] <= 0.6 for place in made.front)
    assert np.isfinite(made.volumes).all()


def test_usual_sizes_follow_the_levers_and_the_states() -> None:
    levers_ = ["staff", "training", "result_use", "disclosure"]
    asked = [pose(Question, {"levers": ",".join(levers_[:count])}).generation_count for count in (1, 4)]
    assert [*asked, pose(Question, {}).generation_count] == [30, 60, 120]
    robust = [
        len(pose(Question, {"uncertain": "slack_taste", "robust": how}).seeds)
        for how in ("mean", "worst_decile", "regret")
    ]
    assert robust == [2, 4, 2]
    question = pose(Question, {"references": "none", "parameters": "point"})
    assert (len(question.seeds), question.fresh_count, question.reforms) == (8, 64, ())
    drawn = pose(Question, {})
    assert (drawn.state_count, len(drawn.seeds), drawn.check_count, drawn.fresh_count) == (8, 1, 64, 8)
