"""What pages copy from the program stands between two comments, and is what the program says."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
import statics_rows
import statics_table
from programs import program


@pytest.fixture(scope="module")
def docs(root: Path) -> ModuleType:
    """The script behind `make docs`."""
    return program(root / "scripts" / "docs.py")


def text_of(docs: ModuleType, root: Path, name: str) -> str:
    """What stands in a block of its page."""
    page = (root / docs.BLOCKS[name][0]).read_text(encoding="utf-8")
    (found,) = docs.block(name).findall(page)
    return str(found[1]).strip()


@pytest.mark.parametrize("name", ["theory", "evidence", "statics", "calibration", "posterior"])
def test_block_stands_in_its_page_and_holds_a_table(docs: ModuleType, root: Path, name: str) -> None:
    assert set(docs.BLOCKS) == {"theory", "evidence", "statics", "calibration", "posterior"}
    assert "| --- |" in text_of(docs, root, name)


def test_signs_in_the_page_are_those_that_are_tested(docs: ModuleType, root: Path) -> None:
    assert text_of(docs, root, "statics") == statics_table.page(statics_rows.GROUPS).strip()


def test_what_moved_is_told_of_the_draws_that_are_packed(docs: ModuleType, root: Path) -> None:
    assert text_of(docs, root, "posterior") == docs.posterior().strip()


@pytest.mark.slow
def test_scorecard_of_the_theory_is_what_the_command_prints(docs: ModuleType, root: Path) -> None:
    assert text_of(docs, root, "theory") == docs.theory().strip()


def test_text_is_put_between_the_comments_and_nowhere_else(docs: ModuleType) -> None:
    page = "before\n<!-- begin theory -->\nold\n<!-- end theory -->\nafter <!-- begin statics -->\n"
    got = docs.written(page, "theory", "new \\1\n")
    assert (
        got
        == "before\n<!-- begin theory -->\n\nnew \\1\n\n<!-- end theory -->\nafter <!-- begin statics -->\n"
    )
    assert docs.written(got, "theory", "new \\1") == got
    with pytest.raises(SystemExit, match="must hold"):
        docs.written(page.replace("end theory", "end"), "theory", "new")


def test_page_that_is_out_of_date_is_told_and_renewed(
    docs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- begin own -->\nold\n<!-- end own -->\n", encoding="utf-8")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(
        docs, "BLOCKS", {"own": ("page.md", lambda: "new"), "away": ("page.md", lambda: None)}
    )
    assert docs.main(["--check", "own"]) == 1
    assert "page.md: own is out of date" in capsys.readouterr().out
    assert "old" in page.read_text(encoding="utf-8")
    assert docs.main(["own"]) == 0
    assert docs.main(["--check", "own", "away"]) == 0
    assert "away: left as it is" in capsys.readouterr().err
    assert docs.main(["thoery"]) == 2
    assert "no such block: thoery; blocks: own, away" in capsys.readouterr().err


def test_figures_that_are_drawn_are_those_that_are_shown(docs: ModuleType, root: Path) -> None:
    pages = [root / "README.md", *(root / "docs").glob("*.md")]
    shown = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert all(f"figures/{name}" in shown for name in docs.FIGURES)
    assert all((root / "docs" / "figures" / name).is_file() for name in docs.FIGURES)
