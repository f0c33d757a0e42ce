"""How do the figures of the evidence look? One look for all: grey for what was expected, one colour for a signal."""
