"""What may be done, one function a step; every one enters with its actor's sight or finds no row."""
