"""The register of published findings: nothing is edited after it was registered, and faults are told by line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling import build

from budgetsim.kinds.verify.evidence import register
from budgetsim.kinds.verify.evidence.published import read_finding
from budgetsim.kinds.verify.evidence.register import (
    check_register,
    digest,
    evidence_folder,
    finding_files,
    read_register,
    read_registry,
    register_new,
)
from budgetsim.kinds.verify.evidence.run import run_evidence
from budgetsim.scenario import ScenarioError


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of findings and registry that may be spoilt."""
    shutil.copytree(root / "experiments" / "findings", tmp_path / "findings")
    shutil.copy(root / "experiments" / "registry.toml", tmp_path)
    return tmp_path


def faults_of(path: Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        read_finding(path)
    return str(caught.value)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# The registry ------------------------------------------------------------------------------------------------------


def test_the_registry_is_complete_both_ways(root: Path) -> None:
    entries = read_registry(root / "experiments" / "registry.toml")
    assert list(finding_files()) == sorted(entries)
    for one in read_register():
        assert entries[one.id].registered == one.registered


def test_what_was_registered_first_is_as_it_was(root: Path) -> None:
    """Neither the findings nor the registry can be rewritten together without the history showing it."""
    path = "experiments/registry.toml"
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("no history here: an archive, not a checkout")
    made = git(root, "log", "--diff-filter=A", "--format=%H", "--", path).split()
    if not made:
        pytest.skip("the registry is not committed yet, or the history is cut off before it")
    now = read_registry(root / path)
    for commit in git(root, "log", "--format=%H", "--", path).split():
        before = tomllib.loads(git(root, "show", f"{commit}:{path}"))
        for name, entry in before.items():
            assert name in now, f"{name}, registered in {commit[:8]}, is gone"
            assert entry == {"registered": now[name].registered, "sha256": now[name].sha256}, name


def git(root: Path, *words: str) -> str:
    return subprocess.run(
        ["git", "-C", str(root), *words], capture_output=True, text=True, check=True
    ).stdout  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("published = -0.3\n", "published = -0.25\n"),
        ("se = 0.16", "se = 0.2"),
        ('role = "prediction"', 'role = "calibration"'),
        ('basis = "read"', 'basis = "recalled"'),
        ("registered = 2026-11-29", "registered = 2026-11-28"),
        ("value = 0.277", "value = 0.25"),
        ('country = "Indonesia"', 'country = "India"'),
        ('unknown = ["passive_part", "staff"]', 'unknown = ["staff", "passive_part"]'),
        ("608 villages", "600 villages"),
        ('why = ""\n', 'whi = ""\n'),
    ],
)
def test_an_edit_is_refused_by_name(copy: Path, old: str, new: str) -> None:
    edit(copy / "findings" / "olken_2007.toml", old, new)
    with pytest.raises(ScenarioError, match=r"(?s)olken_2007.*edited after it was registered on 2026-11-29"):
        check_register(copy)


def test_every_key_counts_but_one() -> None:
    for name, path in finding_files().items():
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        was = digest(data)
        for key in data:
            spoilt = {**data, key: "something else"}
            assert (digest(spoilt) == was) == (key == "why"), (name, key)


def test_an_explanation_may_be_written_and_lines_broken_anew(copy: Path) -> None:
    path = copy / "findings" / "olken_2007.toml"
    edit(path, 'why = ""', 'why = "hiding takes a part of it"')
    edit(
        path, "was tuned by hand\nwith", "was tuned by hand with"
    ) if "by hand\nwith" in path.read_text() else None
    edit(path, "it would be audited for\ncertain", "it would be\naudited for certain")
    edit(path, 'country = "Indonesia"\n', "")
    edit(path, "[context]\n", '[context]  # where it was\ncountry = "Indonesia"\n')
    check_register(copy)
    assert {one.id: one for one in read_register(copy)}["olken_2007"].why == "hiding takes a part of it"


def test_all_edits_are_told_at_once(copy: Path) -> None:
    edit(copy / "findings" / "olken_2007.toml", "0.277", "0.3")
    edit(copy / "findings" / "gerrish_2016_average.toml", '"up"', '"down"')
    (copy / "findings" / "dal_bo_2021.toml").unlink()
    shutil.copy(copy / "findings" / "bandiera_2009.toml", copy / "findings" / "bandiera_2010.toml")
    with pytest.raises(ScenarioError) as caught:
        check_register(copy)
    assert sorted(str(fault.value) for fault in caught.value.faults) == [
        "bandiera_2010", "dal_bo_2021", "gerrish_2016_average", "olken_2007",
    ]  # fmt: skip


def test_a_damaged_registry_is_told_by_line(copy: Path) -> None:
    edit(copy / "registry.toml", "sha256 = ", "sha265 = ")
    with pytest.raises(ScenarioError, match=r"registry\.toml:6: .*sha265: unknown key; did you mean sha256"):
        check_register(copy)


def test_new_findings_are_added_and_old_ones_kept(copy: Path) -> None:
    before = read_registry(copy / "registry.toml")
    text = (copy / "findings" / "bandiera_2009.toml").read_text(encoding="utf-8")
    later = text.replace("registered = 2026-11-29", "registered = 2027-01-31")
    (copy / "findings" / "aaa_2027.toml").write_text(later, encoding="utf-8")
    assert register_new(copy) == ["aaa_2027"]
    after = read_registry(copy / "registry.toml")
    assert {name: after[name] for name in before} == before
    assert list(after) == [*before, "aaa_2027"]
    check_register(copy)
    assert register_new(copy) == []


def test_nothing_is_registered_while_an_old_finding_differs(copy: Path) -> None:
    edit(copy / "findings" / "olken_2007.toml", "0.277", "0.3")
    shutil.copy(copy / "findings" / "bandiera_2009.toml", copy / "findings" / "bandiera_2010.toml")
    was = (copy / "registry.toml").read_bytes()
    with pytest.raises(ScenarioError, match=r"olken_2007.*edited"):
        register_new(copy)
    assert (copy / "registry.toml").read_bytes() == was


def test_a_registry_is_written_where_there_is_none(copy: Path) -> None:
    was = (copy / "registry.toml").read_bytes()
    (copy / "registry.toml").unlink()
    assert len(register_new(copy)) == len(finding_files(copy))
    assert (copy / "registry.toml").read_bytes() == was


def test_a_finding_with_faults_is_not_registered(copy: Path) -> None:
    text = (copy / "findings" / "bandiera_2009.toml").read_text(encoding="utf-8")
    (copy / "findings" / "new_2027.toml").write_text(text.replace('"waste"', '"wast"'), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"new_2027\.toml:\d+: family = 'wast'.*did you mean waste"):
        register_new(copy)


def test_the_script_adds_nothing_here(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, root / "scripts" / "register.py"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "0 new findings registered\n"


# Verification ------------------------------------------------------------------------------------------------------


def test_verification_stops_at_an_edited_finding(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(copy / "findings" / "liang_2023_spending.toml", "published = 1.0", "published = 0.3")
    monkeypatch.setattr(register, "evidence_folder", lambda: copy)
    with pytest.raises(ScenarioError, match=r"liang_2023_spending.*edited after"):
        run_evidence(["china_2013"], replications=2)


def test_verification_runs_without_a_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "evidence_folder", lambda: None)
    check_register()
    assert read_register() == []


# One file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('basis = "read"', 'basis = "raed"', r":\d+: basis = 'raed': must be one of read.*did you mean read"),
        ("published = -0.3", 'published = "much"', "published = 'much': a text, not a number"),
        ("published = -0.3", "publishd = -0.3", "publishd: unknown key; did you mean published"),
        ("published = -0.3", "published = nan", "published.*not a number"),
        ("published = -0.3\n", "", "neither a published number nor its direction"),
        ("published = -0.3", 'published = -0.3\ndirection = "down"', "has a sign already"),
        ("se = 0.16", "se = 0.0", "se = 0.0: a standard error must be above 0"),
        ("se = 0.16\n", "", "there is no standard error"),
        ('se_basis = "recalled"\n', "", "se_basis: missing; must be one of"),
        ('unit = "relative change"', 'unit = "sign"', 'unit = "sign" and a direction belong together'),
        ("registered = 2026-11-29", 'registered = "2026-11-29"', "registered: a text, not a date"),
        ('country = "Indonesia"\n', "", "context.country: missing"),
        ("[context]", "[contxt]", "contxt: unknown key; did you mean context"),
        ('unknown = ["passive_part", "staff"]', 'unknown = ["staff"]', "nothing is said of the control arm's"),
        ('unknown = ["passive_part", "staff"]', 'unknown = ["passive_part", "stuff"]', "did you mean staff"),
        ('unknown = ["passive_part", "staff"]', 'unknown = ["passive_part", "staff", "audits"]', "told twice"),
        ('what = "audits"\nvalue', 'what = "audit"\nvalue', r"control\.2\.what = 'audit'.*did you mean audits"),
        ("value = 0.04", 'value = 0.04\nwords = "few"', "a number or words, one of the two"),
    ],
)  # fmt: skip
def test_faults_are_told_by_line(copy: Path, old: str, new: str, told: str) -> None:
    path = copy / "findings" / "olken_2007.toml"
    edit(path, old, new)
    assert re.search(told, faults_of(path)), faults_of(path)


def test_all_faults_of_all_files_are_told_at_once(copy: Path) -> None:
    (copy / "registry.toml").unlink()
    edit(copy / "findings" / "olken_2007.toml", 'family = "checks"', 'family = "check"')
    edit(copy / "findings" / "olken_2007.toml", 'role = "prediction"', "role = 3")
    edit(copy / "findings" / "gerrish_2016_average.toml", "where = ", "were = ")
    with pytest.raises(ScenarioError) as caught:
        register_new(copy)
    assert len(caught.value.faults) == 4


def test_a_name_that_is_no_id_is_refused(copy: Path) -> None:
    path = (copy / "findings" / "olken_2007.toml").rename(copy / "findings" / "Olken 2007.toml")
    assert "the name of the file is no id" in faults_of(path)


# Where it is found -------------------------------------------------------------------------------------------------


def test_a_checkout_has_it(root: Path) -> None:
    assert evidence_folder() == root / "experiments"


@pytest.mark.slow
def test_a_wheel_carries_and_finds_it(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    with zipfile.ZipFile(tmp_path / build.build_wheel(str(tmp_path))) as archive:
        archive.extractall(tmp_path / "site")
    shipped = tmp_path / "site" / "budgetsim" / "_experiments"
    got = {path.name: path.read_bytes() for path in (shipped / "findings").iterdir()}
    assert got == {path.name: path.read_bytes() for path in finding_files().values()}
    registry = (root / "experiments" / "registry.toml").read_bytes()
    assert (shipped / "registry.toml").read_bytes() == registry
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); "
        "from budgetsim.kinds.verify.evidence import register as r; print(r.evidence_folder(), len(r.read_register()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(shipped), str(len(got))]
