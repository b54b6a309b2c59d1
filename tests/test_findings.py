"""What was published: every study is there, numbers follow from what was printed, and panels are computed again."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from calibration import real_panel

from budgetsim.kinds.verify.evidence import published
from budgetsim.kinds.verify.evidence.published import PublishedFinding
from budgetsim.kinds.verify.evidence.register import read_register

SCORE = {
    "olken_2007": -0.30,
    "duflo_hanna_ryan_2012": -0.50,
    "banerjee_2008_early": -0.43,
    "banerjee_2008_late": 0.0,
    "dhaliwal_hanna_2017": -0.15,
    "muralidharan_2021": -0.08,
    "zamboni_litschig_2018": -0.40,
    "duflo_2018_emissions": 0.0,
}
"""Checks, audits and consequences: relative changes of the control arm's waste or absence."""
FIELD = (
    "bandiera_2009", "banerjee_2020", "china_2013", "duflo_hanna_ryan_2012", "gerrish_2016", "liang_2023",
    "liebman_mahoney_2017", "mexico", "mexico_ministries", "moynihan_lavertu_2012", "muralidharan_2021",
    "olken_2007", "part_2006_2012", "rasul_rogger_2018",
)  # fmt: skip
OTHERS = (
    "banerjee_2008", "dhaliwal_hanna_2017", "zamboni_litschig_2018", "duflo_2018", "duflo_2013", "bandiera_2021",
    "rasul_rogger_williams_2021", "greenstone_2022", "muralidharan_2016", "dal_bo_2021", "eichenauer_2020",
    "china_reform", "michigan_score", "michigan_budget", "sweden_budget",
)  # fmt: skip


@pytest.fixture(scope="module")
def findings() -> dict[str, PublishedFinding]:
    return {one.id: one for one in read_register()}


def test_every_study_is_there(findings: dict[str, PublishedFinding]) -> None:
    for study in (*FIELD, *OTHERS):
        assert any(name == study or name.startswith(f"{study}_") for name in findings), study


def test_the_score_has_its_eight_numbers(findings: dict[str, PublishedFinding]) -> None:
    got = {one.id: one for one in findings.values() if one.family == "checks" and one.is_number}
    assert {name: one.published for name, one in got.items()} == SCORE
    assert {one.unit for one in got.values()} == {"relative change"}
    assert {one.role for one in got.values()} == {"prediction"}
    assert [one.id for one in read_register(family="checks")] == sorted(SCORE)


def test_effects_follow_from_what_was_printed(findings: dict[str, PublishedFinding]) -> None:
    for name in ("olken_2007", "duflo_hanna_ryan_2012", "zamboni_litschig_2018"):
        one = findings[name]
        base = one.context.known("waste")
        assert isinstance(base, float)
        assert one.raw is not None
        assert one.raw / base == pytest.approx(one.published, abs=0.015)
    early = findings["banerjee_2008_early"]
    assert early.published == pytest.approx((1.0 - 0.60) / (1.0 - 0.30) - 1.0, abs=0.005)
    slope = findings["michigan_score_slope"]
    assert slope.raw is not None
    assert slope.raw / 100.0 * 2.5 == pytest.approx(slope.published, abs=2e-5)


def test_every_finding_names_its_family_and_every_family_has_one(
    findings: dict[str, PublishedFinding],
) -> None:
    assert {one.family for one in findings.values()} == set(published.FAMILIES)


def test_words_are_the_same_for_readers_and_for_the_type_checker() -> None:
    for words, typed in (
        (published.BASES, published.Basis),
        (published.DESIGNS, published.Design),
        (published.DIRECTIONS, published.Direction),
        (published.FACTS, published.Fact),
        (published.FAMILIES, published.Family),
        (published.ROLES, published.Role),
        (published.UNITS, published.Unit),
    ):
        assert set(words) == set(get_args(typed))


def test_no_number_stands_for_two_findings(findings: dict[str, PublishedFinding]) -> None:
    """The same number of the same source under two names could set a parameter and be predicted as well."""
    told = [
        (one.source, one.quantity, one.estimand, one.context, one.published, one.direction)
        for one in findings.values()
    ]
    assert len(told) == len(set(told))


def test_computed_findings_have_their_standard_errors(findings: dict[str, PublishedFinding]) -> None:
    for one in findings.values():
        if one.basis == "computed":
            assert one.se is not None, one.id


def test_numbers_of_the_mexican_panel_are_computed_again(
    root: Path, findings: dict[str, PublishedFinding]
) -> None:
    panel = pd.read_csv(real_panel(root))
    for year, rows in panel.groupby("year"):
        got = {
            "self": rows["self_score"].mean(),
            "external": rows["external_score"].mean(),
            "coverage": rows["external_score"].notna().mean(),
            "top": (rows["self_score"].dropna() >= 4.5).mean(),
        }
        for what, value in got.items():
            assert value == pytest.approx(findings[f"mexico_{what}_{year}"].published, abs=0.006), (
                what,
                year,
            )
    executed = panel["executed"] / panel["approved"]
    for percent in (10, 25, 50, 75, 90):
        expected = findings[f"mexico_executed_{percent}"].published
        assert executed.quantile(percent / 100) == pytest.approx(expected, abs=0.006)
    size = np.log(panel["approved"]).std()
    assert size == pytest.approx(findings["mexico_size_sd"].published, abs=0.05)
    wide = np.log(panel.pivot_table(index="programme", columns="year", values="approved"))
    median = np.nanmedian(wide.diff(axis=1))
    assert median == pytest.approx(findings["mexico_budget_median"].published, abs=0.001)
