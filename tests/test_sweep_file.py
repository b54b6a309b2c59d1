"""Study files of sweeps: what they mean, and every fault of them told at once with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetsim.kinds.sweep.design import study_of
from budgetsim.kinds.sweep.question import Question
from budgetsim.scenario import ScenarioError, load_scenario
from budgetsim.studies.ask import pose
from budgetsim.studies.design_columns import columns
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor
from budgetsim.studies.study import Study
from budgetsim.studies.study_file import STUDY_KEYS, is_study_file

NO_STUDIES = {"registry"}
"""Files beside the examples that hold something else: digests of published findings."""
EXAMPLES = sorted(
    path for path in (Path(__file__).parents[1] / "experiments").glob("*.toml") if path.stem not in NO_STUDIES
)
SMALL = 'description = "small"\n[district]\ndepartments = 6\n[protocol]\nyears = 3\nburn_in = 1\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of studies with a scenario in it, and another working directory."""
    folder = tmp_path / "studies"
    folder.mkdir()
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    (folder / "other.toml").write_text(f'name = "other"\n{SMALL}', encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    return folder


def write(folder: Path, text: str) -> Path:
    path = folder / "study.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read_sweep(path: Path) -> Question:
    return pose(Question, {"scenarios": [str(path)], "parameters": "point"})


def read(folder: Path, text: str) -> Question:
    return read_sweep(write(folder, f'scenario = "./small.toml"\n{text}'))


def names(found: tuple[Factor, ...]) -> list[str]:
    return [factor.name for factor in found]


# What a file means ------------------------------------------------------------------------------------------------


def test_everything_that_a_file_may_say(here: Path) -> None:
    text = """
    name = "mine"
    description = "all keys"
    scenarios = ["small.toml", "other.toml"]
    design = "latin_hypercube"
    samples = 4
    uncertainty_design = "sobol"
    uncertainty_samples = 8
    design_seed = 5
    replications = 3
    seed = 10
    years = 2
    from_year = 2
    common_random_numbers = false
    [set]
    departments = 9
    [levers]
    staff = "1:5"
    budget_rule = ["linear", "grades"]
    evaluation_lag = true
    [switches.platform]
    information_systems = 0.9
    [uncertainties]
    slack_taste = {lower = 0.2, upper = 0.6}
    rigid_share = ""
    """
    got = read_sweep(write(here, text))
    assert (got.name, got.design, got.samples, got.design_seed) == ("mine", "latin_hypercube", 4, 5)
    assert (got.uncertainty_design, got.uncertainty_samples) == ("sobol", 8)
    assert (got.seed, got.replications, got.years, got.from_year, got.own_seeds) == (10, 3, 2, 2, True)
    assert [(base.name, base.district.departments) for base in got.scenarios] == [("small", 9), ("other", 9)]
    roles = {factor.name: (factor.role, factor.kind) for factor in got.varied}
    assert roles == {
        "staff": ("lever", "number"),
        "budget_rule": ("lever", "choice"),
        "evaluation_lag": ("lever", "choice"),
        "platform": ("lever", "boolean"),
        "slack_taste": ("uncertainty", "number"),
        "rigid_share": ("uncertainty", "number"),
    }
    study = study_of(got)
    assert len(study.scenarios) == 2 * 4 * 8
    assert study.settings["bases"] == ["small", "other"]


def test_before_a_reform_a_lever_may_be_set(here: Path) -> None:
    text = 'scenario = "small.toml"\nfrom_year = 2\n[set]\nstaff = 9\n[levers]\nstaff = [1, 2]\n'
    got = read_sweep(write(here, text))
    made = list(study_of(got).scenarios)
    assert [point.policy.staff for point in made] == [9.0, 9.0]
    assert [point.changes[-1].levers["staff"] for point in made] == [1.0, 2.0]


def test_what_is_not_said(here: Path) -> None:
    got = read(here, "[levers]\nstaff = [1, 2]\n")
    assert (got.name, got.design, got.seed, got.seeds, got.years) == ("study", "grid", 0, 30, None)
    assert (got.own_seeds, got.from_year, got.scenarios[0]) == (
        False,
        None,
        load_scenario(here / "small.toml"),
    )


def test_dotted_keys_with_and_without_quotation_marks_are_the_same(here: Path) -> None:
    written = [
        "[set]\ntraining = 0.3\n[levers]\nstaff = [1, 2]\n[switches.s]\nresult_use = 0.5\n",
        "[set]\npolicy.training = 0.3\n[levers]\npolicy.staff = [1, 2]\n[switches.s]\npolicy.result_use = 0.5\n",
        '[set]\n"policy.training" = 0.3\n[levers]\n"policy.staff" = [1, 2]\n[switches.s]\n"policy.result_use" = 0.5\n',
        "[set.policy]\ntraining = 0.3\n[levers.policy]\nstaff = [1, 2]\n[switches.s.policy]\nresult_use = 0.5\n",
    ]
    studies = [study_of(read(here, text)) for text in written]
    assert len({study.identity() for study in studies}) == 1


def test_relative_paths_start_at_the_folder_of_the_file(here: Path) -> None:
    (here / "more").mkdir()
    (here / "own.csv").write_text("name,archetype,size,budget\nA,production,1,1\nB,craft,2,2\nC,coping,1,3\n")
    path = here / "more" / "s.toml"
    path.write_text('scenarios = ["../small.toml", "wangcheng_2022"]\n[levers]\nstaff = [1, 2]\n')
    assert [base.name for base in read_sweep(path).scenarios] == ["small", "wangcheng_2022"]
    text = '[set]\ndepartments_file = "own.csv"\n[levers]\nstaff = [1, 2]\n'
    (base,) = read(here, text).scenarios
    assert base.roster is not None
    assert base.roster.names == ("A", "B", "C")


LIST = """
design = "list"
[[point]]
name = "old"
policy.staff = 3
budget_rule = "linear"
departments = 6.0
[[point]]
name = "neu 新"
budget_rule = "grades"
departments = 7
staff = 3.0
"""


def test_a_list_of_points(here: Path) -> None:
    study = study_of(read(here, LIST))
    got = columns(list(study.scenarios), 0)
    assert (got["name"], got["staff"], got["departments"]) == (["old", "neu 新"], [3.0, 3.0], [6, 7])
    assert got["budget_rule"] == ["linear", "grades"]
    factors = [Factor.from_dict(about) for about in study.settings["factors"]]
    assert [(factor.name, factor.levels) for factor in factors] == [
        ("staff", (3.0,)),
        ("budget_rule", ("linear", "grades")),
        ("departments", (6, 7)),
    ]
    assert [type(level) for level in factors[2].levels] == [int, int]


def test_points_of_several_scenarios_are_named_after_both(here: Path) -> None:
    text = f'scenarios = ["small.toml", "other.toml"]\n{LIST}'
    study = study_of(read_sweep(write(here, text)))
    assert [point.name for point in study.scenarios] == [
        "small-old",
        "small-neu 新",
        "other-old",
        "other-neu 新",
    ]


def test_spelling_numbers_otherwise_is_the_same_study(here: Path) -> None:
    first = study_of(read(here, LIST)).identity()
    assert study_of(read(here, LIST.replace("6.0", "6").replace("3.0", "3"))).identity() == first
    assert study_of(read(here, LIST.replace("6.0", "5"))).identity() != first


def test_scenarios_alone_are_a_study(here: Path) -> None:
    study = study_of(read_sweep(write(here, 'scenarios = ["small.toml", "other.toml"]\n')))
    assert [point.name for point in study.scenarios] == ["p00", "p01"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_told_from_scenarios(path: Path) -> None:
    assert is_study_file(path)
    assert not is_study_file(path.parents[1] / "scenarios" / "wangcheng_2022.toml")


@pytest.mark.parametrize(
    "stem", ["monitoring_and_use", "named_points", "reform_under_uncertainty", "remedies"]
)
def test_example_sweeps_can_be_planned(stem: str, root: Path) -> None:
    study = study_of(read_sweep(root / "experiments" / f"{stem}.toml"))
    assert isinstance(study, Study)
    assert len(study.scenarios) == {
        "monitoring_and_use": 33,
        "named_points": 3,
        "reform_under_uncertainty": 384,
    }.get(stem, 16)


def test_keys_of_studies_are_no_keys_of_scenarios() -> None:
    assert STUDY_KEYS.isdisjoint({"name", "description", "extends", "change", "roster", "policy", "protocol"})


# Faults -----------------------------------------------------------------------------------------------------------

# What follows the line with the scenario, and what the message must say; the scenario is on line 1.
L = "[levers]\nstaff = [1, 2]\n"
WRONG: dict[str, tuple[str, tuple[str, ...]]] = {
    "unknown_key": (f"smaples = 3\n{L}", ("study.toml:2: smaples: unknown key; did you mean samples?",)),
    "unknown_table": (
        "[levres]\nstaff = [1]\n",
        ("study.toml:2: levres: unknown key; did you mean levers?",),
    ),
    "keys_of_another_command": (
        f'method = "sobol"\n{L}',
        ("study.toml:2: method: unknown key", "allowed: common"),
    ),
    "both": (f'scenarios = ["other.toml"]\n{L}', ("study.toml:2: scenarios: name one scenario",)),
    "name_of_the_wrong_kind": (f"name = 3\n{L}", ("study.toml:2: name = 3: a whole number, not a text",)),
    "empty_name": (f'name = ""\n{L}', ("study.toml:2: name = '': must have 1 to 200 characters",)),
    "name_with_bell": (f'name = "a\\u0007"\n{L}', ("study.toml:2: name", "control characters")),
    "description": (f"description = [1]\n{L}", ("study.toml:2: description", "a list, not a text")),
    "unknown_design": (
        f'design = "gird"\n{L}',
        ("study.toml:2: design = 'gird'", "list; did you mean grid?"),
    ),
    "design_of_the_wrong_kind": (f"design = 0x{'f' * 5000}\n{L}", ("study.toml:2: design", "must be one of")),
    "truth": (
        f"common_random_numbers = 1\n{L}",
        ("study.toml:2: common_random_numbers = 1", "true or false"),
    ),
    "no_replications": (f"replications = 0\n{L}", ("study.toml:2: replications = 0", "1 to 1000000")),
    "true_replications": (f"replications = true\n{L}", ("study.toml:2: replications = true",)),
    "huge_replications": (f"replications = 1{'0' * 300}\n{L}", ("study.toml:2: replications",)),
    "half_a_year": (f"years = 1.5\n{L}", ("study.toml:2: years = 1.5", "1 to 1000")),
    "date": (f"seed = 2022-01-01\n{L}", ("study.toml:2: seed", "a whole number")),
    "last_seed": (f"seed = 9223372036854775807\n{L}", ("study.toml:2: seed = 9223372036854775807",)),
    "late_reform": (f"from_year = 4\n{L}", ("study.toml:2: from_year = 4: the last recorded year is 3",)),
    "reform_after_years": (
        f"years = 2\nfrom_year = 3\n{L}",
        ("study.toml:3: from_year = 3: the last recorded year is 2",),
    ),
    "reform_of_nothing": (
        "from_year = 2\n[uncertainties]\nslack_taste = [0.1]\n",
        ("study.toml:2: from_year", "no lever"),
    ),
    "years_twice": (
        "years = 2\n[uncertainties]\nyears = [2, 3]\n",
        ("study.toml:2: years = 2: years are varied too",),
    ),
    "levers_no_table": ("levers = 3\n", ("study.toml:2: levers = 3: a whole number, not a table",)),
    "levers_blocks": ("[[levers]]\nstaff = [1]\n", ("study.toml:2: levers", "a list, not a table")),
    "unknown_lever": (
        "[levers]\nstafff = [1]\n",
        ("study.toml:3: stafff: unknown parameter; did you mean policy.staff?",),
    ),
    "no_lever": ("[levers]\nslack_taste = [0.1]\n", ("study.toml:3: department.slack_taste: no lever",)),
    "group": ('[levers]\npolicy = ""\n', ("study.toml:3: policy: unknown parameter", "this is a group")),
    "unknown_dotted": (
        "[levers]\npolicy.stafff = [1]\n",
        ("study.toml:3: policy.stafff", "did you mean policy.staff?"),
    ),
    "foreign": ('[levers]\n"中文" = [1]\n', ("study.toml:3: 中文: unknown parameter",)),
    "list_in_list": (
        "[levers]\nstaff = [[1, 2], 3]\n",
        ("study.toml:3: policy.staff = '[1, 2]': a list, not a number",),
    ),
    "true_level": (
        "[levers]\nstaff = [true]\n",
        ("study.toml:3: policy.staff = true: true or false, not a number",),
    ),
    "false_lever": ("[levers]\nstaff = false\n", ("study.toml:3: policy.staff = false", "no values")),
    "nan_and_inf": (
        "[levers]\nstaff = [nan, inf, -inf]\n",
        ("study.toml:3: policy.staff = nan", "policy.staff = inf"),
    ),
    "dates": (
        "[levers]\nstaff = [2022-01-01, 10:00:00]\n",
        ("study.toml:3: policy.staff", "a date, not a number"),
    ),
    "date_alone": ("[levers]\nstaff = 2022-01-01\n", ("study.toml:3: policy.staff", "a date, no values")),
    "huge_number": (f"[levers]\nstaff = [1{'0' * 400}]\n", ("study.toml:3: policy.staff", "too large")),
    "empty_list": ("[levers]\nstaff = []\n", ("study.toml:3: policy.staff: no levels",)),
    "empty_table": ("[levers]\nstaff = {}\n", ("study.toml:3: policy.staff: a range needs lower and upper",)),
    "wrong_table": (
        "[levers]\nstaff = {lower = 1, uper = 2}\n",
        ("study.toml:3", "'uper'", "did you mean upper?"),
    ),
    "choice_in_text": (
        '[levers]\nevaluation_lag = ["1"]\n',
        ("study.toml:3: policy.evaluation_lag = '1'", "write 1, bare"),
    ),
    "twice": (f"{L}[uncertainties]\nstaff = [1, 2]\n", ("study.toml:5: uncertainties.staff: varied twice",)),
    "twice_dotted": (
        '[levers]\nstaff = [1]\n"policy.staff" = [2]\n',
        ("study.toml:4: levers.policy.staff: varied twice",),
    ),
    "switch_no_table": (
        "[switches]\na = 3\n",
        ("study.toml:3: switches.a = 3: a whole number, not a table of settings",),
    ),
    "empty_switch": ("[switches.a]\n", ("study.toml:2: a: the switch sets nothing",)),
    "switch_like_a_parameter": (
        "[switches.staff]\ntraining = 1\n",
        ("study.toml:2: staff", "a switch needs a name"),
    ),
    "switch_like_an_outcome": (
        "[switches.validity]\ntraining = 1\n",
        ("study.toml:2: validity", "a switch needs a name"),
    ),
    "switch_value": (
        "[switches.a]\nstaff = 1\ntraining = 2\n",
        ("study.toml:4: policy.training = 2: too large",),
    ),
    "switch_list": ("[switches.a]\nstaff = [1, 2]\n", ("study.toml:3: policy.staff", "a list, not a number")),
    "switch_and_lever": (
        f"{L}[switches.a]\nstaff = 4\n",
        ("study.toml:4: switches.a: staff is moved by staff too",),
    ),
    "two_switches": (
        "[switches.a]\nstaff = 4\n[switches.b]\nstaff = 5\n",
        ("study.toml:4: switches.b: staff is moved by a",),
    ),
    "set_unknown": (f"[set]\nstafff = 3\n{L}", ("study.toml:3: set.stafff", "did you mean policy.staff?")),
    "set_wrong": (f"[set]\ntraining = 7\n{L}", ("study.toml:3: set.policy.training = 7: too large",)),
    "set_dotted": (f"[set]\npolicy.training = 7\n{L}", ("study.toml:3: set.policy.training = 7: too large",)),
    "set_together": (
        f"[set]\nstaff_skill = 0.5\nsatisfaction_weight = 0.9\n{L}",
        (
            "study.toml:4: set.bureau.execution_weight, bureau.objectives_weight, bureau.satisfaction_weight",
            "sum to 1",
        ),
    ),
    "set_and_varied": (f"[set]\nstaff = 3\n{L}", ("study.toml:3: set.staff: fixed here and varied",)),
    "set_and_switched": (
        "[set]\nstaff = 3\n[switches.a]\nstaff = 5\n",
        ("study.toml:3: set.staff: fixed here and varied",),
    ),
    "set_and_uncertain_of_a_reform": (
        f"from_year = 2\n[set]\nexternal_noise = 0.1\n{L}\n[uncertainties]\nexternal_noise = [0.1, 0.2]\n",
        ("study.toml:4: set.external_noise: fixed here and varied",),
    ),
    "set_no_table": (f"set = 1\n{L}", ("study.toml:2: set = 1: a whole number, not a table",)),
    "set_missing_file": (
        f'[set]\ndepartments_file = "no.csv"\n{L}',
        ("study.toml:3", "departments_file", "no such file"),
    ),
    "range_on_a_grid": (
        '[levers]\nstaff = "1:2"\ntraining = ""\n',
        ("study.toml:3: policy.staff: a grid needs levels", "staff=1:2:5", "study.toml:4: policy.training"),
    ),
    "zip": (
        'design = "zip"\n[levers]\nstaff = [1, 2]\ntraining = [0.1]\n',
        ("study.toml:5", "staff 2, training 1"),
    ),
    "fraction": ('design = "fractional_factorial"\n[levers]\nbudget_rule = ""\n', ("study.toml:4", "has 5")),
    "no_samples": (
        'design = "sobol"\n[levers]\nstaff = "1:2"\n',
        ("study.toml:2: design", "needs a number of samples"),
    ),
    "no_power": (
        'design = "sobol"\nsamples = 9\n[levers]\nstaff = "1:2"\n',
        ("study.toml:3: samples = 9", "8 or 16"),
    ),
    "samples_of_a_grid": (f"samples = 9\n{L}", ("study.toml:2: samples = 9", "leave samples out")),
    "samples_of_no_design": (
        f"uncertainty_samples = 9\n{L}",
        ("study.toml:2: uncertainty_samples", "no design"),
    ),
    "design_of_no_uncertainties": (
        f'uncertainty_design = "grid"\n{L}',
        ("study.toml:2: uncertainty_design", "no uncert"),
    ),
    "uncertainties_without_samples": (
        f'uncertainty_design = "sobol"\n{L}[uncertainties]\nslack_taste = ""\n',
        ("study.toml:2: uncertainty_design", "needs a number of samples (uncertainty_samples)"),
    ),
    "list_without_points": ('design = "list"\n', ("study.toml:1: point", "write [[point]]")),
    "points_without_list": (f"{L}[[point]]\nstaff = 1\n", ("study.toml:4: point", 'design = "list"')),
    "list_and_levers": (
        f'design = "list"\n{L}[[point]]\ntraining = 1\n',
        ("study.toml:3: levers", "point by point"),
    ),
    "list_and_samples": (
        'design = "list"\nsamples = 3\n[[point]]\nstaff = 1\n',
        ("study.toml:3: samples = 3",),
    ),
    "list_and_states": (
        'design = "list"\nuncertainty_design = "grid"\n[[point]]\nstaff = 1\n',
        ("study.toml:3: uncert",),
    ),
    "points_no_blocks": (
        'design = "list"\npoint = [1, 2]\n',
        ("study.toml:3: point", "not blocks of points"),
    ),
    "points_differ": (
        'design = "list"\n[[point]]\nstaff = 1\n[[point]]\ntraining = 1\n',
        ("study.toml:5: point.1", "staff"),
    ),
    "points_vary_nothing": (
        'design = "list"\n[[point]]\nname = "a"\n',
        ("study.toml:3: point.0: the points vary nothing",),
    ),
    "point_values": (
        'design = "list"\n[[point]]\nstaff = 1\ntraining = 7\n[[point]]\nstaff = true\ntraining = [1]\n',
        (
            "study.toml:5: policy.training = 7",
            "study.toml:7: policy.staff = true",
            "study.toml:8: policy.training",
        ),
    ),
    "point_unknown": (
        'design = "list"\n[[point]]\nstafff = 1\n',
        ("study.toml:4: stafff", "did you mean policy.staff?"),
    ),
    "point_twice": (
        'design = "list"\n[[point]]\nstaff = 1\n"policy.staff" = 2\n',
        ("study.toml:5: point.0", "given twice"),
    ),
    "point_name_kind": (
        'design = "list"\n[[point]]\nname = 3\nstaff = 1\n',
        ("study.toml:4: point.0.name = 3",),
    ),
    "point_name_slash": (
        'design = "list"\n[[point]]\nname = "a/b"\nstaff = 1\n',
        ("study.toml:4: point.0.name = 'a/b'",),
    ),
    "point_name_missing": (
        'design = "list"\n[[point]]\nname = "a"\nstaff = 1\n[[point]]\nstaff = 2\n',
        ("study.toml:6: point.1: this point has no name",),
    ),
    "point_name_twice": (
        'design = "list"\n[[point]]\nname = "a"\nstaff = 1\n[[point]]\nname = "a"\nstaff = 2\n',
        ("study.toml:7: point.1.name = 'a': another point has this name",),
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_fault_is_told_with_file_line_and_field(case: str, here: Path) -> None:
    text, words = WRONG[case]
    with pytest.raises(ScenarioError) as caught:
        read(here, text)
    told = str(caught.value)
    assert not [word for word in words if word not in told], told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ("study.toml:1: the file is empty",)),
        ("[levers\n", ("study.toml:1", "no valid TOML")),
        ('design = "grid"\n', ("study.toml:1: scenario: name one scenario",)),
        (f'scenario = ["small.toml"]\n{L}', ("study.toml:1: scenario", "must be a name or a path")),
        (f"scenario = 3\n{L}", ("study.toml:1: scenario = 3",)),
        (f"scenarios = []\n{L}", ("study.toml:1: scenarios", "a list of names or paths")),
        (f'scenarios = "small.toml"\n{L}', ("study.toml:1: scenarios", "a list of names or paths")),
        (f'scenarios = ["small.toml", 3]\n{L}', ("study.toml:1: scenarios",)),
        (f'scenario = "wangcheng_2023"\n{L}', ("study.toml:1: scenario", "did you mean wangcheng_2022?")),
        (
            f'scenario = "nothing.toml"\n{L}',
            ("study.toml:1: scenario = 'nothing.toml'", "folder of this file"),
        ),
        (f'scenario = "."\n{L}', ("study.toml:1: scenario = '.'",)),
        (f'scenario = "a\\u0000b.toml"\n{L}', ("study.toml:1: scenario",)),
        (
            f'scenarios = [\n"nothing_1",\n"small.toml",\n"nothing_2"]\n{L}',
            ("2 faults", "study.toml:2: scenarios = 'nothing_1'", "study.toml:4: scenarios = 'nothing_2'"),
        ),
        (
            f'scenarios = ["small.toml",\n"small.toml"]\n{L}',
            ("study.toml:2: scenarios.1: two scenarios are called 'small'",),
        ),
        (f'scenario = "study.toml"\n{L}', ("study.toml:2: levers: unknown key",)),
        (
            f'scenario = "wrong.toml"\n{L}',
            ("2 faults", "wrong.toml:2: policy.staff", "wrong.toml:3: policy.stafff"),
        ),
    ],
)
def test_faults_of_scenarios_and_syntax(text: str, words: tuple[str, ...], here: Path) -> None:
    (here / "wrong.toml").write_text("[policy]\nstaff = -1\nstafff = 2\n")
    with pytest.raises(ScenarioError) as caught:
        read_sweep(write(here, text))
    assert not [word for word in words if word not in str(caught.value)], str(caught.value)


def test_many_faults_are_told_together_in_the_order_of_lines(here: Path) -> None:
    text = """scenario = "wangcheng_2023"
samples = "x"
years = 0
replications = 0
from_year = 1.5
common_random_numbers = 1
design = "gird"
foo = 1
[set]
training = 4
[levers]
staff = "1:2:x"
stafff = [1]
slack_taste = [1]
result_use = [2, 3]
[uncertainties]
slack_tast = "0.2:0.6"
"""
    with pytest.raises(ScenarioError) as caught:
        read_sweep(write(here, text))
    lines = [fault.line for fault in caught.value.faults]
    assert lines == sorted(lines)
    # Line 10 is a setting of a scenario that is not there.
    assert set(lines) == {1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 14, 15, 17}


def test_nothing_to_vary_is_told(here: Path) -> None:
    with pytest.raises(ScenarioError, match="something to vary"):
        read(here, 'design = "grid"\n')


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["staff", "lower", "upper", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["name", "scenario", "scenarios", "design", "samples", "uncertainty_design", "seed", "years", "from_year", "set",
     "levers", "uncertainties", "switches", "point", "replications", "design_seed", "odd"]
)  # fmt: skip


def toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return '""'
    if isinstance(value, str):
        return (
            '"'
            + "".join(f"\\U{ord(letter):08x}" for letter in value if not "\ud800" <= letter <= "\udfff")
            + '"'
        )
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + "}"
    return repr(value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_any_file_is_a_sweep_or_a_list_of_faults(here: Path, found: dict[str, Any]) -> None:
    text = "\n".join(f"{key} = {toml(value)}" for key, value in {"scenario": "small.toml", **found}.items())
    told = ""
    try:
        study_of(read_sweep(write(here, text)))
    except (ScenarioError, StudyError) as error:
        told = str(error)
    # What is no sweep is told in words; any other error would have ended the test.
    assert told or found
