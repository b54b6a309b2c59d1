"""Calibration: behavioural parameters estimated from a panel of real units by the method of simulated moments.

``panel_file`` reads the panel and ``target`` the question; ``panel`` is the form of both data and simulated districts,
``observe`` makes the latter from the former's gaps, ``moments`` turns either into numbers. ``evaluate`` simulates
points and remembers them, ``search`` finds the best, ``inference`` says how sure that is, ``identify`` what the moments
cannot tell, ``predict`` scores a held-out year; ``solve`` is the whole way, ``result`` its tables,
``answer`` writes it down.
"""
