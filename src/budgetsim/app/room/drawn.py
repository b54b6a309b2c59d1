"""Pictures of a room as SVG: a histogram, and lines over the years. Colours are classes that follow the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from budgetsim.rounding import fixed

WIDTH, HEIGHT = 720.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 16.0, 36.0, 44.0
TICKS = 5
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Mark:
    """A vertical line in a histogram, or a line over the years, with its name."""

    name: str
    values: tuple[float, ...]
    look: str
    """Class of its colour and dashes."""


@dataclass(frozen=True)
class Scale:
    """Values as places on a page."""

    lower: float
    upper: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        return self.start + (self.end - self.start) * (value - self.lower) / (self.upper - self.lower)


def step_of(span: float, count: int = TICKS) -> float:
    """Return a round step that divides a span into about so many pieces."""
    rough = max(span, 1e-9) / count
    power = 10.0 ** int(f"{rough:e}".partition("e")[2])
    return next(power * step for step in STEPS if power * step >= rough * 0.999)


def ends_of(values: Sequence[float], step: float) -> tuple[float, float]:
    """Return the multiples of a step between which values lie, apart even where the values are not."""
    lower, upper = step * (min(values) // step), step * -(-max(values) // step)
    return lower, upper if upper > lower else lower + step


def histogram(
    values: Sequence[float],
    lower: float,
    upper: float,
    step: float,
    axis: str,
    many: str,
    marks: Sequence[Mark] = (),
) -> Markup:
    """Return how many values lie in each step between two ends; the last step holds its upper end.

    ``axis`` names the values, ``many`` what is counted.
    """
    count = round((upper - lower) / step)
    found = [0] * count
    for value in values:
        found[min(count - 1, max(0, int((value - lower) / step)))] += 1
    across, most = Scale(lower, upper, LEFT, WIDTH - RIGHT), max(4, *found)
    up = Scale(0.0, float(most), HEIGHT - BOTTOM, TOP)
    parts = [_rows(up, step_of(most, 4), 0), _columns(across, _ticks(across, step_of(upper - lower)), axis)]
    for number, height in enumerate(found):
        left, right = across(lower + number * step), across(lower + (number + 1) * step)
        parts.append(
            Markup('<rect class="room-bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="3"/>').format(
                left + 1.5, up(height), right - left - 3.0, up(0) - up(height)
            )
        )  # fmt: skip
    for number, mark in enumerate(marks):
        place = across(min(upper, max(lower, mark.values[0])))
        anchor = "end" if place > WIDTH * 0.75 else "start"
        parts.append(
            Markup(
                '<line class="room-line {}" x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}"/>'
                '<text class="room-name" text-anchor="{}" x="{:.1f}" y="{}">{}</text>'
            ).format(mark.look, place, place, TOP - 8, HEIGHT - BOTTOM, anchor,
                     place + (-6 if anchor == "end" else 6), TOP - 8 + 16 * number, mark.name)
        )  # fmt: skip
    places = _places(step)
    edges = [fixed(lower + number * step, places) for number in range(count + 1)]
    bins = [
        [f"{left} – {right}", str(height)]
        for left, right, height in zip(edges, edges[1:], found, strict=False)
    ]
    named = [[mark.name, fixed(mark.values[0], 2)] for mark in marks]
    return _picture(parts) + _numbers([axis, many], [*bins, *named])


def paths(lines: Sequence[Mark], years: int, across_name: str, up_name: str) -> Markup:
    """Return lines over the years, each named at its end."""
    values = [value for line in lines for value in line.values] or [0.0]
    step = step_of(max(values) - min(values))
    lower, upper = ends_of([*values, 0.0], step)
    across, up = Scale(1.0, float(years), LEFT, WIDTH - 130.0), Scale(lower, upper, HEIGHT - BOTTOM, TOP)
    parts = [
        _rows(up, step, _places(step)),
        _columns(across, [float(y) for y in range(1, years + 1)], across_name),
    ]
    parts.append(Markup('<text class="room-axis" x="4" y="18">{}</text>').format(up_name))
    ends = sorted((up(line.values[-1]), number) for number, line in enumerate(lines) if line.values)
    heights: dict[int, float] = {}
    last = -100.0
    for place, number in ends:
        last = heights[number] = max(place + 4.0, last + 20.0)
    for number, line in enumerate(lines):
        points = [(across(year), up(value)) for year, value in enumerate(line.values, start=1)]
        if not points:
            continue
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(Markup('<polyline class="room-line {}" points="{}"/>').format(line.look, drawn))
        parts.append(
            Markup('<circle class="room-dot {}" cx="{:.1f}" cy="{:.1f}" r="4"/>').format(
                line.look, *points[-1]
            )
        )
        parts.append(
            Markup('<text class="room-name" x="{:.1f}" y="{:.1f}">{}</text>').format(
                points[-1][0] + 9, heights[number], line.name
            )
        )
    rows = [
        [str(year), *(fixed(line.values[year - 1], 2) if year <= len(line.values) else "–" for line in lines)]
        for year in range(1, years + 1)
    ]
    return _picture(parts) + _numbers([across_name, *(line.name for line in lines)], rows)


def gaps(
    pairs: Sequence[tuple[float, float]], names: tuple[str, str], up_name: str, across_name: str
) -> Markup:
    """Return two scores from 0 to 100 of each of many, joined by a line, in the order of the first; nobody is named.

    ``names`` tell what the first score and the second one are.
    """
    ordered = sorted(pairs)
    lower = min(90.0, *(10.0 * (min(pair) // 10.0) for pair in ordered))
    across = Scale(0.0, float(len(ordered)), LEFT, WIDTH - RIGHT)
    up = Scale(lower, 100.0, HEIGHT - BOTTOM, TOP)
    parts = [_rows(up, step_of(100.0 - lower), 0)]
    for number, pair in enumerate(ordered):
        place = across(number + 0.5)
        parts.append(
            Markup('<line class="room-gap" x1="{:.1f}" x2="{:.1f}" y1="{:.1f}" y2="{:.1f}"/>').format(
                place, place, up(pair[0]), up(pair[1])
            )
        )
        for look, value in zip(("room-true", "room-claimed"), pair, strict=True):
            parts.append(
                Markup('<circle class="room-dot {}" cx="{:.1f}" cy="{:.1f}" r="5"/>').format(
                    look, place, up(value)
                )
            )
    for number, (look, name) in enumerate(zip(("room-true", "room-claimed"), names, strict=True)):
        left = LEFT + 260.0 * number
        parts.append(
            Markup(
                '<circle class="room-dot {}" cx="{:.1f}" cy="12" r="5"/>'
                '<text class="room-name" x="{:.1f}" y="17">{}</text>'
            ).format(look, left + 6, left + 18, name)
        )
    parts.append(
        Markup('<text class="room-axis" text-anchor="middle" x="{:.1f}" y="{}">{}</text>').format(
            0.5 * (LEFT + WIDTH - RIGHT), HEIGHT - 14, across_name
        )
    )
    rows = [
        [str(number), *(fixed(value, 1) for value in pair)] for number, pair in enumerate(ordered, start=1)
    ]
    return _picture(parts) + _numbers([up_name, *names], rows)


def _numbers(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    """Return the numbers of a picture as a table for screen readers."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in heads)
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0], Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row[1:])
        )
        for row in rows
    )
    made = Markup('<div class="lab-unseen"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>')
    return made.format(head, body)


def _picture(parts: Sequence[Markup]) -> Markup:
    return Markup('<svg class="room-picture" viewBox="0 0 {:.0f} {:.0f}" aria-hidden="true">{}</svg>').format(
        WIDTH, HEIGHT, Markup("").join(parts)
    )


def _rows(up: Scale, step: float, places: int) -> Markup:
    step = max(step, 1.0) if places == 0 else step
    return Markup("").join(
        Markup(
            '<line class="room-grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>'
            '<text class="room-tick" text-anchor="end" x="{}" y="{:.1f}">{}</text>'
        ).format(LEFT, WIDTH - RIGHT, up(value), up(value), LEFT - 8, up(value) + 4, fixed(value, places))
        for value in _ticks(up, step)
    )


def _columns(across: Scale, ticks: Sequence[float], name: str) -> Markup:
    places = _places(min((b - a for a, b in pairwise(ticks)), default=1.0))
    texts = Markup("").join(
        Markup('<text class="room-tick" text-anchor="middle" x="{:.1f}" y="{}">{}</text>').format(
            across(value), HEIGHT - BOTTOM + 18, fixed(value, places)
        )
        for value in ticks
    )
    middle = 0.5 * (across.start + across.end)
    return texts + Markup('<text class="room-axis" text-anchor="middle" x="{:.1f}" y="{}">{}</text>').format(
        middle, HEIGHT - 6, escape(name)
    )


def _ticks(scale: Scale, step: float) -> list[float]:
    first = -(-round(scale.lower / step, 9) // 1)
    count = int((scale.upper - first * step) / step + 1e-9)
    return [step * (first + number) for number in range(count + 1)]


def _places(step: float) -> int:
    return next((places for places in range(4) if abs(round(step, places) - step) < 1e-9), 4)
