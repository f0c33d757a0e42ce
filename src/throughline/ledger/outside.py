"""Which checkpoints are kept where the database's administrator cannot reach?

`checkpoints/ledger.jsonl` in the data folder: one line for each checkpoint, only ever added to. Copy it to
other people as well: whoever holds an old line can prove that a later ledger is not the one it was.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from throughline.kernel.verdict import RefusedError

LONGEST_LINE = 32_768


@dataclass(frozen=True, slots=True)
class Kept:
    """One checkpoint as it was kept: its size, when it was sealed, and the signed note."""

    size: int
    sealed_at: str
    note: str


@dataclass(frozen=True, slots=True)
class Outside:
    """The file of checkpoints of one data folder."""

    folder: Path

    @property
    def place(self) -> Path:
        return self.folder / "checkpoints" / "ledger.jsonl"

    def all(self) -> list[Kept]:
        """Every checkpoint kept, oldest first; a line that a killed process left unfinished is none."""
        if not self.place.exists():
            return []
        with open(self.place, "rb") as file:
            return [_kept(line) for line in file if line.endswith(b"\n")]

    def last(self) -> Kept | None:
        """The newest checkpoint kept; None before the first."""
        if not self.place.exists():
            return None
        with open(self.place, "rb") as file:
            line, _ = _last_line(file)
            return _kept(line) if line else None

    def catch_up(self, since: Callable[[int], Iterable[Kept]]) -> int:
        """Add what `since(last size kept)` gives; return how many. Racing callers add nothing twice."""
        self.place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(self.place, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
            last, half = _last_line(file)
            if half:
                file.truncate(file.seek(-half, os.SEEK_END))
            new = list(since(_kept(last).size if last else 0))
            file.seek(0, os.SEEK_END)
            file.write(b"".join(json.dumps(asdict(kept)).encode() + b"\n" for kept in new))
            file.flush()
            os.fsync(file.fileno())
        return len(new)


def _last_line(file: BinaryIO) -> tuple[bytes, int]:
    """The last whole line, and how many bytes a killed process wrote after it."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - LONGEST_LINE * 2))
    whole, _, half = file.read().rpartition(b"\n")
    return whole.rpartition(b"\n")[2], len(half)


def _kept(line: bytes) -> Kept:
    try:
        found = json.loads(line)
        return Kept(int(found["size"]), str(found["sealed_at"]), str(found["note"]))
    except (ValueError, KeyError, TypeError):
        raise RefusedError(
            "A line in the file of outside checkpoints is damaged; put back a good copy."
        ) from None
