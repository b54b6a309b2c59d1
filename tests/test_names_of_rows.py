"""Long names of rows beside each other leave every panel room."""

from __future__ import annotations

import warnings

from budgetsim.report import layout, style


def test_names_of_rows_leave_every_column_room() -> None:
    names = ["platform (off → on)", "budget rule (last year's base → by believed ability)"]
    with style.house_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        figure, axes = layout.new_figure(1.2, 2, 2)
        for axis in axes:
            axis.barh([0, 1], [0.01, 0.02])
            layout.name_rows(axis, names)
            axis.set_xlabel("Difference (value per department)")
        layout.settle(figure)
    for axis in axes:
        assert axis.get_position().width * figure.get_figwidth() > 1.2
