"""What a calibration says in words, in both languages, of answers that are made up."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from budgetsim.language import language
from budgetsim.report import calibrate_text as text
from budgetsim.studies.calibrate.converge import Search
from budgetsim.studies.calibrate.search import Descent
from budgetsim.studies.calibrate.weighting import Doubles, Weighting

ERRORS = np.array([0.1, 0.05, 0.2])


def stub(**about: Any) -> Any:
    """What sentences about a solution of three parameters are made of."""
    factors = [SimpleNamespace(name=name) for name in ("slack_taste", "budget_noise", "size_sd")]
    target = SimpleNamespace(factors=factors, rounds=25, starts=15)
    problem = SimpleNamespace(
        target=target, values=lambda shares: 2.0 * shares, width=np.full(3, 2.0), fitted=14
    )
    problem.weighting = about.pop("weighting", None)
    return SimpleNamespace(
        problem=problem,
        evaluator=SimpleNamespace(tried=[None] * 1234),
        solution=about.pop("of", None),
        **about,
    )


def overidentified(p: float | None, freedom: int) -> Any:
    rejected = p is not None and p < 0.05
    return stub(
        of=SimpleNamespace(estimates=SimpleNamespace(p=p, freedom=freedom, j=7.31)), is_rejected=rejected
    )


def searched(status: Any, agreeing: int = 1, *others: float, shift: float = 0.0) -> Any:
    best = Descent(np.full(3, 0.5), 46.0, is_converged=True)
    rivals = [Descent(np.array([0.5, 0.5 + shift, 0.5]), worse, is_converged=True) for worse in others]
    every = (best, *rivals)
    found = Search(every, best, rivals[0] if rivals else None, ERRORS, ERRORS, agreeing, status)
    return stub(of=SimpleNamespace(search=found))


def unseen(*directions: list[tuple[int, float]]) -> Any:
    return stub(of=SimpleNamespace(identification=SimpleNamespace(blind_directions=directions)))


def weighted(asked: str, kind: str, *doubles: Doubles) -> Any:
    return stub(weighting=Weighting(kind, asked, doubles, 5230.0, 24))


@pytest.mark.parametrize(
    ("tell", "made", "words"),
    [
        (text.whole, overidentified(None, 0), "no more moments than parameters"),
        (
            text.whole,
            overidentified(0.31, 3),
            "J = 7.31 with 3 degrees of freedom, p = 0.310. The fitted moments do not",
        ),
        (
            text.whole,
            overidentified(1e-9, 1),
            "1 degree of freedom, p < 0.001. The moments contradict the model",
        ),
        (text.blind, unseen([(1, 1.0)]), "budget noise may take any value in its range"),
        (
            text.blind,
            unseen([(0, 0.8), (1, -0.5), (2, 0.4)]),
            "slack taste may rise while budget noise falls and size sd rises",
        ),
        (text.whole, overidentified(None, 3), "too few units for a test"),
        (text.convergence, searched("one start"), "not known whether the search converged"),
        (
            text.convergence,
            searched("unsettled", 1, 50.0),
            "best of 2 descents had not come to an end after 25",
        ),
        (
            text.convergence,
            searched("converged", 2, 46.0),
            "the two best of 2 descents from far apart agree, and 2",
        ),
        (
            text.convergence,
            searched("parted", 1, 46.1, 93.0, shift=0.2),
            "two best of 3 descents do not agree, budget noise 1.00 against 1.40, 4.0 standard errors apart",
        ),
        (text.convergence, searched("parted", 1, 93.0), "the criterion 46.00 against 93.00"),
        (text.weights, weighted("optimal", "diagonal"), "14 moments from 24 units"),
        (
            text.weights,
            weighted("diagonal", "diagonal", Doubles("size_sd", ("self_sd",))),
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
    assert text.weights(weighted("optimal", "optimal"), language()) == ""


@pytest.mark.parametrize(
    ("model", "nearer", "word"), [(1.0, 9, "yes"), (1.0, 4, "mixed"), (3.0, 9, "mixed"), (3.0, 5, "no")]
)
def test_model_predicts_better_only_where_both_counts_say_so(model: float, nearer: int, word: str) -> None:
    own = {"model_miss": model, "naive_miss": 2.0, "nearer_than_last_year": nearer, "count": 10}
    assert text._better(own) == word
