"""How are passwords hashed where only tests sign in? As they are served, in a millisecond instead of a quarter second.

The same Argon2 over the same code, with less memory and fewer rounds; what `up` starts hashes as it does for people.
"""


def hash_quickly() -> None:
    """From here on this process hashes at the least cost that Argon2 allows."""
    from django.contrib.auth.hashers import Argon2PasswordHasher as Hasher

    Hasher.time_cost, Hasher.memory_cost, Hasher.parallelism = 1, 8, 1
