"""Renew what pages copy from the program: tables between two comments of a page, and figures.

In a page, what stands between ``<!-- begin NAME -->`` and ``<!-- end NAME -->`` is written by this script, where NAME
is one of ``BLOCKS``. Pages that are tables from end to end (parameters, outcomes) are written by `make docs` itself.

    python scripts/docs.py            renew everything
    python scripts/docs.py statics    renew some blocks
    python scripts/docs.py --check    tell what is out of date, exit code 1

The panel behind ``calibration`` is no part of the project: it is looked for in the folder that BUDGETSIM_DATA names,
and without it the block stays as it is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PANEL = "mexico_programmes_2013_2016.csv"
COMPARED = ("wangcheng_2022", "reform_package", "reform_unfunded")
MOST_FAULTS = 1
"""Exit code of a check that did not hold, whose findings are printed all the same."""


def budgetsim(*arguments: str, folder: Path = ROOT) -> str:
    """Return what a command prints.

    Raises
    ------
    SystemExit
        If its input is wrong, or it fails.
    """
    command = [sys.executable, "-m", "budgetsim", *arguments]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=False)
    if not 0 <= done.returncode <= MOST_FAULTS:  # below 0: it was killed
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}")
    return done.stdout.decode()


def below_title(page: str) -> str:
    """Return a page of Markdown without its title, as a part of another page."""
    return page.partition("\n\n")[2]


def theory() -> str:
    """Scorecard of the limits."""
    return below_title(budgetsim("verify", "--theory", "--markdown"))


def evidence() -> str:
    """Scorecard of the field experiments, each with the seeds of its design."""
    return below_title(budgetsim("verify", "--evidence", "--markdown"))


def statics() -> str:
    """Signs that hold in random districts, as they are tested."""
    sys.path.insert(0, str(ROOT / "tests"))
    from statics_rows import GROUPS  # noqa: PLC0415 - a module of the tests
    from statics_table import page  # noqa: PLC0415

    return page(GROUPS)


def calibration() -> str | None:
    """What the Mexican panel says, or ``None`` where it is not at hand."""
    panel = Path(os.environ.get("BUDGETSIM_DATA", ROOT)) / PANEL
    if not panel.is_file():
        return None
    with tempfile.TemporaryDirectory() as out:
        target = "experiments/calibration/mexico.toml"
        told = budgetsim(
            "calibrate",
            str(panel),
            "--target",
            target,
            "--out",
            f"{out}/mexico",
            "--no-figures",
            "--markdown",
        )
    # The page has a title of its own.
    return told.replace("# ", "**", 1).replace("\n", "**\n", 1) if told.startswith("# ") else told


def posterior() -> str:
    """What the evidence moved, from the draws that come with the package."""
    sys.path.insert(0, str(ROOT / "experiments"))
    from posterior import page  # noqa: PLC0415 - a script of the experiments

    from budgetsim import load_posterior  # noqa: PLC0415 - slow

    return page(load_posterior())


SHARP = ("--dpi", "200")
"""A page on a screen needs fewer points than print."""
BLOCKS: dict[str, tuple[str, Callable[[], str | None]]] = {
    "theory": ("docs/theory.md", theory),
    "evidence": ("docs/evidence.md", evidence),
    "statics": ("docs/statics.md", statics),
    "calibration": ("docs/calibration.md", calibration),
    "posterior": ("docs/posterior.md", posterior),
}
"""Name of a block, the page that it stands in, and what it holds."""
FIGURES: dict[str, tuple[Sequence[str], str]] = {
    "theory.png": (("verify", "--theory", *SHARP), "theory.png"),
    "evidence.png": (("verify", "--evidence", *SHARP), "evidence.png"),
    "compare.png": (("compare", *COMPARED, *SHARP), "trajectories.png"),
    "workload.png": (("compare", *COMPARED, *SHARP), "workload.png"),
    "distributions.png": (("compare", *COMPARED, *SHARP), "distributions.png"),
    "trial_power.png": (("trial", "wangcheng_2022", *SHARP), "trial_power.png"),
    "trial_events.png": (("trial", "wangcheng_2022", *SHARP), "trial_events.png"),
    "fiscal_year.png": (("figures", "--only", "fiscal_year", *SHARP), "fiscal_year.png"),
}
"""Figure in docs/figures, the command that draws it, and what that calls it."""


def block(name: str) -> re.Pattern[str]:
    """Return the pattern of a block; its second group is what stands in it."""
    return re.compile(rf"(<!-- begin {name} -->\n)(.*?)(<!-- end {name} -->)", re.DOTALL)


def written(page: str, name: str, text: str) -> str:
    """Return a page with a new text in one of its blocks.

    Raises
    ------
    SystemExit
        If the page does not hold the block exactly once.
    """
    found, count = block(name).subn(lambda match: f"{match[1]}\n{text.strip()}\n\n{match[3]}", page)
    if count != 1:
        raise SystemExit(f"{BLOCKS[name][0]} must hold <!-- begin {name} --> … <!-- end {name} --> once")
    return found


def renewed(names: Sequence[str]) -> Iterator[tuple[str, Path, str]]:
    """Yield blocks that are out of date: name, page, and the page as it should be."""
    for name in names:
        file, make = BLOCKS[name]
        text = make()
        if text is None:
            print(f"{name}: left as it is; {PANEL} is not in BUDGETSIM_DATA", file=sys.stderr)
            continue
        page = (ROOT / file).read_text(encoding="utf-8")
        fresh = written(page, name, text)
        if fresh != page:
            yield name, ROOT / file, fresh


def draw(names: Sequence[str]) -> None:
    """Draw the figures of docs/figures anew; what one command draws takes it once."""
    with tempfile.TemporaryDirectory() as out:
        folders: dict[Sequence[str], Path] = {}
        for name in names:
            command, figure = FIGURES[name]
            if command not in folders:
                folders[command] = Path(out) / name
                budgetsim(*command, "--out", str(folders[command]), "--quiet")
            (drawn,) = folders[command].rglob(figure)
            shutil.copyfile(drawn, ROOT / "docs" / "figures" / name)
            print(f"docs/figures/{name}")


def main(arguments: Sequence[str]) -> int:
    """Renew or check; return the exit code."""
    check = "--check" in arguments
    names = [name for name in arguments if name != "--check"]
    unknown = [name for name in names if name not in BLOCKS]
    if unknown:
        print(f"no such block: {', '.join(unknown)}; blocks: {', '.join(BLOCKS)}", file=sys.stderr)
        return 2
    old = 0
    for name, file, page in renewed(names or list(BLOCKS)):
        old += 1
        print(f"{file.relative_to(ROOT)}: {name} {'is out of date' if check else 'is renewed'}")
        if not check:
            file.write_text(page, encoding="utf-8")
    if not names and not check:
        draw(list(FIGURES))
    return int(check and old > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
