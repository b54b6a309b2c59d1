"""Effects of levers: paired differences, doses, a factorial, the order of reforms, and what they cost.

``levers`` and ``plan`` say which worlds are compared, ``request`` makes a study of them, ``precision`` adds seeds until
intervals are narrow enough; the others estimate, as pure functions of means by run.
"""
