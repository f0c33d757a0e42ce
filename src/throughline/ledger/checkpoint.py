"""Who vouches for the tree, and in which words?

A checkpoint is a signed note (C2SP tlog-checkpoint, signed-note): origin, size, root, blank line,
signature lines. Other parties, such as an auditor, may add their own signature line under the same words.
"""

import base64
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .verifier import ED25519, PROOF_HEADER, PublicKey, WrongError, decoded

PREFIX = "PRIVATE+KEY"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The ledger's private key under the ledger's name, written on one line as Go's `note` package does."""

    name: str
    seed: bytes

    @classmethod
    def new(cls, name: str = "") -> "SigningKey":
        """A fresh key: for a new ledger, or under the name of the one that it succeeds."""
        return cls(name or f"throughline/{secrets.token_hex(8)}", secrets.token_bytes(32))

    @classmethod
    def parse(cls, text: str) -> "SigningKey":
        """Read the one-line form; WrongError when it is damaged."""
        parts = text.strip().split("+", 4)
        if len(parts) != 5 or "+".join(parts[:2]) != PREFIX:
            raise WrongError("The signing key is damaged.")
        data = decoded(parts[4], "The signing key is damaged.")
        key = cls(parts[2], data[1:])
        if data[:1] != ED25519 or len(data) != 33 or key.public.id.hex() != parts[3]:
            raise WrongError("The signing key is damaged.")
        return key

    @property
    def public(self) -> PublicKey:
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return PublicKey(self.name, private.public_key().public_bytes_raw())

    def written(self) -> str:
        """The line that `parse` reads; whoever has it can sign as the ledger."""
        return f"{PREFIX}+{self.name}+{self.public.id.hex()}+{_text(ED25519 + self.seed)}\n"

    def signature_line(self, body: str) -> str:
        """The line that this key adds under the words of a note."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(body.encode())
        return f"— {self.name} {_text(self.public.id + signature)}\n"

    def checkpoint(self, size: int, root: bytes) -> str:
        """The signed checkpoint that says: so many leaves, this root."""
        body = f"{self.name}\n{size}\n{_text(root)}\n"
        return f"{body}\n{self.signature_line(body)}"


def proof_text(index: int, path: list[bytes], note: str) -> str:
    """The proof of one leaf as `tlog-proof@v1` text."""
    return "\n".join([PROOF_HEADER, f"index {index}", *map(_text, path), "", note])


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
