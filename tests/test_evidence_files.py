"""Files of contexts: each says all it must, faults are told by line, a wheel and a checkout have them."""

from __future__ import annotations

import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from calibration import real_panel
from hatchling import build

from budgetsim.declarations import declarations
from budgetsim.kinds.calibrate.panel_file import read_panel
from budgetsim.kinds.calibrate.target import Target
from budgetsim.kinds.verify.evidence import register as registered
from budgetsim.kinds.verify.evidence.design import KINDS, Experiment, Look
from budgetsim.kinds.verify.evidence.matching import CONSEQUENCES, LEVERS
from budgetsim.kinds.verify.evidence.published import PublishedFinding
from budgetsim.kinds.verify.evidence.read import read_experiment, read_experiments
from budgetsim.kinds.verify.evidence.register import (
    context_files,
    evidence_folder,
    files_named,
    read_register,
)
from budgetsim.kinds.verify.evidence.run import contexts_named
from budgetsim.scenario import ScenarioError
from budgetsim.studies.ask import pose
from budgetsim.studies.moments import LARGEST_CHANGE, MOMENTS, SMALL_CHANGE

GOOD = """
title = "Audits"
mapping = "As in the field."
scenario = "wangcheng_2022"

[baseline]
waste = 0.2
audits = 0.05
consequence = "usual"

[match]
slack_taste = "waste"

[known]
years = 2
measured = [1, 2]
share = 0.5
spillovers = "none"

[known.control]
coordination = 0.6

[known.treated]
audit_coverage = 1.0

[known.moderator]
staff = 8

[[finding]]
outcome = "active_waste"
as = "relative"
quantity = "waste"
finding = "less of it"
published = -0.4
se = 0.1
unit = "relative change"
role = "prediction"
source = "Somebody 2001"
basis = "read"

[[reading]]
what = "later"
measured = [2, 2]
"""


@pytest.fixture(scope="module")
def register() -> dict[str, PublishedFinding]:
    return {one.id: one for one in read_register()}


@pytest.fixture(scope="module")
def contexts() -> dict[str, Experiment]:
    return {one.name: one for one in contexts_named([])}


def written(here: Path, text: str, name: str = "mine.toml") -> Path:
    path = here / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(here: Path, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as error:
        read_experiment(written(here, text), {})
    return [str(fault) for fault in error.value.faults]


def looks(context: Experiment) -> Iterator[Look]:
    for part in (*context.targets, *context.readings):
        if part.look is not None:
            yield part.look


# The files of the project ------------------------------------------------------------------------------------------


def test_files_are_read_by_their_stem(contexts: dict[str, Experiment], root: Path) -> None:
    assert set(contexts) == {path.stem for path in (root / "experiments" / "contexts").glob("*.toml")}


def test_every_registered_finding_has_one_context(
    contexts: dict[str, Experiment], register: dict[str, PublishedFinding]
) -> None:
    told = [target.published.id for context in contexts.values() for target in context.targets]
    assert sorted(told) == sorted(register)


def test_every_finding_is_expressed_or_says_why_not(contexts: dict[str, Experiment]) -> None:
    for context in contexts.values():
        assert context.targets
        for target in context.targets:
            assert bool(target.not_expressible) is (target.look is None)
            if target.look is not None:
                assert target.look.kind in KINDS
                assert context.mapping


def test_findings_say_what_was_registered(
    contexts: dict[str, Experiment], register: dict[str, PublishedFinding]
) -> None:
    for context in contexts.values():
        for target in context.targets:
            one = register[target.published.id]
            told = target.published
            assert (told.effect, told.se, told.direction, told.unit, told.role) == (
                one.published, one.se, one.direction, one.unit, one.role,
            )  # fmt: skip


def test_numbers_of_control_arms_are_those_that_were_registered(
    root: Path, contexts: dict[str, Experiment], register: dict[str, PublishedFinding]
) -> None:
    """What was registered in words may be put in numbers; a registered number is not written anew."""
    seen = 0
    for name, context in contexts.items():
        text = (root / "experiments" / "contexts" / f"{name}.toml").read_text(encoding="utf-8")
        for what, value in tomllib.loads(text).get("baseline", {}).items():
            known = {register[target.published.id].context.known(what) for target in context.targets}
            assert known != {None}, (name, what)
            numbers = {fact for fact in known if isinstance(fact, float)}
            assert numbers <= {value}, (name, what)
            seen += bool(numbers)
    assert seen >= 8


def test_every_check_of_a_registered_waste_is_matched_to_it(
    contexts: dict[str, Experiment], register: dict[str, PublishedFinding]
) -> None:
    for context in contexts.values():
        for target in context.targets:
            one = register[target.published.id]
            if one.family == "checks" and isinstance(one.context.known("waste"), float):
                assert context.control is not None
                assert [aim.value for aim in context.control.aims] == [one.context.known("waste")]


def test_consequences_follow_one_code(contexts: dict[str, Experiment]) -> None:
    for name, context in contexts.items():
        if context.control is None:
            continue
        base = context.control.base
        assert base.policy.rectification == CONSEQUENCES[context.consequence], name
        for look in looks(context):
            moved = [
                change.levers[LEVERS["consequence"]]
                for change in look.treatment
                if LEVERS["consequence"] in change.levers
            ]
            assert set(moved) <= {0.0, 1.0}, name


def test_arms_differ_in_the_treatment_alone(contexts: dict[str, Experiment]) -> None:
    for context in contexts.values():
        for look in looks(context):
            untreated, treated = look.arms()
            kept = {name.partition(" ")[0] for name, _, _ in untreated.differences(treated)}
            assert kept <= {"change"}
            assert bool(kept) is bool(look.treatment)


def test_treatments_move_something(contexts: dict[str, Experiment]) -> None:
    """A treatment that is the status quo already would show a zero and prove nothing."""
    for context in contexts.values():
        for look in looks(context):
            if look.treatment:
                policy = look.base.policy
                assert any(
                    getattr(policy, lever) != value for lever, value in look.treatment[0].levers.items()
                )


def test_the_contrast_of_the_audits_is_the_published_one(contexts: dict[str, Experiment]) -> None:
    look = contexts["olken_2007"].targets[0].look
    assert look is not None
    assert (look.base.policy.audit_coverage, dict(look.treatment[0].levers)) == (
        0.04,
        {"audit_coverage": 1.0},
    )
    assert (look.years, look.measured) == (1, (1, 1))


def test_nurses_are_exempted_in_the_second_year(contexts: dict[str, Experiment]) -> None:
    early, late = (contexts[f"banerjee_2008_{when}"].targets[0].look for when in ("early", "late"))
    assert early is not None
    assert late is not None
    assert early.treatment[0] == late.treatment[0]
    assert (late.treatment[1].year, late.treatment[1].levers["rectification"]) == (2, 0.0)
    assert early.base == late.base


def test_moments_of_mexico_are_those_of_the_panel(root: Path, contexts: dict[str, Experiment]) -> None:
    """Published values and their intervals, computed again from the data where they are at hand."""
    columns = pose(Target, {"panel": "", "target": root / "experiments/calibration/mexico.toml"}).columns
    panel = read_panel(real_panel(root), columns).panel
    rng = np.random.default_rng(5)
    samples = [panel.take(rng.integers(0, len(panel), len(panel))) for _ in range(200)]
    moments = [
        target
        for target in contexts["mexico_2013_2016"].targets
        if target.look and target.look.kind == "moment"
    ]
    assert len(moments) == 18
    for target in moments:
        assert target.look is not None
        moment, about = MOMENTS[target.look.outcome], target.published
        assert about.effect is not None
        assert moment(panel) == pytest.approx(about.effect, abs=0.006, rel=0.002), about.id
        spread = float(np.std([moment(sample) for sample in samples]))
        assert spread == pytest.approx(about.se, rel=0.25, abs=0.001), about.id


def test_moments_of_ministries_are_those_of_the_panel(root: Path, contexts: dict[str, Experiment]) -> None:
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
    targets = contexts["mexico_ministries_2013_2016"].targets
    got = {target.look.outcome: target.published.effect for target in targets if target.look}
    assert got == pytest.approx(expected, rel=0.03)


# Faults ------------------------------------------------------------------------------------------------------------


def test_the_good_file_is_good(tmp_path: Path) -> None:
    got = read_experiment(written(tmp_path, GOOD), {})
    assert (got.name, got.replications, got.pool, got.consequence) == ("mine", 100, 1, "usual")
    assert got.control is not None
    (aim,) = got.control.aims
    assert (aim.parameter, aim.outcome, aim.value) == ("slack_taste", "active_waste", 0.2)
    assert got.control.base.policy.audit_coverage == 0.05
    assert got.control.base.policy.coordination == 0.6
    published = got.targets[0].published
    assert (published.id, published.effect, published.se, published.family) == ("mine", -0.4, 0.1, "own")
    assert got.readings[0].look.measured == (2, 2)
    assert got.readings[0].look.outcome == "active_waste"


def edited(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


FAULTS: list[tuple[str, str, tuple[str, ...]]] = [
    ('title = "Audits"\n', "", ("title", "missing")),
    ('title = "Audits"', "title = 3", ("mine.toml:2", "title", "not a text")),
    ('scenario = "wangcheng_2022"', 'scenario = "wangcheng_2021"', ("mine.toml:4", "wangcheng_2022")),
    ('scenario = "wangcheng_2022"', 'scenario = "wangcheng_2022"\nreplications = -1', ("mine.toml:5", "replications")),
    ('scenario = "wangcheng_2022"', 'scenario = "wangcheng_2022"\nscenarys = 1', ("mine.toml:5", "scenarys")),
    ("waste = 0.2", 'waste = "a fifth"', ("mine.toml:7", "baseline.waste", "not a number")),
    ("audits = 0.05", "audits = 5", ("mine.toml:8", "baseline.audits", "0.05")),
    ("audits = 0.05", "audit = 0.05", ("mine.toml:8", "baseline.audit", "did you mean audits?")),
    ('consequence = "usual"', 'consequence = "rares"', ("mine.toml:9", "consequence", "did you mean rare?")),
    ('slack_taste = "waste"', 'slack_tast = "waste"', ("mine.toml:12", "match.slack_tast", "slack_taste")),
    ('slack_taste = "waste"', 'slack_taste = "wast"', ("mine.toml:12", "match.slack_taste", "did you mean waste?")),
    ('slack_taste = "waste"', 'slack_taste = "passive_part"', ("mine.toml:12", "passive_part = …", "[baseline]")),
    ('slack_taste = "waste"', 'budget_rule = "waste"', ("mine.toml:12", "budget_rule", "no parameter")),
    ('slack_taste = "waste"', 'slack_taste = { to = "waste", range = [2, 1] }', ("mine.toml:12", "range", "above")),
    ("years = 2\n", "years = 0\n", ("mine.toml:15", "years", "from 1 to 1000")),
    ("measured = [1, 2]\n", "measured = [1, 3]\n", ("mine.toml:16", "measured", "from 1 to 2")),
    ("measured = [1, 2]\n", "", ("measured", "missing")),
    ("share = 0.5", "share = 1.5", ("mine.toml:17", "share", "at most 1")),
    ("share = 0.5", 'share = 0.5\nassignment = "crafts"', ("mine.toml:18", "assignment", "craft")),
    ("share = 0.5", "share = 0.5\nshares = 0.5", ("mine.toml:18", "shares", "unknown key", "did you mean share?")),
    ("coordination = 0.6", "coordination = 6", ("mine.toml:21", "known.control.coordination", "0.06")),
    ("audit_coverage = 1.0", "audit_coverag = 1.0", ("mine.toml:24", "known.treated.audit_coverag", "audit_coverage")),
    ("audit_coverage = 1.0", "audit_coverage = 2.0", ("mine.toml:24", "known.treated.audit_coverage", "1")),
    ("audit_coverage = 1.0", "staff = 9", ("mine.toml:24", "known.treated.staff", "whole district")),
    ("audit_coverage = 1.0", "risk_aversion = 9", ("mine.toml:24", "known.treated.risk_aversion")),
    ("audit_coverage = 1.0", "audit_coverage = 1.0\nfrom_year = 2", ("measured", "begins in year 2")),
    ("staff = 8", 'staff = "8"', ("mine.toml:27", "known.moderator.staff")),
    ("staff = 8", "staf = 8", ("mine.toml:27", "known.moderator.staf", "staff")),
    ('outcome = "active_waste"', 'outcome = "active_wast"', ("mine.toml:30", "did you mean active_waste?")),
    ('outcome = "active_waste"', 'outcome = "result_elasticity"', ("mine.toml:30", "relative")),
    ('as = "relative"', 'as = "relatives"', ("mine.toml:31", "as", "did you mean relative?")),
    ("published = -0.4", 'published = "-8 %"', ("mine.toml:34", "published", "not a number")),
    ("published = -0.4", 'published = -0.4\ndirection = "down"', ("mine.toml:35", "direction")),
    ("published = -0.4\n", "", ("published", "nor its direction")),
    ("se = 0.1", "se = -0.1", ("mine.toml:35", "se", "above 0")),
    ("se = 0.1", "se = 0.1\nallowance = -1", ("mine.toml:36", "allowance", "at least 0")),
    ('unit = "relative change"', 'unit = "relative"', ("mine.toml:36", "unit", "did you mean relative change?")),
    ('role = "prediction"', 'role = "guess"', ("mine.toml:37", "role", "calibration, prediction")),
    ('role = "prediction"\n', "", ("role", "missing")),
    ('source = "Somebody 2001"', 'source = " "', ("mine.toml:38", "source")),
    ('basis = "read"', 'basis = "red"', ("mine.toml:39", "basis", "did you mean read?")),
    ('basis = "read"', 'basis = "read"\nreasons = 1', ("mine.toml:40", "reasons", "unknown key")),
    ('what = "later"', 'what = "later"\ncontrol = { staf = 1 }', ("mine.toml:43", "staf", "staff")),
    ('what = "later"', 'what = "later"\ntreated = { audit_coverage = 3 }', ("mine.toml:43", "audit_coverage")),
    ('what = "later"', 'what = "later"\noutcome = "rent"', ("mine.toml:43", "rent")),
    ("measured = [2, 2]", "measured = [3, 3]", ("mine.toml:43", "measured")),
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
        read_experiments(paths, {})
    assert {Path(fault.file).name for fault in error.value.faults} == {"a.toml", "b.toml"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = \n", "no valid TOML"),
        ("", "empty"),
        ('title = "x"\n', "nothing is compared"),
        ("finding = 3\n", "not blocks"),
        (GOOD.replace("[known.treated]\naudit_coverage = 1.0\n", ""), "needs a treatment"),
        (GOOD.replace("[known.moderator]\nstaff = 8\n", "").replace('"relative"', '"interaction"'), "a moderator"),
        (GOOD.replace('"active_waste"', '"self_drifts"').replace('"relative"', '"moment"'), "self_drift"),
        (GOOD.replace('slack_taste = "waste"', "\n".join(f'{name} = "waste"' for name in (
            "slack_taste", "diversion_cost", "concealment_cost", "diversion_guilt"))), "at most 3 parameters"),
    ],
)  # fmt: skip
def test_files_that_lack_something(tmp_path: Path, text: str, told: str) -> None:
    assert any(told in fault for fault in refused(tmp_path, text))


def test_a_finding_that_was_never_registered_is_refused(
    tmp_path: Path, register: dict[str, PublishedFinding]
) -> None:
    text = 'title = "t"\n[[finding]]\nid = "olken_2008"\nnot_expressible = "x"\n'
    with pytest.raises(
        ScenarioError, match=r"mine\.toml:3: .*no registered finding; did you mean olken_2007\?"
    ):
        read_experiment(written(tmp_path, text), register)


def test_a_registered_control_arm_is_not_written_anew(
    root: Path, tmp_path: Path, register: dict[str, PublishedFinding]
) -> None:
    text = (root / "experiments" / "contexts" / "olken_2007.toml").read_text(encoding="utf-8")
    path = written(tmp_path, text.replace("waste = 0.277", "waste = 0.35"))
    with pytest.raises(ScenarioError, match=r"baseline\.waste = 0\.35: the registered value is 0\.277"):
        read_experiment(path, register)


def test_what_cannot_be_expressed_needs_no_world(
    tmp_path: Path, register: dict[str, PublishedFinding]
) -> None:
    text = 'title = "t"\n[[finding]]\nid = "banerjee_2020_expenditure"\nnot_expressible = "no mechanism"\n'
    got = read_experiment(written(tmp_path, text), register).targets[0]
    assert (got.look, got.not_expressible, got.published.effect) == (None, "no mechanism", -0.24)


def test_an_own_base_is_sought_from_the_folder_of_the_file(tmp_path: Path) -> None:
    written(tmp_path, 'extends = "wangcheng_2022"\n[policy]\nstaff = 4\n', "own.toml")
    look = read_experiment(written(tmp_path, edited('"wangcheng_2022"', '"own.toml"')), {}).targets[0].look
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
    assert got == [context_files()["olken_2007"], own]


def test_a_checkout_has_its_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registered, "FOLDER", "nowhere")
    assert evidence_folder() == root / "experiments"
    assert context_files()["olken_2007"] == root / "experiments" / "contexts" / "olken_2007.toml"


def test_package_data_come_first(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(root / "experiments", tmp_path / "_experiments")
    monkeypatch.setattr(registered.resources, "files", lambda _: tmp_path)
    assert files_named(["olken_2007"]) == [tmp_path / "_experiments" / "contexts" / "olken_2007.toml"]


def test_without_any_files_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registered, "evidence_folder", lambda: None)
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
    shipped = tmp_path / "site" / "budgetsim" / "_experiments" / "contexts"
    expected = {path.name: path.read_bytes() for path in (root / "experiments" / "contexts").glob("*.toml")}
    assert {path.name: path.read_bytes() for path in shipped.iterdir()} == expected
    code = "from budgetsim.kinds.verify.evidence.register import context_files; print(context_files()['olken_2007'])"
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
    for path in (root / "experiments" / "contexts").glob("*.toml"):
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        known = data.get("known", {})
        phases = known.get("treated", {})
        for table in (
            known.get("control", {}),
            known.get("moderator", {}),
            *(phases if isinstance(phases, list) else [phases]),
        ):
            for key, value in table.items():
                names = value if isinstance(value, dict) else [key]
                assert set(names) <= {*declarations(), "from_year"}, path
