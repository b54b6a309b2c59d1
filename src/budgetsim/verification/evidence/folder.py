"""Where the files of contexts are: package data in a wheel, ``experiments/contexts`` in a checkout."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.resolve import is_path

PACKAGE, FOLDER = "budgetsim", "_experiments"
_HERE = Path(__file__)


def package_folder() -> Path | None:
    """Return the folder that a wheel carries, if there is one."""
    from importlib import resources

    folder = resources.files(PACKAGE) / FOLDER / "contexts"
    return folder if isinstance(folder, Path) and folder.is_dir() else None


def checkout_folder() -> Path | None:
    """Return the folder beside ``src`` in a checkout, if this is one."""
    source, root = _HERE.parents[3], _HERE.parents[4]
    folder = root / "experiments" / "contexts"
    return folder if source.name == "src" and folder.is_dir() else None


def context_files() -> dict[str, Path]:
    """Return the files by name, sorted."""
    folder = package_folder() or checkout_folder()
    return {file.stem: file for file in sorted(folder.glob("*.toml"))} if folder else {}


def files_named(names: Iterable[str]) -> list[Path]:
    """Return the files of some experiments, each once; all if none is named.

    A name that ends in ``.toml`` or holds a slash is a path to a file of one's own.

    Raises
    ------
    ScenarioError
        With every name that is no experiment, or if there are no files at all.
    """
    known = context_files()
    given = list(dict.fromkeys(names))
    wrong = [name for name in given if not is_path(name) and name not in known]
    if wrong or not (given or known):
        raise ScenarioError([_unknown(name, known) for name in wrong or ["experiments/contexts"]])
    return [Path(name) if is_path(name) else known[name] for name in given] or list(known.values())


def _unknown(name: str, known: dict[str, Path]) -> Fault:
    listed = f"experiments: {', '.join(known) or 'none found'}; a file of your own is given as a path ending in .toml"
    begins = [other for other in known if other.startswith(name)]
    hint = f"did you mean {begins[0]}?" if begins else did_you_mean(name, known)
    return Fault("", None, "", name, "no such context", f"{hint} ({listed})" if hint else listed)
