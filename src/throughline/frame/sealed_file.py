"""How is a file of personal data written so that it is whole, sealed, and the same again for the same content?

A tar of a manifest, which says how many rows each part has and names nobody, and of the parts as CSV or as bytes of
another form such as Parquet, packed and sealed in pieces with AES-SIV (RFC 5297), which needs no chance: the same
content under the same key gives the same bytes. A piece opens only at its own place, and the last one says so, so that
nothing is cut off or exchanged unseen. The key lies in a file of its own, never with what it opens.
"""

import hashlib
import hmac
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from throughline.frame.lists import csv_line
from throughline.kernel.verdict import RefusedError

FORMAT = "throughline sealed file 1"
MANIFEST = "manifest.json"
KEY_BYTES = 64
_PIECE = 1 << 20
_DAMAGED = "This file was changed or cut off, or this is not its key."


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the file: its name, its columns, its rows.

    Where `form` is not csv, `put` writes the part's packed bytes, piece by piece, and gives how many rows they hold.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[object]] = ()
    form: str = "csv"
    put: Callable[["Sink"], int] | None = None


def new_key() -> bytes:
    """A key for sealed files, 512 bits."""
    return os.urandom(KEY_BYTES)


def key_in(file: Path) -> bytes:
    """The key that this file holds; RefusedError when it holds none."""
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise RefusedError(f"{file} holds no key. Make one with `./throughline caseload key FILE`.")
    return key


def make_key(file: Path) -> None:
    """A new key in a new file that its owner alone reads; an old one is never overwritten."""
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(new_key().hex() + "\n")
    except OSError as fault:
        raise RefusedError(f"{file} cannot be made: {fault.strerror}.") from None


def write(file: Path, parts: Iterable[Part], about: Mapping[str, Any], key: bytes) -> dict[str, Any]:
    """The sealed file is there, whole, or it is not; gives its manifest. It never overwrites another one."""
    file = file.absolute()
    _is_free(file)
    with TemporaryDirectory(dir=file.parent, prefix=f".{file.name}.") as draft:
        packed = Path(draft) / "packed"
        with open(os.open(packed, os.O_RDWR | os.O_CREAT, 0o600), "wb") as out:
            manifest = _pack(out, Path(draft), parts, about, key)
            out.flush()
            os.fsync(out.fileno())
        os.link(packed, file)  # refuses a name that was taken meanwhile, as a rename does not
    return manifest


@contextmanager
def kept_back(file: Path) -> Iterator[Path]:
    """Where to write it: it has its own name once the block has ended well, with what is to be on record of it."""
    file = file.absolute()
    _is_free(file)
    with TemporaryDirectory(dir=file.parent, prefix=f".{file.name}.") as draft:
        yield Path(draft) / file.name
        os.link(Path(draft) / file.name, file)


def _is_free(file: Path) -> None:
    if file.exists():
        raise RefusedError(f"{file} is there already, and nothing is overwritten. Choose another name.")
    if not file.parent.is_dir():
        raise RefusedError(f"There is no folder {file.parent}.")


def sealed(parts: Iterable[Part], about: Mapping[str, Any], key: bytes) -> tuple[bytes, dict[str, Any]]:
    """The same as bytes, for what is kept in the database; and its manifest."""
    with TemporaryDirectory() as draft:
        out = io.BytesIO()
        manifest = _pack(out, Path(draft), parts, about, key)
    return out.getvalue(), manifest


@contextmanager
def opened(file: Path | bytes, key: bytes) -> Iterator[tuple[dict[str, Any], "Tables"]]:
    """The manifest and the tables of a sealed file; RefusedError when it was changed or this is not its key."""
    try:
        source = io.BytesIO(file) if isinstance(file, bytes) else open(file, "rb")  # noqa: SIM115 - closed below
    except OSError as fault:
        raise RefusedError(f"{file!s} cannot be read: {fault.strerror}.") from None
    with source:
        try:
            with tarfile.open(fileobj=source, mode="r:") as tar:
                member = tar.extractfile(MANIFEST)
                manifest = json.loads(member.read()) if member else {}
                if not hmac.compare_digest(manifest.get("seal", ""), _seal(manifest, key)):
                    raise RefusedError(_DAMAGED)
                yield manifest, Tables(tar, manifest, key)
        except (tarfile.TarError, KeyError, ValueError, InvalidTag, zlib.error):
            raise RefusedError(_DAMAGED) from None


class Tables:
    """The parts of an opened file, each as the bytes of a CSV file or of its other form, piece by piece."""

    def __init__(self, tar: tarfile.TarFile, manifest: Mapping[str, Any], key: bytes) -> None:
        self._tar, self._parts, self._cipher = tar, manifest["parts"], AESSIV(key)

    def names(self) -> list[str]:
        return [part["name"] for part in self._parts]

    def read(self, name: str) -> Iterator[bytes]:
        """The part's bytes; RefusedError at its end when they are not what the manifest says."""
        told = next(part for part in self._parts if part["name"] == name)
        member = self._tar.extractfile(f"{name}.sealed")
        if member is None:
            raise RefusedError(_DAMAGED)
        unpack, seen, number = zlib.decompressobj(), hashlib.sha256(), 0
        while True:
            head = member.read(5)
            if len(head) != 5:
                raise RefusedError(_DAMAGED)
            is_last, size = head[:1] == b"\x01", int.from_bytes(head[1:], "big")
            piece = unpack.decompress(
                self._cipher.decrypt(member.read(size), _place(name, number, is_last=is_last))
            )
            seen.update(piece)
            yield piece
            number += 1
            if is_last:
                break
        if seen.hexdigest() != told["sha256"]:
            raise RefusedError(_DAMAGED)


def _pack(
    out: IO[bytes], draft: Path, parts: Iterable[Part], about: Mapping[str, Any], key: bytes
) -> dict[str, Any]:
    told = [_written(draft / f"{part.name}.sealed", part, key) for part in parts]
    manifest: dict[str, Any] = {"format": FORMAT, **about, "parts": told}
    manifest["seal"] = _seal(manifest, key)
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        tar.addfile(_anonymous(MANIFEST, len(text)), io.BytesIO(text))
        for part in told:
            path = draft / f"{part['name']}.sealed"
            with path.open("rb") as content:
                tar.addfile(_anonymous(path.name, path.stat().st_size), content)
    return manifest


def _written(path: Path, part: Part, key: bytes) -> dict[str, Any]:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        sink = Sink(out, part.name, key, is_packed=part.put is not None)
        if part.put is not None:
            rows = part.put(sink)
        else:
            rows = 0
            sink.write(csv_line(part.columns).encode())
            for row in part.rows:
                sink.write(csv_line(row).encode())
                rows += 1
        digest = sink.ended()
    told = {"name": part.name, "columns": list(part.columns), "rows": rows, "sha256": digest}
    return told if part.put is None else {**told, "form": part.form}


class Sink:
    """What is written into it is packed, unless it is already, and sealed piece by piece; it never lies open."""

    closed = False

    def __init__(self, out: IO[bytes], name: str, key: bytes, *, is_packed: bool) -> None:
        self._out, self._name, self._cipher = out, name, AESSIV(key)
        self._pack, self._digest = zlib.compressobj(0 if is_packed else -1), hashlib.sha256()
        self._waiting, self._number, self._told = bytearray(), 0, 0

    def write(self, content: bytes | bytearray | memoryview) -> int:
        """Take some more bytes."""
        self._digest.update(content)
        self._told += len(content)
        self._waiting.extend(self._pack.compress(content))
        while len(self._waiting) >= _PIECE:
            self._put(bytes(self._waiting[:_PIECE]), is_last=False)
            del self._waiting[:_PIECE]
        return len(content)

    def tell(self) -> int:
        """How many bytes came in so far."""
        return self._told

    def flush(self) -> None:
        """Nothing waits for this: a piece leaves when it is whole."""

    def ended(self) -> str:
        """The last piece is written; gives the SHA-256 of everything that came in."""
        self._put(bytes(self._waiting + self._pack.flush()), is_last=True)
        return self._digest.hexdigest()

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        closed = self._cipher.encrypt(piece, _place(self._name, self._number, is_last=is_last))
        self._out.write((b"\x01" if is_last else b"\x00") + len(closed).to_bytes(4, "big") + closed)
        self._number += 1


def _place(name: str, number: int, *, is_last: bool) -> list[bytes]:
    return [FORMAT.encode(), name.encode(), f"{number} {'last' if is_last else 'more'}".encode()]


def _seal(manifest: Mapping[str, Any], key: bytes) -> str:
    said = {name: value for name, value in manifest.items() if name != "seal"}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    return hmac.digest(hmac.digest(key, b"manifest", "sha256"), text, "sha256").hex()


def _anonymous(name: str, size: int) -> tarfile.TarInfo:
    """An entry that says neither when nor by whom it was made."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry
