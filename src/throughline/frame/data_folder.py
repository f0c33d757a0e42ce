"""Where does this installation keep its state, and who has it in hand?"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from throughline.kernel.verdict import RefusedError

LEAST_FREE_BYTES = 300 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the data folder in hand: a process, the command it runs, and its address when it serves one."""

    pid: int
    command: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """One installation's state; everything that `up` keeps lies under `path`."""

    path: Path

    @property
    def database(self) -> Path:
        """PostgreSQL's own folder, there only when it is whole."""
        return self.path / "postgres"

    @property
    def logs(self) -> Path:
        return self.path / "log"

    @property
    def checkpoints(self) -> Path:
        """The ledger's checkpoints, kept outside the database."""
        return self.path / "checkpoints"

    @property
    def keys(self) -> Path:
        """Signing keys of the ledger: never in a backup unless asked for."""
        return self.path / "keys"

    def make(self) -> None:
        """The folder is there, readable by its owner alone, and the disk has room to start."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for inner in (self.logs, self.checkpoints, self.path / "secrets"):
                inner.mkdir(mode=0o700, exist_ok=True)
        except FileExistsError as found:
            raise RefusedError(f"{found.filename} is a file, and the data needs a folder there.") from None
        except PermissionError as found:
            raise RefusedError(
                f"This user may not write to {found.filename}. Choose another folder with --data."
            ) from None
        except OSError as found:
            raise RefusedError(f"The data folder {self.path} cannot be made: {found.strerror}.") from None
        self.ask_for_room(LEAST_FREE_BYTES)

    def ask_for_room(self, needed: int) -> None:
        """Raise RefusedError when the disk of the folder has fewer free bytes than `needed`."""
        disk = os.statvfs(self.path)
        free = disk.f_bavail * disk.f_frsize
        if free < needed:
            raise RefusedError(
                f"The disk that holds {self.path} is full: {free // 2**20} MB are free and "
                f"{needed // 2**20} MB are needed. Nothing was changed. Make room, or choose another folder "
                f"with --data."
            )

    def secret(self, name: str) -> str:
        """The secret of that name, made once; whoever races for it gets the same one."""
        place = self.path / "secrets" / name
        while not place.exists():
            draft = place.with_name(f"{name}.{os.getpid()}.{secrets.token_hex(4)}")
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(32))
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(draft, place)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return place.read_text()

    def holder(self) -> Holder | None:
        """Who has the folder in hand now, as they wrote it down; None when nobody has or nobody says."""
        try:
            with open(self.path / "holder.lock") as file:
                if _locked(file.fileno(), fcntl.LOCK_SH):
                    return None
                return Holder(**json.loads(file.read()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    @contextmanager
    def held(self, holder: Holder) -> Iterator[bool]:
        """Have the folder in hand while the block runs; yields False when somebody else has it."""
        with open(os.open(self.path / "holder.lock", os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            if not _locked(file.fileno(), fcntl.LOCK_EX):
                yield False
                return
            file.truncate(0)
            file.write(json.dumps(asdict(holder)))
            file.flush()
            yield True

    @contextmanager
    def used(self) -> Iterator[None]:
        """Whoever started the database for a short command does not stop it while the block runs."""
        with open(os.open(self.path / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)) as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_SH)
            yield

    def wait_for_users(self) -> None:
        """Return when no other command uses the database."""
        with open(os.open(self.path / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)) as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)


def _locked(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def waited_for(condition: Callable[[], bool], seconds: float, every: float = 0.05) -> bool:
    """True as soon as the condition holds, False when the seconds are over."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True
