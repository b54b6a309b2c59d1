"""Findings about effects yield to what speaks against them, in both languages and wherever they are told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from effects_worlds import BASE, YearlyStudy, cells, complete
from report_pages import draw_only
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.kinds.effects.answer import Effects
from budgetsim.kinds.effects.findings.alone import ranking
from budgetsim.kinds.effects.findings.cost import cost
from budgetsim.kinds.effects.findings.doses import doses
from budgetsim.kinds.effects.findings.interactions import interactions
from budgetsim.kinds.effects.findings.sequence import order
from budgetsim.kinds.effects.steps import analyse
from budgetsim.language import Language, language
from budgetsim.studies.windows import Window

TWO = ("monitoring_intensity=0.04:0.3", "staff=3:12")
OUTCOME = "net_social_value"


class Said(Language):
    """A language that keeps which messages were said."""

    def __call__(self, key: str, /, **values: Any) -> str:
        self.files.setdefault("said", []).append((key, values))  # type: ignore[arg-type]
        return super().__call__(key, **values)


def said_by(
    tell: Callable[[Effects, Language], str], made: Effects, code: str = "en"
) -> dict[str, dict[str, Any]]:
    """Messages that a narrator used, by key, with their variables."""
    plain = language(code)
    said = Said(plain.code, plain.bundle, dict(plain.files), set(plain.read), plain.reading)
    tell(made, said)
    return dict(said.files["said"])  # type: ignore[call-overload]


class Noisy(YearlyStudy):
    """Outcomes by a formula of the year and the steps, with noise of every run."""

    noise = 0.0

    def window_tables(self, windows: Sequence[Window], outcomes: Sequence[str] | None = None) -> list[Any]:
        draw = np.random.default_rng(3)
        found = []
        for window, frame in zip(windows, super().window_tables(windows, [self.outcome]), strict=True):
            scale = self.noise / np.sqrt(len(window(self.years)))
            frame[self.outcome] += draw.normal(scale=scale, size=len(frame)) if self.noise else 0.0
            found.append(frame.assign(**{name: 0.01 for name in outcomes or () if name not in frame}))
        return found


def made_of(
    part: str, response: Callable[[int, Any, Any], float], *, noise: float = 0.0, outcome: str = OUTCOME
) -> Effects:
    request = complete(BASE, {"levers": TWO, "parts": part, "outcomes": outcome, "replications": 8})
    study = Noisy(request.plan, response, request.years, seeds=8, outcome=outcome)
    study.__class__.noise = noise
    return analyse(request, [study])  # type: ignore[arg-type]


# Order of reforms ---------------------------------------------------------------------------------------------------


def ahead_then_behind(year: int, _values: Any, steps: Any) -> float:
    """Monitoring gives 0.04 a year alone; once both work, who began with it is 0.01 a year behind."""
    first = dict(steps[0][1]) if steps else {}
    both = len(steps) == 2
    head = 0.04 if both and "monitoring_intensity" in first and year < steps[1][0] else 0.0
    return head - (0.01 if both and "monitoring_intensity" in first and year >= steps[1][0] else 0.0)


def test_sum_that_is_a_head_start_is_split_and_gives_no_advice() -> None:
    made = made_of("sequencing", ahead_then_behind)
    table = made.to_df("sequencing")
    waited = (made.second_year or 0) - 1
    both = made.years - waited
    whole, waiting, after = (cells(table, window=window) for window in ("whole", "waiting", "together"))
    assert [waiting["total"], after["total"]] == pytest.approx([0.04 * waited, -0.01 * both])
    assert whole["total"] == pytest.approx(waiting["total"] + after["total"])
    assert whole["total"] > 0.0
    assert (whole["better_first"], after["better_first"]) == ("", "staff")
    for code in ("en", "zh"):
        told = said_by(order, made, code)["effects-order"]
        assert told["turn"] == "against"
        assert told["first"] != told["second"]
        assert (told["head"], told["after"]) == ("+0.120", "−0.0700")
        assert float(told["size"]) == pytest.approx(whole["total"])


def test_order_that_stays_ahead_is_told_as_such() -> None:
    def response(_year: int, _values: Any, steps: Any) -> float:
        led = len(steps) == 2 and "staff" in dict(steps[0][1])
        return 0.02 if led else 0.0

    made = made_of("sequencing", response)
    assert cells(made.to_df("sequencing"), window="whole")["better_first"] == "staff"
    assert said_by(order, made)["effects-order"]["turn"] == "for"


def test_less_waste_is_ahead() -> None:
    made = made_of("sequencing", ahead_then_behind, outcome="active_waste")
    told = said_by(order, made)["effects-order"]
    assert (told["first"], told["way"], told["head"]) == ("staff", "less", "−0.120")


def test_orders_that_are_not_told_apart_name_what_would_have_been() -> None:
    made = made_of("sequencing", lambda *_: 0.0, noise=0.1)
    said = said_by(order, made)
    assert "effects-order-none" in said
    assert "effects-order" not in said
    whole = cells(made.to_df("sequencing"), window="whole")
    assert float(said["effects-order-none"]["least"]) == pytest.approx(
        whole["least_seen"] * made.years, rel=0.05
    )
    assert whole["least_seen"] > (whole["sim_high"] - whole["sim_low"]) / 2.0


# Interactions, effects, costs -----------------------------------------------------------------------------------


def test_interactions_that_are_not_told_from_zero_are_not_called_none() -> None:
    made = made_of("factorial", lambda _year, values, _steps: 0.1 * values["staff"], noise=0.1)
    said = said_by(interactions, made)
    assert "effects-pairs-none" in said
    row = cells(made.to_df("factorial"), order=2)
    assert float(said["effects-pairs-none"]["least"]) == pytest.approx(row["least_seen"], rel=0.05)
    exact = made_of("factorial", lambda _year, values, _steps: 0.1 * values["staff"])
    assert "effects-pairs-zero" in said_by(interactions, exact)


def test_levers_help_each_other_only_where_their_effects_are_clear() -> None:
    """One lever does nothing where the other is low: noise must not make that a help or a harm."""

    def response(_year: int, values: Any, _steps: Any) -> float:
        own = [(values["monitoring_intensity"] - 0.04) / 0.26, (values["staff"] - 3.0) / 9.0]
        return own[0] * own[1]

    made = made_of("factorial", response, noise=0.2)
    said = said_by(interactions, made)
    assert "effects-kind-high" in said
    low, high = said["effects-pair"]["low"], said["effects-pair"]["high"]
    assert "[−" in low
    assert "[−" not in high


def test_leader_that_is_not_told_apart_does_not_help_most() -> None:
    def response(_year: int, values: Any, _steps: Any) -> float:
        return (values["monitoring_intensity"] - 0.04) / 0.26 + 1.02 * (values["staff"] - 3.0) / 9.0

    close = said_by(ranking, made_of("effects", response, noise=0.5))
    assert close["effects-leader"]["others"] == "none"
    assert "effects-leader-alike" in close
    exact = said_by(ranking, made_of("effects", response))
    assert exact["effects-leader"]["others"] == "some"
    assert "effects-leader-alike" not in exact


def test_effects_that_are_not_told_from_zero_have_intervals() -> None:
    made = made_of("effects", lambda *_: 0.0, noise=0.1)
    said = said_by(ranking, made)
    assert {"effects-nothing-moves", "effects-not-told"} <= set(said)
    assert said["effects-not-told"]["levers"].count("[") == 2
    exact = said_by(ranking, made_of("effects", lambda *_: 0.0))
    assert {"effects-nothing-moves", "effects-no-effect"} <= set(exact)


def test_flat_curve_has_no_best_dose() -> None:
    made = made_of("dose", lambda *_: 0.0, noise=0.1)
    said = said_by(doses, made)
    assert "effects-dose-flat" in said
    assert "effects-dose" not in said


def test_ratio_is_told_with_its_interval_and_what_it_is_made_of() -> None:
    made = made_of("cost", lambda _year, values, _steps: 0.1 * values["staff"], noise=0.01)
    row = next(row for row in made.cost or () if row.lever == "staff")
    row = replace(row, cost=0.002, cost_low=0.001, cost_high=0.003, standing="buys")
    row = replace(row, improvement=0.3, improvement_low=0.2, improvement_high=0.4)
    told = replace(row, ratio=150.0, ratio_low=90.0, ratio_high=300.0)
    said = said_by(cost, replace(made, cost=(told,)))["effects-cost-buys"]
    assert said["ratio"] == "150 [90 to 300]"
    assert said["gain"] == "+0.30 [0.20 to 0.40]"
    assert said["cost"] == "+0.0020 [0.0010 to 0.0030]"
    unbounded = replace(told, ratio_low=None, ratio_high=None)
    said_now = said_by(cost, replace(made, cost=(unbounded,)))
    assert "effects-cost-unbounded" in said_now
    assert "150" not in " ".join(map(str, said_now["effects-cost-unbounded"].values()))


# One narrator ---------------------------------------------------------------------------------------------------------


def test_report_says_what_the_command_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draw_only(monkeypatch)
    Path("small.toml").write_text(
        "[district]\ndepartments = 6\n[protocol]\nyears = 4\nburn_in = 1\n", encoding="utf-8"
    )
    typed = [
        "effects",
        "small.toml",
        "--levers",
        "monitoring_intensity,staff=8",
        "--no-refine",
        "--no-figures",
    ]
    got = CliRunner().invoke(
        app, [*typed, "--replications", "4", "--parameters", "point", "--out", "made", "--json"]
    )
    assert got.exit_code == 0, got.output
    answer = json.loads(got.stdout)
    made = CliRunner().invoke(app, ["report", "made", "--quiet"])
    assert made.exit_code == 0, made.output
    page = re.sub(r"<[^>]+>", "", Path("made/report.html").read_text(encoding="utf-8"))
    page = " ".join(page.replace("&#39;", "'").split())
    for text in (*answer["findings"], *answer["findings_zh"]):
        assert " ".join(text.split()) in page


@pytest.mark.parametrize(
    ("standing", "verdict", "told", "otherwise"),
    [
        ("cheaper", "disputed", "depends on how transfers count", "told from zero"),
        ("cheaper", "not clear", "is not told from zero", "depends"),
        ("dearer", "disputed", "depends on how transfers count", "told from zero"),
        ("free", "disputed", "depends on how transfers count", "told from zero"),
        ("free", "better", "is better", "depends"),
        ("cost unclear", "disputed", "depending on how transfers count", "has no effect"),
    ],
)
def test_effect_that_the_band_disputes_is_not_called_unclear(
    standing: str, verdict: str, told: str, otherwise: str
) -> None:
    made = made_of("cost", lambda _year, values, _steps: 0.1 * values["staff"])
    row = replace((made.cost or ())[0], lever="staff", outcome=OUTCOME, standing=standing, verdict=verdict)
    row = replace(row, improvement=0.1, improvement_low=0.09, improvement_high=0.11)
    row = replace(row, ratio=2.0, ratio_low=1.0, ratio_high=3.0, cost=-0.01, cost_low=-0.02, cost_high=-0.005)
    one = replace(made, cost=(row,))
    got = cost(one, language("en"))
    assert told in got
    assert otherwise not in got
    assert ("取决于" in cost(one, language("zh"))) == (verdict == "disputed")
