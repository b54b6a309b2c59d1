"""A story on the page of *Inspect* is the story of the command that the page names, word for word."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from budgetsim.language import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def squeezed(text: str) -> str:
    """Text without the spaces and lines that a terminal and a page set differently."""
    return "".join(text.split())


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_and_terminal_tell_the_same(student: Callable[..., Any], tmp_path: Path, code: str) -> None:
    page = student().go("/inspect", code)
    page.locator(".inspect-all").click()
    page.locator(".inspect-section").nth(7).wait_for()
    words = shlex.split(page.locator(".inspect-command code").inner_text())
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    told, place = squeezed(done.stdout), 0
    sentences = [squeezed(text) for text in page.locator(".inspect-text > *").all_inner_texts()]
    assert len(sentences) > 16
    for sentence in sentences:
        place = told.find(sentence, place)
        assert place >= 0, sentence
