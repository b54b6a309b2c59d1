"""What the tests of studies share: factors, the bytes that are kept, and answers without where these are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from budgetsim.studies.factors import Factor, parse_vary


def vary(*texts: str) -> tuple[Factor, ...]:
    """Return factors as the command line asks for them."""
    return tuple(parse_vary(text, "--vary") for text in texts)


def contents(path: Path) -> dict[str, bytes]:
    """Return what must be the same bytes however a study was run."""
    files = [path / "design.parquet", *path.glob("parts*/*")]
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


def as_said(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer without where it is and how it was asked for."""
    return {key: value for key, value in answer.items() if key not in ("directory", "command_line")}
