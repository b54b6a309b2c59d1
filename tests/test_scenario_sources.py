"""Where scenarios come from: files that cannot be read, reference scenarios, and bases."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from budgetsim.scenario import (
    Scenario,
    ScenarioError,
    load_scenario,
    scenario_names,
    scenario_path,
)
from budgetsim.scenario_files import resolve


def load_faults(file):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(file)
    return caught.value.faults


@pytest.fixture
def references(tmp_path, monkeypatch):
    """A checkout with two reference scenarios, and a folder of one's own."""
    folder = tmp_path / "root" / "scenarios"
    folder.mkdir(parents=True)
    (folder / "wangcheng_2022.toml").write_text("[policy]\nstaff = 4\n", encoding="utf-8")
    (folder / "reform.toml").write_text(
        'extends = "wangcheng_2022"\n[policy]\ntraining = 0.9\n', encoding="utf-8"
    )
    monkeypatch.setattr(resolve, "package_folder", lambda: None)
    monkeypatch.setattr(
        resolve, "_HERE", tmp_path / "root" / "src" / "budgetsim" / "scenario_files" / "resolve.py"
    )
    own = tmp_path / "own"
    own.mkdir()
    return own


# Files that cannot be read


def test_file_may_carry_a_byte_order_mark_and_windows_lines(tmp_path):
    (tmp_path / "s.toml").write_bytes(b"\xef\xbb\xbf[policy]\r\nstaff = 7\r\n")
    assert load_scenario(str(tmp_path / "s.toml")).policy.staff == 7


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"[policy]\nname = '\xff'", 2, "the file is no UTF-8 text"),
        (b"a = 1\n\x00", 2, "the file is binary"),
        (b"#" * 1_000_001, None, "the file is larger than 1 MB and was not read"),
    ],
)
def test_file_that_is_no_text(tmp_path, content, line, message):
    (tmp_path / "s.toml").write_bytes(content)
    (fault,) = load_faults(tmp_path / "s.toml")
    assert (fault.file, fault.line, fault.message) == (str(tmp_path / "s.toml"), line, message)


def test_huge_file_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    (tmp_path / "s.toml").write_bytes(b"#" * 1_000_001)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("opened"))
    assert "larger than 1 MB" in load_faults(tmp_path / "s.toml")[0].message


def test_file_that_grows_while_it_is_read(tmp_path, monkeypatch):
    (tmp_path / "s.toml").write_bytes(b"#" * 1_000_001)
    monkeypatch.setattr("budgetsim.scenario_files.read._not_readable", lambda *_: None)
    assert "larger than 1 MB" in load_faults(tmp_path / "s.toml")[0].message


def test_directory_is_refused(tmp_path):
    assert load_faults(tmp_path)[0].message == "this is a directory"
    assert load_faults(str(tmp_path))[0].message == "this is a directory"


def test_device_is_refused():
    assert load_faults("/dev/zero")[0].message == "this is no regular file"
    assert stat.S_ISCHR(Path("/dev/zero").stat().st_mode)


def test_unreadable_file_is_told(tmp_path, monkeypatch):
    (tmp_path / "s.toml").write_text("[policy]", encoding="utf-8")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert load_faults(tmp_path / "s.toml")[0].message == "the file cannot be read (Permission denied)"


@pytest.mark.parametrize(
    "name", ["a\0b.toml", "x" * 5000 + ".toml", "no/such/file.toml", "s.toml/x.toml", "\ud800/x.toml"]
)
def test_odd_paths_are_told(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path("s.toml").touch()
    assert len(load_faults(name)) == 1


def test_file_must_be_called_toml(tmp_path):
    (tmp_path / "s.txt").write_text("[policy]", encoding="utf-8")
    assert load_faults(tmp_path / "s.txt")[0].suggestion == "its name must end in .toml"


def test_missing_file_names_the_closest_reference(references):
    (fault,) = load_faults(references / "wangcheng2022.toml")
    assert fault.suggestion.startswith(
        "did you mean wangcheng_2022? (reference scenarios: reform, wangcheng_2022"
    )


# Reference scenarios


@pytest.mark.usefixtures("references")
def test_reference_names_are_listed():
    assert scenario_names() == ["reform", "wangcheng_2022"]
    assert scenario_path("reform").name == "reform.toml"


@pytest.mark.usefixtures("references")
def test_reference_scenario_loads_by_name():
    got = load_scenario("reform")
    assert got == Scenario(name="reform").replace(staff=4, training=0.9)
    assert got.extends == "wangcheng_2022"


@pytest.mark.usefixtures("references")
@pytest.mark.parametrize("name", ["reforn", "Reform", "reform_"])
def test_unknown_reference_names_the_closest_and_all(name):
    with pytest.raises(
        ScenarioError, match=r"did you mean reform\? \(reference scenarios: reform, wangcheng_2022"
    ):
        load_scenario(name)


@pytest.mark.usefixtures("references")
def test_reference_name_cannot_leave_the_folder():
    with pytest.raises(ScenarioError, match="no reference scenario"):
        scenario_path("../scenarios/reform")


@pytest.mark.usefixtures("references")
def test_package_data_comes_before_the_checkout(tmp_path, monkeypatch):
    wheel = tmp_path / "wheel"
    wheel.mkdir()
    (wheel / "packed.toml").write_text("[policy]\nstaff = 1\n", encoding="utf-8")
    monkeypatch.setattr(resolve, "package_folder", lambda: wheel)
    assert scenario_names() == ["packed"]


def test_package_folder_is_found_by_the_package(tmp_path, monkeypatch):
    (tmp_path / "packed" / "_scenarios").mkdir(parents=True)
    (tmp_path / "packed" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(resolve, "PACKAGE", "packed")
    assert resolve.package_folder() == tmp_path / "packed" / "_scenarios"


def test_installed_package_without_scenarios_takes_none_from_around(tmp_path, monkeypatch):
    (tmp_path / "scenarios").mkdir()
    monkeypatch.setattr(
        resolve, "_HERE", tmp_path / "site-packages" / "budgetsim" / "scenario_files" / "resolve.py"
    )
    assert resolve.checkout_folder() is None


# Bases


def test_extends_takes_a_path_relative_to_the_file(references):
    (references / "base.toml").write_text(
        'extends = "reform"\n[policy]\nresult_use = 0.5\n', encoding="utf-8"
    )
    (references / "deep").mkdir()
    child = references / "deep" / "child.toml"
    child.write_text('extends = "../base.toml"\n[policy]\ntraining = 0.2\n', encoding="utf-8")
    assert load_scenario(child) == Scenario(name="child").replace(staff=4, result_use=0.5, training=0.2)


def test_changes_are_added_to_those_of_the_base(references):
    (references / "base.toml").write_text("[[change]]\nyear = 2\nstaff = 5\n", encoding="utf-8")
    child = references / "child.toml"
    child.write_text('extends = "base.toml"\n[[change]]\nyear = 2\nstaff = 6\n', encoding="utf-8")
    assert [change.levers["staff"] for change in load_scenario(child).changes] == [5, 6]
    child.write_text(f"replace_changes = true\n{child.read_text(encoding='utf-8')}", encoding="utf-8")
    assert [change.levers["staff"] for change in load_scenario(child).changes] == [6]


def test_circle_of_bases_is_told_with_its_chain(references):
    for name, base in (("a", "b"), ("b", "c"), ("c", "a")):
        (references / f"{name}.toml").write_text(f'\nextends = "./{base}.toml"\n', encoding="utf-8")
    (fault,) = load_faults(references / "a.toml")
    assert (Path(fault.file).name, fault.line, fault.field) == ("c.toml", 2, "extends")
    assert [Path(part).name for part in fault.message.split(" extends ")[1:]] == [
        "b.toml",
        "c.toml",
        "a.toml",
    ]


def test_scenario_cannot_extend_itself(references):
    (references / "a.toml").write_text('extends = "a.toml"\n', encoding="utf-8")
    assert "in a circle" in load_faults(references / "a.toml")[0].message


def test_missing_base_is_told_with_its_chain_and_other_faults(references):
    (references / "a.toml").write_text('extends = "reforn"\n[policy]\nstaff = -1\n', encoding="utf-8")
    wrong, missing = load_faults(references / "a.toml")
    assert wrong.field == "policy.staff"
    assert (missing.line, missing.field, missing.value) == (1, "extends", "reforn")
    assert missing.message.endswith("a.toml extends reforn)")
    assert missing.suggestion.startswith("did you mean reform?")


def test_missing_base_file_is_told_at_its_line(references):
    (references / "a.toml").write_text('\nextends = "b.toml"\n', encoding="utf-8")
    (fault,) = load_faults(references / "a.toml")
    assert (fault.line, fault.value) == (2, "b.toml")
    assert "there is no such file" in fault.message


def test_base_beside_the_file_needs_its_ending(references):
    (references / "b.toml").write_text("[policy]\n", encoding="utf-8")
    (references / "a.toml").write_text('extends = "b"\n', encoding="utf-8")
    assert 'write "b.toml"' in load_faults(references / "a.toml")[0].message


@pytest.mark.parametrize("base", ["a\\u0000.toml", "x" * 5000, "x" * 5000 + ".toml", "."])
def test_odd_bases_are_told(references, base):
    (references / "a.toml").write_text(f'extends = "{base}"\n', encoding="utf-8")
    assert load_faults(references / "a.toml")[0].field == "extends"


def test_faults_of_a_base_name_the_base(references):
    (references / "b.toml").write_text("[policy]\nstaff = -1\n", encoding="utf-8")
    (references / "a.toml").write_text('extends = "b.toml"\n[policy]\nstaff = -2\n', encoding="utf-8")
    assert [Path(fault.file).name for fault in load_faults(references / "a.toml")] == ["a.toml", "b.toml"]


def test_broken_base_is_told_with_its_own_line(references):
    (references / "b.toml").write_text("[policy]\nstaff = \n", encoding="utf-8")
    (references / "a.toml").write_text('extends = "b.toml"\n', encoding="utf-8")
    (fault,) = load_faults(references / "a.toml")
    assert (Path(fault.file).name, fault.line) == ("b.toml", 2)
