"""Throughline: from the public decision to a person's recovery."""

__version__ = "0.1.0"
