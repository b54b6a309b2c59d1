"""Fits without each study in turn, for `budgetsim verify --evidence`: make them anew, or compare with what is stored.

python scripts/leave_one_out.py                # some minutes; writes experiments/calibration/leave_one_out.json
python scripts/leave_one_out.py --check        # whether the stored ones belong to the model as it is
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from budgetsim.studies.executors import available_processors
from budgetsim.verification.evidence import hierarchy
from budgetsim.verification.evidence.fits import FILE, RENEW, differences, read_fits, written
from budgetsim.verification.evidence.leaving_out import made_of, make_fits
from budgetsim.verification.evidence.run import run_evidence
from budgetsim.verification.evidence.score import loo

FOLDER = Path(__file__).resolve().parents[1] / "experiments"


def main() -> int:
    """Make the fits, or check them."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true", help="compare only")
    asked.add_argument("--points", type=int, default=hierarchy.DESIGN, help="points of the design")
    asked.add_argument("--workers", type=int, default=available_processors(), help="processes")
    options = asked.parse_args()
    if options.check:
        fits = read_fits(FOLDER)
        changed = ["there are none"] if fits is None else differences(fits.made_of, made_of())
        print("as the model is" if not changed else f"not as it was: {', '.join(changed)}; {RENEW}")
        return 1 if changed else 0
    fits = make_fits(hierarchy.design(options.points), options.workers, _told)
    (FOLDER / FILE).write_text(written(fits), encoding="utf-8")
    _show(fits)
    return 0


def _told(done: int, planned: int) -> None:
    sys.stderr.write(f"\r{done} of {planned} points")
    sys.stderr.flush()


def _show(fits: object) -> None:
    from budgetsim.verification.evidence.fits import Fits  # noqa: PLC0415 - a name for the type

    assert isinstance(fits, Fits)  # noqa: S101 - made above
    print()
    for fit in (*fits.without, fits.everything):
        values = ", ".join(f"{name} {value:.3g}" for name, value in fit.common.items())
        print(f"without {', '.join(fit.left_out) or 'none'}: {values}; discrepancy {fit.discrepancy:.3f}")
    print(f"draws of the prior that count: {fits.effective_draws:.0f} of {hierarchy.DRAWS}")
    print("left of the prior:", ", ".join(f"{name} {part:.2f}" for name, part in fits.identified.items()))
    for name, about in fits.predicted.items():
        print(f"{name:24} {about['mean']:+.3f}", {key: round(value, 4) for key, value in about.items()})
    print(loo(run_evidence([]), fits))


if __name__ == "__main__":
    sys.exit(main())
