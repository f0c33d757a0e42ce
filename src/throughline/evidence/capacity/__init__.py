"""How many posts does a unit need, so that nobody waits too long? docs/capacity.md"""
