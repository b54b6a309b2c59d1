"""What a calibration says in words, in both languages, of answers that are made up."""

from __future__ import annotations

import re
from typing import Any

import pytest

from budgetsim.kinds.calibrate.answer import (
    Apart,
    Calibration,
    Convergence,
    Estimate,
    Fit,
    Identified,
    Overidentification,
    Score,
    Weights,
)
from budgetsim.kinds.calibrate.findings import better, blind, convergence, weights, whole
from budgetsim.language import language

NAMES = ("slack_taste", "budget_noise", "size_sd")
NOTHING: Any = None


def stub(**about: Any) -> Calibration:
    """An answer about three parameters and fourteen moments, of which one part is made up."""
    estimate = Estimate("", 0.0, 1.0, 0.1, 0.8, 1.2, 0.0, 2.0, 0.1, "pinned down")
    fit = Fit("", 1.0, 0.1, 1.0, 0.1, 0.0, fitted=True, fits=True, meaning="")
    known: dict[str, Any] = {
        "name": "made up", "base": "none", "units": 24, "years": (2019, 2020), "year_effects": False,
        "estimates": dict.fromkeys(NAMES, estimate), "moments": {f"m{n}": fit for n in range(14)}, "misfits": (),
        "criterion": 46.0, "weighting": NOTHING, "overidentification": NOTHING, "identification": NOTHING,
        "convergence": NOTHING, "prediction": None, "sensitivity": {}, "copies": 10, "bootstrap": 500,
        "clusters": None, "rounds": 25, "starts": 15,
    }  # fmt: skip
    return Calibration(**{**known, **about})


def overidentified(p: float | None, freedom: int) -> Calibration:
    rejected = p is not None and p < 0.05
    return stub(overidentification=Overidentification(7.31, freedom, p, rejected=rejected))


def searched(status: Any, agreeing: int = 1, descents: int = 1, apart: Apart | None = None) -> Calibration:
    found = Convergence(1234, descents, agreeing, status == "converged", status, (46.0,) * descents, apart)
    return stub(convergence=found)


def unseen(*directions: dict[str, float]) -> Calibration:
    return stub(identification=Identified((), None, (), (), (), (), (), (), directions))


def weighted(asked: str, used: str, **doubles: tuple[str, ...]) -> Calibration:
    return stub(weighting=Weights(used, asked, 5230.0, 24, doubles))


@pytest.mark.parametrize(
    ("tell", "made", "words"),
    [
        (whole, overidentified(None, 0), "no more moments than parameters"),
        (
            whole,
            overidentified(0.31, 3),
            "J = 7.31 with 3 degrees of freedom, p = 0.310. The fitted moments do not",
        ),
        (
            whole,
            overidentified(1e-9, 1),
            "1 degree of freedom, p < 0.001. The moments contradict the model",
        ),
        (
            blind,
            unseen({"budget_noise": 1.0}),
            "unexplained change of budgets may take any value in its range",
        ),
        (
            blind,
            unseen({"slack_taste": 0.8, "budget_noise": -0.5, "size_sd": 0.4}),
            "temptation to divert money may rise while unexplained change of budgets falls and size sd rises",
        ),
        (whole, overidentified(None, 3), "too few units for a test"),
        (convergence, searched("one start"), "not known whether the search converged"),
        (
            convergence,
            searched("unsettled", 1, 2),
            "best of 2 descents had not come to an end after 25",
        ),
        (
            convergence,
            searched("converged", 2, 2),
            "the two best of 2 descents from far apart agree, and 2",
        ),
        (
            convergence,
            searched("parted", 1, 3, Apart("budget_noise", 1.0, 1.4, 0.1, 4.0)),
            "do not agree, unexplained change of budgets 1.00 against 1.40, 4.0 standard errors apart",
        ),
        (
            convergence,
            searched("parted", 1, 2, Apart("", 46.0, 93.0, 0.0, 0.0)),
            "the criterion 46.00 against 93.00",
        ),
        (weights, weighted("optimal", "diagonal"), "14 moments from 24 units"),
        (
            weights,
            weighted("diagonal", "diagonal", size_sd=("self_sd",)),
            "says the same as self sd",
        ),
    ],
)
def test_findings_are_told_in_both_languages(tell: Any, made: Any, words: str) -> None:
    english, chinese = (tell(made, language(code)) for code in ("en", "zh"))
    assert words in english
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert sorted(re.findall(r"[\d.,]*\d", english)) == sorted(re.findall(r"[\d.,]*\d", chinese))


def test_moments_that_are_weighted_as_asked_need_no_word() -> None:
    assert weights(weighted("optimal", "optimal"), language()) == ""


@pytest.mark.parametrize(
    ("model", "nearer", "word"), [(1.0, 9, "yes"), (1.0, 4, "mixed"), (3.0, 9, "mixed"), (3.0, 5, "no")]
)
def test_model_predicts_better_only_where_both_counts_say_so(model: float, nearer: int, word: str) -> None:
    assert better(Score(10, 9, model, 2.0, nearer)) == word
