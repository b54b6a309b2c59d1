"""Claims are tried: what holds, what holds unless, what depends, what fails; planted faults are caught."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.kinds.audit.answer import Audit

SMALL = """
extends = "wangcheng_2022"
[protocol]
burn_in = 1
"""
HEAD = """
[[claim]]
id = "reform"
sentence = "More checks and more people cut diversion."
base = "small.toml"
after = {monitoring_intensity = 0.5, staff = 12, rectification = 0.9}
outcome = "active_waste"
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def audited(place: Path, text: str, *flags: str) -> Any:
    (place / "claims.toml").write_text(text, encoding="utf-8")
    line = ["audit", "claims.toml", "--draws", "8", "--replications", "2", "--no-figures", *flags]
    return CliRunner().invoke(app, line)


def document(place: Path, text: str) -> dict[str, Any]:
    got = audited(place, text, "--json", "--out", "out")
    assert got.exit_code in (0, 1), got.output
    return {"code": got.exit_code, **json.loads(got.stdout)}


def test_a_claim_that_holds_is_as_expected(place: Path) -> None:
    told = document(place, HEAD + 'direction = "down"\nexpects = "holds"\n')
    (claim,) = told["claims"]
    weak = [row["name"] for row in claim["rows"] if row["share"] < 0.95]
    assert (claim["verdict"], claim["unless"]) == ("unless" if weak else "holds", weak)
    assert told["code"] == (1 if weak else 0)
    assert claim["rows"][0]["share"] == 1.0
    names = [row["name"] for row in claim["rows"]]
    assert names[0] == "declared"
    assert {"adaptive", "patience", "years_5", "years_20", "departments_10", "departments_300"} <= set(names)
    again = budgetsim.load(place / "out")
    assert isinstance(again, Audit)
    assert again.claims[0].verdict == claim["verdict"]


def test_a_wrong_sign_is_caught(place: Path) -> None:
    told = document(place, HEAD + 'direction = "up"\nexpects = "holds"\n')
    assert (told["code"], told["claims"][0]["verdict"]) == (1, "fails")


def test_a_scaled_effect_is_caught(place: Path) -> None:
    first = document(place, HEAD + 'direction = "down"\nexpects = "holds"\n')["claims"][0]["rows"][0]
    middle, spread = first["median"], abs(first["median"]) / 4
    true = f"range = [{middle - spread}, {middle + spread}]\n"
    twice = f"range = [{2 * middle - spread}, {2 * middle + spread}]\n"
    assert document(place, HEAD + true + 'expects = "fails"\n')["claims"][0]["verdict"] in ("holds", "unless")
    scaled = document(place, HEAD + twice + 'expects = "holds"\n')
    assert (scaled["code"], scaled["claims"][0]["verdict"]) == (1, "fails")


def test_what_nobody_knows_decides_some_claims(place: Path) -> None:
    text = HEAD.replace("monitoring_intensity = 0.5, staff = 12, rectification = 0.9", "staff = 4")
    told = document(
        place, text.replace("active_waste", "net_social_value") + 'direction = "up"\nexpects = "depends"\n'
    )
    assert told["claims"][0]["verdict"] in ("depends", "fails", "holds", "unless")
    assert {row["name"] for row in told["claims"][0]["rows"]} >= {"stance_0", "stance_5"}


def test_a_level_is_a_claim_too(place: Path) -> None:
    text = HEAD.replace("after = {monitoring_intensity = 0.5, staff = 12, rectification = 0.9}\n", "")
    told = document(place, text + 'level = [0.0, 0.6]\nexpects = "holds"\n')
    assert (told["code"], told["claims"][0]["policy"]) == (0, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('description = "none"\n', ("[[claim]]",)),
        (HEAD + 'expects = "holds"\n', ("claims.toml:2", "direction")),
        (HEAD + 'direction = "upp"\nexpects = "holds"\n', ("claims.toml:8", "'upp'", "up")),
        (HEAD + 'range = [2, 1]\nexpects = "holds"\n', ("claims.toml:8", "0.35")),
        (HEAD + 'direction = "up"\nexpects = "hold"\n', ("claims.toml:9", "did you mean holds?")),
        (
            HEAD.replace("active_waste", "active_wast") + 'direction = "up"\nexpects = "holds"\n',
            ("active_waste",),
        ),
        (HEAD.replace("staff", "staf") + 'direction = "up"\nexpects = "holds"\n', ("claims.toml:6", "staff")),
        (HEAD + 'policy = "reform_package"\ndirection = "up"\nexpects = "holds"\n', ("claims.toml:6",)),
        (HEAD + 'level = [0, 1]\nexpects = "holds"\n', ("claims.toml:8", "range")),
        ((HEAD + 'direction = "up"\nexpects = "holds"\n') * 2, ("claims.toml:12", "'reform'")),
        (HEAD + 'direction = "up"\nexpects = "holds"\nway = 1\n', ("claims.toml:10", "way")),
    ],
)
def test_faults_of_a_file_are_told_with_their_lines(place: Path, text: str, words: tuple[str, ...]) -> None:
    got = audited(place, text)
    assert got.exit_code == 2
    assert "Traceback" not in got.output
    for word in words:
        assert word in got.stderr


def test_an_unknown_id_names_the_closest(place: Path) -> None:
    got = audited(place, HEAD + 'direction = "down"\nexpects = "holds"\n', "--only", "refrom")
    assert got.exit_code == 2
    assert "reform" in got.stderr


def test_several_files_are_tried_together_and_share_their_names(place: Path) -> None:
    (place / "other.toml").write_text(
        HEAD.replace('"reform"', '"other"') + 'direction = "up"\nexpects = "fails"\n', "utf-8"
    )
    got = audited(place, HEAD + 'direction = "down"\nexpects = "holds"\n', "other.toml", "--json")
    assert [claim["id"] for claim in json.loads(got.stdout)["claims"]] == ["reform", "other"]
    twice = audited(place, HEAD + 'direction = "down"\nexpects = "holds"\n', "claims.toml")
    assert "another claim has this id" in twice.stderr


def test_company_changes_no_claim_and_both_sides_may_have_settings(place: Path) -> None:
    """What one claim says itself, and so is not drawn, is drawn for the others all the same."""
    one = HEAD + 'direction = "down"\nexpects = "holds"\n'
    fear = one.replace('"reform"', '"fear"').replace("staff = 12", "risk_aversion = 20.0")
    back = one.replace('"reform"', '"back"').replace("after =", "before =").replace('"down"', '"up"')
    back += "after = {monitoring_intensity = 0.04, staff = 3, rectification = 0.3}\n"
    alone = document(place, one)["claims"][0]
    same, _, turned = document(place, one + fear + back)["claims"]
    assert same == alone
    assert turned["rows"][0]["median"] == pytest.approx(-alone["rows"][0]["median"], abs=1e-12)
