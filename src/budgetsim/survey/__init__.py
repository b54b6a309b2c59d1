"""A questionnaire on performance management: written, answered, read, and made a scenario of the own district.

``items`` are its statements by scale, ``questionnaire`` writes it, ``read`` reads answers, ``reliability`` tells how
well the items of a scale agree, ``scales`` what departments say, ``mapping`` what that means for levers and traits,
and ``simulated`` how departments of the model answer the same statements.
"""
