"""The rules of funded posts."""
