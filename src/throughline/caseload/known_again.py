"""How is it known again what came in before? By hashes under one key, which outlives the secret that wraps it."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from throughline.frame.sealing import new_key, unwrapped, wrapped

from .models import TakenKey


@dataclass(frozen=True, slots=True)
class Memory:
    """Hashes what came in; the same words for the same purpose have the same hash for ever."""

    key: bytes

    def of(self, purpose: str, text: str) -> str:
        """The hash by which this text is found again, for this purpose alone."""
        own = hmac.digest(self.key, f"throughline taken {purpose}".encode(), sha256)
        return hmac.digest(own, text.encode(), sha256)[:16].hex()


def memory() -> Memory:
    """The installation's own, made by whoever asks first; one query."""
    kept = _kept()
    if kept is None:  # two who are first at once make one
        TakenKey.objects.bulk_create([TakenKey(wrapped_key=wrapped(new_key()))], ignore_conflicts=True)
        kept = _kept()
    assert kept is not None  # noqa: S101 - it was just made
    return Memory(unwrapped(kept))


def _kept() -> bytes | None:
    found = TakenKey.objects.values_list("wrapped_key", flat=True).first()
    return bytes(found) if found is not None else None
