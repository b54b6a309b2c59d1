"""Arithmetic that benchmarks tell beside times is counted: by hand it comes to the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from budgetsim import load_scenario


@pytest.fixture
def operations(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(root / "benchmarks")
    import operations

    operations.Counted.operations = 0
    return operations


def test_arithmetic_of_arrays_is_counted_by_element(operations: Any) -> None:
    x = operations.counted(np.arange(1.0, 6.0))
    y = np.minimum(2.0 * x + 1.0, 7.0)
    y += np.exp(-x)
    assert operations.Counted.operations == 6 * 5
    assert y.sum() == pytest.approx(
        (np.minimum(2.0 * np.arange(1.0, 6.0) + 1.0, 7.0) + np.exp(-np.arange(1.0, 6.0))).sum()
    )
    assert operations.Counted.operations == 7 * 5
    assert not np.isnan(x).any()
    assert operations.Counted.operations == 7 * 5


def test_department_month_of_the_model_takes_as_much_whatever_their_number(operations: Any) -> None:
    few, many = (
        operations.of_the_model(load_scenario("wangcheng_2022").replace(departments=n)) for n in (20, 200)
    )
    assert 100.0 < many < few < 1.2 * many


def test_adaptive_departments_take_more_arithmetic(operations: Any) -> None:
    plain = load_scenario("wangcheng_2022")
    assert operations.of_the_model(plain.replace(adaptive_share=0.5)) > operations.of_the_model(plain)
