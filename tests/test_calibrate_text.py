"""What a calibration says in words, in both languages, of answers that are made up."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from budgetsim.language import language
from budgetsim.report import calibrate_text as text


def stub(**about: Any) -> Any:
    """What sentences about a solution of three parameters are made of."""
    factors = [SimpleNamespace(name=name) for name in ("slack_taste", "budget_noise", "size_sd")]
    problem = SimpleNamespace(target=SimpleNamespace(factors=factors))
    return SimpleNamespace(
        problem=problem, evaluator=SimpleNamespace(tried=[None] * 1234), solution=about["of"]
    )


def overidentified(p: float | None, freedom: int) -> Any:
    return stub(of=SimpleNamespace(estimates=SimpleNamespace(p=p, freedom=freedom, j=7.31)))


def searched(descents: int, agreeing: int, *, converged: bool = True) -> Any:
    final = SimpleNamespace(is_converged=converged)
    return stub(of=SimpleNamespace(descents=[None] * descents, agreeing=agreeing, final=final))


def unseen(*directions: list[tuple[int, float]]) -> Any:
    return stub(of=SimpleNamespace(identification=SimpleNamespace(blind_directions=directions)))


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
        (text.convergence, searched(1, 1, converged=False), "not settled after 1,234 candidates"),
        (text.convergence, searched(1, 1), "1,234 candidates; the search has settled, from one start"),
        (text.convergence, searched(3, 3), "all 3 descents ended at the same estimates"),
        (text.convergence, searched(5, 2), "2 of 5 descents ended at these estimates"),
    ],
)
def test_findings_are_told_in_both_languages(tell: Any, made: Any, words: str) -> None:
    english, chinese = (tell(made, language(code)) for code in ("en", "zh"))
    assert words in english
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert sorted(re.findall(r"[\d.,]*\d", english)) == sorted(re.findall(r"[\d.,]*\d", chinese))
