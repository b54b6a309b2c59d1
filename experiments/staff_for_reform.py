"""How many professionals does the reform need? Net social value of the same intensities under rising staff.

    python experiments/staff_for_reform.py [--replications 64] [--out results/staff-for-reform]

Every point meets the same worlds (common random numbers), so differences from the status quo are paired by seed.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd

from budgetsim import Change, load_scenario, simulate

STAFF = (3, 4, 5, 6, 8, 10, 12, 15, 20)
OUTCOMES = ("net_social_value", "validity", "workload_ratio", "credibility", "administrative_cost")


def points() -> list:
    """Return the status quo, and the reform's intensities under each number of staff."""
    status_quo, reform = load_scenario("wangcheng_2022"), load_scenario("reform_unfunded")
    (change,) = reform.changes
    return [status_quo] + [
        replace(
            reform,
            name=f"staff_{staff}",
            changes=(Change(change.year, {**change.levers, "staff": float(staff)}),),
        )
        for staff in STAFF
    ]


def effects(replications: int) -> pd.DataFrame:
    """Return paired differences from the status quo over the last three years: mean and 95 % half-width."""
    outcomes = simulate(points(), replications).outcomes
    late = outcomes[outcomes["year"] > outcomes["year"].max() - 3]
    means = late.groupby(["scenario", "seed"], sort=False)[list(OUTCOMES)].mean()
    base = means.loc["wangcheng_2022"]
    rows = []
    for staff in STAFF:
        gap = means.loc[f"staff_{staff}"] - base
        half = 1.96 * gap.std(ddof=1) / np.sqrt(len(gap))
        rows.append({"staff": staff, **gap.mean(), **{f"{name}_half_width": half[name] for name in OUTCOMES}})
    return pd.DataFrame(rows)


def draw(table: pd.DataFrame, file: Path) -> None:
    """Draw the effect on net social value and on validity against staff."""
    mpl.use("Agg")
    import matplotlib.pyplot as plt  # noqa: PLC0415 - after the backend is chosen
    import seaborn as sns  # noqa: PLC0415 - after the backend is chosen

    sns.set_theme(style="whitegrid", palette="colorblind")
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.6), constrained_layout=True)
    labels = ("net social value", "validity (rank correlation)")
    for axis, name, label in zip(axes, OUTCOMES, labels, strict=False):
        sns.lineplot(table, x="staff", y=name, marker="o", ax=axis)
        half = table[f"{name}_half_width"]
        axis.fill_between(table["staff"], table[name] - half, table[name] + half, alpha=0.2)
        axis.axhline(0.0, color="black", linewidth=0.8)
        axis.set(xlabel="professionals (status quo: 3)", ylabel=f"change in {label}")
    figure.savefig(file, dpi=150)


def main() -> None:
    """Run, write the table and the figure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--replications", type=int, default=64)
    parser.add_argument("--out", type=Path, default=Path("results/staff-for-reform"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    table = effects(given.replications)
    table.to_csv(given.out / "effects.csv", index=False)
    draw(table, given.out / "effects.png")
    print(table[["staff", *OUTCOMES]].round(4).to_string(index=False))
    print(f"Table and figure: {given.out}")


if __name__ == "__main__":
    main()
