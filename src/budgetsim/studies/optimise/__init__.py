"""Optimisation: which mix of levers is best, for several objectives at once, under a budget for administration.

``problem`` says what is sought, ``worlds`` which states of the world every mix meets, ``robust`` how results over
states and seeds become one number, ``search`` proposes mixes, ``evaluate`` simulates them, ``front`` keeps the best,
``solve`` is the way from the question to the answer, ``answer`` holds it, ``write`` writes it down; ``ask`` completes
what a user gave.
"""
