"""How does a command reach the database of a data folder, and what do its processes need to know?"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from throughline.frame.addresses import VARIABLES
from throughline.frame.data_folder import DataFolder, Holder
from throughline.frame.postgres import Addresses, Server
from throughline.kernel.verdict import RefusedError

ROOT = Path(__file__).resolve().parents[3]
ANSWERING_SECONDS = 60


def data_path(asked: str | Path | None = None) -> Path:
    """The data folder: what was asked for, else THROUGHLINE_DATA, else `var` beside the door."""
    return Path(asked or os.environ.get("THROUGHLINE_DATA") or ROOT / "var").expanduser().resolve()


def external_addresses() -> Addresses | None:
    """The three addresses of a managed server, None without any; RefusedError when some are missing."""
    given = {role: os.environ.get(variable, "") for role, variable in VARIABLES.items()}
    if not any(given.values()):
        return None
    missing = [VARIABLES[role] for role, address in given.items() if not address]
    if missing:
        raise RefusedError(
            f"{' and '.join(missing)} missing: a managed database needs {', '.join(VARIABLES.values())}. "
            f"Without all of them unset, Throughline brings its own database."
        )
    return Addresses(**given)


def environment_of(folder: DataFolder, addresses: Addresses, mode: str = "demonstration") -> dict[str, str]:
    """What the settings need to know about an installation in that folder."""
    return {
        "DJANGO_SETTINGS_MODULE": "throughline.web.settings",
        "THROUGHLINE_MODE": mode,
        "THROUGHLINE_DATA": str(folder.path),
        "THROUGHLINE_SECRET_KEY": os.environ.get("THROUGHLINE_SECRET_KEY") or folder.secret("django"),
        **addresses.environment(),
    }


@contextmanager
def running(data: str | Path | None = None, *, command: str = "a command") -> Iterator[Addresses]:
    """The database answers at the addresses in the environment while the block runs.

    It is the managed server, or the one of a running `up`, or one that is started and stopped for this block.
    """
    folder = DataFolder(data_path(data))
    addresses = external_addresses()
    if addresses is not None:
        ask_for_an_answer(addresses)
        folder.make()
        with _set(environment_of(folder, addresses, os.environ.get("THROUGHLINE_MODE", "production"))):
            yield addresses
        return
    if not folder.database.exists():
        raise RefusedError(f"There is no Throughline in {folder.path} yet. `./throughline up` makes one.")
    server = Server(folder.path)
    end = time.monotonic() + ANSWERING_SECONDS
    while time.monotonic() < end:
        with folder.held(Holder(os.getpid(), command)) as ours:
            if ours:
                with server, _set(environment_of(folder, server.addresses)):
                    yield server.addresses
                    folder.wait_for_users()
                return
        with folder.used():
            if server.answers():
                with _set(environment_of(folder, server.addresses)):
                    yield server.addresses
                return
        time.sleep(0.1)
    raise RefusedError(
        f"Another Throughline has {folder.path} in hand, and its database does not answer. "
        f"Wait until it has started or ended, then try again."
    )


@contextmanager
def in_hand(folder: DataFolder, holder: Holder, tell: Callable[[str], None]) -> Iterator[None]:
    """Have the folder while the block runs; a short command is waited for, another `up` is a refusal."""
    told = False
    while True:
        with folder.held(holder) as ours:
            if ours:
                yield
                return
        other = folder.holder()
        if other and other.address:
            raise RefusedError(
                f"Another Throughline runs on {folder.path} already: {other.address} (process {other.pid}). "
                f"Use that one, end it, or choose another folder with --data."
            )
        if other and not told:
            tell(f"Waiting for `{other.command}` (process {other.pid}) to finish with {folder.path}.")
            told = True
        time.sleep(0.1)


def ask_for_an_answer(addresses: Addresses) -> None:
    """RefusedError names the address that no database answers at."""
    for role, variable in VARIABLES.items():
        try:
            psycopg.connect(getattr(addresses, role), connect_timeout=10).close()
        except psycopg.OperationalError as found:
            said = str(found).strip().splitlines()[-1]
            raise RefusedError(f"The database of {variable} does not answer: {said}") from None


@contextmanager
def _set(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
