"""Other programs read a study straight from its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetsim import load_study
from budgetsim.scenario import Scenario
from budgetsim.studies.factors import parse_vary
from budgetsim.studies.points import Points
from budgetsim.studies.runner import run_study
from budgetsim.studies.sampling import grid
from budgetsim.studies.study import Study

BASE = Scenario().replace(departments=5, years=3, burn_in=1)
USE = parse_vary("result_use=0.1,0.6,0.9", "--vary")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sweep of three points under four seeds."""
    points = Points((BASE,), (USE,), grid((USE,)))
    settings = {"factors": [USE.to_dict()]}
    path = tmp_path_factory.mktemp("study") / "sweep"
    run_study(Study("sweep", "use", points, tuple(range(4)), settings=settings), path)
    return path


@pytest.fixture(scope="module")
def expected(place: Path) -> dict[float, float]:
    """Mean public value of the last year by value of the factor, as the package itself loads it."""
    loaded = load_study(place)
    late = loaded.outcomes[loaded.outcomes["year"] == 3].merge(loaded.points, on="scenario")
    return dict(late.groupby("result_use")["public_value"].mean())


def test_duckdb_reads_parts_and_design(place: Path, expected: dict[float, float]) -> None:
    duckdb = pytest.importorskip("duckdb")
    rows = duckdb.sql(
        f"""SELECT d."factor.result_use", avg(o.public_value)
        FROM '{place}/parts/*.parquet' o JOIN '{place}/design.parquet' d ON o.scenario = d.name
        WHERE o.year = 3 GROUP BY 1"""
    ).fetchall()
    assert dict(rows) == pytest.approx(expected, rel=1e-12)


def test_polars_reads_parts_and_design(place: Path, expected: dict[float, float]) -> None:
    pl = pytest.importorskip("polars")
    design = pl.scan_parquet(place / "design.parquet").select("name", "factor.result_use")
    outcomes = pl.scan_parquet(place / "parts" / "*.parquet")
    joined = outcomes.join(design, left_on="scenario", right_on="name").filter(pl.col("year") == 3)
    found = joined.group_by("factor.result_use").agg(pl.col("public_value").mean()).collect()
    assert dict(found.iter_rows()) == pytest.approx(expected, rel=1e-12)
