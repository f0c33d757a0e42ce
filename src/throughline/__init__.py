"""Throughline: from the public decision to a person's recovery."""
