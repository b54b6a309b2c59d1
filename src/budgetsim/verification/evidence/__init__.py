"""Virtual field experiments: published designs run inside the model, and what was found set beside what is found here.

``folder`` finds the files, ``read`` checks them, ``design`` is what they say; ``worlds`` simulates the arms,
``measure`` measures groups of departments, ``estimate`` contrasts them, ``agree`` judges, ``finding`` is the line of
the scorecard.
"""

from budgetsim.verification.evidence.run import run_evidence

__all__ = ["run_evidence"]
