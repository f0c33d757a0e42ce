"""Which processes are ours, and how do they end with us?"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LONG_LOG_BYTES = 10_000_000
ON_LINUX = sys.platform == "linux"
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if ON_LINUX else None


def _ends_with(parent: int, end: signal.Signals) -> Callable[[], None]:
    """What a child does between fork and exec, so that even kill -9 of its parent leaves no orphan."""

    def ask() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(end))
        if os.getppid() != parent:
            os._exit(1)

    return ask


def start_child(
    command: Sequence[str],
    *,
    end: signal.Signals,
    output: IO[bytes] | int | None,
    environment: Mapping[str, str],
    opened: Sequence[int] = (),
    account: pwd.struct_passwd | None = None,
) -> subprocess.Popen[bytes]:
    """A process in its own group that gets the signal `end` when the thread that started it is gone."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        env=dict(environment),
        cwd="/",
        pass_fds=opened,
        start_new_session=True,
        preexec_fn=_ends_with(os.getpid(), end),  # it only makes two system calls
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def run_to_end(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    opened: Sequence[int] = (),
    account: pwd.struct_passwd | None = None,
) -> tuple[int, str]:
    """The exit code and everything that a program said, run as that account or as ourselves."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        env=dict(environment),
        cwd="/" if account else None,
        pass_fds=opened,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
    return done.returncode, done.stdout


@contextmanager
def open_to(account: pwd.struct_passwd | None, folder: Path) -> Iterator[tuple[str, list[int]]]:
    """A name of the folder that the account's programs may use, and the descriptors they need for it.

    Root's folders (0700) are closed to the account; an inherited descriptor of one inside them stays open.
    """
    if account is None or not ON_LINUX:
        yield str(folder), []
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}", [descriptor]
    finally:
        os.close(descriptor)


def living_in(folder: Path) -> list[int]:
    """The processes whose working directory is that folder, as far as this user may see them (Linux only)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cwd") if ON_LINUX else ():
        try:
            if os.readlink(entry) == str(folder):
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


def appended(log: Path) -> IO[bytes]:
    """The log, open for more; a long one is put aside, and the one before it forgotten."""
    if log.exists() and log.stat().st_size > LONG_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    return open(log, "ab")


def end_process(process: subprocess.Popen[bytes], *stages: tuple[signal.Signals, float]) -> None:
    """Ask with each signal in turn, waiting its seconds; on return the process is gone."""
    for asked, seconds in stages:
        if process.poll() is not None:
            return
        process.send_signal(asked)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    if process.poll() is None:
        process.kill()
        process.wait()
