"""How much use of results is best? Dose and response of net social value, in 500 kinds of district.

    python experiments/result_use_doses.py [--draws 500] [--replications 6] [--set KEY=VALUE ...]

Every draw is a kind of district and of departments: all real-valued parameters of behaviour, bureau and district vary
within their ranges for studies (Latin hypercube; combinations that the rules forbid are drawn again). Levers stay:
once those of the status quo, once those of the funded reform, whose evaluation can tell good from bad. In each draw,
all doses meet the same worlds. Printed is where the best dose lies, and what goes with it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import qmc

from budgetsim import Scenario, load_scenario, simulate
from budgetsim.declarations import declarations
from budgetsim.scenario import ScenarioError, apply_settings

DOSES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)
LEVERS = {"status quo": "wangcheng_2022", "funded reform": "reform_package"}
FIXED = {
    "facts of practice": "execution_weight objectives_weight satisfaction_weight output_weight excellent_from good_from"
    " fair_from fair_cut poor_cut relative_evaluation_standard",
    "questions of value, not of knowledge": "transfer_weight cost_of_funds",
    "another model": "adaptive_share satisficing_share search_step search_memory score_offset common_noise",
}
"""Parameters that do not vary, by reason."""
FLAT = 0.002
"""Difference between the best and the worst dose below which it does not matter."""
LATE = 3
"""Last recorded years whose mean counts."""


def settled(name: str) -> Scenario:
    """Return a scenario's levers after all its changes, in force from the start."""
    scenario = load_scenario(name)
    late = {key: value for change in scenario.changes for key, value in change.levers.items()}
    return scenario.replace(changes=[], **{f"policy.{key}": value for key, value in late.items()})


def uncertain() -> list[str]:
    """Return the parameters that vary."""
    fixed = " ".join(FIXED.values()).split()
    return [
        about.name
        for about in declarations().values()
        if about.group in ("department", "bureau", "district")
        and about.kind == "number"
        and about.name not in fixed
        and about.study_range is not None
        and about.study_lower < about.study_upper
    ]


def draws(base: Scenario, count: int, seed: int) -> Iterator[dict[str, float]]:
    """Yield admissible values of all uncertain parameters."""
    names = uncertain()
    low, high = np.array([declarations()[name].study_range for name in names]).T
    found = 0
    for row in qmc.LatinHypercube(len(names), rng=seed).random(3 * count):
        values = dict(zip(names, (low + (high - low) * row).tolist(), strict=True))
        try:
            base.placed(**values)
        except ScenarioError:
            continue
        yield values
        found += 1
        if found == count:
            return
    raise SystemExit(f"only {found} of {3 * count} draws are admissible; ask for fewer than {count}")


def response(
    base: Scenario, drawn: list[dict[str, float]], replications: int, part: int = 50
) -> pd.DataFrame:
    """Return mean net social value of the late years, one row per draw and one column per dose."""
    rows = []
    for start in range(0, len(drawn), part):
        worlds = [
            base.placed(**values, result_use=dose, name=f"{number} at {dose}")
            for number, values in enumerate(drawn[start : start + part], start)
            for dose in DOSES
        ]
        outcomes = simulate(worlds, replications).outcomes
        late = outcomes[outcomes["year"] > outcomes["year"].max() - LATE]
        means = late.groupby("scenario", sort=False)["net_social_value"].mean()
        rows.append(means.to_numpy().reshape(-1, len(DOSES)))
    return pd.DataFrame(np.concatenate(rows), columns=DOSES)


def where(values: pd.DataFrame) -> pd.Series:
    """Return where each draw's best dose lies."""
    best = values.idxmax(axis=1)
    flat = values.max(axis=1) - values.min(axis=1) < FLAT
    place = np.select([flat, best == 0.0, best == 1.0], ["does not matter", "0", "1"], "inside")
    return pd.Series(place, index=values.index)


def told(title: str, values: pd.DataFrame, drawn: list[dict[str, float]]) -> None:
    """Print where the best doses lie, the mean response, and the parameters that go with a high dose."""
    places, best = where(values), values.idxmax(axis=1)
    print(f"\n{title}: best use of results in {len(values)} draws")
    for place in ("0", "inside", "1", "does not matter"):
        print(f"  {place:16} {np.mean(places == place):6.1%}")
    print(f"  median {best.median():.2f}, quartiles {best.quantile(0.25):.2f} and {best.quantile(0.75):.2f}")
    gap = values.sub(values[0.0], axis=0)
    table = pd.DataFrame({"mean": gap.mean(), "5 %": gap.quantile(0.05), "95 %": gap.quantile(0.95)})
    print("  gain over no use of results, and what is lost on average beside each draw's best dose:")
    table["lost"] = values.max(axis=1).mean() - values.mean()
    print(table.round(4).to_string())
    drawn_values = pd.DataFrame(drawn)
    drawn_values = drawn_values.loc[:, drawn_values.std() > 0.0]
    if best.std() == 0.0:
        return
    ranked = drawn_values.corrwith(best, method="spearman").sort_values(key=abs, ascending=False)
    print(
        "  rank correlation with the best dose: " + ", ".join(f"{k} {v:+.2f}" for k, v in ranked[:8].items())
    )
    first = ranked.index[0]
    thirds = pd.qcut(drawn_values[first], 3).rename(first)
    print(f"  by thirds of {first}:")
    print(pd.crosstab(thirds, places, normalize="index").round(2).to_string())


def main() -> None:
    """Run, write the tables, and print what they say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--draws", type=int, default=500)
    parser.add_argument("--replications", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0, help="seed of the draws")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="parameters held fixed"
    )
    parser.add_argument("--out", type=Path, default=Path("results/result-use-doses"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for title, name in LEVERS.items():
        base = apply_settings(settled(name), given.set)
        held = {setting.split("=")[0].split(".")[-1].strip() for setting in given.set}
        drawn = [
            {key: value for key, value in values.items() if key not in held}
            for values in draws(base, given.draws, given.seed)
        ]
        values = response(base, drawn, given.replications)
        told(title, values, drawn)
        table = pd.concat([pd.DataFrame(drawn), values.add_prefix("dose_")], axis=1)
        table.to_csv(given.out / f"{title.replace(' ', '_')}.csv", index=False)
    print(f"\nTables: {given.out}")


if __name__ == "__main__":
    main()
