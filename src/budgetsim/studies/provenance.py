"""Where numbers come from: versions of packages, the model's source, the machine."""

from __future__ import annotations

import platform
from functools import cache
from importlib import metadata
from pathlib import Path

from budgetsim.studies.identity import model_digest
from budgetsim.studies.science import KEY, SCIENCE
from budgetsim.version import __version__

PACKAGES = ("numpy", "scipy", "pandas", "pyarrow", "mesa", "distributed")


@cache
def environment() -> dict[str, str]:
    """Return the versions and the machine on which numbers are bit-identical."""
    found = {"budgetsim": __version__, "python": platform.python_version()}
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
