"""How is what identifies a person kept so that only whoever may see the row can read it?

Each record has a key of its own, which is kept wrapped by the installation's; a text is sealed with it for its one
place (table, row and column), so that it cannot be moved to another. Destroying the record's key destroys every copy of
what it sealed, in history and in backups made afterwards. What is searched for is found by keyed hashes, equality only.
"""

import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from throughline.frame.encryption import box, is_newest

PURPOSE = "record keys"
_NONCE = 12


class SealError(Exception):
    """What was sealed does not open here: another key, another place, or changed bytes."""


def new_key() -> bytes:
    """A key for one record, 256 bits."""
    return AESGCM.generate_key(256)


def wrapped(key: bytes) -> bytes:
    """The key as it is kept, sealed with the installation's secret."""
    return box(PURPOSE).encrypt(key)


def unwrapped(kept: bytes) -> bytes:
    """The key again; it still opens when the installation's secret was changed and the older one is named."""
    return box(PURPOSE).decrypt(bytes(kept))


def rewrapped(kept: bytes | memoryview) -> bytes:
    """The same key under the newest secret of the installation."""
    return box(PURPOSE).rotate(bytes(kept))


def is_rewrapped(kept: bytes | memoryview) -> bool:
    """Whether the key is kept under the newest secret already."""
    return is_newest(PURPOSE, bytes(kept))


def seal(key: bytes, text: str, *, place: str) -> bytes:
    """The text, readable only with the key and only in that place ("table/row/column"). NIST SP 800-38D."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())


def unseal(key: bytes, sealed: bytes, *, place: str) -> str:
    """The text again; SealError when it was sealed elsewhere, with another key, or was changed."""
    kept = bytes(sealed)
    try:
        return AESGCM(key).decrypt(kept[:_NONCE], kept[_NONCE:], place.encode()).decode()
    except InvalidTag as fault:
        raise SealError("This text was not sealed for this place with this key.") from fault


def keyed_hashes(purpose: str, text: str) -> tuple[str, ...]:
    """By which a text is found without being kept: the newest secret's first, then those of older ones."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return tuple(_hash(secret, purpose, text) for secret in secrets)


def _hash(secret: str, purpose: str, text: str) -> str:
    key = hmac.digest(secret.encode(), f"throughline search {purpose}".encode(), sha256)
    return hmac.digest(key, text.encode(), sha256)[:16].hex()
