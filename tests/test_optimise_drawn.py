"""A search over draws of parameters: what is best in each draw, words that follow from shares, and the same bytes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from limits import HIDDEN_ACTION, off

import budgetsim
from budgetsim.kinds.optimise.drawn import Contest
from budgetsim.kinds.optimise.judge import rivals
from budgetsim.kinds.optimise.question import Objective, Question
from budgetsim.kinds.optimise.replications import draw_states
from budgetsim.kinds.optimise.search import Criteria
from budgetsim.kinds.optimise.steps import planned_runs
from budgetsim.language import LANGUAGES, language
from budgetsim.posterior import Posterior, load_posterior
from budgetsim.rounding import per_cent
from budgetsim.scenario import Scenario
from budgetsim.studies.ask import pose
from budgetsim.studies.states import STRUCTURES, states_of

SMALL = Scenario().replace(name="small", departments=6, years=4, burn_in=1)
ASKED: dict[str, Any] = {
    "levers": "staff=1:9,result_use",
    "objectives": "net_social_value,administrative_cost",
    "budget": 0.05,
    "material": 0,
    "population": 6,
    "generations": 2,
    "draws": 6,
    "states": 3,
    "fresh": 2,
}
VALUE = "net_social_value"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return budgetsim.optimise(
        SMALL, **ASKED, out=tmp_path_factory.mktemp("drawn") / "one", progress=False, workers=1
    )


# Without the model ------------------------------------------------------------------------------------------------


def contest(gains: np.ndarray, may_win: list[bool], theta: np.ndarray, resolution: float = 0.0) -> Contest:
    """Mixes a, b, c and the status quo, judged by gains (mix, draw) in one objective, alike under two seeds."""
    losses = -np.repeat(np.asarray(gains, dtype=float)[:, :, None, None], 2, axis=2)
    return Contest(
        names=("a", "b", "c", "status_quo"),
        objectives=(Objective(VALUE, "max"),),
        criteria=Criteria(1, resolution=resolution),
        sought=np.array([True]),
        losses=losses,
        may_win=np.array(may_win),
        before=3,
        parameters={"theta": theta, "other": np.tile([0.0, 1.0], len(theta) // 2)},
    )


THETA = np.linspace(0.0, 1.0, 20)
GAINS = np.stack([1.0 + THETA, 2.0 - THETA + 0.2, 3.0 + THETA, np.ones(20)])
"""``a`` is better than ``b`` where theta is above 0.6; ``c``, the best of all, breaks the budget."""


def test_what_is_best_draw_by_draw_is_counted_among_what_holds_the_budget() -> None:
    own = contest(GAINS, [True, True, False, True], THETA)
    better = float((THETA > 0.6).mean())
    claims = [own.claim(place, 0) for place in (0, 1)]
    assert [claim.share_best for claim in claims] == pytest.approx([better, 1.0 - better])
    assert {claim.among for claim in claims} == {3}
    assert [claim.rival for claim in claims] == ["b", "a"]
    behind = np.maximum(0.0, GAINS[1] - GAINS[0])
    assert claims[0].regret == pytest.approx(behind.mean())
    assert claims[0].regret_high == pytest.approx(np.quantile(behind, 0.95))
    assert claims[0].ahead["share_worse"] == pytest.approx(1.0 - better)


def test_the_best_depends_on_the_parameter_that_turns_it() -> None:
    own = contest(GAINS, [True, True, False, True], THETA)
    for place, above in ((0, True), (1, True)):
        claim = own.claim(place, 0)
        assert claim.word == "depends"
        (flip,) = claim.flips
        assert (flip["parameter"], flip["above"]) == ("theta", above)
        assert flip["value"] == pytest.approx(0.6)
    # Luck alone decides: nothing turns it.
    luck = np.random.default_rng(4).permutation(np.repeat([0.0, 1.0], 10))
    unknown = contest(np.stack([luck, 1.0 - luck, GAINS[2], -GAINS[3]]), [True, True, False, True], THETA)
    assert unknown.claim(0, 0).word == "unknown"
    # Without the one that breaks the budget ``c`` is out; with it, it is the best in every draw.
    whole = contest(GAINS, [True, True, True, True], THETA)
    assert (whole.claim(2, 0).word, whole.claim(2, 0).share_best) == ("best", 1.0)


def test_differences_within_the_resolution_count_for_nothing() -> None:
    gains = np.stack([GAINS[0], GAINS[0] + 0.0009, GAINS[2], np.ones(20)])
    assert contest(gains, [True, True, False, True], THETA).claim(0, 0).share_best == 0.0
    assert contest(gains, [True, True, False, True], THETA, 0.001).claim(0, 0).share_best == 1.0


def test_standings_are_told_in_the_outcome_s_own_direction() -> None:
    rows = {row.mix: row for row in contest(GAINS, [True, True, False, True], THETA).standings()}
    assert rows["b"].median == pytest.approx(np.median(GAINS[1]))
    assert (rows["b"].difference_low, rows["b"].difference_high) == pytest.approx(
        tuple(np.quantile(GAINS[1] - 1.0, [0.05, 0.95]))
    )
    assert (rows["b"].share_better, rows["b"].share_worse) == (1.0, 0.0)
    # The status quo differs from itself in no draw: it is neither better nor worse.
    assert (rows["status_quo"].share_better, rows["status_quo"].share_worse) == (0.0, 0.0)
    assert rows["c"].share_best == 0.0  # it is ahead of all, but no alternative


def test_shares_of_the_knee_and_of_what_is_unbeaten() -> None:
    # Two objectives: ``a`` and ``b`` are ends of the front, ``c`` lies between and is the knee where theta is high.
    one, two = np.array([[0.0], [1.0], [0.6]]), np.array([[1.0], [0.0], [0.6]])
    losses = np.stack([np.tile(one, 4), np.tile(two, 4)], axis=-1)
    losses[2, 2:] = 0.2
    losses[2, 0] = 1.5  # beaten by both ends there
    losses = np.concatenate([losses, np.full((1, 4, 2), 2.0)])[:, :, None]
    own = Contest(
        ("a", "b", "c", "status_quo"),
        (Objective("x", "min"), Objective("y", "min")),
        Criteria(2),
        np.array([True, True]),
        losses,
        np.array([True, True, True, True]),
        3,
        {},
    )
    unbeaten, knee = own.shares()
    assert unbeaten.tolist() == [1.0, 1.0, 0.75, 0.0]
    assert knee[2] == 0.5


def test_rivals_of_a_single_objective_are_the_best_of_every_state() -> None:
    losses = np.array([[3.0, 0.0, 9.0], [2.0, 2.0, 2.0], [1.0, 5.0, 5.0], [0.0, 0.0, 0.0]])[:, :, None]
    assert rivals(losses, np.array([True, True, True, False])).tolist() == [0, 1, 2]


def test_under_one_seed_draws_tell_what_answers_to_the_levers() -> None:
    rng = np.random.default_rng(5)
    luck, answer, world = (rng.normal(size=size) for size in ((40, 8, 1, 1), (40, 1, 1, 1), (1, 8, 1, 1)))
    losses = np.concatenate(
        [10.0 + 0.3 * luck + world, 10.0 + 0.3 * answer + 0.3 * luck + 5.0 * world], axis=-1
    )
    assert Criteria(2, material=0.01).sought(losses, np.full((1, 8, 1, 2), 10.0)).tolist() == [False, True]


# What is drawn, and what it takes ---------------------------------------------------------------------------------


def test_the_check_meets_the_draws_of_a_comparison_and_the_search_others() -> None:
    question = pose(Question, {"scenario": SMALL, **ASKED, "settings": ("slack_taste=0.4",)}, flags=False)
    search, check = (draw_states(question, is_fresh=fresh) for fresh in (False, True))
    compared = states_of(load_posterior(), [SMALL], 9, ["slack_taste"], structures={}).parameters
    assert "slack_taste" not in compared
    assert check == {name: column[:6].tolist() for name, column in compared.items()}
    assert search == {name: column[6:].tolist() for name, column in compared.items()}


def test_what_it_takes_counts_search_check_and_named_mixes() -> None:
    question = pose(Question, {"scenario": SMALL, **ASKED}, flags=False)
    references, few = 3, 6
    states = 1 + 6 + few * len(STRUCTURES)
    named = references + 1 + 2  # the knee, and the best in each objective
    expected = (
        3 * (6 * 2 + references) + 6 * 2 * (6 + references) + states * 2 * named
    )  # one seed in the search
    assert planned_runs(question) == expected


# Through the model ------------------------------------------------------------------------------------------------


def test_the_check_and_the_runs_of_named_mixes_say_the_same(made: Any) -> None:
    for name, cells in made.drawn.differences.items():
        mix = made.named.get(name, name)
        for objective in made.objectives:
            row, cell = made.drawn.standing(mix, objective.name), cells[objective.name]
            assert row.difference == pytest.approx(cell["median"], abs=1e-12)
            assert (row.share_better, row.share_worse) == (cell["share_better"], cell["share_worse"])
            assert set(STRUCTURES) <= set(cell["structures"])
    assert made.outcomes["knee"] == made.knee.outcomes


def test_intervals_and_the_budget_are_over_draws(made: Any) -> None:
    for row in made.front:
        standing = made.drawn.standing(row["mix"], VALUE)
        assert (row[f"{VALUE}_low"], row[f"{VALUE}_high"]) == pytest.approx((standing.low, standing.high))
        assert row["surely_holds_budget"] == (row["holds_budget"] and row["budget_used_high"] <= made.budget)
        assert row["still_on_front"] <= (row["share_unbeaten"] > 0.0)
    table = made.to_df("front_draws")
    assert len(table) == len(made.objectives) * (len(made.front) + len(made.references))
    assert (made.directory / "front_draws.csv").is_file()


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_the_same_bytes_with_any_workers_and_engine(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    monkeypatch.setenv("BUDGETSIM_ENGINE", engine)
    budgetsim.optimise(SMALL, **ASKED, out=tmp_path / "two", progress=False, workers=2)
    files = {path.relative_to(made.directory) for path in made.directory.rglob("*.csv")}
    files |= {path.relative_to(made.directory) for path in made.directory.glob("*.parquet")}
    assert {str(file) for file in files} >= {"front.csv", "front_draws.csv", "states.csv", "mixes.parquet"}
    for file in files:
        assert (tmp_path / "two" / file).read_bytes() == (made.directory / file).read_bytes(), file


def told(answer: Any) -> list[str]:
    """Findings in English, which must have the same numbers in the other languages."""
    english = answer.findings("en")
    for code in LANGUAGES:
        for one, two in zip(english, answer.findings(code), strict=True):
            assert sorted(re.findall(r"[\d.,]*\d", one)) == sorted(re.findall(r"[\d.,]*\d", two))
    return list(english)


def test_measures_over_draws_need_no_ranges(made: Any) -> None:
    regret = budgetsim.optimise(SMALL, **ASKED, robust="regret", replications=1, progress=False)
    for row in regret.front:
        largest = row[VALUE]
        standing = regret.drawn.standing(row["mix"], VALUE)
        # The largest of six regrets lies above what is exceeded in 5 % of draws, and not below the mean.
        assert largest >= standing.regret_high >= standing.regret >= 0.0
    assert told(regret)[0].startswith("The knee of the front, against the status quo over 6 draws")
    assert any("95% intervals over seeds" in text for text in regret.how_made())
    assert not any("95% intervals over seeds" in text for text in made.how_made())
    assert told(made)[0].startswith("The knee of the front, against the status quo over 6 draws")


def test_how_much_of_a_difference_is_ignorance_is_told(made: Any) -> None:
    say, cell = language(), made.drawn.differences["knee"][VALUE]
    share = cell["variance_parameters"] / (cell["variance_parameters"] + cell["variance_seeds"])
    part = say("optimise-known-part", objective=say.name(VALUE), part=per_cent(share))
    assert part in told(made)[0]


def single(risk_aversion: np.ndarray) -> Any:
    """A linear contract over draws of risk aversion, on which the best slope 1 / (1 + r c σ²) hangs."""
    world = off(**HIDDEN_ACTION, effort_cost=1.0, self_noise=0.5**0.5)
    draws = Posterior(("risk_aversion",), risk_aversion[:, None], np.full(16, 1.0 / 16))
    return budgetsim.optimise(
        world, levers="result_use=0:1", objectives=VALUE, references="none", population=8, generations=8,
        states=4, fresh=1, parameters=draws, draws=16, progress=False,
    )  # fmt: skip


def test_nothing_is_called_the_best_that_a_parameter_turns() -> None:
    turned = single(np.linspace(0.5, 12.0, 16))
    (claim,) = turned.drawn.claims
    assert claim.word == "depends"
    assert claim.share_best < 0.95
    assert [flip["parameter"] for flip in claim.flips] == ["risk_aversion"]
    texts = told(turned)
    assert texts[0].startswith("Which mix is best depends on what nobody knows.")
    assert "risk aversion above" in texts[0]
    assert not any("the best mix" in text.lower() for text in texts)
    shown = " ".join(row[0].tell(language()) for row in turned.tables["named"].rows)
    assert "best net social value on average" in shown
    # Draws that nobody can read again are not offered to a comparison.
    assert turned.comparison() == ""


def test_what_is_best_in_nearly_all_draws_is_called_the_best() -> None:
    sure = single(np.linspace(2.0, 2.02, 16))
    (claim,) = sure.drawn.claims
    assert (claim.word, claim.share_best) == ("best", 1.0)
    (best,) = (row for row in sure.front if row["knee"])
    assert best["result_use"] == pytest.approx(0.5, abs=0.02)
    texts = told(sure)
    assert texts[0].startswith("The best mix: in 100% of draws")
