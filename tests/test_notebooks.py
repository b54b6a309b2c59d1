"""The notebooks run from top to bottom in an empty directory, and are kept without what a run leaves in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

NAMES = ("researcher_quick_start", "lecturer_tour", "trial")
SECONDS = 300
"""For one cell, on a loaded machine."""
MACHINE = re.compile(r"(?<![\w.~-])/(?:root|work|home|Users|tmp)/")


def path_of(root: Path, name: str) -> Path:
    return root / "examples" / f"{name}.ipynb"


def cells_of(root: Path, name: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path_of(root, name).read_text(encoding="utf-8"))["cells"]
    return cells


def test_every_notebook_is_tested(root: Path) -> None:
    assert {path.stem for path in (root / "examples").glob("*.ipynb")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_notebook_is_clean(root: Path, name: str) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbformat.validate(nbformat.read(path_of(root, name), as_version=4))
    for cell in cells_of(root, name):
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [], cell["id"]
            assert cell["execution_count"] is None, cell["id"]
        assert not MACHINE.search("".join(cell["source"])), cell["id"]


@pytest.mark.parametrize("name", NAMES)
def test_cells_have_names_of_their_own(root: Path, name: str) -> None:
    """Names given by hand keep differences between versions readable; editors would draw them at random."""
    names = [cell["id"] for cell in cells_of(root, name)]
    assert len(names) == len(set(names))
    assert [word for word in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", word)] == []


@pytest.mark.parametrize("name", NAMES)
def test_code_is_introduced(root: Path, name: str) -> None:
    """Prose begins the notebook and comes at least before every third cell of code."""
    kinds = "".join("p" if cell["cell_type"] == "markdown" else "c" for cell in cells_of(root, name))
    assert kinds.startswith("p")
    assert kinds.endswith("p")
    assert "cccc" not in kinds


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_notebook_runs(root: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))  # nobody's own start-up files
    notebook = nbformat.read(path_of(root, name), as_version=4)
    client.NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    silent = [cell.id for cell in notebook.cells if cell.cell_type == "code" and not cell.outputs]
    assert set(silent) <= {"imports", "same-numbers"}, "every cell but the imports shows something"
    complaints = [
        (cell.id, output.text)
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    ]
    assert complaints == []
