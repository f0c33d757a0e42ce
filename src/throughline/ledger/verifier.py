"""Is this record really in the ledger? A check that anyone can run offline, trusting nobody who serves it.

    python verifier.py record.json [file] [--key KEY]

One file; it needs Python 3.11 and the `cryptography` package, nothing else. `record.json` is what "verify
this record" downloads; `file` is a published document; KEY is the ledger's public key (a line, or a file
that holds it) from a source that you trust. Formats: RFC 6962 tree, C2SP signed-note, tlog-checkpoint,
tlog-proof@v1.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "throughline-record@1"
PROOF_HEADER = "c2sp.org/tlog-proof@v1"
SUCCESSION = "ledger.key-succeeded"
ED25519 = b"\x01"


class WrongError(Exception):
    """Something does not hold; the message is a sentence that says what."""


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(00 ‖ leaf). Authority: RFC 6962 §2.1."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(01 ‖ left ‖ right). Authority: RFC 6962 §2.1."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def includes(index: int, size: int, leaf: bytes, path: list[bytes], root: bytes) -> bool:
    """Whether `path` leads from the leaf hash to the root over `size`. Authority: RFC 9162 §2.1.3.2."""
    if not 0 <= index < size:
        return False
    here, last, reached = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            reached = node_hash(sibling, reached)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and reached == root


def extends(old: int, old_root: bytes, new: int, new_root: bytes, path: list[bytes]) -> bool:
    """Whether the tree of `new` leaves begins with the tree of `old` leaves. Authority: RFC 9162 §2.1.4.2."""
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        return not path and (old == 0 or old_root == new_root)
    if old & (old - 1) == 0:
        path = [old_root, *path]
    if not path:
        return False
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    was = now = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            was, now = node_hash(sibling, was), node_hash(sibling, now)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            now = node_hash(now, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A ledger's public key, written `name+hash+base64`. Authority: C2SP signed-note."""

    name: str
    raw: bytes

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """Read the one-line form, or raise WrongError."""
        name, _, rest = text.strip().partition("+")
        stated, _, encoded = rest.partition("+")
        data = decoded(encoded, "The public key is damaged.")
        key = cls(name, data[1:])
        if data[:1] != ED25519 or len(data) != 33 or key.id.hex() != stated:
            raise WrongError("The public key is damaged.")
        return key

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature line names its key."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.raw).decode()}"

    def signed(self, body: str, signature: bytes) -> bool:
        """Whether this key made the signature over the body."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, body.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says: so many leaves, this root, signed by this key."""

    origin: str
    size: int
    root: bytes
    key: PublicKey


def opened(note: str, keys: list[PublicKey]) -> Statement:
    """Read a checkpoint that one of the keys signed; unknown signature lines (witnesses) are passed over."""
    body, gap, lines = note.partition("\n\n")
    body += "\n"
    if not gap or not note.endswith("\n"):
        raise WrongError("The checkpoint is damaged: it has no signature.")
    for line in lines.splitlines():
        dash, name, encoded = [*line.split(" "), "", ""][:3]
        data = decoded(encoded, "The checkpoint is damaged: a signature cannot be read.")
        for key in keys:
            if (dash, name, data[:4]) == ("—", key.name, key.id):
                if not key.signed(body, data[4:]):
                    raise WrongError("The checkpoint was forged or changed: its signature does not fit it.")
                return _statement(body, key)
    raise WrongError("The checkpoint is not signed by a key that you trust.")


def _statement(body: str, key: PublicKey) -> Statement:
    origin, size, root = [*body.split("\n"), "", ""][:3]
    if origin != key.name or not size.isascii() or not size.isdigit():
        raise WrongError("The checkpoint belongs to another ledger, or is damaged.")
    return Statement(origin, int(size), decoded(root, "The checkpoint's root is damaged."), key)


def included(leaf: bytes, proof: str, keys: list[PublicKey]) -> tuple[int, Statement]:
    """Return the leaf's number and the signed checkpoint whose tree holds it, or raise WrongError."""
    head, gap, note = proof.partition("\n\n")
    first, *lines = head.split("\n")
    if first != PROOF_HEADER or not gap:
        raise WrongError(f"The proof is not in the form {PROOF_HEADER}.")
    if lines and lines[0].startswith("extra "):
        lines = lines[1:]
    word, _, number = lines[0].partition(" ") if lines else ("", "", "")
    if word != "index" or not number.isascii() or not number.isdigit():
        raise WrongError("The proof does not say which leaf it is for.")
    statement = opened(note, keys)
    path = [decoded(line, "The proof is damaged.") for line in lines[1:]]
    if not includes(int(number), statement.size, leaf_hash(leaf), path, statement.root):
        raise WrongError("The record was changed, or is not in the ledger: its proof leads to another root.")
    return int(number), statement


def check(record: dict[str, Any], file: bytes | None = None, key: PublicKey | None = None) -> list[str]:
    """Say in sentences what a downloaded record proves; WrongError says what does not hold."""
    if record.get("format") != FORMAT:
        raise WrongError(f"This is not a record in the form {FORMAT}.")
    try:
        keys = [key or PublicKey.parse(record["key"])]
        for step in record.get("successions", []):
            keys = _succeeded(step, keys)
        number, statement = included(record["leaf"].encode(), record["proof"], keys)
        act = json.loads(record["leaf"])
        said = [
            f"Proven: leaf {number} of {statement.size} in the ledger {statement.origin} says that "
            f"{act['actor']} did “{act['did']}” to {act['about']['kind']} {act['about']['id']} "
            f"at {act['at']}."
        ]
        for name, shown in sorted(record.get("disclosed", {}).items()):
            digest = hashlib.sha256(bytes.fromhex(shown["salt"]) + shown["value"].encode()).hexdigest()
            if digest != act["personal"].get(name):
                raise WrongError(f"The value shown as “{name}” is not the one that the act rests on.")
            said.append(f"Proven: “{name}” was {shown['value']}.")
    except (KeyError, TypeError, AttributeError, ValueError) as found:
        raise WrongError(f"The record is damaged: {found}.") from found
    if file is not None:
        if hashlib.sha256(file).hexdigest() not in _texts(act["facts"]):
            raise WrongError(
                "The file is not the one that the act recorded: its SHA-256 is not among the act's facts."
            )
        said.append("Proven: the file is, byte for byte, one that the act recorded.")
    if key is None:
        said.append(f"The key came with the record. Compare it with one that you trust: {record['key']}")
    return said


def _succeeded(step: dict[str, str], keys: list[PublicKey]) -> list[PublicKey]:
    """Follow one change of key, signed by the key that was; a step from another key is passed over."""
    act = json.loads(step["leaf"])
    if act["did"] != SUCCESSION or act["facts"]["from"] not in [str(key) for key in keys]:
        return keys
    included(step["leaf"].encode(), step["proof"], keys)
    return [PublicKey.parse(act["facts"]["to"])]


def _texts(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {text for inner in value.values() for text in _texts(inner)}
    if isinstance(value, list):
        return {text for inner in value for text in _texts(inner)}
    return {value} if isinstance(value, str) else set()


def decoded(text: str, sentence: str) -> bytes:
    """The bytes of base64 text; WrongError with the sentence when it is damaged."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise WrongError(sentence) from None


def main(words: list[str] | None = None) -> int:
    """Print what was proven and return 0, or print what is wrong and return 1."""
    parser = argparse.ArgumentParser(prog="verifier.py", description="Verify a Throughline record offline.")
    parser.add_argument("record", type=Path)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--key", help="the ledger's public key, or a file that holds it")
    given = parser.parse_args(words)
    try:
        key = given.key and (Path(given.key).read_text() if Path(given.key).is_file() else given.key)
        said = check(
            json.loads(given.record.read_text(encoding="utf-8")),
            given.file.read_bytes() if given.file else None,
            PublicKey.parse(key) if key else None,
        )
    except WrongError as found:
        sys.stdout.write(f"Wrong: {found}\n")
        return 1
    except (OSError, ValueError) as found:
        sys.stdout.write(f"Wrong: a file cannot be read ({found}).\n")
        return 1
    sys.stdout.write("\n".join(said) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
