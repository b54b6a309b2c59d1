"""What a run of one scenario and a comparison of several have in common: levels of outcomes under many seeds."""
