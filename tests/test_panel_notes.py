"""Artefacts of a panel's file: each is told in a panel that has it, and none in a sound one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetsim.data.names import folded_name
from budgetsim.data.notes import Note, notes_told
from budgetsim.data.recipe import read_recipe
from budgetsim.kinds.calibrate.panel_file import read_panel
from budgetsim.language import LANGUAGES, language
from budgetsim.studies.study_file import open_study_file

UNITS, YEARS = 12, range(2015, 2021)
AMOUNTS = ("approved", "executed")
Row = dict[str, str]
Change = Callable[[list[Row]], list[Row]]


def sound(seed: int = 0) -> list[Row]:
    rng = np.random.default_rng(seed)
    size = rng.lognormal(3.0, 1.0, UNITS)
    rows = []
    for unit in range(UNITS):
        for year in YEARS:
            size[unit] *= rng.lognormal(0.03, 0.1)
            approved = size[unit]
            rows.append(
                {
                    "unit": f"Département {unit:02}",
                    "year": str(year),
                    "approved": f"{approved:.2f}",
                    "executed": f"{approved * rng.uniform(0.8, 1.0):.2f}",
                    "self_score": f"{rng.uniform(60, 99):.1f}",
                }
            )
    return rows


def notes(folder: Path, rows: list[Row], mapping: str = "") -> tuple[Note, ...]:
    names = list(rows[0])
    listed = "\n".join(f'{name} = "{name}"' for name in names)
    (folder / "target.toml").write_text(f"[panel]\n{listed}\n{mapping}\n", encoding="utf-8")
    delimiter = ";" if "delimiter" in mapping else ","
    lines = [delimiter.join(names), *(delimiter.join(row.values()) for row in rows)]
    (folder / "panel.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    file = open_study_file(folder / "target.toml")
    found = read_recipe(file, folder)
    file.done()
    return read_panel(folder / "panel.csv", found).notes


def changed(rows: list[Row], change: Callable[[Row], Row]) -> list[Row]:
    return [change(dict(row)) for row in rows]


def with_total(rows: list[Row], name: str = "Whole city") -> list[Row]:
    def total() -> Iterator[Row]:
        for year in YEARS:
            own = [row for row in rows if row["year"] == str(year)]
            sums = {key: f"{sum(float(row[key]) for row in own):.2f}" for key in ("approved", "executed")}
            yield {"unit": name, "year": str(year), **sums, "self_score": "80"}

    return [*rows, *total()]


def from_year(rows: list[Row], key: str, change: Callable[[str], str], year: int = 2018) -> list[Row]:
    return changed(rows, lambda row: {**row, key: change(row[key])} if int(row["year"]) >= year else row)


def scaled(factor: float) -> Callable[[str], str]:
    return lambda cell: f"{float(cell) * factor:.6f}"


def in_thousands(rows: list[Row]) -> list[Row]:
    def grouped(cell: str) -> str:
        whole = round(float(cell) * 40)
        return f"{whole:,}".replace(",", ".")

    return changed(rows, lambda row: {**row, "approved": grouped(row["approved"])})


def with_subtotals(rows: list[Row]) -> list[Row]:
    """Two ministries of six units each with their sums below them, and the sum of all at the end."""
    first = [row for row in rows if int(row["unit"][-2:]) < 6]
    second = [row for row in rows if int(row["unit"][-2:]) >= 6]
    parts = [with_total(part, name) for part, name in ((first, "Ministry A"), (second, "Ministry B"))]
    return [*parts[0], *parts[1], *with_total(rows, "Grand sum")[len(rows) :]]


ARTEFACTS: dict[str, tuple[str, Change]] = {
    "total": ("data-note-total", with_total),
    "named like a total": (
        "data-note-named-total",
        lambda rows: changed(rows, lambda row: {**row, "unit": row["unit"].replace("Département 03", "合计")}),
    ),
    "thousands before": (
        "data-note-step",
        lambda rows: from_year(from_year(rows, "approved", scaled(1e-3)), "executed", scaled(1e-3)),
    ),
    "yuan after ten thousands": ("data-note-step", lambda rows: from_year(rows, "approved", scaled(1e4))),
    "points between thousands": ("data-note-thousands", in_thousands),
    "capitals": ("data-note-renamed", lambda rows: from_year(rows, "unit", str.upper)),
    "decomposed": (
        "data-note-renamed",
        lambda rows: from_year(rows, "unit", lambda name: unicodedata.normalize("NFD", name)),
    ),
    "and": (
        "data-note-renamed",
        lambda rows: from_year(
            from_year(rows, "unit", lambda name: f"{name} & parks", 2015), "unit",
            lambda name: name.replace(" & ", " and "),
        ),
    ),
    "codes as floats": (
        "data-note-renamed",
        lambda rows: from_year(
            from_year(rows, "unit", lambda name: str(int(name[-2:])), 2015), "unit", lambda name: f"{name}.0"
        ),
    ),
    "a letter more": ("data-note-renamed", lambda rows: from_year(rows, "unit", lambda name: f"{name} s")),
    "more words": (
        "data-note-akin",
        lambda rows: from_year(
            changed(rows, lambda row: {**row, "unit": row["unit"].replace("Département 05", "Housing")}), "unit",
            lambda name: name.replace("Housing", "Housing works"),
        ),
    ),
    "zeros before numbers": (
        "data-note-renamed",
        lambda rows: from_year(rows, "unit", lambda name: name.replace(" ", " 0")),
    ),
    "shares from a year on": ("data-note-score-step", lambda rows: from_year(rows, "self_score", scaled(1e-2))),
    "shares": (
        "data-note-shares",
        lambda rows: changed(rows, lambda row: {**row, "self_score": f"{float(row['self_score']) / 100:.3f}"}),
    ),
    "another unit": (
        "data-note-mixed",
        lambda rows: changed(rows, lambda row: {**row, "executed": scaled(1e-3)(row["executed"])}),
    ),
    "subtotals": ("data-note-subtotal", with_subtotals),
    "two units in another unit": (
        "data-note-mixed-units",
        lambda rows: changed(
            rows,
            lambda row: {**row, "executed": scaled(1e-3)(row["executed"])} if row["unit"][-2:] in ("02", "07") else row,
        ),
    ),
    "one unit in yuan among ten thousands": (
        "data-note-levels",
        lambda rows: changed(
            rows,
            lambda row: {role: scaled(1e4)(cell) if role in AMOUNTS and row["unit"][-2:] == "02" else cell
                         for role, cell in row.items()},
        ),
    ),
    "one unit in ten thousands among yuan": (
        "data-note-levels",
        lambda rows: changed(
            rows,
            lambda row: {role: scaled(1e-4)(cell) if role in AMOUNTS and row["unit"][-2:] == "02" else cell
                         for role, cell in row.items()},
        ),
    ),
    "more words in a district that grows": (
        "data-note-akin",
        lambda rows: changed(
            from_year(rows, "unit", lambda name: name.replace("Département 05", "Housing works"), 2014),
            lambda row: {**row, "approved": scaled(1.4 ** (int(row["year"]) - 2014))(row["approved"]),
                         "unit": "Housing" if row["unit"] == "Housing works" and int(row["year"]) < 2017
                         else row["unit"]},
        ),
    ),
    "a merger": (
        "data-note-left-out",
        lambda rows: changed(
            rows, lambda row: {**row, "approved": "9999"} if (row["unit"][-2:], row["year"]) == ("01", "2017") else row
        ),
    ),
    "seen once": (
        "data-note-once",
        lambda rows: [row for row in rows if row["unit"][-2:] != "05" or row["year"] == "2016"],
    ),
    "a gap": (
        "data-note-gaps",
        lambda rows: [row for row in rows if row["unit"][-2:] != "05" or row["year"] != "2017"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("artefact", ARTEFACTS)
def test_artefact_is_told(artefact: str, tmp_path: Path) -> None:
    key, change = ARTEFACTS[artefact]
    mapping = 'delimiter = ";"' if artefact == "points between thousands" else ""
    assert key in [note.key for note in notes(tmp_path, change(sound()), mapping)]


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_a_sound_panel_has_no_notes(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert notes(tmp_path_factory.mktemp("sound"), sound(seed)) == ()


def test_a_total_is_found_by_its_sums_and_named(tmp_path: Path) -> None:
    (note,) = notes(tmp_path, with_total(sound(), "Everything"))
    assert (note.key, note.facts) == ("data-note-total", {"unit": "Everything", "amounts": "approved"})
    first = 2 + UNITS * len(YEARS)
    assert (note.lines, note.rows) == ((first, first + 1, first + 2), len(YEARS))
    assert note.mend == {"leave_out": ["Everything"]}


def test_subtotals_and_the_total_above_them_are_told_by_their_sums(tmp_path: Path) -> None:
    told = notes(tmp_path, with_subtotals(sound()))
    assert [(note.key, note.facts["unit"]) for note in told] == [
        ("data-note-subtotal", "Ministry A"),
        ("data-note-subtotal", "Ministry B"),
        ("data-note-total", "Grand sum"),
    ]


def test_the_year_and_the_factor_of_a_step_are_told(tmp_path: Path) -> None:
    found = notes(tmp_path, from_year(sound(), "approved", scaled(1e4)))
    facts = next(note.facts for note in found if note.key == "data-note-step")
    assert (facts["year"], facts["factor"], facts["direction"]) == ("2018", "10,000", "up")


def test_renamed_units_are_found_among_many_that_begin_alike(tmp_path: Path) -> None:
    rows = [
        {
            "unit": f"Department {unit:03}{' s' if year > 2017 else ''}",
            "year": str(year),
            "approved": str(100 + unit + year),
        }
        for unit in range(120)
        for year in YEARS
    ]
    (note,) = [note for note in notes(tmp_path, rows) if note.key == "data-note-renamed"]
    assert (note.facts["number"], note.rows) == (120, 120)
    assert note.mend["renames"]["Department 007"] == "Department 007 s"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Parks & Recreation", "PARKS AND RECREATION"),
        ("7", "7.0"),
        ("Café–Bar", "cafe\u0301 bar"),
        ("Ａ局", "a局"),
    ],
)
def test_folding_forgets_how_a_name_is_written(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


def test_folding_keeps_numbers_apart() -> None:
    assert folded_name("School 1") != folded_name("School 11")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_note_is_told_in_both_languages(code: str, tmp_path: Path) -> None:
    for place, (key, change) in enumerate(ARTEFACTS.values()):
        folder = tmp_path / str(place)
        folder.mkdir()
        mapping = 'delimiter = ";"' if key == "data-note-thousands" else ""
        told = notes_told(notes(folder, change(sound()), mapping), language(code))
        assert all(told)
