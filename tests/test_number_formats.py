"""Numbers that people read are written by ``budgetsim.rounding`` alone: no other place decides on digits."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "budgetsim"
DECIMALS = re.compile(r"\.\{?\w*\}?[efgEFG%]|^[,+]*[efEF%]$")
ALLOWED = {
    # Nothing that is shown: numbers for a computation, a file or another program.
    "app/explore/page.py": (1, "whole steps of a slider"),
    "app/framework.py": (1, "a setting of the framework, in seconds"),
    "app/charts.py": (2, "values and columns that a chart draws"),
    "app/play/game.py": (2, "steps of a lever"),
    "app/declared.py": (1, "step of a slider"),
    "declarations/declare.py": (2, "ends of a range in studies"),
    "report/drawing.py": (1, "width of a picture in inches, for the browser"),
    "kinds/optimise/figures/pareto.py": (1, "width of a mark"),
    "scenario_files/effect.py": (2, "shares of departments"),
    "studies/panel_data.py": (1, "scores as whole units of their scale"),
    "studies/points.py": (2, "numbers of points, as names"),
    "studies/directory.py": (1, "seconds that are stored"),
    "kinds/discover/answer.py": (1, "number of states that fail"),
    "kinds/discover/find.py": (3, "numbers of states, by what those that share a draw are worth"),
    "kinds/discover/tree.py": (
        2,
        "limits of a rule, rounded between two states; least number of states in a leaf",
    ),
    "kinds/effects/rounds.py": (4, "doses to be simulated"),
    "studies/factors.py": (1, "levels of a factor"),
    "kinds/optimise/front.py": (1, "number of generations"),
    "kinds/optimise/search.py": (1, "a grid on which scores count as equal"),
    "kinds/sensitivity/methods/delta.py": (1, "steps of an outcome"),
    "kinds/sensitivity/design.py": (1, "steps of an outcome"),
    "model/timeline.py": (1, "number of departments"),
    "posterior/prior.py": (1, "digits of drawn values, in a file"),
    "app/room/best.py": (1, "a lever as a desk can be set"),
    "app/room/bots.py": (2, "a lever as a desk can be set"),
    "app/room/drawn.py": (6, "places in a picture, and marks of a scale"),
    "app/room/sides/actions.py": (1, "an action as a desk can be set"),
    "app/room/sides/bureau_page.py": (1, "posts as a desk shows them"),
    "app/room/export.py": (1, "scores of a gradebook, in a file"),
    "app/room/desk.py": (1, "a lever as a desk shows it"),
    "app/room/shown.py": (1, "a place among ordered students"),
    "survey/mapping.py": (1, "settings of a scenario, in a file"),
    "forms/example.py": (3, "amounts and points as somebody would fill them in"),
    "forms/form.py": (2, "sums of points without what binary reckoning leaves behind"),
    "forms/panel.py": (1, "amounts without what binary reckoning leaves behind"),
    "forms/read.py": (1, "amounts without what binary reckoning leaves behind"),
    # Whole numbers, which have no digits to lose.
    "posterior/draws.py": (1, "number of draws"),
    "app/explore/compare.py": (1, "number of worlds"),
    "report/explain/judged.py": (3, "numbers of findings and checks"),
    "report/figure_words.py": (2, "a number of things"),
    "report/page/text.py": (1, "a number of things"),
    "kinds/discover/findings.py": (2, "number of states; a limit, which is rounded already"),
    "data/artefacts.py": (4, "powers of ten"),
    "data/numbers.py": (1, "amounts without what binary reckoning leaves behind"),
    # Numbers that somebody else wrote, with the digits that they were written with.
    "model/department/decisions.py": (1, "a value that was given, in an error"),
    "cli/declared.py": (2, "declared ranges"),
    "kinds/verify/tables.py": (6, "published numbers, settings, tolerances, and the chance of a sign"),
    "kinds/verify/evidence/fits.py": (1, "numbers in a file"),
    "kinds/verify/evidence/leaving_out.py": (1, "effects as they are stored"),
    "kinds/verify/evidence/matching.py": (5, "settings of a place, in an error"),
    "forms/checks.py": (3, "points and rates of a cell, in a fault"),
    "scenario_files/faults.py": (1, "a value that was given, in an error"),
    "scenario_files/values.py": (1, "a sum of values that were given, in an error"),
    "kinds/verify/theory/regulation.py": (4, "bounds of a parameter, in an error"),
    # Rough by nature.
    "kinds/audit/figures.py": (1, "cells of a map, which have room for three digits"),
    "kinds/sensitivity/figures/pairs.py": (1, "cells of a map, which have room for two digits"),
    "studies/table.py": (1, "a number of things"),
    "kinds/trial/findings.py": (1, "by how much two programs differ"),
    "kinds/trial/steps.py": (1, "by how much two programs differ"),
    "studies/cost.py": (7, "what a study takes, from a short trial"),
    "studies/progress.py": (4, "time that is left"),
    "cli/report.py": (1, "size of a file"),
    "cli/status.py": (1, "runs per second"),
    # Where the rules themselves come from.
    "rounding.py": (11, "the place for it"),
}
"""Files with such formats, how many they have, and why; a further one needs a reason of its own."""


def formats(source: str) -> list[str]:
    """Return places of a source that fix the digits of a number."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            spec = ast.unparse(node.format_spec)[2:-1]
            if DECIMALS.search(spec) and not spec.endswith("s"):
                found.append(ast.unparse(node))
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("round", "around"):
                found.append(ast.unparse(node))
    return found


def test_digits_of_numbers_are_decided_in_one_place() -> None:
    seen = {
        path.relative_to(SOURCE).as_posix(): places
        for path in sorted(SOURCE.rglob("*.py"))
        if (places := formats(path.read_text(encoding="utf-8")))
    }
    allowed = {name: number for name, (number, _) in ALLOWED.items()}
    more = {name: places for name, places in seen.items() if len(places) > allowed.get(name, 0)}
    assert more == {}, "write shown numbers with budgetsim.rounding, or give the reason above"
    assert {name for name, number in allowed.items() if len(seen.get(name, [])) < number} == set()


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("f'{x:.2f}'", 1), ("f'{x:+.3g}'", 1), ("f'{x:,.0f}'", 1), ("f'{x:.{n}f}'", 1), ("round(x, 2)", 1),
        ("np.round(x)", 1), ("f'{x:.1%}'", 1), ("f'{x}'", 0), ("f'{x:,}'", 0), ("f'{x:>8}'", 0), ("rounded(x)", 0),
        ("f'{text:.3s}'", 0),
    ],
)  # fmt: skip
def test_formats_are_found(source: str, number: int) -> None:
    assert len(formats(source)) == number


def test_every_reason_is_given() -> None:
    assert [name for name, (_, why) in ALLOWED.items() if not why] == []
    assert Counter(number > 0 for number, _ in ALLOWED.values())[False] == 0
