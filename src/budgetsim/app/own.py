"""A scenario of somebody's own that the lab is opened with: it stands beside the reference scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetsim.app import runs
from budgetsim.app.explore.policy import NAMES, SCALES
from budgetsim.language import Language, told
from budgetsim.report.figure_words import sentences
from budgetsim.rounding import written_out
from budgetsim.scenario import Scenario, ScenarioError, load_scenario
from budgetsim.scenario_files.faults import Fault


def bring(path: str) -> Scenario:
    """Read a scenario, and let the lab's pages start from it.

    Raises
    ------
    ScenarioError
        With the faults of the file; or if it is a reference scenario or named like one, or is too large for the pages.
    """
    if path in runs.reference_names():
        raise ScenarioError([_fault("", "scenario", path, "gate-launch-scenario-there")])
    scenario = load_scenario(path)
    faults = []
    if scenario.name in (*runs.reference_names(), *NAMES):
        faults.append(_fault(path, "name", scenario.name, "gate-launch-scenario-name"))
    sizes = {"departments": scenario.district.departments, "years": scenario.protocol.years}
    for name, size in sizes.items():
        most = SCALES[name][1]
        if size > most:
            faults.append(_fault(path, name, size, "gate-launch-scenario-large", most=str(most)))
    if faults:
        raise ScenarioError(faults)
    runs.add(str(Path(path).absolute()))
    return scenario


def _fault(path: str, name: str, value: str | int, key: str, **facts: str) -> Fault:
    return Fault(path, None, name, value, told(key, **facts), told(f"{key}.remedy", **facts))


def meaning_of_start(name: str, speak: Language) -> str:
    """Return what a scenario to start from is: its description; of one's own, how many departments and what money."""
    key = f"scenario-{name}.meaning"
    if speak.has(f"scenario-{name}"):
        return speak(key)
    scenario = runs.reference_scenario(name)
    size = speak("lab-own-departments", number=str(scenario.district.departments))
    if scenario.money is None:
        return size
    money = {"budgets": written_out(scenario.money.budgets), "unit": scenario.money.unit}
    return sentences(speak, [size, speak("lab-own-money", **money)])


def department_told(names: Sequence[str], number: int, kind: str, speak: Language) -> str:
    """Return a department by its number, its name if it is somebody's own, and its kind."""
    said = speak(f"archetype-{kind}")
    if names:
        return speak("lab-department-named", number=str(number), name=names[number], kind=said)
    return speak("lab-department-numbered", number=str(number), kind=said)
