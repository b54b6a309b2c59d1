"""Figures in print: as wide as they say, letters that can be read, no label cut off or over another, no warnings."""

from __future__ import annotations

import itertools
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from figure_data import data_of, drawing_of, evidence, sample
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from budgetsim.language import LANGUAGES
from budgetsim.report import layout, lettering, style
from budgetsim.report.drawing import SCREEN_DPI
from budgetsim.report.figures import FIGURES, OF_STUDY, Drawing, draw

LEAST = 6.0
"""Points below which letters cannot be read in print."""
SLACK = 1.5
"""Pixels by which boxes of letters may touch each other or the edge."""
RESOLUTIONS = (SCREEN_DPI, style.DPI)
"""Points per inch of notebooks and of print: what fits at one fits at the other."""
WIDTHS = (layout.FULL, layout.HALF)
LONG = [
    *(f"district_of_wangcheng_after_the_reform_of_2022_with_{end}" for end in ("more_staff", "fewer_staff")),
    *(f"望城区预算绩效管理改革试点方案二〇二二年第一阶段{end}" for end in ("增加人员编制", "减少人员编制")),
]
"""Names that are the same for long."""
LONGER = [f"{'reform_package_' * 6}{way}{'_of_the_year_two_thousand' * 4}" for way in ("early", "later")]


def drawn_texts(figure: Figure) -> list[tuple[Text, Bbox]]:
    """Return the texts that a renderer is asked to write, with their boxes in pixels."""
    seen: list[Text] = []
    original = Text.draw

    def record(self: Text, renderer: Any, *about: Any, **more: Any) -> Any:
        if self.get_visible() and self.get_text().strip():
            seen.append(self)
        return original(self, renderer, *about, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", record)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)
            figure.canvas.draw()  # type: ignore[no-untyped-call]
    return [(text, text.get_window_extent()) for text in dict.fromkeys(seen)]


def overlaps(one: Bbox, two: Bbox) -> bool:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    up = min(one.y1, two.y1) - max(one.y0, two.y0)
    return across > SLACK and up > SLACK


def check(drawing: Drawing) -> None:
    assert min(abs(drawing.figure.get_figwidth() - width) for width in WIDTHS) < 1e-6
    for dpi in RESOLUTIONS:
        drawing.figure.set_dpi(dpi)
        check_texts(drawing)


def check_texts(drawing: Drawing) -> None:
    figure = drawing.figure
    with style.house_style(
        drawing.language
    ):  # as where it is written: sizes of letters decide how many numbers fit
        found = drawn_texts(figure)
    assert found
    for text, box in found:
        told = text.get_text()
        assert float(text.get_fontsize()) >= LEAST, told
        inside = (box.x0, box.y0, figure.bbox.x1 - box.x1, figure.bbox.y1 - box.y1)
        assert min(inside) >= -SLACK, (drawing.name, told, inside)
    level = [(text, box) for text, box in found if text.get_rotation() % 90.0 == 0.0]
    for (one, box), (two, other) in itertools.combinations(level, 2):
        assert not overlaps(box, other), (drawing.name, one.get_text(), two.get_text())


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_letters_can_be_read_at_the_width_of_print(name: str, code: str) -> None:
    check(drawing_of(name, code))


@pytest.mark.parametrize("name", OF_STUDY)
def test_long_names_are_seen_whole(name: str) -> None:
    drawing = draw(name, sample(*LONG, seeds=2, years=2).of(name))
    check(drawing)
    texts = {"".join(text.get_text().split()) for text, _ in drawn_texts(drawing.figure)}
    assert set(LONG) <= texts


def test_rows_grow_with_the_lines_of_their_names() -> None:
    line = {**evidence()[0], "quantity": "self_external_correlation", "as": "interaction"}
    names = [f"a_rather_long_name_of_an_experiment_{k}_by_many_authors_2013_2016" for k in range(12)]
    check(draw("evidence", {**data_of("evidence"), "rows": [{**line, "id": name} for name in names]}))


def test_names_of_many_lines_show_where_they_differ() -> None:
    drawing = draw("trajectories", sample(*LONGER, seeds=2, years=2).outcomes)
    check(drawing)
    told = [text.get_text() for text in drawing.figure.legends[0].get_texts()]
    assert len(told) == len(set(told)) == 2
    for way, text in zip(("early", "later"), told, strict=True):
        assert way in text.replace("\n", "")


def test_short_names_are_as_different_as_the_names() -> None:
    rng = np.random.default_rng(3)
    letters = list("ab_ 改革")
    for most in (8, 20, 40):
        names = sorted({"".join(rng.choice(letters, size=rng.integers(1, 90))) for _ in range(60)})
        made = lettering.distinct(names, most)
        assert len(set(made)) == len(names)
        for name, short in zip(names, made, strict=True):
            assert short == name or lettering.GAP in short
    assert lettering.distinct(["same", "same"], 4) == ["same", "same"]


def test_text_is_broken_and_not_lost() -> None:
    with style.house_style():
        for text in (
            "one two three four five",
            "a_very_long_identifier_without_spaces",
            "改革方案增加人员编制" * 3,
        ):
            for inches in (0.3, 0.8, 3.0):
                broken = lettering.wrapped(text, inches, style.TICK)
                assert "".join(broken.split()) == "".join(text.split())
                widths = [lettering.width(line, style.TICK) for line in broken.split("\n")]
                assert max(widths) <= inches or all(len(line) == 1 for line in broken.split("\n"))


def test_files_have_the_points_that_are_asked_for(tmp_path: Any) -> None:
    from PIL import Image

    drawing = draw("december", data_of("december"))
    for form, dpi in (("png", 300), ("png@100", 100)):
        (file,) = drawing.save(tmp_path, (form,)).files
        assert file.name == "december.png"
        with Image.open(file) as image:
            assert image.width == pytest.approx(layout.FULL * dpi, abs=1)
    with pytest.raises(ValueError, match="'tiff' is no format of figures; there are png, svg, pdf"):
        drawing.save(tmp_path, ("tiff",))


def emptied(name: str) -> Any:
    """Return data of a figure in which nothing differs and nothing was repeated."""
    data = data_of(name)
    if not isinstance(data, pd.DataFrame):
        return data
    flat = {"verdict": "none", **dict.fromkeys(("difference", "effect", "mean", "value"), 0.0)}
    ends = ("low", "high", "sim_low", "sim_high")
    return data.assign(
        **{column: value for column, value in flat.items() if column in data},
        **{column: np.nan for column in ends if column in data},
    )


@pytest.mark.parametrize(
    "name", ["forest", "tornado", "dose", "interactions", "factorial", "reform_order", "sobol"]
)
def test_panels_without_anything_are_drawn_without_warnings(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawing = draw(name, emptied(name))
    check(drawing)
    if name in ("forest", "tornado"):
        assert all(axis.texts[-1].get_text() == "nothing differs" for axis in drawing.figure.axes)


@pytest.mark.parametrize("name", ["trajectories", "budgets", "december"])
def test_a_single_seed_has_no_interval_and_is_told_none(name: str) -> None:
    for seeds in (1, 2):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            drawing = draw(name, sample("alone", seeds=seeds, years=2).of(name))
        assert ("with its 95% interval" in drawing.caption) == (seeds > 1)
