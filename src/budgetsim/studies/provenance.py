"""Where numbers come from: versions of packages, the machine, the model's source, and the version of its science.

The science says what outcomes mean: results of before must not be set beside new ones.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from budgetsim.language import told
from budgetsim.scenario_files.faults import listed
from budgetsim.studies.identity import model_digest
from budgetsim.version import __version__

COMMAND_LINE: ContextVar[str] = ContextVar("command_line", default="")
"""The line of the terminal that is being done; empty in a program of somebody's own."""
SCIENCE = 2
"""Version of the science of this package; raised when an outcome of the same name comes to mean something else."""
FIRST = 1
"""Version of results that do not say: they were made before versions were written down."""
KEY = "science"
MEANT = (1,)
"""Earlier versions; what was different under each says the message ``study-science-`` with its number."""


class ScienceWarning(UserWarning):
    """Results were made under an earlier science of the model; the message says what they mean."""


def science_of(about: Mapping[str, Any]) -> int:
    """Return the version of the science behind results, from what their directory says of the environment."""
    environment = about.get("environment")
    version = environment.get(KEY) if isinstance(environment, Mapping) else None
    return int(version) if isinstance(version, str) and version.isdecimal() else FIRST


def is_current(about: Mapping[str, Any]) -> bool:
    """Whether results mean what this package means by them."""
    return science_of(about) == SCIENCE


def meaning_of(version: int) -> str:
    """Return in words what was different under a version; empty for this one and for those to come."""
    return told("fault-semicolon").join(
        told(f"study-science-{number}") for number in MEANT if number >= version
    )


def science_note(directory: Path | str, about: Mapping[str, Any]) -> str:
    """Return a sentence about results of another science, for notes and errors."""
    version = science_of(about)
    about_it = {"directory": str(directory), "version": str(version), "current": str(SCIENCE)}
    if version > SCIENCE:
        return told("study-science-later", **about_it)
    return told("study-science-earlier", meaning=meaning_of(version), **about_it)


def refusal(directory: Path | str, about: Mapping[str, Any]) -> str:
    """Return why a study of another science cannot go on here, and what to do; empty if it can."""
    if is_current(about):
        return ""
    return told("study-science-refused", note=science_note(directory, about))


def mixture(sources: Sequence[tuple[Path, Mapping[str, Any]]]) -> str:
    """Return why results cannot be set beside each other, and what to do; empty if all are of one science."""
    versions = {science_of(about) for _, about in sources}
    if len(versions) <= 1:
        return ""
    groups = {
        version: [str(place) for place, about in sources if science_of(about) == version]
        for version in sorted(versions)
    }
    versions_there = told("fault-semicolon").join(
        told("study-science-group", version=str(version), directories=listed(places))
        for version, places in groups.items()
    )
    return told("study-science-mixed", versions=versions_there, meaning=meaning_of(min(versions)))


PACKAGES = ("numpy", "scipy", "pandas", "pyarrow", "mesa", "distributed")


@cache
def environment() -> dict[str, str]:
    """Return the versions and the machine on which numbers are bit-identical."""
    from importlib import metadata

    versions = {"budgetsim": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    versions["platform"] = platform.platform()
    versions["cpu"] = cpu_type()
    versions["model_sha256"] = model_digest()
    versions[KEY] = str(SCIENCE)
    return versions


def cpu_type() -> str:
    """Return the name of the processor, as well as the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
