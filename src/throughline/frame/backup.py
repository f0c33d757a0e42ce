"""How is everything kept in one file, and brought back whole?

A backup is a tar with a manifest (names, sizes, SHA-256), the database as pg_dump writes it, and the
checkpoints that were kept outside. The signing keys are left out unless asked for: who has them can sign
as the ledger.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urlsplit

import psycopg

from throughline import __version__
from throughline.frame.data_folder import DataFolder
from throughline.frame.installation import external_addresses, running
from throughline.frame.postgres import Server, grant_nothing_by_default
from throughline.frame.postgres_programs import bundled_programs, major_version
from throughline.kernel.verdict import RefusedError

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.dump"
NOT_A_BACKUP = "is not a backup of Throughline, or is damaged"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    made_at: str
    throughline: str
    postgres: int
    with_keys: bool
    parts: tuple[Part, ...]


def back_up(file: Path, data: str | None, *, with_keys: bool, at: datetime) -> Manifest:
    """Write everything into one file, whole or not at all, while people go on working."""
    file = file.absolute()
    if file.exists():
        raise RefusedError(f"{file} is there already, and a backup never overwrites. Choose another name.")
    with _draft_beside(file) as draft, running(data, command="throughline backup") as addresses:
        folder = DataFolder(Path(os.environ["THROUGHLINE_DATA"]))
        # Checkpoints first: those outside may lag behind the dumped database, never run ahead of it.
        for name in ("checkpoints", "keys") if with_keys else ("checkpoints",):
            if (folder.path / name).is_dir():
                shutil.copytree(folder.path / name, draft / name)
        _ask_for_keepers_policies(addresses.keeper)
        _run(
            "pg_dump",
            addresses.keeper,
            "--format=custom",
            "--enable-row-security",
            f"--file={draft / DATABASE}",
        )
        parts = tuple(_part(path, draft) for path in sorted(draft.rglob("*")) if path.is_file())
        postgres = major_version(bundled_programs())
        manifest = Manifest(FORMAT, at.isoformat(timespec="seconds"), __version__, postgres, with_keys, parts)
        (draft / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
        packed = draft / "packed.tar"
        with open(os.open(packed, os.O_RDWR | os.O_CREAT, 0o600), "wb") as output:
            with tarfile.open(fileobj=output, mode="w") as tar:
                for name in (MANIFEST, *(part.name for part in parts)):
                    tar.add(draft / name, name, filter=_anonymous)
            output.flush()
            os.fsync(output.fileno())
        packed.rename(file)
    return manifest


def restore(file: Path, data: Path) -> Manifest:
    """An empty data folder holds what the backup held, each part checked by its hash, or stays empty."""
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise RefusedError(
            f"{data} is not empty, and a restore never mixes. Choose a new folder with --data."
        )
    addresses = external_addresses()
    with _draft_beside(data) as draft:
        manifest = _unpacked(file, draft)
        if addresses:
            _ask_for_emptiness(addresses.owner)
            _fill(addresses.owner, draft / DATABASE)
        else:
            with Server(draft) as server:
                _fill(server.addresses.owner, draft / DATABASE)
        (draft / DATABASE).unlink()
        draft.rename(data)
    return manifest


def rows_by_table(address: str) -> dict[str, int]:
    """How many rows every table has, for comparing a restored database with its source."""
    with psycopg.connect(address) as connection:
        tables = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        ).fetchall()
        count = psycopg.sql.SQL("SELECT count(*) FROM {}")
        return {
            table: connection.execute(count.format(psycopg.sql.SQL(table))).fetchall()[0][0]
            for (table,) in tables
        }


def _fill(owner: str, dump: Path) -> None:
    with psycopg.connect(owner) as connection:
        grant_nothing_by_default(connection)
    script = dump.with_suffix(".sql")
    _run("pg_restore", None, "--no-owner", f"--file={script}", str(dump))
    _run(
        "psql",
        owner,
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        f"--file={_for_any_server(script)}",
    )
    script.unlink()


def _for_any_server(script: Path) -> Path:
    """The script without the setting that servers before PostgreSQL 17 do not know; it stands among the first lines."""
    setting = b"SET transaction_timeout = 0;\n"
    with open(script, "r+b") as file:
        head = file.read(4096)
        if setting in head:
            file.seek(head.index(setting))
            file.write(b"\n".rjust(len(setting)))
    return script


def _ask_for_keepers_policies(keeper: str) -> None:
    """RefusedError when row security would hide rows from the backup."""
    with psycopg.connect(keeper) as connection:
        hidden = connection.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p') AND NOT EXISTS ("
            " SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid AND polpermissive"
            " AND polcmd IN ('*', 'r')"
            " AND 'keeper'::regrole = ANY (polroles) AND pg_get_expr(polqual, polrelid) = 'true') ORDER BY 1"
        ).fetchall()
    if hidden:
        tables = ", ".join(name for (name,) in hidden)
        raise RefusedError(
            f"A backup would not be whole: rows of {tables} are hidden from the role `keeper`."
        )


def _ask_for_emptiness(owner: str) -> None:
    if rows_by_table(owner):
        raise RefusedError(
            "The managed database has tables already, and a restore never mixes. Name an empty one."
        )


def _run(program: str, address: str | None, *options: str) -> None:
    parts = urlsplit(address or "")
    user, _, place = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    public = parts._replace(netloc=f"{name}@{place}").geturl()
    done = subprocess.run(
        [str(bundled_programs() / program), *([f"--dbname={public}"] if address else []), *options],
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        env=os.environ | {"PGPASSWORD": unquote(password), "LC_ALL": "C"},
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise RefusedError(f"{program} did not finish, so nothing was kept of it: {said[0]}")


def _part(path: Path, draft: Path) -> Part:
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Part(path.relative_to(draft).as_posix(), path.stat().st_size, digest)


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def _unpacked(file: Path, draft: Path) -> Manifest:
    """The parts of the backup lie in the draft and are what the manifest says; else RefusedError."""
    try:
        with tarfile.open(file) as tar:
            manifest = _manifest(json.loads(_content(tar, MANIFEST).read()))
            if manifest.format > FORMAT or manifest.postgres > major_version(bundled_programs()):
                raise RefusedError(
                    f"{file} was made by a newer Throughline ({manifest.throughline}). Use that one."
                )
            DataFolder(draft).ask_for_room(4 * sum(part.size for part in manifest.parts))
            for part in manifest.parts:
                _unpack(part, _content(tar, part.name), draft)
    except FileNotFoundError:
        raise RefusedError(f"There is no file {file}.") from None
    except IsADirectoryError:
        raise RefusedError(f"{file} is a folder; a backup is one file.") from None
    except PermissionError:
        raise RefusedError(f"This user may not read {file}.") from None
    except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError) as found:
        raise RefusedError(f"{file} {NOT_A_BACKUP} ({found}). Nothing was changed.") from None
    return manifest


def _content(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    content = tar.extractfile(tar.getmember(name))
    if content is None:
        raise ValueError(f"{name} is no plain file in it")
    return content


def _manifest(said: dict[str, Any]) -> Manifest:
    parts = tuple(Part(**part) for part in said.pop("parts"))
    for part in parts:
        path = PurePosixPath(part.name)
        if path.is_absolute() or ".." in path.parts or path.parts[0] not in {"checkpoints", "keys", DATABASE}:
            raise ValueError(f"it names {part.name!r}")
    return Manifest(**said, parts=parts)


def _unpack(part: Part, content: IO[bytes], draft: Path) -> None:
    place = draft / part.name
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as output:
        shutil.copyfileobj(content, output)
        output.seek(0)
        if hashlib.file_digest(output, "sha256").hexdigest() != part.sha256:
            raise ValueError(f"{part.name} does not have the hash that the manifest gives")


@contextmanager
def _draft_beside(place: Path) -> Iterator[Path]:
    """A folder of our own beside the place, gone afterwards; what a killed one left is cleared first."""
    draft = place.with_name(f".{place.name}.unfinished")
    try:
        lock = os.open(place.parent, os.O_RDONLY)
    except OSError as found:
        raise RefusedError(f"The folder {place.parent} cannot be used: {found.strerror}.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        yield draft
    except OSError as found:
        raise RefusedError(f"{place} could not be written: {found.strerror}. Nothing is half done.") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        os.close(lock)
