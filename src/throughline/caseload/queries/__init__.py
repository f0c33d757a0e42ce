"""What may be seen; row security hides the rest, whoever forgets to ask."""
