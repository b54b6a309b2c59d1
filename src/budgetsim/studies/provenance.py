"""Where numbers come from: versions of packages, the model's source, the machine."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

import budgetsim
from budgetsim.studies.science import KEY, SCIENCE

PACKAGES = ("numpy", "scipy", "pandas", "pyarrow", "mesa", "distributed")
NOT_MODEL = ("app", "cli", "report", "scenario_files", "studies", "verification", "_scenarios")
"""Parts of the package that read, present or analyse, and cannot change the numbers of a run."""


def package_version() -> str:
    """Return the version of budgetsim."""
    return budgetsim.__version__


@cache
def model_digest() -> str:
    """Return a SHA-256 of the source of the model, so that numbers of two versions are never mixed."""
    root = Path(budgetsim.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        inside = path.relative_to(root)
        if inside.parts[0] not in NOT_MODEL:
            digest.update(inside.as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


@cache
def environment() -> dict[str, str]:
    """Return the versions and the machine on which numbers are bit-identical."""
    found = {"budgetsim": package_version(), "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    found["platform"] = platform.platform()
    found["cpu"] = cpu_type()
    found["model_sha256"] = model_digest()
    found[KEY] = str(SCIENCE)
    return found


def cpu_type() -> str:
    """Return the name of the processor, as well as the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
