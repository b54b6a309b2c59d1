"""Recipes of panels as files of the user hold them."""

from __future__ import annotations

from pathlib import Path

from budgetsim.data.recipe import Recipe, read_recipe
from budgetsim.studies.study_file import open_study_file


def recipe_of(folder: Path, lines: str) -> Recipe:
    """Return what the lines of a table ``[panel]`` say of a file; every key is known."""
    (folder / "target.toml").write_text(f"[panel]\n{lines}\n", encoding="utf-8")
    file = open_study_file(folder / "target.toml")
    found = read_recipe(file, folder)
    file.done()
    return found
