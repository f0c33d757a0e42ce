"""Under which reference does finance know what we ask for, and what comes back?

A reference follows from what it is about, never from the day, the run or chance: whoever asks again for the same
thing, after a crash or from last night's backup, asks under the same reference, and finance knows it. Authority: R28.
"""

from uuid import UUID

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read over the telephone without a mistake
_LENGTH = 12


def request_reference(instalment_id: UUID, attempt: int) -> str:
    """The reference of the n-th time that an instalment is asked for; new only after finance rejected the last."""
    return f"TL-{_short(instalment_id)}-{attempt}"


def recovery_reference(grant_id: UUID, number: int) -> str:
    """The reference of a grant's n-th recovery."""
    return f"TR-{_short(grant_id)}-{number}"


def _short(found: UUID) -> str:
    bits = found.int >> (128 - 5 * _LENGTH)
    return "".join(_LETTERS[bits >> (5 * place) & 31] for place in reversed(range(_LENGTH)))
