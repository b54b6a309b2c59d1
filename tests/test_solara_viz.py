"""Mesa's own page of the model, without a browser: every control does on both of Mesa's lines what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from programs import program

from budgetsim import BudgetModel

solara = pytest.importorskip("solara", reason="needs the extra `lab`")
v = pytest.importorskip("ipyvuetify")
ipywidgets = pytest.importorskip("ipywidgets")


@pytest.fixture(scope="module")
def example(root: Path) -> ModuleType:
    return program(root / "examples" / "solara_viz.py")


@pytest.fixture
def controls(example: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The page with its clock alone: figures take seconds and are drawn in the browser's tests."""
    monkeypatch.setattr(example, "COMPONENTS", [example.Clock])

    @solara.component
    def Shown() -> None:  # noqa: N802 - a component
        with solara.AppLayout():  # holds the sidebar, as the server does
            example.Page()

    _, rendered = solara.render(Shown(), handle_error=False)
    yield rendered
    rendered.close()


def press(page: Any, label: str) -> None:
    page.find(v.Btn, children=[label]).widget.click()


def shown(page: Any) -> str:
    """Texts and titles of the page, a line each."""
    found = [*page.find(v.Html, tag="span").widgets, *page.find(v.CardTitle).widgets]
    return "\n".join(w.children[0] for w in found if w.children and isinstance(w.children[0], str))


def test_step_lives_a_month(controls: Any) -> None:
    assert "Before the first year" in shown(controls)
    press(controls, "Step")
    press(controls, "Step")
    assert "Year 1, month 2" in shown(controls)


def test_reset_begins_again_with_the_levers_of_the_page(controls: Any, example: ModuleType) -> None:
    press(controls, "Step")
    before = shown(controls)
    controls.find(v.Slider, label="Monitoring intensity").widget.v_model = 0.5
    press(controls, "Reset")
    assert "Before the first year" in shown(controls)
    press(controls, "Step")
    model = BudgetModel(example.SCENARIO, seed=1, departments=24, monitoring_intensity=0.5)
    model.step()
    planned = f"{model.bureau.workload_ratio:.0%} of the days"
    assert planned in shown(controls)
    assert planned not in before


@pytest.mark.parametrize("name", ["Spending", "Honesty"])
def test_figures_draw_before_and_during_a_year(example: ModuleType, name: str) -> None:
    model = BudgetModel(example.SCENARIO, seed=1, departments=6, burn_in=0)
    pictures = []
    for _ in range(2):
        _, rendered = solara.render(getattr(example, name)(model), handle_error=False)
        pictures.append(bytes(rendered.find(ipywidgets.Image).widget.value))
        rendered.close()
        model.step()
    assert pictures[0] != pictures[1]


def test_sliders_start_at_the_scenario(example: ModuleType) -> None:
    model = BudgetModel(example.SCENARIO, seed=1)
    for name in example.LEVERS:
        assert example.sliders()[name].value == getattr(model.settings.policy, name), name


@pytest.mark.parametrize("end", ["min", "max"])
def test_ends_of_the_sliders_are_allowed(example: ModuleType, end: str) -> None:
    given = {
        name: getattr(slider, end)
        for name, slider in example.sliders().items()
        if not isinstance(slider, str)
    }
    model = BudgetModel(example.SCENARIO, **given)
    model.step()
    assert model.settings.policy.monitoring_intensity == given["monitoring_intensity"]
