"""The catalogue: every figure in both languages, labelled with units, captions with the numbers of their data."""

from __future__ import annotations

import itertools
import re
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from figure_data import OUTCOMES, data_of, drawing_of, sample, verification
from matplotlib.figure import Figure

from budgetsim.language import LANGUAGES, LanguageError, language
from budgetsim.report import figures, style
from budgetsim.report.declared import OUTCOMES as DECLARED
from budgetsim.report.figures import FIGURES, Drawing, FigureError, draw
from budgetsim.rounding import per_cent

NAMES = tuple(FIGURES)
DRAWN = [(name, code) for name in NAMES for code in LANGUAGES]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OF_SAMPLE = [
    name for name, kind in FIGURES.items() if kind.needs in ("departments", "months", "work", "outcomes")
]


class Drawings:
    """Every figure in both languages, drawn when it is first looked at."""

    def __getitem__(self, key: tuple[str, str]) -> Drawing:
        return drawing_of(*key)


@pytest.fixture(scope="module")
def drawings() -> Drawings:
    return Drawings()


def panels(figure: Figure) -> list[Any]:
    """Panels that are seen, without bars of colours beside them."""
    return [
        axis for axis in figure.axes if axis.get_visible() and axis.axison and not hasattr(axis, "_colorbar")
    ]


def texts(figure: Figure) -> list[str]:
    import matplotlib.text

    found = [artist.get_text() for artist in figure.findobj(matplotlib.text.Text) if artist.get_visible()]
    return [text for text in found if text.strip()]


@pytest.mark.parametrize(("name", "code"), DRAWN)
def test_every_figure_has_caption_alt_and_title(drawings: Drawings, name: str, code: str) -> None:
    drawing = drawings[name, code]
    assert drawing.language == code
    for words in (drawing.caption, drawing.alt, drawing.title, FIGURES[name].shows(code)):
        assert words
        assert not re.search(r"\bnan\b", words)
        assert "{" not in words
        assert bool(CHINESE.search(words)) == (code == "zh")
    assert drawing.caption.endswith("。" if code == "zh" else ".")
    figure, caption = drawing
    assert (figure, caption) == (drawing.figure, drawing.caption)


@pytest.mark.parametrize(("name", "code"), DRAWN)
def test_every_axis_is_labelled(drawings: Drawings, name: str, code: str) -> None:
    for axis in panels(drawings[name, code].figure):
        own_names = [label.get_text() for label in axis.get_yticklabels()]
        is_named = any(re.search(r"[^\W\d]", text) for text in own_names)  # names of levers, factors, limits
        is_square = name in (
            "interactions",
            "factor_pairs",
        )  # its unit stands in its title, its levers beside it
        sharing = [other for other in panels(drawings[name, code].figure) if other is not axis]
        below = any(o.get_xlabel() for o in sharing if axis.get_shared_x_axes().joined(axis, o))
        beside = any(o.get_ylabel() for o in sharing if axis.get_shared_y_axes().joined(axis, o))
        assert axis.get_xlabel() or below or is_square or name in ("flow", "sweep_levels"), "across"
        in_row = axis.get_subplotspec().colspan.start > 0 and name in (
            "dose",
            "dose_draws",
            "effects_draws",
            "interactions_draws",
            "order_draws",
            "forest",
            "levers",
            "reform_order",
            "sweep_levels",
        )  # shares the labels at the left
        assert axis.get_ylabel() or is_named or beside or is_square or in_row, "up"
    if code == "zh":
        words = [t for t in texts(drawings[name, code].figure) if re.search(r"[^\W\d]{4,}", t)]
        assert sum(bool(CHINESE.search(text)) for text in words) >= 0.5 * len(words), words


@pytest.mark.parametrize("name", ["trajectories", "tornado", "dose", "pareto", "interactions"])
def test_units_of_outcomes_are_on_the_figure(drawings: Drawings, name: str) -> None:
    for code in LANGUAGES:
        shown = " ".join(texts(drawings[name, code].figure))
        chosen = OUTCOMES if name != "pareto" else ("net_social_value", "administrative_cost")
        for outcome in chosen:
            unit = language(code).unit(DECLARED[outcome].unit)
            assert "".join(unit.split()) in "".join(shown.split())


def labels_of(axis: Any) -> list[Any]:
    """Titles and labels of a panel, and names of the ticks that are in view."""
    low, high = sorted(axis.get_ylim())
    ticks = [tick.label1 for tick in axis.yaxis.get_major_ticks() if low <= tick.get_loc() <= high]
    every = (axis.title, axis._left_title, axis.xaxis.label, axis.yaxis.label, *ticks)
    return [artist for artist in every if artist.get_text().strip() and artist.get_visible()]


def assert_all_is_seen(drawing: Drawing) -> None:
    """No label is cut, and no legend or title covers another panel."""
    figure = drawing.figure
    with style.house_style(drawing.language):
        figure.draw_without_rendering()
        whole = figure.bbox.padded(1.0)
        for axis in panels(figure):
            for artist in labels_of(axis):
                box = artist.get_window_extent()
                assert box.x0 >= whole.x0, artist.get_text()
                assert box.x1 <= whole.x1, artist.get_text()
                assert box.y0 >= whole.y0, artist.get_text()
                assert box.y1 <= whole.y1, artist.get_text()
        boxes = [legend.get_window_extent() for legend in figure.legends]
        boxes += [
            axis._left_title.get_window_extent() for axis in panels(figure) if axis._left_title.get_text()
        ]
        for box in boxes:
            assert box.x1 <= whole.x1
            assert all(not box.overlaps(axis.get_window_extent()) for axis in panels(figure))
        assert not any(one.overlaps(two) for one, two in itertools.combinations(boxes, 2))


@pytest.mark.parametrize("high", [True, False])
@pytest.mark.parametrize("code", LANGUAGES)
def test_legend_of_a_limit_covers_none_of_its_lines(code: str, high: bool) -> None:  # noqa: FBT001
    """Lines that leave no corner of the panel free, in a limit alone and beside others."""
    rising = np.linspace(0.0, 1.0, 9)
    flat = np.full(9, 0.9 if high else 0.1)
    rows = [
        (limit, quantity, "memory", np.nan, at, value, value)
        for limit in ("T1", "T3", "T7")
        for quantity, values in (("beta", rising), ("effort", 1.0 - rising), ("surplus", flat))
        for at, value in zip(rising, values, strict=True)
    ]
    columns = ["limit", "quantity", "parameter", "series", "at", "expected", "simulated"]
    for table in (pd.DataFrame(rows, columns=columns), pd.DataFrame(rows[:27], columns=columns)):
        figure = draw("closed_forms", table, language=code).figure
        figure.draw_without_rendering()
        for axis in panels(figure):
            box = axis.get_legend().get_window_extent()
            lines = [line.get_path().transformed(line.get_transform()) for line in axis.get_lines()]
            assert not any(line.intersects_bbox(box, filled=False) for line in lines)
            assert axis.get_window_extent().padded(1.0).containsx(box.x1)


@pytest.mark.parametrize(("name", "code"), DRAWN)
def test_nothing_is_cut_and_nothing_covered(drawings: Drawings, name: str, code: str) -> None:
    assert_all_is_seen(drawings[name, code])


@pytest.mark.parametrize("name", OF_SAMPLE)
def test_long_names_of_scenarios_are_cut_to_fit(name: str) -> None:
    names = [f"a_scenario_whose_name_would_not_fit_above_any_panel_{k}" for k in range(3)]
    assert_all_is_seen(draw(name, sample(*names, seeds=2, years=2).of(name)))


@pytest.mark.parametrize("name", ["flow", "pareto", "fiscal_year"])
def test_svg_is_the_same_each_time(drawings: Drawings, name: str) -> None:
    again = draw(name, data_of(name), language="zh")
    assert again.svg() == drawings[name, "zh"].svg()


def test_identifiers_that_come_again_are_dropped() -> None:
    from budgetsim.report.drawing import _once_each

    text = (
        '<g id="a"><path id="b" d="M 0 0"/></g><g id="c"><path id="b" d="M 0 0"/><use xlink:href="#b"/></g>'
    )
    expected = '<g id="a"><path id="b" d="M 0 0"/></g><g id="c"><path d="M 0 0"/><use xlink:href="#b"/></g>'
    assert _once_each(text) == expected


@pytest.mark.parametrize("name", NAMES)
def test_svg_stands_in_a_page(drawings: Drawings, name: str) -> None:
    drawing = drawings[name, "zh"]
    text = drawing.svg()
    root = ET.fromstring(text)
    assert root.tag.endswith("svg")
    assert root.get("role") == "img"
    head = next(child for child in root if child.tag.endswith("title"))
    assert head.text == drawing.title
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(own).startswith(f"{name}-") for own in ids)
    used = re.findall(r'(?:href="#|url\(#)([^")]+)', text)
    assert set(used) <= set(ids)
    assert "<style" not in text


def test_files_are_the_same_each_time(tmp_path: Path) -> None:
    name = "december"
    one, two = (
        draw(name, data_of(name), language="zh").save(tmp_path / place, ("png", "svg", "pdf"))
        for place in "ab"
    )
    assert [file.read_bytes() for file in one.files] == [file.read_bytes() for file in two.files]
    assert (tmp_path / "a" / f"{name}.txt").read_text(encoding="utf-8") == one.caption + "\n"
    assert one.alt


def test_chinese_pdf_holds_no_font_that_some_readers_refuse(tmp_path: Path) -> None:
    import zlib

    data = draw("fiscal_year", language="zh").save(tmp_path, ("pdf",)).files[0].read_bytes()
    assert b"/Type3" in data
    for start in re.finditer(rb"stream\r?\n", data):
        packed = data[start.end() : data.find(b"endstream", start.end())]
        if packed[:1] == b"x":
            assert not zlib.decompress(packed).startswith(b"OTTO")  # PostScript outlines said to be TrueType


def test_captions_hold_the_numbers_of_a_run(drawings: Drawings) -> None:
    made = sample("base", "reform")
    last = made.departments[made.departments["year"] == 3]
    months = made.months.assign(
        year_spent=made.months.groupby(["scenario", "seed", "year"])["spent"].transform("sum")
    )
    december = months[months["month"] == 12]
    late = made.work[made.work["year"] == 3].groupby(["scenario", "seed"])["days"].sum()
    for code, name in itertools.product(LANGUAGES, ("base", "reform")):
        captions = {key: drawings[key, code].caption for key in OF_SAMPLE}
        own = last[last["scenario"] == name]
        value = made.outcomes.query("scenario == @name and year == 3")["net_social_value"].mean()
        assert f"{value:.3f}"[:4] in captions["trajectories"]
        assert f"{own['self_score'].median():.1f}" in captions["distributions"]
        assert f"{own['external_score'].median():.1f}" in captions["distributions"]
        share = december[december["scenario"] == name]
        assert per_cent((share["spent"] / share["year_spent"]).mean()) in captions["december"]
        assert (
            f"{late[name].mean():,.1f}" in captions["workload"]
            or f"{late[name].mean():,.0f}" in captions["workload"]
        )
        ranks = [
            part["self_score"].corr(part["performance"], method="spearman") for _, part in own.groupby("seed")
        ]
        printed = re.findall(r"−?0\.\d+", captions["scores"])
        assert any(
            float(text.replace("−", "-")) == pytest.approx(np.mean(ranks), abs=5e-3) for text in printed
        )


def test_flow_keeps_all_money_and_tells_what_moved(drawings: Drawings) -> None:
    from budgetsim.report.budgets import flows_of

    for by, groups in (("performance", 5), ("archetype", 4)):
        part = sample("base", "reform").departments.query("scenario == 'base'")
        flows, moved = flows_of(part, by)
        assert flows.shape == (groups, groups)
        assert flows.sum() == pytest.approx(100.0)
        assert (flows >= 0.0).all()
        share = []
        for _, own in part.groupby("seed"):
            before = own[own["year"] == 1].set_index("department")["allocation"]
            after = own[own["year"] == 3].set_index("department")["next_allocation"]
            share.append(0.5 * (before / before.sum() - after / after.sum()).abs().sum())
        assert moved == pytest.approx(np.mean(share))
    assert per_cent(moved) in drawings["flow", "en"].caption


def test_captions_hold_the_numbers_of_analyses(drawings: Drawings) -> None:
    expected = {
        "tornado": ("−0.052", "+0.031", "2", "3"),
        "dose": (f"{3 + 9 * 2 / 3:.4g}", "0.040"),
        "interactions": ("+0.037",),
        "sobol": ("60%",),
        "pareto": ("6", f"{1 + 0.2 * np.sqrt(0.4):.2f}", "1.00"),
        "evidence": ("1", "2"),
        "theory": ("2", "3", "2.50"),
        "fiscal_year": ("11", "7"),
    }
    for name, numbers in expected.items():
        for code in LANGUAGES:
            assert all(number in drawings[name, code].caption for number in numbers), (name, code)


def test_options_reach_the_figure() -> None:
    assert "30" in draw("tornado", data_of("tornado"), seeds=30).caption
    alone = draw("tornado", data_of("tornado"), outcome="active_waste")
    assert len(panels(alone.figure)) == 1
    assert "active waste" in alone.caption
    kinds = draw("flow", data_of("flow"), by="archetype")
    assert any("craft" in text for text in texts(kinds.figure))
    assert "1 " in draw("fiscal_year", lag=1).caption


def test_what_cannot_be_drawn_is_told() -> None:
    departments = data_of("scores")
    wrong = [
        (("decembre", None, {}), "decembre.*december"),
        (("scores", None, {}), "needs data.*departments=True"),
        (("scores", departments.drop(columns=["self_score"]), {}), "no column 'self_score'"),
        (("scores", departments.iloc[:0], {}), "no rows"),
        (("flow", departments, {"by": "size"}), "by='size'.*archetype"),
        (("flow", departments, {"colour": "red"}), "no option 'colour'; it takes by"),
        (
            ("tornado", data_of("tornado"), {"outcome": "happiness"}),
            "no outcome 'happiness'; it has net_social_value",
        ),
        (("evidence", {"rows": verification()["rows"][-1:]}, {}), "no row of the answer"),
        (("theory", [{"id": 1}], {}), "needs data: the answer.*got list"),
        (("sobol", data_of("sobol").assign(index="mu"), {}), "no share of variance"),
        (("pareto", data_of("pareto")["front"][["mix", "knee"]], {}), "at least two objectives"),
    ]
    for (name, data, options), message in wrong:
        with pytest.raises(FigureError, match=f"(?s){message}"):
            draw(name, data, **options)
    with pytest.raises(LanguageError, match="no language 'fr'"):
        draw("scores", departments, language="fr")


@pytest.mark.parametrize("about", [{"seeds": 1}, {"departments": 1, "seeds": 1, "years": 1}])
@pytest.mark.parametrize("name", OF_SAMPLE)
def test_small_samples_are_drawn(name: str, about: dict[str, int]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawing = draw(name, sample("alone", **about).of(name), language="zh")
        drawing.figure.draw_without_rendering()
    assert not re.search(r"\bnan\b", drawing.caption)


def test_one_row_of_an_analysis_is_drawn() -> None:
    for name in ("tornado", "dose", "sobol", "interactions"):
        table = data_of(name)
        first = table.iloc[[0]].assign(low=np.nan, high=np.nan)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            draw(name, first).figure.draw_without_rendering()
    whole = verification()
    for name, part in (("evidence", "rows"), ("theory", "theory")):
        draw(name, {part: whole[part][:1]}).figure.draw_without_rendering()
    draw("pareto", data_of("pareto")["front"].iloc[[2]]).figure.draw_without_rendering()


def test_diagram_shows_every_message_of_the_year() -> None:
    from dataclasses import is_dataclass

    from budgetsim.model import messages
    from budgetsim.report.fiscal_year_figure import ROWS, Told

    records = {
        name
        for name, item in vars(messages).items()
        if is_dataclass(item) and getattr(item, "__module__", "") == messages.__name__
    }
    # A dossier is written before the first year, and the year's messages are the others together.
    assert {row.record for row in ROWS if isinstance(row, Told)} == records - {"Dossier", "YearMessages"}


def test_catalogue_says_what_it_needs() -> None:
    assert set(figures.OF_STUDY) <= set(NAMES)
    for kind in FIGURES.values():
        assert kind.data.source
        assert callable(kind.load())
        for code in LANGUAGES:
            assert kind.title(code)
            assert kind.shows(code)
            assert kind.alt(code)


def test_page_of_figures_names_all(root: Path) -> None:
    page = (root / "docs" / "figures.md").read_text(encoding="utf-8")
    table = page[page.index("## The set") : page.index("![")]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(NAMES)


def sample_directory(folder: Path) -> Path:
    """Results of a small run."""
    from budgetsim import simulate

    return simulate("wangcheng_2022", seeds=2, years=2).save(folder / "results")


@pytest.mark.slow
def test_examples_of_the_page_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (root / "docs" / "figures.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"drawn_from": sample_directory(tmp_path)}
    for number, block in enumerate(re.findall(r"```python\n(.*?)```", page, re.DOTALL)):
        exec(compile(block, f"docs/figures.md, example {number}", "exec"), names)
    assert "<svg" in capsys.readouterr().out
    assert (tmp_path / "paper" / "december.pdf").is_file()
