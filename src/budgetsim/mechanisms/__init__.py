"""Pure functions of the model; every array has the axes (point, seed, department), size-1 axes broadcast."""
