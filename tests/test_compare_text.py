"""What a comparison finds: nothing is claimed that its own table, its interval or its noise contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from budgetsim.kinds.compare.answer import Comparison, with_rivals
from budgetsim.kinds.compare.findings import findings
from budgetsim.language import LANGUAGES, language
from budgetsim.report.results import PURPOSE, worst_side_effect
from budgetsim.studies.summary import changes_by_run, level_table, run_means, summary_json

SEEDS = tuple(range(10))


def cell(mean: float, half: float) -> dict[str, float | None]:
    return {"mean": mean, "low": mean - half, "high": mean + half, "share_better": 1.0}


def answer(gains: Mapping[str, tuple[float, float]], validity: tuple[float, float] = (0.0, 0.01)) -> Any:
    """Return a comparison with these differences in net social value, and in one further outcome."""
    levels = {name: {PURPOSE: cell(1.0, 0.1), "validity": cell(0.5, 0.1)} for name in ("base", *gains)}
    made = {name: {PURPOSE: cell(*gain), "validity": cell(*validity)} for name, gain in gains.items()}
    return Comparison(levels, {}, made, SEEDS, 5)


def told(found: Any, alike: Sequence[str] = (), code: str = "en") -> list[str]:
    return findings(replace(found, not_told_apart=tuple(alike)), language(code))


def test_claims_are_adjusted_for_everything_that_is_compared() -> None:
    alone = answer({"a": (0.011, 0.01)})
    many = answer({"a": (0.011, 0.01), **dict.fromkeys("bcde", (0.0, 0.01))})
    assert (alone.verdict("a"), many.verdict("a")) == ("raises", "alone")
    assert told(alone)[0].startswith("a raises net social value by 0.011")
    assert told(many)[0].startswith("No scenario clearly raises")
    assert "not among the 5 scenarios" in told(many)[0]


def test_most_is_said_only_of_what_is_told_apart_from_all_others() -> None:
    found = answer({"a": (0.1, 0.01), "b": (0.02, 0.01)})
    assert "a raises net social value most by" in told(found)[0]
    close = told(found, ["b"])[0]
    assert "most" not in close
    assert "Not told apart from it: b." in close
    assert "提高最多" not in told(found, ["b"], "zh")[0]


def test_noisy_best_mean_does_not_hide_a_clear_gain() -> None:
    """The best mean may be luck while the next is sure: then it is not said that none is better."""
    found = told(answer({"noisy": (0.05, 0.2), "sure": (0.04, 0.001)}), ["noisy"])
    assert found[0].startswith("sure raises net social value by")
    assert "Not told apart from it: noisy." in found[0]
    assert found[1].startswith("Under noisy, net social value is not clearly different")


def test_all_are_said_to_lower_it_only_if_all_clearly_do() -> None:
    both = answer({"a": (-0.01, 0.001), "b": (-0.02, 0.001)})
    unsure = answer({"a": (-0.01, 0.001), "b": (-0.02, 0.03)})
    assert told(both)[0].startswith("Every scenario lowers net social value")
    assert told(unsure)[0].startswith("No scenario clearly raises net social value")
    assert "lowers net social value by 0.0100" in told(unsure)[0]


def test_differences_that_additions_leave_over_are_none() -> None:
    found = answer({"a": (1e-15, 0.0)})
    assert found.verdict("a") == "same"
    assert told(found) == ["Under a, net social value is that of base."]


def test_side_effect_is_adjusted_for_all_outcomes() -> None:
    found = answer({"a": (0.1, 0.01)}, (-0.0105, 0.01))
    levels, differences = found.scenarios, found.differences
    assert worst_side_effect(levels, differences, "a", len(SEEDS)) is None
    assert "No outcome becomes clearly worse" in told(found)[0]
    worse = told(answer({"a": (0.1, 0.01)}, (-0.05, 0.01)))[0]
    assert "Its largest side effect: " in worse
    assert " falls from 1.00 to" not in worse


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("gain", [(0.1, 0.01), (-0.1, 0.01), (0.0, 0.01), (0.011, 0.01), (0.0, 0.0)])
@pytest.mark.parametrize("others", [0, 1, 8])
def test_every_case_is_told_in_every_language(code: str, gain: tuple[float, float], others: int) -> None:
    found = answer({"a": gain, **{f"other_{n}": (0.0, 0.01) for n in range(others)}})
    texts = told(found, [], code)
    assert 1 <= len(texts) <= 6
    assert all(texts)


def runs(seeds: Sequence[int] = SEEDS) -> pd.DataFrame:
    """Outcomes that rise by 1 a year, in worlds that differ far more than the years do."""
    rng = np.random.default_rng(1)
    rows = [
        {"scenario": name, "seed": seed, "year": year, PURPOSE: world + year + gain + 0.01 * rng.normal()}
        for name, gain in (("base", 0.0), ("better", 0.5))
        for seed, world in zip(seeds, np.random.default_rng(2).normal(0.0, 50.0, len(seeds)), strict=True)
        for year in range(1, 6)
    ]
    return pd.DataFrame(rows)


def test_change_is_paired_by_world() -> None:
    found = level_table(changes_by_run(runs())).set_index("scenario")
    assert list(found.index) == ["base", "better"]
    np.testing.assert_allclose(found["mean"], 4.0, atol=0.02)
    assert ((found["high"] - found["low"]) < 0.05).all()
    assert (found["low"] <= 4.0).all()
    assert (found["high"] >= 4.0).all()


def test_change_of_one_world_or_one_year() -> None:
    assert level_table(changes_by_run(runs(SEEDS[:1])))["low"].isna().all()
    first = runs().query("year == 1")
    assert (level_table(changes_by_run(first))["mean"] == 0.0).all()


def test_findings_from_runs_name_who_is_as_good() -> None:
    frame = runs()
    twin = frame[frame["scenario"] == "better"].assign(scenario="twin")
    twin[PURPOSE] += np.random.default_rng(3).normal(0.0, 0.01, len(twin))
    both = pd.concat([frame, twin], ignore_index=True)
    made = Comparison(**{**summary_json(both, SEEDS, 5), "seeds": SEEDS})
    first = findings(with_rivals(made, run_means(both)), language())[0]
    assert "Not told apart from it:" in first
    assert "base" not in first.partition("Not told apart")[2]
