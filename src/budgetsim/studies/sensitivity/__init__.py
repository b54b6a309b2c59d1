"""Sensitivity: which factor moves which outcome, by how much, how sure, and how much of it is interaction.

SALib does the mathematics; this package keeps it from its traps. ``problem`` says what is asked about, ``methods``
what each method samples and computes, ``design`` places the points, ``noise`` parts luck from the factors'
effects, ``analyse`` brings these together for an outcome, ``convergence`` tells whether the ranking has settled,
``request`` and ``study_file`` say what a user asks for, ``store`` what is kept beside the runs.
"""
