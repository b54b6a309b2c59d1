#!/usr/bin/env bash
# A good guess: an ambr Experiment with iterations=5 and a seed gives five replications, reproducibly, as in agentpy, whose
# interface it follows. In ambr 0.5.2 every iteration starts from the same seed: five copies of one run, a standard error
# of exactly 0, and no warning. Without a seed the replications differ but cannot be repeated. For a study: list the seeds
# in the sample, one for each run, and look whether replications differ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'ambr==0.5.2' 'agentpy==0.1.5' 'numpy==2.4.6' 'polars==2.1.0'

"$folder/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import agentpy
import ambr

PARAMETERS = {"steps": 3, "seed": 1}


class Walk(ambr.Model):
    """A random walk of one number."""

    def setup(self):
        self.place = 0.0

    def step_vectorized(self):
        self.place += self.rng.standard_normal()

    def update(self):
        self.record_model("place", self.place)


class SameWalk(agentpy.Model):
    """The same in agentpy."""

    def setup(self):
        self.place = 0.0

    def step(self):
        self.place += self.nprandom.standard_normal()

    def end(self):
        self.report("place", self.place)


def ends(sample, iterations):
    """Where the walks of an ambr experiment end."""
    frame = ambr.Experiment(model_type=Walk, sample=sample, iterations=iterations).run()["model"]
    return frame.filter(frame["t"] == PARAMETERS["steps"])["place"].to_list()


repeated = ends(ambr.Sample(PARAMETERS, n=1), 5)
listed = ends(ambr.Sample({**PARAMETERS, "seed": [1, 2, 3, 4, 5]}, n=5), 1)
beside = agentpy.Experiment(SameWalk, PARAMETERS, iterations=5).run(display=False).reporters["place"].to_list()

print("ambr", version("ambr"), "- agentpy", version("agentpy"))
print("ambr, seed 1, iterations=5:    ", [round(end, 3) for end in repeated])
print("ambr, five seeds in the sample:", [round(end, 3) for end in listed])
print("agentpy, seed 1, iterations=5: ", [round(end, 3) for end in beside])
as_seen = len(repeated) == 5 and len(set(repeated)) == 1 and len(set(listed)) == 5 and len(set(beside)) == 5
sys.exit(0 if as_seen else "behaviour has changed")
PY
