"""Made-up people in great numbers, by a seeded generator, to try the house out under load."""
