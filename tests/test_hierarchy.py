"""What is common to all places: recovered from made effects, untouched by what is left out, stored with its origin."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_evidence import published

from budgetsim.declarations import declarations
from budgetsim.kinds.verify.evidence import leaving_out
from budgetsim.kinds.verify.evidence import leaving_out as hierarchy
from budgetsim.kinds.verify.evidence.fits import FILE, Fit, Fits, differences, read_fits, written
from budgetsim.kinds.verify.evidence.leaving_out import Emulated, checks, fits_of
from budgetsim.kinds.verify.evidence.matching import CONSEQUENCES, UNSURE, settings_where
from budgetsim.kinds.verify.evidence.register import evidence_folder
from budgetsim.kinds.verify.evidence.run import run_experiment
from budgetsim.scenario import ScenarioError

COUNT = len(hierarchy.COMMON)


def everything(findings: int) -> np.ndarray:
    return np.ones(findings, dtype=np.bool_)


# Priors ------------------------------------------------------------------------------------------------------------


def test_the_middle_of_the_prior_is_the_model_as_it_is() -> None:
    got = hierarchy.settings_at(np.zeros(COUNT))
    for name, value in got.items():
        about = declarations().get(name)
        expected = CONSEQUENCES[name.removeprefix("consequence_")] if about is None else about.default
        assert value == pytest.approx(expected), name
    assert {f"consequence_{word}" for word in UNSURE} <= set(got)


def test_values_stay_within_their_bounds() -> None:
    for at in (-hierarchy.FURTHEST, hierarchy.FURTHEST):
        for name, value in hierarchy.settings_at(np.full(COUNT, at)).items():
            about = declarations().get(name)
            lower, upper = (0.0, 1.0) if about is None else (about.lower, about.upper)
            assert lower is not None
            assert upper is not None
            assert lower <= value <= upper


def test_the_prior_is_normal_within_its_reach() -> None:
    draws = hierarchy.prior_draws()
    assert np.abs(draws).max() <= hierarchy.FURTHEST
    assert draws.mean(axis=0) == pytest.approx(np.zeros(COUNT), abs=0.02)
    assert draws.std(axis=0) == pytest.approx(np.full(COUNT, 0.96), abs=0.02)


def test_a_word_of_the_code_is_a_value_where_it_is_said() -> None:
    common = {"diversion_cost": 2.0, "consequence_rare": 0.04, "consequence_public": 0.6}
    assert settings_where("rare", common) == {"diversion_cost": 2.0, "rectification": 0.04}
    assert settings_where("certain", common) == {"diversion_cost": 2.0}
    assert settings_where("", common) == {"diversion_cost": 2.0}


# Emulation ---------------------------------------------------------------------------------------------------------


def test_smooth_effects_are_emulated() -> None:
    points, draws = hierarchy.design(64), hierarchy.prior_draws(256)

    def effect(at: np.ndarray) -> np.ndarray:
        return np.stack([-np.exp(-0.3 * at[:, 0]) / (1.0 + np.exp(0.5 * at[:, 1])), 0.2 * at[:, 2]], axis=1)

    means, errors = hierarchy.emulate(points, effect(points), draws)
    assert means == pytest.approx(effect(draws), abs=0.02)
    assert (np.abs(means - effect(draws)) <= 4.0 * errors + 0.002).mean() > 0.9


# The posterior -----------------------------------------------------------------------------------------------------


def made(
    true: np.ndarray, discrepancy: float, findings: int, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Effects that two parameters move, at draws of the prior, and what studies of them found."""
    rng = np.random.default_rng(seed)
    slopes = np.zeros((COUNT, findings))
    slopes[:2] = rng.normal(0.0, 0.15, (2, findings))
    draws = hierarchy.prior_draws()
    found = -0.3 + true @ slopes + rng.normal(0.0, discrepancy, findings)
    return draws, -0.3 + draws @ slopes, found


def test_common_parameters_are_recovered() -> None:
    true = np.zeros(COUNT)
    true[:2] = 1.0, -0.8
    draws, effects, found = made(true, 0.05, 40, 1)
    after = hierarchy.posterior(effects, 0.0 * effects, found, np.zeros(40), everything(40))
    assert after.mean(draws)[:2] == pytest.approx(true[:2], abs=0.15)
    assert after.deviation(draws)[:2].max() < 0.15
    assert after.deviation(draws)[2:].min() > 0.7  # of what nothing depends on the prior stays
    assert after.effective_draws > 5


@pytest.mark.parametrize("true", [0.05, 0.15, 0.3])
def test_the_discrepancy_is_recovered(true: float) -> None:
    """On average over worlds; none of them is certain of it."""
    got = []
    for seed in range(6):
        draws, effects, found = made(np.zeros(COUNT), true, 40, seed)
        after = hierarchy.posterior(effects, 0.0 * effects, found, np.zeros(40), everything(40))
        got.append(after.discrepancy)
        assert np.isfinite(after.mean(draws)).all()
    assert np.mean(got) == pytest.approx(true, rel=0.2, abs=0.02)


def test_known_errors_of_the_field_are_no_discrepancy() -> None:
    _, effects, found = made(np.zeros(COUNT), 0.15, 40, 3)
    without = hierarchy.posterior(effects, 0.0 * effects, found, np.zeros(40), everything(40))
    known = hierarchy.posterior(effects, 0.0 * effects, found, np.full(40, 0.15), everything(40))
    assert known.discrepancy < 0.6 * without.discrepancy


def test_without_findings_the_prior_stays() -> None:
    draws, effects, found = made(np.ones(COUNT), 0.02, 8, 4)
    after = hierarchy.posterior(effects, 0.0 * effects, found, np.zeros(8), ~everything(8))
    assert after.mean(draws) == pytest.approx(draws.mean(axis=0), abs=1e-9)
    assert after.deviation(draws) == pytest.approx(draws.std(axis=0), abs=1e-9)


# Leaving out -------------------------------------------------------------------------------------------------------


def known_effects(found: np.ndarray) -> Emulated:
    """Eight findings of seven studies: the first two are of one."""
    draws, effects, _ = made(np.zeros(COUNT), 0.0, len(found), 5)
    sources = [0, *range(len(found) - 1)]
    findings = tuple(
        published(id=f"f{number}", effect=float(value), se=None, source=f"s{source}")
        for number, (value, source) in enumerate(zip(found, sources, strict=True))
    )
    return Emulated(findings, draws, effects, 0.0 * effects)


def test_every_study_is_left_out_once_with_all_its_findings() -> None:
    fits = fits_of(known_effects(np.linspace(-0.5, 0.0, 8)))
    assert [fit.left_out for fit in fits.without] == [("f0", "f1"), *((f"f{n}",) for n in range(2, 8))]
    assert fits.everything.left_out == ()
    assert fits.fit_for(["f1"]) is fits.without[0]
    assert fits.fit_for(["other"]) is None


def test_what_is_left_out_has_no_say_in_its_prediction() -> None:
    found = np.linspace(-0.5, 0.0, 8)
    before = fits_of(known_effects(found))
    moved = found.copy()
    moved[0], moved[1] = 0.9, -0.9
    after = fits_of(known_effects(moved))
    assert after.without[0] == before.without[0]
    assert after.without[1] != before.without[1]


# What is stored ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stored() -> Fits:
    found = read_fits(evidence_folder())
    assert found is not None
    return found


def test_fits_are_read_as_they_were_written(tmp_path: Path, stored: Fits) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(written(stored), encoding="utf-8")
    assert read_fits(tmp_path) == stored


def test_without_a_file_there_are_no_fits(tmp_path: Path) -> None:
    assert read_fits(tmp_path) is None
    assert read_fits(None) is None


def test_a_damaged_file_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    for text in ("{", "[]", '{"without": []}'):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        with pytest.raises(
            ScenarioError, match=r"leave_one_out\.json.*renew them: python scripts/leave_one_out\.py"
        ):
            read_fits(tmp_path)


def test_stored_fits_belong_to_the_model_as_it_is(stored: Fits) -> None:
    """`python scripts/leave_one_out.py` renews them."""
    assert differences(stored.made_of, leaving_out.made_of()) == []


def test_whatever_changes_is_told(stored: Fits) -> None:
    now = dict(stored.made_of)
    assert differences(now, now) == []
    fingerprint = dict(now["fingerprint"])
    fingerprint["olken_2007"] += 0.001
    assert differences(stored.made_of, {**now, "fingerprint": fingerprint}) == ["the model"]
    assert differences(stored.made_of, {**now, "contexts": "x", "findings": "y"}) == ["findings", "contexts"]


def test_the_fingerprint_follows_the_model() -> None:
    """A parameter that matters changes it; text that means nothing does not."""
    context = next(one for one in checks() if one.name == "olken_2007")
    usual = leaving_out.fingerprint([context])
    moved = replace(
        context,
        targets=tuple(
            replace(t, look=t.look.placed({"diversion_cost": 1.41})) for t in context.targets if t.look
        ),
    )
    assert leaving_out.fingerprint([moved]) != usual
    assert leaving_out.fingerprint([replace(context, title="another")]) == usual


def test_every_finding_on_checks_is_predicted_without_its_study(stored: Fits) -> None:
    studies: dict[str, set[str]] = {}
    for context in checks():
        for target in context.targets:
            studies.setdefault(target.published.study, set()).add(target.published.id)
    assert {frozenset(fit.left_out) for fit in stored.without} == {frozenset(ids) for ids in studies.values()}
    assert set(stored.predicted) == set().union(*studies.values())
    assert set(stored.identified) == set(hierarchy.COMMON)


def test_stored_fits_are_made_of_the_stored_effects(stored: Fits) -> None:
    effects = np.array(stored.effects)
    again = fits_of(leaving_out.emulated(checks(), hierarchy.design(len(effects)), effects))
    for fit, expected in zip(
        (*again.without, again.everything), (*stored.without, stored.everything), strict=True
    ):
        assert fit.left_out == expected.left_out
        assert fit.common == pytest.approx(expected.common, rel=0.02)
        assert fit.discrepancy == pytest.approx(expected.discrepancy, rel=0.02)
        assert fit.spreads == pytest.approx(expected.spreads, abs=0.005)
    assert again.effective_draws > 100


def test_stored_predictions_are_made_again(stored: Fits) -> None:
    """One of them, as it was when the fits were made: the place is matched anew, and the treatment simulated."""
    context = next(one for one in checks() if one.name == "muralidharan_2021")
    (line,) = run_experiment(context, fits=stored)
    assert line.prediction is not None
    assert line.prediction.mean == pytest.approx(stored.predicted["muralidharan_2021"]["mean"], abs=1e-6)
    assert line.prediction.discrepancy == stored.predicted["muralidharan_2021"]["discrepancy"]


def test_a_stored_fit_holds_plain_numbers(stored: Fits) -> None:
    text = json.loads(written(stored))
    assert text["everything"]["left_out"] == []
    assert all(isinstance(fit, Fit) for fit in stored.without)
    assert len(written(stored)) < 40_000
