"""Which figures each command's results hold the data for: a module per command, each with ``figures(place)``.

``figures`` returns the figures in reading order; it reads nothing large before a figure is drawn, and returns an empty
list where its tables are not there.
"""
