"""Fits without each study in turn, for `budgetsim verify --evidence`: make them anew, or compare with what is stored.

python scripts/leave_one_out.py                # some minutes; writes experiments/calibration/leave_one_out.json
python scripts/leave_one_out.py --check        # whether the stored ones belong to the model as it is
python scripts/leave_one_out.py --reweight     # from the stored effects, where nothing moved them: seconds
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from budgetsim.kinds.verify.evidence.fits import FILE, RENEW, Fits, differences, read_fits, written
from budgetsim.kinds.verify.evidence.leaving_out import DESIGN, DRAWS, design, fits_from, made_of, make_fits
from budgetsim.kinds.verify.evidence.run import run_evidence
from budgetsim.kinds.verify.evidence.score import loo
from budgetsim.studies.executors import available_processors

FOLDER = Path(__file__).resolve().parents[1] / "experiments"


def main() -> int:
    """Make the fits, or check them."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true", help="compare only")
    asked.add_argument("--points", type=int, default=DESIGN, help="points of the design")
    asked.add_argument("--workers", type=int, default=available_processors(), help="processes")
    asked.add_argument("--reweight", action="store_true", help="make the fits of the effects that are stored")
    options = asked.parse_args()
    if options.check:
        fits = read_fits(FOLDER)
        changed = ["there are none"] if fits is None else differences(fits.made_of, made_of())
        print("as the model is" if not changed else f"not as it was: {', '.join(changed)}; {RENEW}")
        return 1 if changed else 0
    fits = _reweighted() if options.reweight else make_fits(design(options.points), options.workers, _told)
    (FOLDER / FILE).write_text(written(fits), encoding="utf-8")
    _show(fits)
    return 0


def _reweighted() -> Fits:
    """Return fits of the stored effects.

    Raises
    ------
    SystemExit
        If there are none, or if the model or the number of findings is another one.
    """
    stored = read_fits(FOLDER)
    if stored is None or not stored.effects:
        raise SystemExit(f"no effects are stored; {RENEW}")
    if "the model" in differences(stored.made_of, made_of()):
        raise SystemExit(f"the stored effects are those of another model; {RENEW}")
    return fits_from(np.array(stored.effects))


def _told(done: int, planned: int) -> None:
    sys.stderr.write(f"\r{done} of {planned} points")
    sys.stderr.flush()


def _show(fits: Fits) -> None:
    print()
    for fit in (*fits.without, fits.everything):
        values = ", ".join(f"{name} {value:.3g}" for name, value in fit.common.items())
        print(f"without {', '.join(fit.left_out) or 'none'}: {values}; discrepancy {fit.discrepancy:.3f}")
    print(f"draws of the prior that count: {fits.effective_draws:.0f} of {DRAWS}")
    print("left of the prior:", ", ".join(f"{name} {part:.2f}" for name, part in fits.identified.items()))
    for name, about in fits.predicted.items():
        print(f"{name:24} {about['mean']:+.3f}", {key: round(value, 4) for key, value in about.items()})
    print(loo(run_evidence([]), fits))


if __name__ == "__main__":
    sys.exit(main())
