"""Chinese letters in figures: from the extra ``chinese``, from the system, or from nowhere."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from figure_data import data_of
from matplotlib.figure import Figure

from budgetsim import simulate
from budgetsim.language import LANGUAGES, LanguageError
from budgetsim.registry import KINDS
from budgetsim.report import drawing, lettering, style
from budgetsim.report.figures import draw
from budgetsim.scenario import Scenario, load_scenario

NAMES = ("现状", "改革方案")


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "chinese", lambda: None)
    lettering._warn_once.cache_clear()


def named(text: str) -> Figure:
    figure = Figure(figsize=(3.0, 2.0))
    figure.subplots().set_title(text)
    return figure


def rendered_twice(text: str) -> None:
    with style.house_style("en"):
        for _ in range(2):
            drawing.render(named(text), io.BytesIO(), "png")


def small(name: str) -> Scenario:
    return load_scenario("wangcheng_2022").replace(name=name, departments=4, years=2)


def test_a_font_with_chinese_letters_comes_with_the_test_tools() -> None:
    assert lettering.chinese() == "Noto Sans SC"


@pytest.mark.parametrize("code", LANGUAGES)
def test_chinese_letters_stand_behind_latin_ones_in_every_language(code: str) -> None:
    assert lettering.families(code) == [lettering.LATIN, lettering.chinese()]


def test_families_of_an_unknown_language_are_refused() -> None:
    with pytest.raises(LanguageError):
        lettering.families("fr")


def test_a_font_of_the_system_serves_where_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "PACKAGED", ("no_such_package_of_fonts", "none.otf", "None"))
    monkeypatch.setattr(lettering, "_installed", lambda: {"SimHei", "WenQuanYi Zen Hei", "DejaVu Sans"})
    lettering.chinese.cache_clear()
    try:
        assert lettering.chinese() == "WenQuanYi Zen Hei"
    finally:
        lettering.chinese.cache_clear()


@pytest.mark.parametrize("form", style.FORMATS)
def test_names_in_chinese_are_written_in_english_figures(form: str) -> None:
    with style.house_style("en"), warnings.catch_warnings():
        warnings.simplefilter("error")  # Matplotlib warns of each letter that no font has
        drawing.render(named(" | ".join(NAMES)), io.BytesIO(), form)


def test_every_letter_of_the_chinese_words_can_be_written() -> None:
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    chosen = font_manager.findfont(lettering.chinese() or "", fallback_to_default=False)
    letters = FT2Font(chosen).get_charmap()
    folder = Path(lettering.__file__).parents[1] / "language" / "zh"
    words = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.ftl")))
    assert {letter for letter in words if "\u4e00" <= letter <= "\u9fff"} <= {*map(chr, letters)}


@pytest.mark.usefixtures("no_font")
@pytest.mark.parametrize("text", ["abc 1.5 × θ", "−3 %"])
def test_latin_and_greek_need_no_chinese_font(text: str) -> None:
    with style.house_style("en"), warnings.catch_warnings():
        warnings.simplefilter("error")
        drawing.render(named(text), io.BytesIO(), "png")


@pytest.mark.usefixtures("no_font")
@pytest.mark.parametrize("name", ["现状", "改革（試行）", "예산", "ﾃｽﾄ"])
def test_without_a_font_names_give_one_warning(name: str) -> None:
    with pytest.warns(lettering.FontWarning) as told:
        rendered_twice(name)
    assert [str(one.message) for one in told] == [lettering.advice(lettering.NO_NAMES)]


@pytest.mark.parametrize("name", ["🚀 Reform", "개혁"])
def test_letters_that_no_font_has_give_one_warning(name: str) -> None:
    lettering._warn_once.cache_clear()
    with pytest.warns(lettering.FontWarning) as told:
        rendered_twice(name)
    assert [str(one.message) for one in told] == [lettering.advice(lettering.SOME_BOXES)]


@pytest.mark.usefixtures("no_font")
def test_without_a_font_figures_are_english_with_one_warning() -> None:
    with pytest.warns(lettering.FontWarning) as told:
        drawings = [draw("december", data_of("december"), language="zh") for _ in range(2)]
    assert [str(one.message) for one in told] == [lettering.advice(lettering.NO_FIGURES)]
    assert {drawing.language for drawing in drawings} == {"en"}
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in drawings[0].caption)


@pytest.mark.parametrize("key", [lettering.NO_NAMES, lettering.NO_FIGURES])
def test_advice_names_an_extra_that_there_is(key: str, root: Path) -> None:
    import tomllib

    extras = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    assert 'pip install "budgetsim[chinese]"' in lettering.advice(key)
    package = lettering.PACKAGED[0].replace("_", "-")
    assert any(line.startswith(package) for line in extras["chinese"])


def test_the_helper_that_draws_passes_the_warning_on(tmp_path: Path) -> None:
    simulate([small(name) for name in NAMES], seeds=2).save(tmp_path / "study")
    draw_without_font = (
        "from budgetsim.report import draw, lettering; lettering.chinese = lambda: None; draw._serve()"
    )
    about = {"kind": "compare", "package": KINDS["compare"], "language": "en"}
    order = json.dumps({"directory": str(tmp_path / "study"), "formats": ["png@60"], **about})
    ran = subprocess.run(
        [sys.executable, "-c", draw_without_font, about["package"], about["language"]],
        input=order + "\n", capture_output=True, encoding="utf-8", check=True, env=os.environ,
    )  # fmt: skip
    told = json.loads(ran.stdout)
    assert told["notes"] == [lettering.advice(lettering.NO_NAMES)]
    assert "Glyph" not in ran.stderr
    assert told["figures"]
