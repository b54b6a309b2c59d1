"""A bureau's own files: read, looked at as a whole, and written clean, with a recipe that says how.

``file`` turns any file into a sheet of cells; ``table`` finds its header and its rows, ``wide`` turns years that are
columns into rows; ``numbers``, ``years``, ``units`` and ``names`` read what cells say; ``recipe`` is what a person (the
table ``[panel]``) says about a file, ``guess`` which column may be what; ``panel`` puts rows together as units and
years; ``artefacts`` looks for what no cell shows by itself, and ``notes`` are how all of this is told. Nothing is
guessed without a note.
"""
