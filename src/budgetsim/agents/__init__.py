"""The agents: departments that know more than the bureau, and decide."""
