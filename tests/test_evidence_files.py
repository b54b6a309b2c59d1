"""Files of field experiments: each says all it must, faults are told by line, a wheel and a checkout have them."""

from __future__ import annotations

import re
import shutil
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from calibration import real_panel
from hatchling import build

from budgetsim.declarations import declarations
from budgetsim.scenario import ScenarioError
from budgetsim.studies.calibrate.moments import LARGEST_CHANGE, MOMENTS, SMALL_CHANGE
from budgetsim.studies.calibrate.panel_file import read_panel
from budgetsim.studies.calibrate.target import read_target
from budgetsim.verification.evidence import folder
from budgetsim.verification.evidence.design import KINDS, RULES, Experiment
from budgetsim.verification.evidence.folder import field_files, files_named
from budgetsim.verification.evidence.read import BASES, ROLES, read_experiment, read_experiments

TUNED = {
    ("olken_2007", "active_waste"),
    ("china_2013", "december_share"),
    ("part_2006_2012", "result_elasticity"),
    ("mexico_2013_2016", "result_elasticity"),
    ("mexico_2013_2016", "self_external_correlation"),
    ("mexico_2013_2016", "self_year_correlation"),
    ("mexico_2013_2016", "external_year_correlation"),
    ("mexico_2013_2016", "self_two_year_correlation"),
    ("mexico_2013_2016", "external_two_year_correlation"),
    ("mexico_ministries_2013_2016", "budget_change_sd"),
    ("mexico_ministries_2013_2016", "budget_change_iqr"),
    ("mexico_ministries_2013_2016", "small_change_share"),
}
"""What defaults are set to show, as stated in the files; all else is a prediction."""
AUTHORS = (
    "Olken", "Duflo", "Muralidharan", "Banerjee", "Liebman", "Gilmour", "Wang & Biedermann", "Gerrish", "Rasul",
    "Bandiera", "Moynihan", "SHCP", "China",
)  # fmt: skip
"""Every published finding that docs/odd.md lists under field effects, a panel or the year-end."""

GOOD = """
title = "Audits"
source = "Somebody 2001"
basis = "read"
design = "Half of them are audited."
mapping = "As in the field."
scenario = "wangcheng_2022"
years = 2
measured = [1, 2]
share = 0.5

[set]
coordination = 0.6

[treatment]
audit_coverage = 1.0

[moderator]
staff = 8

[[target]]
outcome = "active_waste"
as = "difference"
finding = "less of it"
published = -0.08
interval = [-0.10, -0.06]
interval_note = "table 1"
unit = "share of budget"
agreement = "interval"
role = "prediction"
stated = 2026-11-25
reason = "never used"

[[reading]]
what = "later"
measured = [2, 2]
"""


@pytest.fixture(scope="module")
def experiments() -> dict[str, Experiment]:
    found = read_experiments(files_named([]))
    return {experiment.name: experiment for experiment in found}


def written(here: Path, text: str, name: str = "mine.toml") -> Path:
    path = here / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(here: Path, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as error:
        read_experiment(written(here, text))
    return [str(fault) for fault in error.value.faults]


# The files of the project ------------------------------------------------------------------------------------------


def test_files_are_read_by_their_stem(experiments: dict[str, Experiment], root: Path) -> None:
    assert set(experiments) == {path.stem for path in (root / "experiments" / "field").glob("*.toml")}
    assert len(experiments) == 14


def test_every_finding_of_the_evidence_has_its_file(experiments: dict[str, Experiment]) -> None:
    sources = " ".join(experiment.source for experiment in experiments.values())
    assert [author for author in AUTHORS if author not in sources] == []


def test_every_target_says_what_it_is(experiments: dict[str, Experiment]) -> None:
    for experiment in experiments.values():
        assert experiment.basis in BASES
        assert re.search(r"\d{4}", experiment.source)
        assert experiment.targets
        for target in experiment.targets:
            assert target.published.finding
            if target.look is None:
                assert target.not_expressible
                continue
            assert target.role in ROLES
            assert target.rule in RULES
            assert target.look.kind in KINDS
            assert target.reason
            assert isinstance(target.stated, date)
            assert target.published.note
            assert target.published.unit
            assert experiment.mapping


def test_roles_are_as_stated(experiments: dict[str, Experiment]) -> None:
    found = {
        (name, target.outcome)
        for name, experiment in experiments.items()
        for target in experiment.targets
        if target.role == "calibration"
    }
    assert found == TUNED


def test_without_a_published_interval_no_interval_is_compared(experiments: dict[str, Experiment]) -> None:
    for experiment in experiments.values():
        for target in experiment.targets:
            if target.rule == "interval":
                assert target.published.interval is not None
            if target.published.interval is not None:
                assert experiment.basis == "computed"


def test_published_values_are_those_of_the_record(experiments: dict[str, Experiment]) -> None:
    """Numbers of docs/odd.md, once more: a slip of the pen in a file would be a false judgement."""
    expected = {
        "olken_2007": -0.08, "duflo_hanna_ryan_2012": -21 / 42, "muralidharan_2021": -0.078, "banerjee_2020": -0.24,
        "rasul_rogger_2018": -0.14, "bandiera_2009": 0.83, "china_2013": 0.179, "liang_2023": 1.0,
    }  # fmt: skip
    for name, value in expected.items():
        assert experiments[name].targets[0].published.effect == pytest.approx(value), name
    autonomy, last_week = (
        experiments["rasul_rogger_2018"].targets[1],
        experiments["liebman_mahoney_2017"].targets[2],
    )
    assert (autonomy.published.effect, last_week.published.effect) == (0.18, 4.9)


def test_the_contrast_of_the_audits_is_the_published_one(experiments: dict[str, Experiment]) -> None:
    look = experiments["olken_2007"].targets[0].look
    assert look is not None
    assert look.treatment is not None
    assert (look.base.policy.audit_coverage, dict(look.treatment.levers)) == (0.04, {"audit_coverage": 1.0})
    assert (look.years, look.measured) == (1, (1, 1))


def test_arms_differ_in_the_treatment_alone(experiments: dict[str, Experiment]) -> None:
    for experiment in experiments.values():
        for part in (*experiment.targets, *experiment.readings):
            if part.look is None:
                continue
            untreated, treated = part.look.arms()
            kept = {name for name, _, _ in untreated.differences(treated)}
            assert kept <= {"change 1"}
            assert bool(kept) is (part.look.treatment is not None)


def test_treatments_move_something(experiments: dict[str, Experiment]) -> None:
    """A treatment that is the status quo already would show a zero and prove nothing."""
    for experiment in experiments.values():
        for target in experiment.targets:
            if target.look is not None and target.look.treatment is not None:
                policy = target.look.base.policy
                for lever, value in target.look.treatment.levers.items():
                    assert getattr(policy, lever) != value, (experiment.name, lever)


def test_moments_of_mexico_are_those_of_the_panel(root: Path, experiments: dict[str, Experiment]) -> None:
    """Published values and their intervals, computed again from the data where they are at hand."""
    columns = read_target(root / "experiments" / "calibration" / "mexico.toml", {}).columns
    panel = read_panel(real_panel(root), columns).panel
    rng = np.random.default_rng(5)
    samples = [panel.take(rng.integers(0, len(panel), len(panel))) for _ in range(200)]
    moments = [
        target
        for target in experiments["mexico_2013_2016"].targets
        if target.look and target.look.kind == "moment"
    ]
    assert len(moments) == 13
    for target in moments:
        moment, about = MOMENTS[target.outcome], target.published
        assert moment(panel) == pytest.approx(about.effect, abs=0.006, rel=0.002), target.outcome
        assert about.interval is not None
        ends = np.percentile([moment(sample) for sample in samples], (2.5, 97.5))
        width = about.interval[1] - about.interval[0]
        assert ends == pytest.approx(about.interval, abs=0.2 * width), target.outcome


def test_moments_of_ministries_are_those_of_the_panel(root: Path, experiments: dict[str, Experiment]) -> None:
    """The same of the panel that is made by adding programmes up; the growth of the envelope is taken off."""
    sums = pd.read_csv(real_panel(root)).pivot_table(
        index="ministry", columns="year", values="approved", aggfunc="sum"
    )
    changes = np.diff(np.log(sums.where(sums > 0.0).to_numpy()), axis=1)
    changes[~(np.abs(changes) <= LARGEST_CHANGE)] = np.nan
    changes -= np.nanmedian(changes, axis=0)
    known = changes[np.isfinite(changes)]
    before, after = (changes[:, part].ravel() for part in (slice(0, -1), slice(1, None)))
    both = np.isfinite(before + after)
    expected = {
        "budget_change_sd": known.std(),
        "budget_change_iqr": np.diff(np.percentile(known, (25, 75)))[0],
        "small_change_share": (np.abs(known) <= SMALL_CHANGE).mean(),
        "budget_change_persistence": np.corrcoef(before[both], after[both])[0, 1],
    }
    targets = experiments["mexico_ministries_2013_2016"].targets
    got = {target.outcome: target.published.effect for target in targets}
    assert got == pytest.approx(expected, rel=0.03)


# Faults ------------------------------------------------------------------------------------------------------------


def test_the_good_file_is_good(tmp_path: Path) -> None:
    got = read_experiment(written(tmp_path, GOOD))
    assert (got.name, got.replications, got.pool) == ("mine", 100, 1)
    assert got.targets[0].published.interval == (-0.10, -0.06)
    assert got.readings[0].look.measured == (2, 2)
    assert got.readings[0].look.outcome == "active_waste"


def edited(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


FAULTS: list[tuple[str, str, tuple[str, ...]]] = [
    ('title = "Audits"\n', "", ("title", "missing")),
    ('title = "Audits"', "title = 3", ("mine.toml:2", "title", "not a text")),
    ('source = "Somebody 2001"', 'source = " "', ("mine.toml:3", "source")),
    ('basis = "read"', 'basis = "red"', ("mine.toml:4", "basis", "did you mean read?")),
    ('scenario = "wangcheng_2022"', 'scenario = "wangcheng_2021"', ("mine.toml:7", "wangcheng_2022")),
    ("years = 2\n", "years = 0\n", ("mine.toml:8", "years", "from 1 to 1000")),
    ("measured = [1, 2]\n", "measured = [1, 3]\n", ("mine.toml:9", "measured", "from 1 to 2")),
    ("measured = [1, 2]\n", "", ("measured", "missing")),
    ("share = 0.5", "share = 1.5", ("mine.toml:10", "share", "at most 1")),
    ("share = 0.5", 'share = 0.5\nassignment = "crafts"', ("mine.toml:11", "assignment", "craft")),
    ("share = 0.5", "share = 0.5\nreplications = -1", ("mine.toml:11", "replications")),
    ("share = 0.5", "share = 0.5\nshares = 0.5", ("mine.toml:11", "shares", "unknown key", "did you mean share?")),
    ("share = 0.5", "share = 0.5\nfrom_year = 2", ("measured", "begins in year 2")),
    ("coordination = 0.6", "coordination = 6", ("mine.toml:13", "set.policy.coordination", "0.06")),
    ("audit_coverage = 1.0", "audit_coverag = 1.0", ("mine.toml:16", "treatment.audit_coverag", "audit_coverage")),
    ("audit_coverage = 1.0", "audit_coverage = 2.0", ("mine.toml:16", "treatment.audit_coverage", "1")),
    ("audit_coverage = 1.0", "staff = 9", ("mine.toml:16", "treatment.staff", "whole district")),
    ("audit_coverage = 1.0", "risk_aversion = 9", ("mine.toml:16", "treatment.risk_aversion")),
    ("staff = 8", 'staff = "8"', ("mine.toml:19", "moderator.staff")),
    ("staff = 8", "staf = 8", ("mine.toml:19", "moderator.staf", "staff")),
    ('outcome = "active_waste"', 'outcome = "active_wast"', ("mine.toml:22", "did you mean active_waste?")),
    ('outcome = "active_waste"', 'outcome = "result_elasticity"', ("mine.toml:22", "difference")),
    ('as = "difference"', 'as = "differences"', ("mine.toml:23", "as", "did you mean difference?")),
    ("published = -0.08", 'published = "-8 %"', ("mine.toml:25", "published", "not a number")),
    ("published = -0.08", "published = -0.2", ("mine.toml:26", "interval", "-0.2")),
    ("published = -0.08", 'published = -0.08\ndirection = "down"', ("mine.toml:26", "direction")),
    ("interval = [-0.10, -0.06]", "interval = [-0.06, -0.10]", ("mine.toml:26", "interval", "above")),
    ("interval = [-0.10, -0.06]", 'interval = "none"', ("mine.toml:26", "interval", "another rule")),
    ("interval = [-0.10, -0.06]\n", "", ("interval", "none")),
    ('interval_note = "table 1"\n', "", ("interval_note", "missing")),
    ('agreement = "interval"', 'agreement = "overlap"', ("mine.toml:29", "agreement", "interval, size")),
    ('agreement = "interval"', 'agreement = "margin"', ("margin", "above 0")),
    ('agreement = "interval"', 'agreement = "sign"\nmargin = 0.1', ("mine.toml:30", "margin", "leave it out")),
    ('role = "prediction"', 'role = "guess"', ("mine.toml:30", "role", "calibration, prediction")),
    ('role = "prediction"\n', "", ("role", "missing")),
    ("stated = 2026-11-25", 'stated = "2026-11-25"', ("mine.toml:31", "stated", "not a date")),
    ("stated = 2026-11-25\n", "", ("stated", "missing")),
    ('reason = "never used"\n', "", ("reason", "missing")),
    ('reason = "never used"', 'reason = "never used"\nreasons = 1', ("mine.toml:33", "reasons", "unknown key")),
    ('what = "later"', 'what = "later"\nset = { staf = 1 }', ("mine.toml:36", "staf", "staff")),
    ('what = "later"', 'what = "later"\ntreatment = { audit_coverage = 3 }', ("mine.toml:36", "audit_coverage")),
    ('what = "later"', 'what = "later"\noutcome = "rent"', ("mine.toml:36", "rent")),
    ("measured = [2, 2]", "measured = [3, 3]", ("mine.toml:36", "measured")),
    ('what = "later"\n', "", ("what", "missing")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "told"), FAULTS, ids=[f"{new[:28] or old[:28]}" for old, new, _ in FAULTS]
)
def test_faults_name_place_and_remedy(tmp_path: Path, old: str, new: str, told: tuple[str, ...]) -> None:
    faults = refused(tmp_path, edited(old, new))
    assert any(all(word in fault for word in told) for fault in faults), faults
    assert len(faults) == 1, faults


def test_faults_are_told_all_at_once(tmp_path: Path) -> None:
    text = (
        edited('role = "prediction"', 'role = "guess"')
        .replace("years = 2\n", "years = 0\n")
        .replace("staff = 8", "staf = 8")
    )
    assert len(refused(tmp_path, text)) >= 3


def test_faults_of_several_files_are_told_together(tmp_path: Path) -> None:
    paths = [
        written(tmp_path, edited('role = "prediction"', 'role = "guess"'), name)
        for name in ("a.toml", "b.toml")
    ]
    with pytest.raises(ScenarioError) as error:
        read_experiments(paths)
    assert {Path(fault.file).name for fault in error.value.faults} == {"a.toml", "b.toml"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = \n", "no valid TOML"),
        ("", "empty"),
        ('title = "x"\n', "nothing is compared"),
        ("target = 3\n", "not blocks"),
        (GOOD.replace("[treatment]\naudit_coverage = 1.0\n", ""), "needs a treatment"),
        (GOOD.replace("[moderator]\nstaff = 8\n", "").replace('"difference"', '"interaction"'), "needs a moderator"),
        (GOOD.replace('"active_waste"', '"self_drifts"').replace('"difference"', '"moment"'), "self_drift"),
        (GOOD.replace("published = -0.08\n", "").replace('agreement = "interval"', 'agreement = "size"'), "direction"),
    ],
)  # fmt: skip
def test_files_that_lack_something(tmp_path: Path, text: str, told: str) -> None:
    assert any(told in fault for fault in refused(tmp_path, text))


def test_what_cannot_be_expressed_needs_no_world(tmp_path: Path) -> None:
    text = """
    title = "t"
    source = "s 2001"
    basis = "recalled"
    design = "d"
    [[target]]
    outcome = "anything"
    finding = "f"
    not_expressible = "no mechanism"
    """
    got = read_experiment(written(tmp_path, text)).targets[0]
    assert (got.look, got.not_expressible, got.published.effect) == (None, "no mechanism", None)


def test_an_own_base_is_sought_from_the_folder_of_the_file(tmp_path: Path) -> None:
    written(tmp_path, 'extends = "wangcheng_2022"\n[policy]\nstaff = 4\n', "own.toml")
    look = read_experiment(written(tmp_path, edited('"wangcheng_2022"', '"own.toml"'))).targets[0].look
    assert look is not None
    assert look.base.policy.staff == 4


# Where they are ----------------------------------------------------------------------------------------------------


def test_unknown_names_get_the_closest() -> None:
    for name, meant in (("olken", "olken_2007"), ("mexico_2013_2017", "mexico_2013_2016")):
        with pytest.raises(ScenarioError, match=f"did you mean {meant}"):
            files_named([name])


def test_names_paths_and_repetitions(tmp_path: Path) -> None:
    own = written(tmp_path, GOOD)
    got = files_named(["olken_2007", str(own), "olken_2007"])
    assert got == [field_files()["olken_2007"], own]


def test_a_checkout_has_its_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "package_folder", lambda: None)
    assert folder.checkout_folder() == root / "experiments" / "field"
    assert field_files()["olken_2007"] == root / "experiments" / "field" / "olken_2007.toml"


def test_package_data_come_first(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(root / "experiments" / "field", tmp_path / "field")
    monkeypatch.setattr(folder, "package_folder", lambda: tmp_path / "field")
    assert files_named(["olken_2007"]) == [tmp_path / "field" / "olken_2007.toml"]


def test_without_any_files_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "package_folder", lambda: None)
    monkeypatch.setattr(folder, "checkout_folder", lambda: None)
    with pytest.raises(ScenarioError, match="none found"):
        files_named([])


@pytest.mark.slow
def test_a_wheel_carries_them_and_finds_them(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    wheel = tmp_path / build.build_wheel(str(tmp_path))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    shipped = tmp_path / "site" / "budgetsim" / "_experiments" / "field"
    expected = {path.name: path.read_bytes() for path in (root / "experiments" / "field").glob("*.toml")}
    assert {path.name: path.read_bytes() for path in shipped.iterdir()} == expected
    code = (
        "from budgetsim.verification.evidence.folder import field_files; print(field_files()['olken_2007'])"
    )
    assert Path(run_python(code, tmp_path)) == shipped / "olken_2007.toml"


def run_python(code: str, here: Path) -> str:
    import os
    import subprocess
    import sys

    clean = {**os.environ, "PYTHONPATH": str(here / "site")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=here, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_settings_of_files_are_declared(root: Path) -> None:
    """Bare names of levers and parameters in the files exist; a renamed one would be found by reading, too."""
    for path in (root / "experiments" / "field").glob("*.toml"):
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in ("set", "treatment", "moderator"):
            for key, value in data.get(table, {}).items():
                names = value if isinstance(value, dict) else [key]
                assert set(names) <= set(declarations()), path
