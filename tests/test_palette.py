"""Colours of figures as colour-blind people see them."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from budgetsim.report import style

MACHADO = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB."""


def lab(colour: str, kind: str | None) -> Any:
    """CIELAB of a colour as somebody sees it."""
    from matplotlib.colors import to_rgb

    srgb = np.array(to_rgb(colour))
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    if kind is not None:
        linear = np.clip(np.array(MACHADO[kind]) @ linear, 0.0, 1.0)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    f = np.cbrt(xyz / np.array([0.95047, 1.0, 1.08883]))
    f = np.where(
        xyz / np.array([0.95047, 1.0, 1.08883]) > 0.008856,
        f,
        7.787 * xyz / [0.95047, 1.0, 1.08883] + 16 / 116,
    )
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("kind", [None, *MACHADO])
def test_colours_are_told_apart_by_everybody(kind: str | None) -> None:
    seen = style.PALETTE

    def apart(one: str, two: str) -> float:
        return float(np.linalg.norm(lab(one, kind) - lab(two, kind)))

    # A distance of about 2 can just be seen; lines of a figure also differ in dashes and markers.
    assert min(apart(one, two) for one, two in itertools.combinations(seen, 2)) > 15.0
    assert min(apart(one, style.FAINT) for one in seen) > 10.0
    assert all(apart(one, "#ffffff") > 25.0 for one in seen)
