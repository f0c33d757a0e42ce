"""What happened, and can you prove it? Acts, tree, checkpoints, verification."""
