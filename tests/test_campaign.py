"""Campaigns: rounds of studies that follow from each other, resumed by going the same way again."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from budgetsim import load_study, simulate
from budgetsim.scenario import Scenario
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor
from budgetsim.studies.points import Points
from budgetsim.studies.runner import Campaign, open_campaign
from budgetsim.studies.store import CampaignResult, read_study
from budgetsim.studies.study import Head, Study

BASE = Scenario().replace(departments=5, years=2, burn_in=0)
USE = Factor("result_use", "lever", "number", 0.0, 1.0)
HEAD = Head("search", "use", {"factors": [USE.to_dict()], "seed": 3})


def generation(number: int, values: list[float]) -> Study:
    names = tuple(f"g{number}_{i}" for i in range(len(values)))
    return Study("search", f"g{number}", Points((BASE,), (USE,), {"result_use": values}, names=names), (0, 1))


def climb(campaign: Campaign, rounds: int = 3) -> list[float]:
    """A small search: each round looks around the best value so far."""
    best, seen = 0.5, []
    for number in range(rounds):
        values = [max(0.0, best - 0.1), min(1.0, best + 0.1)]
        found = campaign.run(f"g{number}", generation(number, values))
        means = (
            found.run_means(outcomes=["public_value"]).groupby("scenario", sort=False)["public_value"].mean()
        )
        best = values[int(means.to_numpy().argmax())]
        seen.append(best)
    return seen


def test_campaign_loads_as_the_union_of_its_rounds(tmp_path: Path) -> None:
    with open_campaign(HEAD, tmp_path / "c") as campaign:
        seen = climb(campaign)
        campaign.finish({"best": seen[-1]})
    loaded = load_study(tmp_path / "c")
    assert isinstance(loaded, CampaignResult)
    assert loaded.complete
    assert loaded.manifest["rounds"] == ["g0", "g1", "g2"]
    assert list(loaded.points["scenario"]) == [f"g{n}_{i}" for n in range(3) for i in range(2)]
    assert loaded.rows == len(loaded.outcomes) == 6 * 2 * 2
    assert loaded.factors == (USE,)
    assert loaded.seeds == (0, 1)
    # Rounds hold what simulate says of their points, found by the values of the factor.
    value = loaded.points.set_index("scenario").loc["g1_0", "result_use"]
    expected = simulate(BASE.replace(name="g1_0", result_use=float(value)), 2).outcomes
    own = loaded.outcomes[loaded.outcomes["scenario"] == "g1_0"].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, expected)
    assert sum(table.num_rows for table in loaded.tables(["public_value"])) == loaded.rows


def test_campaign_that_was_stopped_goes_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_campaign(HEAD, tmp_path / "whole") as campaign:
        whole = climb(campaign)
        campaign.finish({})
    with open_campaign(HEAD, tmp_path / "cut") as campaign:
        climb(campaign, rounds=2)  # and then the command was stopped: nobody called finish
    with pytest.raises(StudyError, match="not finished"):
        load_study(tmp_path / "cut")
    assert len(load_study(tmp_path / "cut", allow_partial=True).outcomes) == 2 * 2 * 2 * 2

    runs: list[int] = []
    from budgetsim.studies import runner

    attempt = runner.attempt_part
    monkeypatch.setattr(
        runner, "attempt_part", lambda spec: (runs.append(len(spec.scenarios)), attempt(spec))[1]
    )
    with open_campaign(HEAD, tmp_path / "cut") as campaign:
        assert climb(campaign) == whole
        campaign.finish({})
    assert runs == [2]  # the third round alone was run
    for part in (tmp_path / "whole").rglob("*.parquet"):
        assert part.read_bytes() == (tmp_path / "cut" / part.relative_to(tmp_path / "whole")).read_bytes()


def test_other_campaigns_and_studies_are_refused(tmp_path: Path) -> None:
    with open_campaign(HEAD, tmp_path / "c") as campaign:
        climb(campaign, rounds=1)
        with pytest.raises(StudyError, match="another process"), open_campaign(HEAD, tmp_path / "c"):
            pass
        with pytest.raises(AssertionError, match="new plain name"):
            campaign.run("g0", generation(0, [0.1]))
        with pytest.raises(AssertionError, match="new plain name"):
            campaign.run("../g9", generation(9, [0.1]))
    with (
        pytest.raises(StudyError, match="another study, 'search use'"),
        open_campaign(Head("search", "use", {}), tmp_path / "c"),
    ):
        pass
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    with pytest.raises(StudyError, match="not empty"), open_campaign(HEAD, tmp_path / "other"):
        pass
    assert (tmp_path / "other" / "thesis.txt").read_text() == "mine"
    with pytest.raises(StudyError, match="holds a campaign"):
        read_study(tmp_path / "c")
