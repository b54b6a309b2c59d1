"""The model needs few packages, so that it runs where others cannot be installed, as in a browser without a server."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent

import pytest

NEEDED = {
    "budgetsim", "numpy", "pandas", "pydantic",
    # what the three of them import
    "annotated_types", "dateutil", "pydantic_core", "pytz", "six", "typing_extensions", "typing_inspection",
}  # fmt: skip

FINDER = f"""
import sys
from importlib.machinery import PathFinder

class Few(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        top = name.partition(".")[0]
        known = top in sys.stdlib_module_names or top.startswith("_") or top in {NEEDED!r}
        return PathFinder.find_spec(name, path, target) if known else None

sys.meta_path[:] = [Few if finder is PathFinder else finder for finder in sys.meta_path]
sys.path_importer_cache.clear()
"""

SIMULATE = """
import budgetsim
base = budgetsim.load_scenario("wangcheng_2022").replace(departments=6, years=2, burn_in=1)
result = budgetsim.simulate([base, base.replace(name="staffed", staff=6)], seeds=range(2))
print(result.values["staffed"].shape[:2])
"""


def run_with_few_packages(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", FINDER + dedent(code)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_simulating_takes_numpy_pandas_and_pydantic() -> None:
    got = run_with_few_packages(SIMULATE)
    assert got.returncode == 0, got.stderr
    assert got.stdout == "(2, 2)\n"  # seeds, years


@pytest.mark.parametrize("name", ["llvmlite", "mesa", "scipy", "pyarrow", "matplotlib"])
def test_others_are_out_of_reach(name: str) -> None:
    got = run_with_few_packages(f"import {name}")
    assert got.returncode == 1
    assert "ModuleNotFoundError" in got.stderr
