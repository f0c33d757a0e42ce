"""Is a difference more than chance, and fairly told? Charts in time, between places, over time in treatment."""
