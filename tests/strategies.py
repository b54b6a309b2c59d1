"""Random admissible scenarios, drawn from the declarations."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from budgetsim import Change, Scenario
from budgetsim.declarations import declarations
from budgetsim.model.timeline import CATEGORICAL

# Wide but sane ranges where the hard bounds are far out; everything else is drawn over its bounds.
RANGES = {
    "staff": (0.0, 30.0),
    "size_sd": (0.0, 1.5),
    "productivity_sd": (0.0, 0.8),
    "risk_aversion": (0.0, 30.0),
    "reward_value": (0.0, 10.0),
    "slack_taste": (0.0, 1.5),
    "effort_cost": (0.3, 5.0),
    "evaluation_days": (5.0, 60.0),
    "budget_noise": (0.0, 0.4),
    "late_demand_spread": (0.0, 1.0),
    "late_demand_value": (1.0, 5.0),
    "envelope_growth": (-0.05, 0.1),
}
SHARES = (
    "monitoring_intensity", "autonomy", "evaluation_coverage", "result_use", "staff_skill", "information_systems",
    "objective_review", "audit_coverage", "coordination", "training", "disclosure", "target_ratchet",
    "relative_evaluation", "rectification", "carryover", "mid_year_reallocation", "third_party_share",
    "rigid_share", "progress_pressure", "output_elasticity", "spillover", "budget_inertia", "smoothing", "rush_quality",
)  # fmt: skip
CHOICES = {
    "budget_rule": ("incremental", "linear", "grades", "tournament", "posterior"),
    "objective_contract": ("top_down", "self_reported", "negotiated", "truth_inducing"),
    "evaluation_lag": (1, 2),
    "score_form": ("points", "linear"),
    "year_end": ("precaution", "procrastination", "patience"),
    "stream_version": (1, 2),
}


@st.composite
def settings(draw: st.DrawFn) -> dict[str, object]:
    """Some parameters away from their defaults."""
    chosen: dict[str, object] = {}
    for name in draw(st.lists(st.sampled_from(SHARES), max_size=8, unique=True)):
        low, high = (0.1, 0.9) if name == "output_elasticity" else (0.0, 1.0)
        chosen[name] = draw(st.floats(low, high))
    for name in draw(st.lists(st.sampled_from(sorted(RANGES)), max_size=4, unique=True)):
        chosen[name] = draw(st.floats(*RANGES[name]))
    for name, values in CHOICES.items():
        if draw(st.booleans()):
            chosen[name] = draw(st.sampled_from(values))
    if draw(st.booleans()):
        chosen["adaptive_share"] = draw(st.floats(0.0, 0.5))
        chosen["satisficing_share"] = draw(st.floats(0.0, 0.5))
    return chosen


@st.composite
def changes(draw: st.DrawFn) -> tuple[Change, ...]:
    """Up to two reforms, for all departments or for some."""
    found = []
    for _ in range(draw(st.integers(0, 2))):
        share = draw(st.sampled_from((1.0, 0.5, 0.1)))
        assignment = draw(st.sampled_from(("random", "coping")))
        levers: dict[str, object] = {
            "monitoring_intensity": draw(st.floats(0.0, 1.0)),
            "result_use": draw(st.floats(0.0, 1.0)),
        }
        if share == 1.0 and assignment == "random":
            levers[draw(st.sampled_from(CATEGORICAL[1:]))] = None
            levers = {k: draw(st.sampled_from(CHOICES[k])) if v is None else v for k, v in levers.items()}
        found.append(Change(draw(st.integers(1, 3)), levers, share, assignment))
    return tuple(sorted(found, key=lambda change: change.year))


@st.composite
def scenarios(draw: st.DrawFn, name: str = "drawn") -> Scenario:
    """A short random scenario with few departments."""
    base = Scenario(name=name).replace(
        departments=draw(st.sampled_from((3, 4, 7, 60))),
        network_degree=draw(st.sampled_from((0, 2, 4))),
        burn_in=draw(st.integers(0, 2)),
        years=3,
    )
    return base.replace(**draw(settings()), changes=draw(changes()))


# Worlds for comparative statics -------------------------------------------------------------------------------------

TIED = {
    "diversion_max", "concealment_max", "execution_weight", "objectives_weight", "satisfaction_weight",
    "fair_from", "good_from", "excellent_from", "adaptive_share", "satisficing_share",
    "production_share", "procedural_share", "craft_share",
}  # fmt: skip
"""Parameters that are not drawn one by one: their values must fit to each other."""
LEVERS_DRAWN, REST_DRAWN = (
    tuple(
        name
        for name, about in declarations().items()
        if about.kind == "number" and name not in TIED | {"staff"} and (about.group == "policy") is levers
    )
    for levers in (True, False)
)
STAFF_PER_DEPARTMENT = (0.005, 0.3)
"""The default is 3 for 60: a small district needs few people before it can do all that it announces."""


@st.composite
def worlds(draw: st.DrawFn, given: Mapping[str, object], *, burn_in: int, years: int) -> Scenario:
    """A small district in which up to 20 parameters are drawn from their plausible ranges, 8 of them levers.

    ``given`` holds what a property is stated for; ``burn_in`` is the longest.
    """
    departments = draw(st.sampled_from((2, 3, 5, 8)))
    chosen: dict[str, object] = {}
    for pool, most in ((LEVERS_DRAWN, 8), (REST_DRAWN, 12)):
        for name in draw(st.lists(st.sampled_from(pool), max_size=most, unique=True)):
            chosen[name] = draw(st.floats(*declarations()[name].study_range))
    for name, values in CHOICES.items():
        if draw(st.booleans()):
            chosen[name] = draw(st.sampled_from(values))
    if draw(st.booleans()):
        chosen["adaptive_share"] = draw(st.floats(0.0, 0.5))
        chosen["satisficing_share"] = draw(st.floats(0.0, 0.5))
    shape = {
        "departments": departments,
        "network_degree": draw(st.sampled_from((0, 1, 4))),
        "burn_in": draw(st.integers(0, burn_in)),
        "years": years,
        "staff": departments * draw(st.floats(*STAFF_PER_DEPARTMENT)),
    }
    return Scenario(name="drawn").replace(**{**chosen, **shape, **given})
