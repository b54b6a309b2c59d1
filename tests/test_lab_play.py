"""The lab's game: the code, the budget, what the student may see, and a score that ``simulate`` would give."""

from __future__ import annotations

import dataclasses
import io
import typing

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import budgetsim
from budgetsim.app.explore import draws
from budgetsim.app.play import game, office, page
from budgetsim.app.play.debrief import rows_of, sentence
from budgetsim.app.play.game import (
    BUDGET,
    LEVERS,
    LINKS,
    YEARS,
    Game,
    GameError,
    Levers,
    afford,
    bounds_of,
    close,
    new_code,
    opening_levers,
    plan_of,
    scenario_of,
    seed_of,
)
from budgetsim.app.play.known import WORLDS, Against, against
from budgetsim.app.play.table import (
    OPTIMUM,
    PLAYERS,
    PURPOSE,
    Standing,
    capacity_rule,
    csv,
    follow,
    levers_by_year,
    scenarios,
    standing,
    truth,
    views,
)
from budgetsim.app.runs import Watched
from budgetsim.kinds.scenarios.drawn_words import structures_told
from budgetsim.language import language
from budgetsim.model.bureau import BureauView
from budgetsim.rounding import per_cent
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.files import plain_cell
from budgetsim.studies.states import FEW, STRUCTURES

CODE = "tuesday 3"


def moved(levers: Levers, **values: float) -> Levers:
    return tuple((dict(levers) | values).items())


@pytest.fixture(scope="module")
def before() -> BureauView:
    return views(Game(CODE))[-1]


@pytest.fixture(scope="module")
def played(before: BureauView) -> Game:
    """A game whose levers change in several years."""
    game, levers, view = Game(CODE), opening_levers(), before
    for year in range(1, YEARS + 1):
        if year == 2:
            levers = moved(levers, staff=8.0, rectification=0.8, monitoring_intensity=0.3)
        if year == 6:
            levers = moved(levers, staff=5.0, evaluation_coverage=0.4, result_use=0.5)
        game = close(game, levers, view)
        view = views(game)[-1]
    return game


@pytest.fixture(scope="module")
def worlds(played: Game) -> dict[str, Watched]:
    return truth(played)


@pytest.fixture(scope="module")
def beside(played: Game) -> dict[str, Against]:
    return against(played)


# The code --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", ["Tuesday 3", "  tuesday   3 ", "ＴＵＥＳＤＡＹ ３"])
def test_code_means_one_world_however_it_is_written(other: str) -> None:
    assert seed_of(other) == seed_of(CODE)


def test_code_keeps_its_world_for_ever() -> None:
    # SHA-256 of "budgetsim class tuesday 3", first six bytes: classes compare results across machines and versions.
    assert seed_of(CODE) == 0x4ABFA0DC2CEC
    assert seed_of("tuesday 3") != seed_of("tuesday 4")


@given(st.text(max_size=60))
def test_any_code_is_a_seed(code: str) -> None:
    assert 0 <= seed_of(code) <= MAX_SEED


def test_new_codes_differ() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(code.isalnum() and len(code) == 5 for code in codes)


# Levers and budget -----------------------------------------------------------------------------------------------


def test_game_levers_are_levers_the_bureau_decides_on() -> None:
    policy = {field.name for field in dataclasses.fields(budgetsim.load_scenario("wangcheng_2022").policy)}
    assert set(LEVERS) <= policy
    assert not set(LEVERS) & {"rigid_share", "progress_pressure"}
    assert len(LEVERS) == len(set(LEVERS)) == sum(map(len, LINKS.values()))


def test_status_quo_fits_the_budget(before: BureauView) -> None:
    plan = plan_of(opening_levers(), before)
    assert plan.fits
    assert plan.cost < BUDGET


def test_plan_asks_for_the_work_that_the_model_then_counts(played: Game) -> None:
    known = views(played)
    for year, levers in enumerate(played.closed, start=1):
        plan = plan_of(levers, known[year - 1])
        assert plan.ratio == known[year].workload_ratio
        assert plan.delivered == pytest.approx(known[year].delivered, rel=1e-12)


def test_planned_cost_is_the_model_cost_but_for_follow_up(played: Game, worlds: dict[str, Watched]) -> None:
    scenario = scenario_of(played.closed)
    followed = scenario.bureau.followup_cost
    known = views(played)
    for year, levers in enumerate(played.closed, start=1):
        plan = plan_of(levers, known[year - 1])
        if plan.ratio <= 1.0:
            rest = known[year].findings.mean() * dict(levers)["rectification"] * followed
            paid = worlds["you"].outcomes["administrative_cost"][year - 1]
            assert plan.cost + rest == pytest.approx(paid, rel=1e-9)


@settings(max_examples=25)
@given(
    lever=st.sampled_from(LEVERS),
    share=st.floats(0.0, 1.0),
    rest=st.lists(st.floats(0.0, 1.0), min_size=len(LEVERS), max_size=len(LEVERS)),
)
def test_meter_cannot_be_overspent(lever: str, share: float, rest: list[float]) -> None:
    view = views(Game(CODE))[-1]
    levers = opening_levers()
    for name, part in zip(LEVERS, rest, strict=True):
        bounds = bounds_of(name)
        levers = afford(levers, name, round(bounds.lower + part * (bounds.upper - bounds.lower), 2), view)
        assert plan_of(levers, view).fits
    bounds = bounds_of(lever)
    wanted = round(bounds.lower + share * (bounds.upper - bounds.lower), 2)
    got = dict(afford(levers, lever, wanted, view))
    assert plan_of(tuple(got.items()), view).fits
    low, high = sorted((dict(levers)[lever], wanted))
    assert low - 1e-9 <= got[lever] <= high + 1e-9


def test_lever_stops_at_the_last_step_that_the_budget_allows(before: BureauView) -> None:
    levers = moved(opening_levers(), staff=12.0, staff_skill=0.0, information_systems=0.0)
    got = afford(levers, "information_systems", 1.0, before)
    one_more = moved(got, information_systems=dict(got)["information_systems"] + 0.01)
    assert plan_of(got, before).fits
    assert not plan_of(one_more, before).fits


def test_cheaper_is_always_allowed(before: BureauView) -> None:
    dear = moved(opening_levers(), staff=15.0, staff_skill=1.0, information_systems=1.0)
    assert not plan_of(dear, before).fits
    assert dict(afford(dear, "staff", 14.0, before))["staff"] == 14.0
    assert dict(afford(dear, "training", 1.0, before)) == dict(dear)


# Closing a year --------------------------------------------------------------------------------------------------


def test_overspent_plan_cannot_be_closed(before: BureauView) -> None:
    dear = moved(opening_levers(), staff=15.0, staff_skill=1.0, information_systems=1.0)
    with pytest.raises(GameError, match=r"more than the budget of 0\.008"):
        close(Game(CODE), dear, before)


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf")])
def test_value_out_of_range_cannot_be_closed(before: BureauView, value: float) -> None:
    with pytest.raises(GameError, match="result_use"):
        close(Game(CODE), moved(opening_levers(), result_use=value), before)


def test_unknown_or_missing_lever_cannot_be_closed(before: BureauView) -> None:
    with pytest.raises(GameError, match="exactly these levers"):
        close(Game(CODE), moved(opening_levers(), rigid_share=0.0), before)
    with pytest.raises(GameError, match="exactly these levers"):
        close(Game(CODE), opening_levers()[1:], before)


def test_game_ends_after_ten_years(played: Game, before: BureauView) -> None:
    assert played.over
    with pytest.raises(GameError, match="all 10 years are closed"):
        close(played, opening_levers(), before)


def test_closed_years_cannot_be_changed(played: Game) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        played.closed = ()  # type: ignore[misc]
    assert isinstance(played.closed, tuple)


def test_later_moves_do_not_change_closed_years(played: Game) -> None:
    early = Game(CODE, played.closed[:4])
    for told, again in zip(views(early), views(played), strict=False):
        np.testing.assert_array_equal(told.self_scores, again.self_scores)
        np.testing.assert_array_equal(told.next_budgets, again.next_budgets)


# What the student sees -------------------------------------------------------------------------------------------


def test_files_are_made_of_the_bureau_view_alone() -> None:
    for function in (office.report_of, office.Office.f, plan_of, capacity_rule):
        hints = typing.get_type_hints(function)
        shown = [str(kind) for name, kind in hints.items() if name in ("view", "views")]
        assert shown
        assert all("BureauView" in kind for kind in shown)
        assert not any(word in str(hints) for word in ("Watched", "Hidden", "Result", "DataFrame", "Year "))


def test_modules_of_the_office_know_no_world() -> None:
    for module in (game, office):
        assert not {"watch", "Watched", "Hidden", "simulate", "truth", "panel"} & set(vars(module))


def test_bureau_view_has_nothing_private() -> None:
    private = {
        "performance", "effort_output", "effort_benefit", "manipulation", "diversion", "diverted", "sandbagging",
        "productivity", "culture", "concealment", "external_score", "payoff", "perceived_risk", "credibility",
    }  # fmt: skip
    assert not private & {field.name for field in dataclasses.fields(BureauView)}


def test_truth_waits_for_the_end() -> None:
    with pytest.raises(GameError, match="the truth is shown after 10 years"):
        truth(Game(CODE))


def test_report_counts_what_the_view_holds(played: Game) -> None:
    view = views(played)[6]
    report = office.report_of(view)
    by_task = {item.task: item for item in report.tasks}
    assert report.year == 6
    assert by_task["checks"].done == view.checks.sum()
    assert by_task["checks"].announced == pytest.approx(
        12 * 60 * dict(played.closed[5])["monitoring_intensity"]
    )
    assert by_task["evaluations"].done == np.isfinite(view.external_scores).sum() > 0
    assert report.findings == view.findings.sum()
    assert 0.0 <= report.money_moved <= 1.0


def test_report_without_any_evaluation_has_no_key_score(before: BureauView) -> None:
    nobody = dataclasses.replace(before, external_scores=np.full(60, np.nan))
    report = office.report_of(nobody)
    assert np.isnan(report.external_score)
    assert {item.task: item.done for item in report.tasks}["evaluations"] == 0


# The score -------------------------------------------------------------------------------------------------------


def test_scores_are_those_of_simulate_to_the_bit(played: Game, worlds: dict[str, Watched]) -> None:
    for player, scenario in scenarios(played).items():
        expected = budgetsim.simulate([scenario], [played.seed], YEARS).outcomes
        for name in worlds[player].outcomes:
            np.testing.assert_array_equal(worlds[player].outcomes[name], expected[name].to_numpy())


def test_game_is_its_scenario_file(played: Game, worlds: dict[str, Watched], tmp_path) -> None:
    file = tmp_path / "you.toml"
    file.write_text(scenario_of(played.closed).to_toml(), encoding="utf-8")
    got = budgetsim.simulate([budgetsim.load_scenario(file)], [played.seed], YEARS).outcomes[PURPOSE]
    np.testing.assert_array_equal(got.to_numpy(), worlds["you"].outcomes[PURPOSE])


def test_doing_nothing_scores_nought() -> None:
    game = follow("nothing", lambda _view: opening_levers())
    result = standing(truth(game))
    assert result.means["you"] == result.means["status_quo"]
    assert result.score == 0.0


def test_announcing_the_optimum_scores_a_hundred() -> None:
    levers = levers_by_year(budgetsim.load_scenario(OPTIMUM))[0]
    game = follow("best", lambda _view: tuple((name, float(levers[name])) for name in LEVERS))
    result = standing(truth(game))
    assert result.means["you"] == result.means["optimum"]
    assert result.score == 100.0


def test_optimum_could_have_been_played() -> None:
    levers = levers_by_year(budgetsim.load_scenario(OPTIMUM))[0]
    assert plan_of(tuple(levers.items()), views(Game(CODE))[-1]).fits
    for name, value in levers.items():
        bounds = bounds_of(name)
        assert bounds.lower <= value <= bounds.upper
        assert value == pytest.approx(round(value / bounds.step) * bounds.step)


def test_optimum_beats_the_rule_and_the_rule_the_status_quo() -> None:
    means = pd.DataFrame(
        [standing(truth(follow(f"class {i}", capacity_rule))).means for i in range(3)]
    ).mean()
    assert means["optimum"] > means["rule"] > means["status_quo"]


def test_score_is_undefined_where_there_is_no_way_to_go() -> None:
    flat = {name: np.ones(YEARS) for name in ("net_social_value", "private_gain", "public_funds")}
    world = typing.cast("Watched", type("World", (), {"outcomes": flat})())
    assert standing(dict.fromkeys(PLAYERS, world)) == Standing(dict.fromkeys(PLAYERS, 1.0), None)


def test_rule_stays_within_budget_and_staff() -> None:
    game = follow(CODE, capacity_rule)
    for levers, view in zip(game.closed, views(game), strict=False):
        plan = plan_of(levers, view)
        assert plan.fits
        assert plan.ratio <= 1.0


@pytest.mark.parametrize("code", ["en", "zh"])
def test_tenth_year_is_told_with_its_numbers(worlds: dict[str, Watched], code: str) -> None:
    text = page.told(worlds["you"], language(code))
    assert per_cent(worlds["you"].outcomes["active_waste"][-1]) in text
    assert f"{views_findings(worlds['you']):.0f}" in text


def views_findings(world: Watched) -> float:
    return float(world.seen.views[-1].findings.sum())


def by_world(pair: tuple[budgetsim.Scenario, budgetsim.Scenario], seed: int, worlds: int) -> np.ndarray:
    """By how much the first scenario does better over the ten years in each of some worlds."""
    outcomes = budgetsim.simulate(pair, range(seed, seed + worlds), YEARS).outcomes
    means = outcomes.groupby(["scenario", "seed"])[PURPOSE].mean()
    return (means[pair[0].name] - means[pair[1].name]).to_numpy()


def test_luck_is_that_of_worlds_with_declared_parameters(played: Game, beside: dict[str, Against]) -> None:
    four = scenarios(played)
    assert list(beside) == [player for player in PLAYERS if player != "you"]
    for rival, got in beside.items():
        gaps = by_world((four["you"], four[rival]), played.seed, WORLDS)
        assert got.luck == pytest.approx(np.quantile(gaps, (0.05, 0.95)).tolist(), abs=1e-12)
        assert got.share_lucky == np.mean(gaps > 0.0)


def test_ignorance_is_that_of_draws_under_a_few_seeds(played: Game, beside: dict[str, Against]) -> None:
    four, got = scenarios(played), beside["status_quo"]
    pair = four["status_quo"], four["you"]
    gaps = np.array(
        [
            -by_world(draws.scenarios_under(pair, draw), played.seed, draws.SEEDS_OF_A_DRAW).mean()
            for draw in range(got.draws)
        ]
    )
    low, median, high = np.quantile(gaps, (0.05, 0.5, 0.95))
    expected = {"low": low, "median": median, "high": high, "share_better": np.mean(gaps > 0.0)}
    assert {name: got.cell[name] for name in expected} == pytest.approx(expected, abs=1e-12)
    # Beside so much that nobody knows, luck is little.
    assert got.luck[1] - got.luck[0] < high - low


@pytest.mark.parametrize("code", ["en", "zh"])
def test_end_says_what_is_known_of_each_rival(
    code: str, worlds: dict[str, Watched], beside: dict[str, Against]
) -> None:
    speak, result = language(code), standing(worlds)
    rows = rows_of(result, beside, speak)
    assert [row[0] for row in rows] == [speak(f"lab-player-name-{rival}") for rival in beside]
    known = speak("lab-reading-share", word=speak("lab-reading-worse-unless"), share="100%")
    assert rows[-1][-1].replace("\N{NO-BREAK SPACE}", " ").endswith(known)
    assert speak("lab-play-the-status-quo") in sentence(beside, speak)


def test_structures_are_those_of_the_first_draws(played: Game, beside: dict[str, Against]) -> None:
    four, cells = scenarios(played), beside["status_quo"].cell["structures"]
    assert set(STRUCTURES) < set(cells)
    pair = four["status_quo"], four["you"]
    gaps = [
        by_world(
            (you.replace(adaptive_share=1.0), before.replace(adaptive_share=1.0)),
            played.seed,
            draws.SEEDS_OF_A_DRAW,
        ).mean()
        for before, you in (draws.scenarios_under(pair, draw) for draw in range(FEW))
    ]
    assert cells["adaptive"]["median"] == pytest.approx(np.median(gaps), abs=1e-12)
    assert cells["adaptive"]["share_better"] == np.mean(np.array(gaps) > 0.0)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_end_says_in_how_many_structures_the_student_does_better(
    code: str, beside: dict[str, Against]
) -> None:
    speak, one = language(code), beside["status_quo"]

    def told(share: float, **shares: float) -> str:
        short = {
            name: {"share_better": own, "share_worse": 1.0 - own, "median": 0.1, "low": 0.0, "high": 0.2}
            for name, own in shares.items()
        }
        cell = {
            **one.cell,
            "share_better": share,
            "share_worse": 1.0 - share,
            "flips": [],
            "structures": short,
        }
        return sentence({"status_quo": dataclasses.replace(one, cell=cell)}, speak)

    def worlds_told(better: int, among: int, *others: str) -> str:
        names = structures_told(others, speak) if others else ""
        about = {"named": "yes" if others else "no", "others": names}
        return speak("lab-play-worlds", better=str(better), all=str(among), **about)

    sure = told(1.0, adaptive=1.0, gaming=0.96, patience=0.6)
    assert worlds_told(2, 3) in sure  # which one it is not stands behind “not as sure”
    assert structures_told(["patience"], speak) in sure
    assert worlds_told(1, 2, "adaptive") in told(0.6, adaptive=0.5, gaming=1.0)
    assert worlds_told(0, 2) in told(0.6, adaptive=0.5, gaming=0.0)


def test_changing_nothing_is_the_same_in_every_world() -> None:
    speak, idle = language("en"), follow("nothing", lambda _view: opening_levers())
    row = rows_of(standing(truth(idle)), against(idle), speak)[0]
    assert row[1].startswith("0 (")
    assert row[-1].endswith(speak("lab-reading-same"))


def test_money_is_counted_as_readers_count_it() -> None:
    # 0.008 of a mean budget of ten million yuan, for sixty departments: 4.8 million, 480 times ten thousand.
    assert office.money(BUDGET, language("en")) == "4.80"
    assert office.money(BUDGET, language("zh")) == "480"
    assert office.millions(10.0, language("zh")) == "1,000"


# The table -------------------------------------------------------------------------------------------------------


def test_table_holds_levers_and_outcomes_exactly(played: Game, worlds: dict[str, Watched]) -> None:
    table = pd.read_csv(io.StringIO(csv(played, worlds)))
    assert list(table["policy"].drop_duplicates()) == list(PLAYERS)
    assert len(table) == len(PLAYERS) * YEARS
    assert set(table["class_code"]) == {CODE}
    assert set(table["seed"]) == {played.seed}
    own = table[table["policy"] == "you"]
    np.testing.assert_array_equal(own[PURPOSE].to_numpy(), worlds["you"].outcomes[PURPOSE])
    for name in LEVERS:
        assert own[name].tolist() == [dict(levers)[name] for levers in played.closed]


@pytest.mark.parametrize("code", ["=1+1", "+x", "-x", "@x"])
def test_code_is_no_formula_in_a_spreadsheet(code: str) -> None:
    assert plain_cell(code) == f"'{code}"
    assert plain_cell("class 1") == "class 1"
