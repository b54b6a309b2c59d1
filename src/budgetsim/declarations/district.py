"""The district: how many departments, of which kind, and what they are worth to the public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from budgetsim.declarations.declare import integer, number, share, text

T = TypeVar("T")

_WILSON = "kinds of agencies: Wilson 1989; value assumed"
_UNITS = "68 budget units in the annual report of a Chinese district, 2022"

ARCHETYPES = ("production", "procedural", "craft", "coping")


@dataclass(frozen=True)
class District(Generic[T]):
    """Composition of the district; ``departments_file`` replaces drawn departments by the user's own."""

    departments: int = integer(60, "N", "departments", 1, 100_000, "number of departments", _UNITS, "cited")
    departments_file: str = text(
        "", "file of departments (CSV, workbook): name, archetype, size, budget; empty: drawn at random"
    )
    size_sd: T = number(
        0.5,
        "sigma_w",
        "log points",
        0,
        3,
        "spread of the size of departments",
        "Mexico's federal programmes have 2.1, departments of one district less",
        fixed="district",
    )
    production_share: T = share(
        0.3,
        "s_pr",
        "share of production departments (outputs and outcomes visible)",
        _WILSON,
        fixed="district",
    )
    procedural_share: T = share(
        0.3, "s_pc", "share of procedural departments (outputs visible)", _WILSON, fixed="district"
    )
    craft_share: T = share(
        0.2,
        "s_cr",
        "share of craft departments (outcomes visible); the rest are coping",
        _WILSON,
        fixed="district",
    )
    measurable_output_production: T = share(0.90, "mu_1pr", "measurability of outputs, production", _WILSON)
    measurable_benefit_production: T = share(0.80, "mu_2pr", "measurability of benefits, production", _WILSON)
    measurable_output_procedural: T = share(0.90, "mu_1pc", "measurability of outputs, procedural", _WILSON)
    measurable_benefit_procedural: T = share(0.30, "mu_2pc", "measurability of benefits, procedural", _WILSON)
    measurable_output_craft: T = share(0.45, "mu_1cr", "measurability of outputs, craft", _WILSON)
    measurable_benefit_craft: T = share(0.70, "mu_2cr", "measurability of benefits, craft", _WILSON)
    measurable_output_coping: T = share(0.45, "mu_1co", "measurability of outputs, coping", _WILSON)
    measurable_benefit_coping: T = share(0.30, "mu_2co", "measurability of benefits, coping", _WILSON)
    output_value: T = number(
        0.5,
        "v_1",
        "value",
        0,
        100,
        "public value of effort on outputs",
        plausible=(0.3, 0.7),
        range_reason=(
            "what full effort on outputs adds to what money alone brings: beyond, effort would count more "
            "than money, or for little; management moved completion by 18 % a standard deviation in Nigeria "
            "(Rasul & Rogger 2018)"
        ),
    )
    benefit_value: T = number(
        0.5,
        "v_2",
        "value",
        0,
        100,
        "public value of effort on benefits",
        plausible=(0.3, 0.7),
        range_reason="as for efforts on outputs, and for the same reason",
    )
    spillover: T = number(
        0.1,
        "varsigma",
        "share of value",
        0,
        1,
        "public value that a department's work adds at its neighbours",
        plausible=(0.0, 0.25),
        range_reason="none, or a quarter of what a department does for itself",
    )
    network_degree: int = integer(
        4, "deg", "departments", 0, 64, "peers that a department watches and affects"
    )
    transfer_weight: T = share(
        0.5,
        "omega",
        "weight of diverted money that somebody enjoys: 1 it only changed hands, 0 it is lost",
        "middle of a dispute: 0 denies standing to illicit gains (Trumbull 1990), 1 is a pure transfer; near what"
        " departments themselves give for it, b",
        plausible=(0.0, 1.0),
        fixed="stance",
    )
    cost_of_funds: T = number(
        1.3,
        "mu_c",
        "value per unit of money",
        1,
        3,
        "what a unit of public money costs those who pay for it; 1: taxes distort nothing",
        "Ballard, Shoven & Whalley 1985 (1.17 to 1.56); Snow & Warren 1996 (why estimates differ); both recalled",
        "cited",
        plausible=(1.0, 1.6),
        fixed="stance",
    )
    envelope_growth: T = number(
        0.0,
        "G",
        "per year",
        -0.5,
        0.5,
        "yearly growth of the envelope, set by the superior",
        plausible=(-0.05, 0.1),
        fixed="district",
    )
