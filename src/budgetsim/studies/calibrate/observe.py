"""Which columns of the model stand for what a panel observes."""

from budgetsim.studies.calibrate.panel import SEEN

__all__ = ["SEEN"]
