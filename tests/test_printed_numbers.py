"""What commands print on a small study: ends that differ look different, and nothing is 0 by rounding."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_pages import captions_alone
from typer.testing import CliRunner

from budgetsim.cli.main import app

SMALL = "[district]\ndepartments = 6\n[protocol]\nyears = 4\nburn_in = 1\n[policy]\nstaff = {staff}\n"
QUICK = ("--replications", "4", "--no-figures", "--workers", "1", "--out", "made")
COMMANDS = {
    "run": ("run", "one.toml", *QUICK),
    "compare": ("compare", "one.toml", "two.toml", *QUICK),
    "sweep": ("sweep", "one.toml", "--vary", "staff=3,3.01,3.02", *QUICK),
    "effects": ("effects", "one.toml", "--levers", "monitoring_intensity,staff=3.1", *QUICK),
}
NUMBER = r"[−+]?\d[\d,]*(?:\.\d+)?(?:e−?\d+)?%?"
RANGE = re.compile(rf"({NUMBER})(?: to | 至 )({NUMBER})")
ZERO = re.compile(r"(?<![\d.,])[−+]?0\.0+(?![\d%])|[−+]0(?![\d.])")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    for name, staff in (("one", 3), ("two", 3.001)):
        (tmp_path / f"{name}.toml").write_text(SMALL.format(staff=staff), encoding="utf-8")
    return tmp_path


def without_width(document: Any) -> Iterator[float]:
    """Ends of the intervals of a document that have no width: nothing varies there."""
    if isinstance(document, dict):
        for low, high in (
            ("low", "high"),
            *((f"{n}_low", f"{n}_high") for n in ("cost", "total", "improvement", "step")),
        ):
            one, other = document.get(low), document.get(high)
            if one is not None and other is not None and abs(one - other) <= 1e-11 * max(1.0, abs(one)):
                yield float(one)
        document = list(document.values())
    if isinstance(document, list):
        for item in document:
            yield from without_width(item)


@pytest.mark.parametrize("command", COMMANDS)
def test_ends_that_differ_look_different_and_nothing_is_zero_by_rounding(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    captions_alone(monkeypatch)
    typed = COMMANDS[command]
    answer = CliRunner().invoke(app, [*typed, "--json"])
    assert answer.exit_code == 0, answer.output
    told = CliRunner().invoke(app, list(typed))
    page = CliRunner().invoke(app, ["report", "made", "--quiet"])
    assert page.exit_code == 0, page.output
    same = list(without_width(json.loads(answer.stdout)))
    for text in (told.stdout, re.sub(r"<[^>]+>", " ", Path("made/report.html").read_text(encoding="utf-8"))):
        for one, other in RANGE.findall(" ".join(text.split())):
            if one == other:
                value = float(one.rstrip("%").replace("−", "-").replace(",", ""))
                assert any(abs(abs(value) - abs(end)) <= 0.01 * abs(value) for end in same), (one, other)
    assert not ZERO.findall(told.stdout)
