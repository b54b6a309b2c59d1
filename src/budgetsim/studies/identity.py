"""What identities of studies are made of: plain values and the model's source."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from budgetsim.language import told
from budgetsim.studies.errors import StudyError

NOT_MODEL = (
    "__init__.py", "__main__.py", "_scenarios", "app", "cli", "data", "forms", "kinds", "language", "posterior",
    "registry.py", "report", "rounding.py", "scenario_files", "studies", "survey", "version.py",
)  # fmt: skip
"""Parts of the package that read, present or analyse, and cannot change the numbers of a run."""


def canonical(value: Any) -> bytes:
    """Return JSON with sorted keys and no spaces, the same for equal values.

    Raises
    ------
    StudyError
        If a value cannot be written as JSON.
    """
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        raise StudyError(told("study-settings-plain", error=str(error))) from error


@cache
def model_digest() -> str:
    """Return a SHA-256 of the source of the model, so that numbers of two versions are never mixed."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        inside = path.relative_to(root)
        if inside.parts[0] not in NOT_MODEL:
            digest.update(inside.as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
