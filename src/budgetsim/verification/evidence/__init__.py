"""Virtual field experiments: published designs run inside the model, and what was found set beside what is found here.

``folder`` finds the files, ``read`` checks them, ``design`` is what they say; ``worlds`` simulates the arms,
``measure`` measures groups of departments, ``estimate`` contrasts them, ``agree`` judges, ``finding`` is the line of
the scorecard. ``published`` is what was published, as ``register`` keeps it: registered before anything is run, and
compared with what was registered whenever the experiments are.
"""

from budgetsim.verification.evidence.run import run_evidence

__all__ = ["run_evidence"]
