"""Panels of units and years, and their moments: what calibrating a model and verifying it have in common."""
