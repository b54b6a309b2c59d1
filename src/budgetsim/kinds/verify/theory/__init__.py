"""Twelve closed-form limits of the theory, each found again by simulation.

``closed_forms`` says what the theory expects, and nothing else does. ``worlds`` runs the scenario files of
``scenarios/theory`` through ``budgetsim.simulate``, ``optimum`` finds the place where a simulated value is highest,
and a module for each family of limits puts the two sides together. Four limits lie outside the budget model
(yardstick, bureaucracy, screening, hidden action with limited memory) and are small models of their own.
"""
