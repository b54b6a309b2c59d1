"""Where reference scenarios are: package data in a wheel, the folder ``scenarios`` in a checkout."""

from __future__ import annotations

from pathlib import Path

from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.names import did_you_mean

PACKAGE = "budgetsim"
_HERE = Path(__file__)


def package_folder() -> Path | None:
    """Return the folder of scenarios that a wheel carries, if there is one."""
    from importlib import resources  # noqa: PLC0415 - slow to import, and only needed here

    folder = resources.files(PACKAGE) / "_scenarios"
    return folder if isinstance(folder, Path) and folder.is_dir() else None


def checkout_folder() -> Path | None:
    """Return the folder of scenarios beside ``src`` in a checkout, if this is one."""
    source, root = _HERE.parents[2], _HERE.parents[3]
    folder = root / "scenarios"
    return folder if source.name == "src" and folder.is_dir() else None


def reference_files() -> dict[str, Path]:
    """Return the files of the reference scenarios by name, sorted."""
    folder = package_folder() or checkout_folder()
    return {file.stem: file for file in sorted(folder.glob("*.toml"))} if folder else {}


def reference_path(name: str, fault: Fault | None = None) -> Path:
    """Return the file of a reference scenario; ``fault`` tells where the name came from.

    Raises
    ------
    ScenarioError
        If there is no such scenario; the message names the closest and lists all.
    """
    files = reference_files()
    if name in files:
        return files[name]
    message = "there is no reference scenario of that name"
    listed = (
        f"reference scenarios: {', '.join(files) or 'none found'}; a file is given as a path ending in .toml"
    )
    hint = did_you_mean(name, files)
    suggestion = f"{hint} ({listed})" if hint else listed
    if fault is None:
        raise ScenarioError(Fault("", None, "scenario", name, message, suggestion))
    raise ScenarioError(
        Fault(fault.file, fault.line, fault.field, name, fault.message or message, suggestion)
    )


def is_path(name: str) -> bool:
    """Tell whether a text names a file rather than a reference scenario."""
    return name.endswith(".toml") or "/" in name or "\\" in name
