"""How a parameter is declared: once, with everything that tables, checks and sweeps need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict, Unpack, get_args

Basis = Literal["measured", "cited", "assumed"]
Link = Literal["", "objectives", "monitoring", "evaluation", "use", "capacity", "superior"]
Item = Literal["", "people", "systems", "training", "third-parties", "audits", "publication"]
Kind = Literal["number", "integer", "choice", "text"]
UNCERTAIN_GROUPS = ("department", "bureau", "district")
"""Groups that describe how things are; the others are chosen."""
Fixed = Literal["", "rule", "district", "stance", "switch"]

LINKS: tuple[Link, ...] = tuple(link for link in get_args(Link) if link)
"""Links of the year in their order, then what stands behind them."""
ITEMS: tuple[Item, ...] = tuple(item for item in get_args(Item) if item)
"""Items of the administrative budget."""
FIXED: dict[Fixed, str] = {
    "rule": "a rule of the district, which a scenario states",
    "district": "what the district is made of, which a scenario states",
    "stance": "a judgement of welfare, shown as a band",
    "switch": "off at its default: another world, shown beside this one",
}
"""Why some numbers have no distribution, though a study may vary them."""
PLAUSIBLE_PART = 0.5
"""Half-width of the plausible range of a parameter that declares none, as a part of its default (assumed)."""
ESTIMATED = "estimated together with others from published facts (docs/calibration.md)"
"""Beginning of the source of a default that ``experiments/calibrate_defaults.py`` found."""
TUNED = "set by hand so that the status quo shows the facts listed in docs/odd.md"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One parameter: what it is, what it may be, and where its default comes from.

    ``lower`` and ``upper`` are the hard bounds (``None`` for choices and texts); ``choices`` the allowed
    values of a choice; ``by_department`` tells whether a ``[[change]]`` may give it to some departments only;
    ``plausible`` the range within which studies vary it, where it is not the usual one (``study_range``).

    A lever also says which ``link`` of the year it serves (or ``capacity``, which all need, or that the ``superior``
    sets it), which item of the administrative budget ``pays`` for it, and which points of ``docs/trace.md`` ("What does
    not fit") cast ``doubts`` on its effects. ``formerly`` is its name in the release before, which is still taken.

    ``range_reason`` says why ``plausible`` is as it is, with its source where one exists; without it the usual range
    is an assumption of ignorance.

    ``fixed`` says why a number of the model is not drawn with what is not known (``is_uncertain``); empty: it is.
    """

    name: str
    group: str
    symbol: str
    unit: str
    lower: float | None
    upper: float | None
    default: float | int | str
    meaning: str
    source: str
    basis: Basis
    kind: Kind
    choices: tuple[Any, ...] = ()
    by_department: bool = False
    plausible: tuple[float, float] | None = None
    link: Link = ""
    pays: Item = ""
    doubts: tuple[int, ...] = ()
    formerly: str = ""
    fixed: Fixed = ""
    range_reason: str = ""

    @property
    def key(self) -> str:
        """Name with its group, such as ``policy.staff``."""
        return f"{self.group}.{self.name}"

    @property
    def is_uncertain(self) -> bool:
        """Whether it is a number of nature that nobody knows, so that it has a distribution (``budgetsim.posterior``).

        Levers are chosen, the protocol is agreed, and what is ``fixed`` is stated; everything else is drawn.
        """
        return self.kind == "number" and self.group in UNCERTAIN_GROUPS and not self.fixed

    @property
    def study_range(self) -> tuple[float, float] | None:
        """Range that studies vary when they are given none; ``None`` for choices and texts.

        As declared; else all of a lever that is a share, and half to one and a half of any other default (an
        assumption of ignorance, not a finding), inside the hard bounds.
        """
        if self.lower is None or self.upper is None or isinstance(self.default, str):
            return None
        if self.plausible is not None:
            return self.plausible
        if self.group == "policy" and self.unit == "share":
            return self.lower, self.upper
        parts = (1.0 - PLAUSIBLE_PART, 1.0 + PLAUSIBLE_PART)
        # As a reader would write it: 0.15, not 0.15000000000000002.
        ends = sorted(float(f"{self.default * part:.12g}") for part in parts)
        if self.kind == "integer":
            ends = [float(round(end)) for end in ends]
        return max(self.lower, ends[0]), min(self.upper, ends[1])

    @property
    def study_lower(self) -> float | None:
        """Lower end of the range that studies vary."""
        return self.study_range[0] if self.study_range else None

    @property
    def study_upper(self) -> float | None:
        """Upper end of the range that studies vary."""
        return self.study_range[1] if self.study_range else None


class More(TypedDict, total=False):
    """What few declarations say: those of levers, and of parameters that were called otherwise."""

    link: Link
    pays: Item
    doubts: tuple[int, ...]
    formerly: str
    fixed: Fixed
    range_reason: str


def number(  # noqa: PLR0913 - a declaration has this many parts
    default: float,
    symbol: str,
    unit: str,
    lower: float,
    upper: float,
    meaning: str,
    source: str = TUNED,
    basis: Basis = "assumed",
    *,
    by_department: bool = False,
    plausible: tuple[float, float] | None = None,
    **more: Unpack[More],
) -> Any:
    """Declare a real-valued parameter as a dataclass field; bounds are inclusive."""
    return _declared(
        default,
        kind="number",
        symbol=symbol,
        unit=unit,
        lower=lower,
        upper=upper,
        meaning=meaning,
        source=source,
        basis=basis,
        by_department=by_department,
        plausible=plausible,
        **more,
    )


def share(  # noqa: PLR0913 - a declaration has this many parts
    default: float,
    symbol: str,
    meaning: str,
    source: str = TUNED,
    basis: Basis = "assumed",
    *,
    by_department: bool = False,
    plausible: tuple[float, float] | None = None,
    **more: Unpack[More],
) -> Any:
    """Declare a share between 0 and 1."""
    return number(
        default,
        symbol,
        "share",
        0.0,
        1.0,
        meaning,
        source,
        basis,
        by_department=by_department,
        plausible=plausible,
        **more,
    )


def integer(  # noqa: PLR0913 - a declaration has this many parts
    default: int,
    symbol: str,
    unit: str,
    lower: int,
    upper: int,
    meaning: str,
    source: str = TUNED,
    basis: Basis = "assumed",
) -> Any:
    """Declare a whole-number parameter; bounds are inclusive."""
    return _declared(
        default,
        kind="integer",
        symbol=symbol,
        unit=unit,
        lower=lower,
        upper=upper,
        meaning=meaning,
        source=source,
        basis=basis,
    )


def choice(  # noqa: PLR0913 - a declaration has this many parts
    default: str | int,
    choices: tuple[Any, ...],
    symbol: str,
    meaning: str,
    source: str = TUNED,
    basis: Basis = "assumed",
    **more: Unpack[More],
) -> Any:
    """Declare a categorical parameter, one of ``choices``."""
    return _declared(
        default,
        kind="choice",
        symbol=symbol,
        unit="category",
        lower=None,
        upper=None,
        meaning=meaning,
        source=source,
        basis=basis,
        choices=choices,
        **more,
    )


def text(default: str, meaning: str) -> Any:
    """Declare a text parameter such as a file name."""
    return _declared(
        default,
        kind="text",
        symbol="",
        unit="text",
        lower=None,
        upper=None,
        meaning=meaning,
        source="the user's choice",
        basis="assumed",
    )


def _declared(default: Any, **parts: Any) -> Any:
    return field(default=default, metadata={"declaration": parts})
