"""The version of the package, for all that must not import the package for it."""

__version__ = "0.1.0"
