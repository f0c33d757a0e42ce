"""What was promised, planned or feared, and what may become of it? Plain rules, without the database."""
