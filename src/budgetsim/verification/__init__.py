"""Whether the model can be trusted: closed-form limits of the theory, found again through simulated runs.

``finding`` is one line of a scorecard; ``theory`` holds the limits.
"""
