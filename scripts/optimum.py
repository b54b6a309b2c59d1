"""Renew scenarios/teaching_optimum.toml, the optimum with which the game of the teaching lab compares.

Runs `budgetsim optimise experiments/teaching_optimum.toml` and keeps the best mix of its front that, rounded to what a
player can set (whole people, hundredths of everything else), holds the game's budget as the game reckons it::

    python scripts/optimum.py [DIRECTORY]

DIRECTORY is where the study's results are, or shall be; by default results/teaching_optimum. A study that is there
is resumed, so a finished one costs nothing.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd

import budgetsim
from budgetsim.app.play.game import BUDGET, Game, Levers, opening_levers, plan_of
from budgetsim.app.play.table import views

ROOT = Path(__file__).resolve().parents[1]
STUDY = ROOT / "experiments" / "teaching_optimum.toml"
TARGET = ROOT / "scenarios" / "teaching_optimum.toml"
PURPOSE = "net_social_value"


def main() -> int:
    """Run the study and write the scenario of its best mix that the game allows."""
    results = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "results" / "teaching_optimum"
    command = [
        "-m",
        "budgetsim",
        "optimise",
        str(STUDY),
        "--out",
        str(results),
        "--no-figures",
        "--workers",
        "2",
    ]
    subprocess.run([sys.executable, *command], check=True)
    front = pd.read_csv(results / "front.csv")
    for _, mix in front[front["holds_budget"]].sort_values(PURPOSE, ascending=False).iterrows():
        levers = rounded(mix)
        cost = plan_of(levers, views(Game("rehearsal"))[-1]).cost
        if cost <= BUDGET:
            TARGET.write_text(written(levers, mix), encoding="utf-8")
            print(
                f"{TARGET.relative_to(ROOT)}: {PURPOSE} {mix[PURPOSE]:.4f} on fresh seeds, planned cost {cost:.5f}"
            )
            return 0
    print(f"no mix of the front plans within the game's budget of {BUDGET}: lower `budget` in {STUDY.name}")
    return 1


def rounded(mix: pd.Series) -> Levers:
    """Return the mix as a player could set it."""
    return tuple((name, float(round(mix[name], 0 if name == "staff" else 2))) for name, _ in opening_levers())


def written(levers: Levers, mix: pd.Series) -> str:
    """Return the scenario with where it comes from."""
    values = "\n".join(f"{name} = {value:g}" for name, value in levers)
    interval = f"{mix[f'{PURPOSE}_low']:.4f} to {mix[f'{PURPOSE}_high']:.4f}"
    return f"""# Made by `make optimum` (scripts/optimum.py), budgetsim {budgetsim.__version__}. Do not edit by hand.
# The mix with the best {PURPOSE} that `budgetsim optimise experiments/teaching_optimum.toml` found within the
# game's budget: {mix[PURPOSE]:.4f} on fresh seeds (95 % interval {interval}; means over the last three of ten
# years), administrative cost {mix["administrative_cost"]:.5f}. Rounded to what a player of the teaching lab can set.
extends = "wangcheng_2022"
description = \"\"\"
Teaching, the optimum of the game: the constant policy that a search found best within the game's budget, announced
in year 1 and kept for ten years.
\"\"\"

[[change]]
year = 1
{values}
"""


if __name__ == "__main__":
    sys.exit(main())
