"""Register the published findings that are new: python scripts/register.py.

Writes their digests to experiments/registry.toml, to be committed before anything is run. A finding that is registered
already and was edited since is refused, and then nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from budgetsim.kinds.verify.evidence.register import register_new
from budgetsim.scenario import ScenarioError

EXPERIMENTS = Path(__file__).parents[1] / "experiments"


def main() -> int:
    """Register what is new; return the exit code."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    try:
        new = register_new(EXPERIMENTS)
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return 2
    for name in new:
        print(name)
    print(f"{len(new)} new findings registered")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
