"""Pure functions of the model; every array has the axes (point, seed, department), size-1 axes broadcast.

============================  ========================================================================
module                        what its equations are about
============================  ========================================================================
``objectives``                link 1, objective management: proposals, review, targets, the ratchet
``execution``                 link 2, monitoring of execution: spending, checks, audits, the year-end
``scores``, ``score_forms``   link 3, evaluation: self-scores, external scores, errors, the used score
``results``                   link 4, use of results: what the bureau comes to believe, and next budgets
``utility``, ``incentives``   what departments want, and what a score is worth to them
``effort``, ``misconduct``    what they do, openly and hidden
``learning``                  what they come to believe, and their performance culture
``capacity``                  what a bureau can deliver, and what it costs
``production``, ``welfare``   what public value comes of the money, and what society has of it
============================  ========================================================================
"""
