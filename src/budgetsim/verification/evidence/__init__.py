"""Virtual field experiments: published designs run inside the model, each in its own environment.

``folder`` finds the files, ``read`` checks them (``baseline`` and ``frame`` their parts), ``design`` is what they say;
``control`` and ``matching`` learn the place from its control arm and know nothing else; ``worlds`` simulates the arms,
``measure`` measures groups of departments, ``estimate`` contrasts them, ``agree`` judges, ``finding`` is the line of
the scorecard. ``published`` is what was published, as ``register`` keeps it: registered before anything is run.
``hierarchy`` estimates what is common to all places, ``fits`` keeps the fits without one study each, ``score`` says
how well they predict.
"""

from budgetsim.verification.evidence.run import run_evidence

__all__ = ["run_evidence"]
