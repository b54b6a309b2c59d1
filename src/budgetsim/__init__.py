"""budgetsim: an agent-based simulation of principal-agent budget dynamics."""
