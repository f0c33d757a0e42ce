"""Who holds the signing key, and how does another one take its place?

The private key is one line in `keys/ledger.key` of the data folder, readable by its owner alone; it is
never in the database, nor in a backup unless asked for. Whoever administers the database must not be able
to read it. A new key waits in `keys/ledger.key.next` until an act that names it is sealed under the old.
"""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from throughline.kernel.verdict import RefusedError

from .checkpoint import SigningKey
from .verifier import WrongError


@dataclass(frozen=True, slots=True)
class Custody:
    """The signing key of one data folder."""

    folder: Path

    @property
    def place(self) -> Path:
        return self.folder / "keys" / "ledger.key"

    @property
    def successor_place(self) -> Path:
        return self.place.with_name("ledger.key.next")

    def key(self) -> SigningKey:
        """The key that signs now, or RefusedError when it is away."""
        if not self.place.exists():
            raise RefusedError(
                f"The ledger's signing key is not at {self.place}. Bring it back from where it is kept; "
                "nothing is lost, acts wait to be sealed."
            )
        return _read(self.place)

    def first_key(self) -> SigningKey:
        """The key of a ledger that has no checkpoint yet: made here once, whoever races for it."""
        if not self.place.exists():
            with contextlib.suppress(FileExistsError):
                _write(self.place, SigningKey.new())
        return self.key()

    def successor(self) -> SigningKey | None:
        """The key that waits to take over, if one does."""
        return _read(self.successor_place) if self.successor_place.exists() else None

    def prepare_successor(self) -> SigningKey:
        """A key that waits to take over; the same one until it has."""
        if not self.successor_place.exists():
            with contextlib.suppress(FileExistsError):
                _write(self.successor_place, SigningKey.new(self.key().name))
        return _read(self.successor_place)

    def let_successor_take_over(self) -> None:
        """The waiting key signs from now on, and the old one is gone."""
        os.replace(self.successor_place, self.place)
        _sync(self.place.parent)


def _read(place: Path) -> SigningKey:
    try:
        return SigningKey.parse(place.read_text(encoding="ascii"))
    except (OSError, ValueError, WrongError):
        raise RefusedError(f"The ledger's signing key at {place} cannot be read.") from None


def _write(place: Path, key: SigningKey) -> None:
    """Write a key whole or not at all; FileExistsError when there is one already."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=place.parent)  # readable by its owner alone
    try:
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(key.written())
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, place)
    finally:
        os.unlink(draft)
    _sync(place.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
