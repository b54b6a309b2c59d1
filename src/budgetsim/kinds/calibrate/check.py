"""A panel's moments with their errors, and notes on its file, before anything is simulated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from budgetsim.data.notes import Note, notes_told
from budgetsim.kinds.calibrate.findings import year_effects
from budgetsim.kinds.calibrate.problem import Problem, moment_meaning
from budgetsim.kinds.calibrate.question import Question
from budgetsim.kinds.calibrate.tables import moment_column, moment_label
from budgetsim.language import DEFAULT, LANGUAGES, Language, language
from budgetsim.studies.answer import Answer
from budgetsim.studies.kind import Kind
from budgetsim.studies.table import Column, Label, Table


@dataclass(frozen=True)
class Observed:
    """A moment of the panel."""

    data: float
    error: float
    fitted: bool
    unit: str


@dataclass(frozen=True, repr=False)
class PanelMoments(Answer):
    """The moments of a panel."""

    units: int
    years: tuple[int, ...]
    year_effects: bool
    moments: Mapping[str, Observed]
    unit_years: int
    evaluated: int
    are_years_asked: bool
    panel_notes: tuple[Note, ...]

    @property
    def kind(self) -> Kind[Any, Any]:
        """How it is told: as an answer that needed no runs."""
        return CHECKED

    def to_dict(self) -> dict[str, Any]:
        """As ``Answer.to_dict``; with the notes in every language."""
        notes = {
            "notes" if code == DEFAULT else f"notes_{code}": notes_told(self.panel_notes, language(code))
            for code in LANGUAGES
        }
        return {**super().to_dict(), **notes}


def moments_of(problem: Problem) -> PanelMoments:
    """Return what the panel of a problem yields."""
    panel = problem.panel
    moments = {
        one.name: Observed(
            float(problem.data[place]), float(problem.errors[place]), place < problem.fitted, one.unit
        )
        for place, one in enumerate(problem.moments)
    }
    return PanelMoments(
        units=len(panel),
        years=panel.years,
        year_effects=panel.net_of_years,
        moments=moments,
        unit_years=int(panel.present.sum()),
        evaluated=int(panel.covered.sum()),
        are_years_asked=problem.target.year_effects != "auto",
        panel_notes=problem.whole.notes,
    )


def findings(answer: PanelMoments, say: Language) -> list[str]:
    """Say what the panel is, how its moments are taken, and what is odd about its file."""
    return [
        say(
            "calibrate-checked",
            units=f"{answer.units:,}",
            first=str(answer.years[0]),
            last=str(answer.years[-1]),
            cells=f"{answer.unit_years:,}",
            evaluated=f"{answer.evaluated:,}",
        ),
        year_effects(answer, say),
        *notes_told(answer.panel_notes, say),
    ]


def tables(answer: PanelMoments) -> list[Table]:
    """Return the moments."""
    columns = [
        moment_column(),
        Column("data", "number", "calibrate-head-data"),
        Column("error", "number", "calibrate-head-error"),
        Column("fitted", "truth", "calibrate-head-fitted"),
        Column("unit", "unit"),
        Column("meaning", "label", "calibrate-head-meaning", is_spare=True),
    ]
    rows = [
        (moment_label(name), one.data, one.error, one.fitted, one.unit, _meaning_of(name))
        for name, one in answer.moments.items()
    ]
    return [Table("moments", columns, rows)]


def _meaning_of(name: str) -> Label:
    return Label(moment_meaning(language(DEFAULT), name), lambda say: moment_meaning(say, name))


def _nothing(question: Question) -> Any:
    raise NotImplementedError(question)


CHECKED = Kind("calibrate", Question, PanelMoments, _nothing, findings, tables)
"""How such an answer is told."""
