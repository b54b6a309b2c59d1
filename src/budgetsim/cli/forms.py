"""``budgetsim forms``: templates written, an example filled by the model, filled forms read, checked, made a panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.guard import InputError, new_path
from budgetsim.language import spoken, told

if TYPE_CHECKING:
    from budgetsim.forms.read import Read
    from budgetsim.scenario_files.faults import Fault

MOST_SHOWN = 50
"""Faults that are printed; `--json` has all."""
NAMES = ("objectives", "project", "department")
MoneyUnit = Annotated[str, o.text("UNIT", "--money-unit")]


@examples(
    "budgetsim forms write project --out self-evaluation.xlsx",
    "budgetsim forms write department --language zh --out 部门整体支出绩效自评表.xlsx",
)
def write(
    form: Annotated[str, typer.Argument(metavar="FORM", parser=o.one_of(NAMES))],
    *,
    out: Annotated[str, o.text("FILE.xlsx", panel=o.OUTPUT)],
    money_unit: MoneyUnit = "万元",
) -> None:
    """Write an empty form as a workbook: objectives or self-evaluation of a project, or of a department as a whole.

    Raises
    ------
    InputError
        If the file is there already, or the unit of money is none.
    """
    from budgetsim.cli.console import say
    from budgetsim.forms.form import FORMS
    from budgetsim.forms.write import empty_form, write_forms

    path = new_path(out, ".xlsx")
    write_forms([empty_form(FORMS[form], _unit(money_unit))], path, spoken())
    say(told("cli-forms-written", path=str(path)))


@examples("budgetsim forms example wangcheng_2022 --years 2 --out forms")
def example(  # noqa: PLR0913 - one flag each
    scenario: o.ScenarioName,
    *,
    out: Annotated[Path, o.text("DIR", panel=o.OUTPUT)],
    settings: o.Settings = None,
    years: Annotated[int, o.number(1, 100)] = 2,
    seed: o.OneSeed = 0,
    money_unit: MoneyUnit = "万元",
) -> None:
    """Write self-evaluations as the departments of a district of the model would fill them, a workbook a department.

    Raises
    ------
    InputError
        If the folder is there already.
    """
    from budgetsim.cli.console import say
    from budgetsim.forms.example import example_forms
    from budgetsim.forms.write import write_forms
    from budgetsim.scenario import apply_settings, load_scenario

    folder = new_path(str(out))
    district = apply_settings(load_scenario(scenario), settings or ())
    forms = example_forms(district, seed, years, _unit(money_unit), spoken())
    folder.mkdir(parents=True)
    for number, own in enumerate(forms.values(), 1):
        write_forms(own, folder / f"{number:03d}.xlsx", spoken())
    say(told("cli-forms-example", path=str(folder), number=str(len(forms)), years=str(years)))


@examples(
    "budgetsim forms read forms --out panel.csv",
    "budgetsim forms read self-evaluation.xlsx objectives.xlsx --json",
)
def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    *,
    out: Annotated[str | None, o.text("PANEL.csv", panel=o.OUTPUT)] = None,
    json: o.Json = False,
) -> None:
    """Read filled forms, alone or in folders: which rules they break, by cell, and the panel of the departments.

    Raises
    ------
    InputError
        If the panel is there already.
    ScenarioError
        If a panel is asked for and cells cannot be read, or there is no form.
    """
    from budgetsim.cli.console import print_json
    from budgetsim.forms.read import read_forms
    from budgetsim.scenario import ScenarioError

    panel = new_path(out, ".csv") if out else None
    found = read_forms(paths)
    if not found.forms:
        raise ScenarioError(found.faults or _no_form(paths))
    broken = _broken(found)
    if json:
        print_json(_document(found, broken))
    else:
        _tell(found, broken)
    if panel is not None:
        _write_panel(found, paths, panel, quiet=json)


def _no_form(paths: Sequence[Path]) -> Fault:
    from budgetsim.forms.form import FORMS
    from budgetsim.forms.words import title
    from budgetsim.scenario_files.faults import Fault, listed

    titles = listed(title(form, spoken()) for form in FORMS.values())
    where = listed(map(str, paths))
    return Fault(
        where, None, "", None, told("form-fault-none"), told("form-fault-none.remedy", titles=titles)
    )


def _broken(found: Read) -> list[Fault]:
    from budgetsim.forms.checks import faults_of, objectives_kept, twice

    alone = [fault for form in found.forms for fault in faults_of(form)]
    return [*alone, *objectives_kept(found.forms), *twice(found.forms)]


def _write_panel(found: Read, paths: Sequence[Path], panel: Path, *, quiet: bool) -> None:
    from budgetsim.cli.console import say
    from budgetsim.data.notes import notes_told
    from budgetsim.data.tidy import clean_rows, csv_text
    from budgetsim.forms.panel import left_out, panel_of_forms
    from budgetsim.scenario import ScenarioError
    from budgetsim.scenario_files.faults import listed
    from budgetsim.studies.files import marked, write_whole

    if found.faults:
        raise ScenarioError(found.faults)
    observed = panel_of_forms(found.forms, ", ".join(map(str, paths)))
    write_whole(panel, marked(csv_text(clean_rows(observed))))
    if quiet:
        return
    sizes = {"rows": f"{int(observed.present.sum()):,}", "units": f"{len(observed.units):,}"}
    say(told("cli-forms-panel", panel=str(panel), **sizes))
    if lacking := left_out(found.forms):
        names = listed(f"{one.file} ({one.sheet})" for one in lacking)
        say(f"* {told('cli-forms-left-out', number=len(lacking), forms=names)}")
    for text in notes_told(observed.notes, spoken()):
        say(f"* {text}")


def _tell(found: Read, broken: Sequence[Fault]) -> None:
    from budgetsim.cli.console import say
    from budgetsim.forms.form import FORMS
    from budgetsim.forms.words import title

    counts = Counter(form.form.name for form in found.forms)
    for name, number in counts.items():
        say(f"{title(FORMS[name], spoken())}: {number:,}", style="bold")
    lists = (
        ("cli-forms-passed", found.passed),
        ("cli-forms-unread", [str(fault) for fault in found.faults]),
        ("cli-forms-broken", [str(fault) for fault in broken]),
    )
    for key, texts in lists:
        _tell_list(told(key, number=f"{len(texts):,}"), texts)
    if not broken and not found.faults:
        say(told("cli-forms-sound"))


def _tell_list(title: str, texts: Sequence[str]) -> None:
    from budgetsim.cli.console import say

    if not texts:
        return
    say(title, style="bold")
    for text in texts[:MOST_SHOWN]:
        say(f"* {text}")
    if len(texts) > MOST_SHOWN:
        say(told("cli-forms-more", number=f"{len(texts) - MOST_SHOWN:,}"))


def _document(found: Read, broken: Sequence[Fault]) -> dict[str, Any]:
    """Return what ``--json`` prints."""
    from dataclasses import asdict

    forms = [
        {
            "form": one.form.name, "file": one.file, "sheet": one.sheet, "money_unit": one.money_unit,
            **one.texts, **one.numbers, "year": one.year, "score": one.score,
            "indicators": [asdict(indicator) for indicator in one.indicators],
        }
        for one in found.forms
    ]  # fmt: skip
    return {
        "forms": forms,
        "passed": found.passed,
        "unread": [_fault(one) for one in found.faults],
        "broken": [_fault(one) for one in broken],
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file, "place": fault.field, "value": fault.value, "message": fault.message,
        "suggestion": fault.suggestion,
    }  # fmt: skip


def _unit(word: str) -> str:
    """Return a unit of money that forms can be read in again.

    Raises
    ------
    InputError
        If it is none.
    """
    from budgetsim.data.units import EXAMPLES, factor_of

    if factor_of(word) is None:
        raise InputError(
            told("cli-forms-no-unit", unit=repr(word[:50]), examples=told("fault-comma").join(EXAMPLES))
        )
    return word
