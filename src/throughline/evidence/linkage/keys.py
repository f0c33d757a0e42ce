"""How do two organisations compare names without showing them? Each makes keyed hashes with a secret that both share.

A name is cut into pairs of letters; each pair sets 12 of the key's 256 bits, chosen by HMAC-SHA-256 under the secret.
Names that are spelled nearly alike share most bits (a Bloom filter: Schnell, Bachteler and Reiher 2009). Whoever has
many keys and knows how common names are can guess some of the common ones: a file of keys is personal data still.
"""

import csv
import hmac
import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from throughline.frame.lists import fold
from throughline.kernel.verdict import RefusedError

from .shapes import ALSO, ALWAYS, NAMED, NotTakenError, Problem, Raw

BITS = 256
BITS_OF_A_PAIR = 12
KEY_DIGITS = BITS // 4
_SECRET_BYTES = 32
_KEPT = (*ALWAYS, *ALSO)


def make_secret(file: Path) -> None:
    """A new secret in a new file that its owner alone reads; an old one is never overwritten."""
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(os.urandom(_SECRET_BYTES).hex() + "\n")
    except OSError as fault:
        raise RefusedError(f"{file} cannot be made: {fault.strerror}.") from None


def secret_in(file: Path) -> bytes:
    """The secret that this file holds; RefusedError when it holds none."""
    try:
        secret = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        secret = b""
    if len(secret) != _SECRET_BYTES:
        raise RefusedError(f"{file} holds no secret. Make one with `./throughline need secret FILE`.")
    return secret


def check_of(secret: bytes) -> str:
    """Eight digits that are the same for the same secret, and say nothing of it."""
    return hmac.digest(secret, b"throughline linkage check", sha256).hex()[:8]


def key_of(secret: bytes, column: str, name: str) -> str:
    """The key of a name of that column (so that a first name never matches a family name); "" for no name."""
    said = "".join(letter for letter in fold(name) if letter.isalnum())
    if not said:
        return ""
    bits = 0
    for pair in {f" {said} "[n : n + 2] for n in range(len(said) + 1)}:
        digest = hmac.digest(secret, f"{column} {pair}".encode(), sha256)
        for n in range(BITS_OF_A_PAIR):
            bits |= 1 << int.from_bytes(digest[2 * n : 2 * n + 2], "big") % BITS
    return f"{bits:0{KEY_DIGITS}x}"


def keyed(raw: Raw, secret: bytes) -> Iterator[list[str]]:
    """The file's rows with keys in the place of names, the heading first; NotTakenError when it has no names."""
    lacking = [name for name in (*ALWAYS, *NAMED["names"]) if name not in raw.columns]
    if lacking:
        raise NotTakenError([Problem(raw.file, "This column is missing.", name) for name in lacking])
    kept = [name for name in _KEPT if name in raw.columns]
    yield [*kept, *NAMED["keys"]]
    known = [_keys_of(secret, name, raw.columns[name]) for name in NAMED["names"]]
    check = check_of(secret)
    rest = [raw.columns[name] for name in kept]
    for cells, names in zip(zip(*rest, strict=True), _names(raw), strict=True):
        yield [*cells, *(keys[name] for keys, name in zip(known, names, strict=True)), check]


def write_keyed(raw: Raw, secret: bytes, out: Path) -> None:
    """The file of keys is there whole, for its owner alone, or not at all."""
    try:
        with open(
            os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline=""
        ) as to:
            try:
                csv.writer(to).writerows(keyed(raw, secret))
            except BaseException:
                out.unlink()
                raise
    except OSError as fault:
        raise RefusedError(f"{out} cannot be made: {fault.strerror}.") from None


def _keys_of(secret: bytes, column: str, names: Sequence[str]) -> Mapping[str, str]:
    return {name: key_of(secret, column, name) for name in {*names}}


def _names(raw: Raw) -> Iterator[tuple[str, ...]]:
    return zip(*(raw.columns[name] for name in NAMED["names"]), strict=True)
