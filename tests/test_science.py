"""Results and parameters of before: read as ever, told what they meant, never set beside new ones in silence."""

from __future__ import annotations

import json
import re
import shutil
import warnings
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from report_pages import captions_alone, draw_only
from typer.testing import CliRunner

from budgetsim import Change, Scenario, ScenarioError, load_study, simulate
from budgetsim.cli.main import app
from budgetsim.declarations import declarations
from budgetsim.declarations.renamed import FORMER
from budgetsim.language import LANGUAGES, language
from budgetsim.report.page import make_report, read_sources
from budgetsim.scenario import parse_setting, read_scenario_text
from budgetsim.scenario_files.names import REPLACED, instead_of
from budgetsim.studies import provenance
from budgetsim.studies.design_columns import parameter_kinds
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import parse_vary
from budgetsim.studies.provenance import environment

GONE = "gravity_of_red_stamps"


@pytest.fixture(scope="module")
def before(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Directories that the first science left: a comparison, a sweep, effects."""
    place = tmp_path_factory.mktemp("before")
    with zipfile.ZipFile(root / "tests" / "results_of_before.zip") as packed:
        packed.extractall(place)
    return place


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("new") / "saved"
    simulate(Scenario().replace(departments=6, years=1, burn_in=0), 2).save(place)
    return place


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a parameter that went."""
    monkeypatch.setitem(REPLACED, GONE, "study-quote")
    return GONE


def told(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(item) for item in arguments])
    return done.exit_code, " ".join((done.output + done.stderr).split())


# Parameters that went -------------------------------------------------------------------------------------------


def test_every_parameter_of_before_is_declared_or_replaced(before: Path) -> None:
    columns = set(pd.read_parquet(before / "compare" / "design.parquet").columns)
    others = {"number", "name", "description", "extends", "changes", "roster"}
    assert sorted(columns - others - set(declarations()) - set(REPLACED) - set(FORMER)) == []


def test_words_for_what_went_are_in_both_languages() -> None:
    for name, key in REPLACED.items():
        assert language("en")(key), name
        assert re.search(r"[一-鿿]", language("zh")(key)), name
        named = set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", language("en")(key) + language("zh")(key)))
        assert named <= set(declarations()), name


def test_what_is_still_a_parameter_did_not_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REPLACED, "staff", "study-quote")
    assert instead_of("policy.staff") is None
    assert Scenario().replace(staff=4.0).policy.staff == 4.0


def test_scenario_file_with_a_parameter_that_went_says_what_to_write(gone: str) -> None:
    with pytest.raises(
        ScenarioError, match=rf"{gone} = 0\.4: this parameter went .*; write it in quotation marks"
    ):
        read_scenario_text(f"[department]\n{gone} = 0.4\n", "mine.toml")


def test_settings_factors_and_changes_say_it_too(gone: str) -> None:
    with pytest.raises(ScenarioError, match=f"--set: {gone}.*went.*write it in quotation marks"):
        parse_setting(f"{gone}=0.4")
    with pytest.raises(ScenarioError, match=r"went.*write it in quotation marks"):
        parse_vary(f"department.{gone}=0:1", "--vary")
    with pytest.raises(ScenarioError, match=r"went.*write it in quotation marks"):
        Scenario().replace(changes=[Change(1, {gone: 0.2})])
    with pytest.raises(ScenarioError, match=r"went.*write it in quotation marks"):
        Scenario().replace(**{gone: 0.2})


def test_commands_tell_what_replaces_a_parameter(gone: str) -> None:
    for arguments in (
        ("run", "wangcheng_2022", "--set", f"{gone}=0.4"),
        ("sweep", "wangcheng_2022", "--vary", f"{gone}=0:1"),
        ("effects", "wangcheng_2022", "--levers", gone),
        ("parameters", "--search", gone),
    ):
        code, output = told(*arguments)
        assert code == 2, arguments
        assert "write it in quotation marks" in output, arguments
        assert "did you mean" not in output, arguments


# Results of before ----------------------------------------------------------------------------------------------


def test_new_results_say_their_science(new: Path) -> None:
    assert environment()[provenance.KEY] == str(provenance.SCIENCE)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = load_study(new)
    assert provenance.is_current(found.about)
    assert provenance.is_current(found.manifest)


def test_results_that_do_not_say_are_of_the_first_science() -> None:
    assert provenance.science_of({}) == provenance.FIRST
    assert provenance.science_of({"environment": {"budgetsim": "0.1.0"}}) == provenance.FIRST
    assert provenance.science_of({"environment": {provenance.KEY: "many"}}) == provenance.FIRST
    assert provenance.meaning_of(provenance.SCIENCE) == ""
    assert "net_social_value" in provenance.meaning_of(provenance.FIRST)


@pytest.mark.parametrize("kind", ["compare", "sweep", "effects"])
def test_results_of_before_are_read_and_told(before: Path, kind: str) -> None:
    with pytest.warns(provenance.ScienceWarning, match="net_social_value took diverted"):
        found = load_study(before / kind)
    assert (found.outcomes["net_social_value"] > 0.0).all()
    assert "private_gain" not in found.outcomes
    assert set(found.design["name"]) == set(found.outcomes["scenario"])


@pytest.mark.filterwarnings("ignore::budgetsim.studies.provenance.ScienceWarning")
@pytest.mark.filterwarnings("ignore::budgetsim.declarations.renamed.RenamedWarning")
@pytest.mark.parametrize("kind", ["compare", "sweep", "effects"])
def test_report_of_results_of_before_says_first_what_they_meant(
    before: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    captions_alone(monkeypatch)
    (part,) = make_report(read_sources([before / kind])).parts
    for code in LANGUAGES:
        assert "1" in part.findings[0].plain(code)
    assert "must not be compared" in part.findings[0].plain("en")
    assert "不能与新结果相比" in part.findings[0].plain("zh")
    assert len(part.findings) > 2


@pytest.mark.filterwarnings("ignore::budgetsim.studies.provenance.ScienceWarning")
@pytest.mark.filterwarnings("ignore::budgetsim.declarations.renamed.RenamedWarning")
def test_report_of_before_and_now_is_refused(before: Path, new: Path) -> None:
    with pytest.raises(StudyError, match=r"different versions .*version 1: .*compare; version 2: .*saved"):
        read_sources([before / "compare", new])
    assert len(read_sources([before / "compare", before / "sweep"])) == 2


@pytest.mark.filterwarnings("ignore::budgetsim.studies.provenance.ScienceWarning")
@pytest.mark.filterwarnings("ignore::budgetsim.declarations.renamed.RenamedWarning")
def test_report_tells_what_became_of_parameters(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REPLACED, "hoarding_of_before", "study-quote")
    draw_only(monkeypatch)
    place = before.parent / "renamed"
    shutil.copytree(before / "compare", place)
    design = pd.read_parquet(place / "design.parquet").rename(columns={"size_sd": "hoarding_of_before"})
    design.to_parquet(place / "design.parquet")
    html = make_report(read_sources([place])).html
    assert "hoarding_of_before" in html
    assert "write it in quotation marks" in html
    assert "请加引号" in html


def test_sweep_of_before_does_not_go_on(before: Path) -> None:
    code, output = told("sweep", before / "sweep")
    assert code == 2
    assert "version 1 of the model's science" in output
    assert "another directory with --out" in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    "command",
    [
        ("compare", "wangcheng_2022", "reform_package", "--replications", "2", "--years", "3"),
        ("sweep", "wangcheng_2022", "--vary", "staff=2,6", "--replications", "2", "--years", "2"),
        ("effects", "wangcheng_2022", "--levers", "staff", "--replications", "2", "--years", "2"),
    ],
)
def test_the_same_command_does_not_write_into_results_of_before(
    before: Path, command: tuple[str, ...]
) -> None:
    place = before / command[0]
    kept = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    code, output = told(*command, "--set", "departments=8", "--out", place, "--quiet")
    assert code == 2
    assert "version 1 of the model's science" in output
    assert all(path.read_bytes() == data for path, data in kept.items())


def test_answers_say_their_science(tmp_path: Path) -> None:
    quick = (
        "--set",
        "departments=6",
        "--replications",
        "2",
        "--years",
        "2",
        "--no-figures",
        "--json",
        "--out",
    )
    commands = (
        ("run", "wangcheng_2022"),
        ("sweep", "wangcheng_2022", "--vary", "staff=2,6"),
        ("effects", "wangcheng_2022", "--levers", "staff", "--parts", "effects"),
    )
    for command in commands:
        done = CliRunner().invoke(app, [*command, *quick, str(tmp_path / command[0])])
        assert json.loads(done.stdout)[provenance.KEY] == provenance.SCIENCE, command


def test_scenarios_of_before_keep_their_parameters_as_columns(before: Path) -> None:
    design = pd.read_parquet(before / "sweep" / "design.parquet")
    assert set(design.columns) - set(parameter_kinds()) >= {"name", "changes"}
