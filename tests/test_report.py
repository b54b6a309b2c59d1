"""Reports of every kind of study: whole pages, the numbers of ``--json``, both languages, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from calibration import model_panel, written
from report_pages import Node, addresses, draw_only, read_page, table
from typer.testing import CliRunner

from budgetsim import load_scenario
from budgetsim.cli.main import app
from budgetsim.language import LANGUAGES, language
from budgetsim.report import standing
from budgetsim.report.results import verdict_of
from budgetsim.studies.table import IN_SHARE

OWN = ["--set", "departments=8", "--set", "burn_in=1", "--years", "3", "--replications", "3"]
TARGET = """
scenario = "wangcheng_2022"
copies = 2
bootstrap = 50
search = 4
starts = 1
rounds = 3
[set]
departments = 20
burn_in = 1
evaluation_coverage = 0.6
[parameters]
budget_noise = "0.02:0.5"
size_sd = "0.1:2"
[moments]
budget_change_sd = true
budget_change_iqr = 0.5
size_sd = true
"""
COMMANDS = {
    "run": ["run", "wangcheng_2022", *OWN],
    "compare": ["compare", "wangcheng_2022", "reform_package", "reform_unfunded", *OWN],
    "sweep": [
        "sweep",
        "wangcheng_2022",
        "--vary",
        "monitoring_intensity=0:1:3",
        "--vary",
        "budget_rule=linear,grades",
        *OWN,
    ],
    "effects": [
        "effects",
        "--levers",
        "monitoring_intensity,staff",
        "--doses",
        "2",
        "--outcomes",
        "net_social_value,validity",
        *OWN,
    ],
    "sensitivity": [
        "sensitivity",
        "wangcheng_2022",
        "--factors",
        "staff,result_use",
        "--samples",
        "16",
        *OWN,
    ],
    "optimise": [
        *(
            "optimise",
            "--levers",
            "staff=1:9",
            "--levers",
            "result_use",
            "--population",
            "4",
            "--generations",
            "2",
        ),
        *("--objectives", "net_social_value,administrative_cost", "--fresh", "3", "--draws", "8", *OWN),
    ],
    "discover": [
        "discover",
        "--policy",
        "reform_unfunded",
        "--samples",
        "80",
        "--uncertain",
        "slack_taste",
        *OWN,
    ],
    "calibrate": ["calibrate", "panel.csv", "--target", "target.toml"],
    "verify": ["verify", "T1", "T7"],
}
"""One study of every kind, as small as it can be."""


def given(*typed: str) -> Any:
    """What a command prints as JSON."""
    got = CliRunner().invoke(app, [*typed, "--json"])
    assert got.exit_code == 0, got.output
    return json.loads(got.stdout)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        found = tmp_path_factory.mktemp("reports")
        patch.chdir(found)
        draw_only(patch)
        truth = load_scenario("wangcheng_2022").replace(departments=20, burn_in=1, evaluation_coverage=0.6)
        written(model_panel(truth.replace(budget_noise=0.2), range(3)), found / "panel.csv")
        (found / "target.toml").write_text(TARGET, encoding="utf-8")
        yield found


@pytest.fixture(scope="module")
def made(place: Path) -> dict[str, tuple[Any, str]]:
    """Of every kind of study, what its command printed as JSON, and the report."""
    found = {}
    for kind, typed in COMMANDS.items():
        answer = given(*typed, "--no-figures", "--out", kind)
        with pytest.MonkeyPatch.context() as patch:
            draw_only(patch, "trajectories")
            assert CliRunner().invoke(app, ["report", kind, "--quiet"]).exit_code == 0
        found[kind] = (answer, (place / kind / "report.html").read_text(encoding="utf-8"))
    return found


@pytest.fixture(params=COMMANDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def text(made: dict[str, tuple[Any, str]], kind: str) -> str:
    return made[kind][1]


@pytest.fixture
def document(text: str) -> Node:
    return read_page(text)


# The page ---------------------------------------------------------------------------------------------------------


def test_headings_are_in_order_and_findings_come_first(document: Node) -> None:
    levels = [int(node.tag[1]) for node in document.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    sections = [node.attributes["class"] for node in document.all("section")]
    wanted = ["findings", "figures", "numbers", "method", "provenance", "standing"]
    assert sections == [name for name in wanted if name in sections]
    assert {"findings", "numbers", "method", "provenance", "standing"} <= set(sections)


def test_referee_finds_what_the_model_is_not_for_and_how_to_cite_it(document: Node) -> None:
    (section,) = [node for node in document.all("section") if node.attributes["class"] == "standing"]
    for code in LANGUAGES:
        told = " ".join(section.text(code).split())
        speak = language(code)
        sentences = [*standing.not_for(speak), standing.assumed(speak), *standing.records(speak)]
        assert [one for one in sentences if one not in told] == []
        assert standing.citation() in told
    assert f"#{section.attributes['id']}" in [node.attributes.get("href") for node in document.all("a")]


def test_landmarks_and_ways_to_them(document: Node) -> None:
    tags = [node.tag for node in document.all()]
    assert {tag: tags.count(tag) for tag in ("header", "nav", "main", "footer")} == dict.fromkeys(
        ("header", "nav", "main", "footer"), 1
    )
    identifiers = [node.attributes["id"] for node in document.all() if "id" in node.attributes]
    assert len(identifiers) == len(set(identifiers))
    links = [node.attributes["href"] for node in document.all("a")]
    assert links[0] == "#content"
    assert {link.removeprefix("#") for link in links} <= set(identifiers)
    named = [name for node in document.all() for name in node.attributes.get("aria-labelledby", "").split()]
    assert set(named) <= set(identifiers)


def test_tables_have_captions_and_scopes(document: Node) -> None:
    tables = list(document.all("table"))
    assert tables
    for found in tables:
        assert next(found.all("caption")).text().strip()
        assert all(cell.attributes.get("scope") in ("col", "row") for cell in found.all("th"))
        (head,) = found.all("thead")
        columns = len(list(head.all("th")))
        assert all(len(list(row.all("th", "td"))) == columns for row in next(found.all("tbody")).all("tr"))


def test_figures_are_told_to_those_who_cannot_see_them(document: Node) -> None:
    for found in document.all("img"):
        assert found.attributes["alt"].strip()
    for found in document.all("svg"):
        assert found.attributes["role"] == "img"
        assert next(found.all("title")).text().strip()
    for found in document.all("figure"):
        assert next(found.all("figcaption")).text().strip()


def test_nothing_is_loaded_from_elsewhere(text: str, document: Node) -> None:
    assert [found for found in addresses(text, document) if not found.startswith(("#", "data:image/"))] == []
    assert list(document.all("link", "iframe", "object", "embed", "base", "form", "foreignobject")) == []
    assert [name for node in document.all() for name in node.attributes if name.startswith("on")] == []


def test_one_script_and_a_policy_that_allows_no_other(document: Node) -> None:
    (script,) = document.all("script")
    (policy,) = [node for node in document.all("meta") if "http-equiv" in node.attributes]
    digest = base64.b64encode(hashlib.sha256("".join(map(str, script.children)).encode()).digest()).decode()
    allowed = policy.attributes["content"]
    assert f"script-src 'sha256-{digest}';" in allowed
    assert allowed.startswith("default-src 'none';")
    assert "http" not in allowed


# Languages --------------------------------------------------------------------------------------------------------


def parts_of(document: Node, code: str) -> list[Node]:
    return [node for node in document.all() if node.attributes.get("class") == code]


def test_every_sentence_is_there_in_both_languages(document: Node) -> None:
    english, chinese = parts_of(document, "en"), parts_of(document, "zh")
    assert len(english) == len(chinese) > 30
    assert {node.attributes["lang"] for node in chinese} <= {"zh-CN", "en-GB"}
    assert numbers_of(english) == numbers_of(chinese)


def numbers_of(nodes: list[Node]) -> list[list[float]]:
    """Numbers of each sentence, in whatever order its language puts them."""
    return [
        sorted(float(data.attributes["value"]) for data in node.all("data"))
        for node in nodes
        if node.tag == "span"
    ]


def without_other_tongues(node: Node) -> str:
    """Chinese as it is read, without names, marked English and what is no language."""
    told = []
    for child in node.children:
        if isinstance(child, str):
            told.append(child)
        elif (
            child.tag not in ("script", "style", "bdi", "data", "svg", "pre", "title")
            and child.attributes.get("class") != "en"
            and not child.attributes.get("lang", "").startswith("en")
        ):
            told.append(without_other_tongues(child))
    return "".join(told)


def test_chinese_page_has_no_unmarked_english(document: Node) -> None:
    (body,) = document.all("body")
    # Flags, files and keys of files are called alike in every language.
    seen = re.sub(r"--[a-z-]+|\b\w+\.(?:csv|parquet|toml)\b", "", without_other_tongues(body))
    allowed = {
        "bonferroni",
        "budgetsim",
        "salib",
        "sobol",
        "holm",
        "glass",
        "hedges",
        "fieller",
        "docs",
        "calibration",
        "rounds",
        "trace",
    }
    words = {word.casefold() for word in re.findall(r"[A-Za-z]{4,}", seen)}
    assert words - allowed == set()
    assert len(re.findall(r"[\u4e00-\u9fff]", seen)) > 300


def test_page_opens_in_the_language_that_is_asked_for(place: Path, made: Any) -> None:
    del made
    told = given("report", "verify", "--language", "zh", "--out", "chinese.html")
    page = read_page((place / "chinese.html").read_text(encoding="utf-8"))
    (root,) = page.all("html")
    assert (root.attributes["lang"], root.attributes["data-language"]) == ("zh-CN", "zh")
    (title,) = [node for node in page.all("title") if "data-title-zh" in node.attributes]
    assert title.text("zh") == told["title"] == title.attributes["data-title-zh"]
    assert re.search(r"[\u4e00-\u9fff]", told["parts"][0]["findings"][0])


# Numbers ----------------------------------------------------------------------------------------------------------


def by_title(outcomes: dict[str, Any]) -> dict[str, Any]:
    """Outcomes under the headings of rows."""
    return {
        (spoken := language("en").name(name))[:1].upper() + spoken[1:]: cell
        for name, cell in outcomes.items()
    }


def plain(*values: Any) -> list[float]:
    return [float(value) for value in values if value is not None]


def test_run_tells_the_numbers_of_json(made: Any) -> None:
    answer, text = made["run"]
    cells = by_title(answer["scenarios"]["wangcheng_2022"])
    rows = table(read_page(text), "levels-all")
    assert {title: numbers[:3] for title, numbers in rows} == {
        title: plain(cell["median"], cell["low"], cell["high"]) for title, cell in cells.items()
    }


def banded(cell: Mapping[str, Any]) -> list[float]:
    """Return the band of a difference of net social value."""
    return [cell[key] for key in ("band_low", "band_high") if key in cell]


def test_comparison_tells_the_numbers_of_json(made: Any) -> None:
    answer, text = made["compare"]
    levels = by_title(answer["scenarios"]["wangcheng_2022"])
    others = [by_title(answer["differences"][name]) for name in ("reform_package", "reform_unfunded")]
    page = read_page(text)
    names = dict(zip(levels, answer["scenarios"]["wangcheng_2022"], strict=True))
    for title, numbers in table(page, "differences-all"):
        expected = [levels[title]["median"]]
        for cells in others:
            cell = cells[title]
            expected += [cell["median"], cell["low"], cell["high"], *banded(cell)]
            if verdict_of(names[title], cell) in IN_SHARE:
                expected.append(cell["share_better"])
        assert numbers == expected, title
    for title, numbers in table(page, "levels-all"):
        own = [by_title(cells)[title] for cells in answer["scenarios"].values()]
        assert numbers == [
            value for cell in own for value in plain(cell["median"], cell["low"], cell["high"])
        ]


def test_sweep_tells_the_numbers_of_json(made: Any) -> None:
    answer, text = made["sweep"]
    page = read_page(text)
    assert table(page, "points") == [
        (
            point["scenario"],
            plain(
                point["factors"]["monitoring_intensity"],
                *(cell[key] for cell in point["outcomes"].values() for key in ("mean", "low", "high")),
            ),
        )
        for point in answer["points"]
    ]
    told = [numbers[-3 * len(answer["outcomes"]) :] for _, numbers in table(page, "levels")]
    levels: dict[float, list[float]] = {}
    for row in answer["levels"]:
        levels.setdefault(row["level"], []).extend(plain(row["mean"], row["low"], row["high"]))
    assert told == list(levels.values())


def test_effects_tell_the_numbers_of_json(made: Any) -> None:
    answer, text = made["effects"]
    page = read_page(text)
    keys = {
        "effects": (
            "low_value",
            "high_value",
            "before",
            "difference",
            "low",
            "high",
            "glass_delta",
            "g_z",
            "p_holm",
        ),
        "dose": ("dose", "difference", "low", "high", "p_holm"),
        "factorial": ("effect", "low", "high"),
        "cost": (
            *("cost", "cost_low", "cost_high", "improvement", "improvement_low", "improvement_high"),
            *("ratio", "ratio_low", "ratio_high"),
        ),
    }
    for part, columns in keys.items():
        # A page goes from outcome to outcome, the document from lever to lever; a lever's own dose is no difference.
        got = [numbers for _, numbers in table(page, f"{part}-shown")]
        expected = [plain(*(row[key] for key in columns)) for row in answer[part] if not row.get("is_own")]
        assert len(got) == len(answer[part])
        assert [row for row in expected if row not in [own[: len(row)] for own in got]] == []


def test_sensitivity_tells_the_numbers_of_json(made: Any) -> None:
    answer, text = made["sensitivity"]
    page = read_page(text)
    for outcome, found in answer["outcomes"].items():
        for title, numbers in table(page, f"indices-{outcome}"):
            name = title.lower().replace(" ", "_")
            cells = [found["indices"][index][name] for index in ("ST", "S1")]
            within = [
                min(max(value, 0.0), 1.0)  # a share beyond is noise
                for cell in cells
                for value in plain(cell["value"], cell["low"], cell["high"])
            ]
            assert numbers == within


def test_optimisation_tells_the_numbers_of_json(made: Any) -> None:
    answer, text = made["optimise"]
    page = read_page(text)
    names = [objective["name"] for objective in answer["objectives"]]
    keys = [key for name in names for key in (name, f"{name}_low", f"{name}_high")]
    levers = [lever["name"] for lever in answer["levers"]]
    assert table(page, "front") == [
        (row["mix"], plain(*(row[lever] for lever in levers), *(row[key] for key in keys)))
        for row in answer["front"]
    ]
    levels, differences = (by_title(answer["knee"][key]) for key in ("outcomes", "differences"))
    for title, numbers in table(page, "knee-outcomes"):
        cells = (levels[title], differences[title])
        assert numbers == [
            value for cell in cells for value in plain(cell["median"], cell["low"], cell["high"])
        ]
    cell = answer["knee"]["differences"]["net_social_value"]
    if "band_low" in cell:
        assert "With transfers weighted 0 to 1" in text


def test_discovery_tells_the_numbers_of_json(made: Any) -> None:
    answer, text = made["discover"]
    page = read_page(text)
    (findings,) = [node for node in page.all("section") if node.attributes["class"] == "findings"]
    assert f" of {answer['states']} states" in next(findings.all("li")).text()
    rules = (answer["worst"] or answer)["rules"]
    if rules:
        keys = ("coverage", "density", "density_low", "density_high", "states", "lift", "p_value")
        assert [numbers[-7:] for _, numbers in table(page, "rules")] == [
            plain(*(rule[k] for k in keys)) for rule in rules
        ]


def test_calibration_tells_the_numbers_of_json(made: Any) -> None:
    answer, text = made["calibrate"]
    page = read_page(text)
    keys = ("base", "estimate", "low", "high", "error", "range_low", "range_high")
    assert [numbers for _, numbers in table(page, "estimated")] == [
        plain(*(cell[key] for key in keys)) for cell in answer["estimates"].values()
    ]
    fitted = [cell for cell in answer["moments"].values() if cell["fitted"]]
    assert [numbers for _, numbers in table(page, "moments-fitted")] == [
        plain(*(cell[key] for key in ("data", "error", "simulated", "t"))) for cell in fitted
    ]


def test_scorecard_tells_the_numbers_of_json(made: Any) -> None:
    answer, text = made["verify"]
    document = read_page(text)
    assert [numbers[-3:] for _, numbers in table(document, "theory")] == [
        plain(line["expected"], line["simulated"], line["tolerance"]) for line in answer["theory"]
    ]
    (findings,) = [node for node in document.all("section") if node.attributes["class"] == "findings"]
    assert f"All 2 limits hold: {len(answer['theory'])} quantities" in findings.text()


def test_findings_of_a_page_are_those_that_the_command_kept(made: Any, kind: str) -> None:
    """A second narrator might choose by other rules; sentence by sentence, in both languages."""
    answer, text = made[kind]
    (section,) = [node for node in read_page(text).all("section") if node.attributes["class"] == "findings"]
    for code, key in (("en", "findings"), ("zh", "findings_zh")):
        told = [" ".join(item.text(code).split()) for item in section.all("li")]
        kept = [" ".join(finding.split()) for finding in answer[key]]
        assert told[: len(kept)] == kept
        assert len(told) == len(kept) or kind in ("compare", "sweep")  # caveats follow


def test_provenance_names_seeds_versions_and_files(made: Any, place: Path) -> None:
    page = read_page(made["run"][1])
    (section,) = [node for node in page.all("section") if node.attributes["class"] == "provenance"]
    told = section.text()
    manifest = json.loads((place / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["identity"] in told
    assert manifest["environment"]["model_sha256"] in told
    assert manifest["parts"][0]["sha256"] in told
    assert "0 to 2" in told
    parameters = dict(table(page, "parameters"))
    scenario = manifest["scenarios"][0]
    assert parameters["Monitoring intensity"] == [scenario["policy"]["monitoring_intensity"]]
    assert parameters["Departments"] == [8]


def test_findings_of_json_are_those_of_the_page(made: Any, place: Path) -> None:
    told = given("report", "run", "sweep", "--out", "several.html")
    page = read_page((place / "several.html").read_text(encoding="utf-8"))
    sections = [node for node in page.all("section") if node.attributes["class"] == "findings"]
    for part, section in zip(told["parts"], sections, strict=True):
        assert part["findings"] == [" ".join(item.text().split(" ")) for item in section.all("li")]
    assert [part["command"] for part in told["parts"]] == ["run", "sweep"]
    assert len(list(page.all("article"))) == 2
    assert len(made) == len(COMMANDS)


def test_figures_are_drawn_in_both_languages(made: Any) -> None:
    page = read_page(made["run"][1])
    (figure,) = page.all("figure")
    drawn = {svg.attributes["lang"]: svg.text() + svg.text("zh") for svg in figure.all("svg")}
    assert set(drawn) == {"en", "zh"}
    assert "Net social value" in drawn["en"]
    assert language("zh").name("net_social_value") in drawn["zh"]


def test_same_results_make_the_same_page(made: Any, place: Path) -> None:
    before = made["verify"][1]
    assert CliRunner().invoke(app, ["report", "verify", "--quiet"]).exit_code == 0
    assert (place / "verify" / "report.html").read_text(encoding="utf-8") == before
    assert [path.name for path in (place / "verify").glob(".*")] == []


def test_one_seed_is_told_without_intervals(place: Path) -> None:
    given("run", "wangcheng_2022", *OWN[:-1], "1", "--parameters", "point", "--no-figures", "--out", "single")
    told = given("report", "single")
    assert "no intervals" in told["parts"][0]["findings"][-1]
    text = (place / "single" / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"\b(nan|inf|undefined|None)\b", read_page(text).text(skip=("pre",)))
