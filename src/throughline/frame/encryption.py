"""How is a text kept so that a backup alone cannot be read?"""

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def box(purpose: str) -> MultiFernet:
    """What seals and opens texts of one purpose with the installation's secret key, and still opens with older ones."""
    return _box(purpose, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def is_newest(purpose: str, sealed: bytes) -> bool:
    """Whether it was sealed with the newest secret, so that no older one is needed to open it."""
    try:
        _key(settings.SECRET_KEY, purpose).decrypt(sealed)
    except InvalidToken:
        return False
    return True


@cache  # a list opens a box for each of its people; to derive its keys takes longer than to open it
def _box(purpose: str, secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([_key(secret, purpose) for secret in secrets])


def _key(secret: str, purpose: str) -> Fernet:
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"throughline {purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derive.derive(secret.encode())))
