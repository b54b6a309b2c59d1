"""What is printed keeps its meaning on every stream: signs, relations and names that it cannot write."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim.cli import console, streams
from budgetsim.cli.streams import spell, writable

OLD = ("ascii", "cp1252", "gbk", "latin-1", "cp437")


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("−0.05 ≤ x < 1", "-0.05 <= x < 1"),
        ("0.181 ± 0.02 (≥ 3 ×)", "0.181 +/- 0.02 (>= 3 x)"),
        ("12 % – 14 %…", "12 % - 14 %..."),
        ("σ² ≠ θ → ∞", "sigma^2 != theta -> inf"),
        ("Île-de-France, Łódź", r"Ile-de-France, \u0141odz"),
        ("现状 / 改革", r"\u73b0\u72b6 / \u6539\u9769"),
        ("a\udc80b", r"a\udc80b"),
    ],
)
def test_ascii_spells_what_it_lacks(text: str, spelled: str) -> None:
    assert writable(text, "ascii") == spelled


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("sign", ["−0.5", "≤", "≥", "≠", "≈", "×", "±", "→"])
def test_no_sign_becomes_a_question_mark(sign: str, encoding: str) -> None:
    shown = writable(sign, encoding)
    shown.encode(encoding)
    assert "?" not in shown
    assert len({writable(one, encoding) for one in ("≤", "≥", "≠", "≈")}) == 4


@given(st.text(max_size=20), st.sampled_from(OLD))
def test_any_text_can_be_written(text: str, encoding: str) -> None:
    shown = writable(text, encoding)
    shown.encode(encoding)
    assert shown.count("?") <= text.count("?") + sum(spell(sign).count("?") for sign in set(text))


@given(st.text(max_size=20))
def test_utf8_keeps_every_text(text: str) -> None:
    assert writable(text, "utf-8") == text


@given(
    st.text("现状改革方案财政", min_size=1, max_size=4), st.text("现状改革方案财政", min_size=1, max_size=4)
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert (writable(one, "ascii") == writable(other, "ascii")) == (one == other)


def test_all_signs_of_the_words_have_a_spelling() -> None:
    folder = Path(console.__file__).parents[1] / "language" / "en"
    words = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.ftl")))
    lost = {sign for sign in words if "\\" in spell(sign) and sign != "\\"}
    assert not lost, f"no spelling in SPELLED or GREEK: {sorted(lost)}"


def test_json_on_an_old_stream_is_the_same_document(monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"finding": "−0.05 ≤ x", "names": ["现状", "改革"]}
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding="ascii"))
    console.print_json(document)
    sys.stdout.flush()
    assert json.loads(buffer.getvalue()) == document


def command(encoding: str, *words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    line = [sys.executable, "-m", "budgetsim", *words]
    return subprocess.run(line, cwd=cwd, env=environment, capture_output=True, check=False)


COMPARE = ("compare", "1.toml", "6.toml", "--replications", "2", "--years", "2", "--no-figures")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with two scenarios, and what comparing them tells on a stream that takes every letter."""
    folder = tmp_path_factory.mktemp("compared")
    for name, staff in (("现状", 1), ("改革", 6)):
        lines = (
            f'extends = "wangcheng_2022"\nname = "{name}"\npolicy.staff = {staff}\ndistrict.departments = 4\n'
        )
        (folder / f"{staff}.toml").write_text(lines, encoding="utf-8")
    whole = command("utf-8", *COMPARE, "--out", "utf-8", cwd=folder)
    assert whole.returncode == 0, whole.stderr
    return folder, whole.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_comparison_keeps_its_minus_signs(encoding: str, compared: tuple[Path, str]) -> None:
    folder, right = compared
    old = command(encoding, *COMPARE, "--out", encoding, cwd=folder)
    assert old.returncode == 0, old.stderr
    got = old.stdout.decode(encoding)
    assert "−" in right
    assert "?" not in got
    numbers = re.compile(r"[-−]?\d+\.\d+")
    assert [one.replace("−", "-") for one in numbers.findall(right)] == numbers.findall(got)
    assert r"\u73b0\u72b6" in got


def test_a_scenario_on_an_old_stream_can_be_read_back(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('extends = "wangcheng_2022"\nname = "现状"\n', encoding="utf-8")
    shown = command("ascii", "scenarios", "show", "a.toml", "--full", cwd=tmp_path)
    assert tomllib.loads(shown.stdout.decode("ascii"))["name"] == "现状"


def test_errors_on_an_old_stream_name_what_came(tmp_path: Path) -> None:
    told = command("ascii", "run", "没有", cwd=tmp_path)
    assert told.returncode == 2
    assert rb"\u6ca1\u6709" in told.stderr


def test_a_closed_stream_takes_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    streams.prepare_streams()
    print("−")  # noqa: T201 - goes nowhere
