"""Renew constraints.txt from two environments: one of Python 3.11, one of Python 3.12 or newer.

Usage::

    python scripts/pin.py .venv-311/bin/python .venv-312/bin/python > constraints.txt

Make the two environments without the old pins (``pip install -e ".[dev,chinese,lab,cluster,files]"``), so that the
newest releases within the bounds of pyproject.toml are taken. Names and versions are written, nothing else.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

HEADER = """\
# The exact versions that the project is tested with. Written by scripts/pin.py; the bounds are in pyproject.toml.
# Lines without a marker hold for every Python.
"""
NOT_PINNED = {"budgetsim", "pip", "setuptools", "wheel"}
OLD = 'python_version < "3.12"'
NEW = 'python_version >= "3.12"'


def installed(python: str) -> dict[str, str]:
    """Return the version of every package of an environment, by normalised name."""
    command = [python, "-m", "pip", "--disable-pip-version-check", "list", "--format=json"]
    listing = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = {re.sub(r"[-_.]+", "-", item["name"]).lower(): item["version"] for item in listing}
    return {name: version for name, version in found.items() if name not in NOT_PINNED}


def merged(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """Return one line per package, with a marker where the two environments differ."""
    lines = []
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) == new.get(name):
            lines.append(f"{name}=={old[name]}")
            continue
        for versions, marker in ((old, OLD), (new, NEW)):
            if name in versions:
                lines.append(f"{name}=={versions[name]} ; {marker}")
    return lines


def main() -> int:
    """Write the pins of the two environments named on the command line to standard output."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    old, new = (installed(python) for python in sys.argv[1:])
    print(HEADER + "\n".join(merged(old, new)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
