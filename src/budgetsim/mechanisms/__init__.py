"""Pure functions of the model; every array has the axes (point, seed, department), size-1 axes broadcast.

====================  ================================================================================
package               what its equations are about
====================  ================================================================================
``objectives``        link 1, objective management: proposals, review, targets, the ratchet
``execution``         link 2, monitoring of execution: spending, checks, audits, the year-end
``evaluation``        link 3, evaluation: self-scores, external scores, their errors, the used score
``results``           link 4, use of results: what the bureau comes to believe, and next year's budgets
``behaviour``         behind the links: what departments want, do and learn
``foundations``       behind them all: what a bureau can deliver, and what public value comes of the money
====================  ================================================================================
"""
