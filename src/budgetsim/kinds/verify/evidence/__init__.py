"""Virtual field experiments: published designs run inside the model, each in its own environment.

``published`` is what was published, as ``register`` keeps it: registered before anything is run. ``read`` reads the
files of contexts, block by block (``blocks``), and ``design`` is what they say. ``matching`` learns the place from its
control arm and knows nothing else. ``estimate`` simulates the arms and contrasts groups of departments, which
``measure`` measures; ``finding`` judges. ``leaving_out`` estimates what is common to all places without one study each,
``fits`` keeps that, ``score`` says how well it predicts, and ``run`` runs a context.
"""
