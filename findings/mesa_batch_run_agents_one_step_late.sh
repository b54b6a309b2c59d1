#!/usr/bin/env bash
# A good guess: a row of mesa.batch_run joins a model's and its agents' data of one step, as both were collected together.
# With Mesa 3.3.1 and collection in step(), the agents' columns are one step older than the model's beside them, and the
# first row has no agents at all: a study that regresses one on the other estimates a lag without knowing it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check mesa==3.3.1 numpy==2.4.6 pandas==2.3.3 networkx==3.4.2 tqdm==4.67.1 scipy==1.16.3
cat >"$place/lag.py" <<'PY'
import mesa


class Counter(mesa.Agent):
    """Knows how many steps there have been."""

    count = 0


class Model(mesa.Model):
    """Counts steps, and lets its one agent count them too."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.count = 0
        self.counter = Counter(self)
        self.datacollector = mesa.DataCollector({"model_count": "count"}, {"agent_count": "count"})

    def step(self):
        self.count += 1
        self.counter.count += 1
        self.datacollector.collect(self)
        self.running = self.count < 6


def main():
    rows = mesa.batch_run(Model, {"rng": [1]}, data_collection_period=1, display_progress=False)
    print("mesa", mesa.__version__)
    found = [(row["Step"], row["model_count"], row.get("agent_count")) for row in rows]
    for step, model, agent in found:
        print(f"Step {step}: model_count {model}, agent_count {agent}")
    expected = [(step, step + 1, step or None) for step in range(6)]
    assert found == expected, "the behaviour has changed"
    print("every agent stands beside the model of one step later; the first row has no agent")


if __name__ == "__main__":
    main()
PY
"$place/venv/bin/python" "$place/lag.py"
