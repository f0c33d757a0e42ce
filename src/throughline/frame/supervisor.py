"""What runs together, and how does it all end together?"""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

from throughline.frame.processes import appended, end_process, start_child
from throughline.kernel.verdict import RefusedError

PYTHON = [sys.executable, "-P"]
MOST_ENDS, WITHIN_SECONDS = 5, 600


class Ended(BaseException):  # like KeyboardInterrupt, it is no error
    """A signal asked us to end."""


@dataclass(slots=True)
class Child:
    """A process of ours with its name in sentences, and the file and place from where on it said something.

    One that can be started `again` comes back when it ends by itself, unless it did so five times within ten minutes.
    """

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None
    begins: int = 0
    again: Callable[[], subprocess.Popen[bytes]] | None = None
    ends: list[float] = field(default_factory=list)

    def comes_back(self) -> bool:
        """Start it again after it ended; False when it cannot, or ended too often."""
        now = time.monotonic()
        self.ends = [*(end for end in self.ends if now - end < WITHIN_SECONDS), now]
        if self.again is None or len(self.ends) > MOST_ENDS:
            return False
        sys.stderr.write(f"{self.name} ended by itself and is started again: {self.said_last()}\n")
        self.process = self.again()
        return True

    def said(self) -> str:
        """Its last dozen lines."""
        if self.log is None:
            return "what it said stands above."
        with open(self.log, errors="replace") as file:
            file.seek(self.begins)
            return "\n".join(file.read().strip().splitlines()[-12:])

    def said_last(self) -> str:
        """Its last line, for the sentence that says why it ended."""
        return self.said().rpartition("\n")[2] or "it said nothing."

    def end(self) -> None:
        """On return the process is gone; it had ten seconds to finish what it was doing."""
        end_process(self.process, (signal.SIGTERM, 10))

    def finish(self) -> None:
        """Wait for its own end; RefusedError carries its last line when that is not a good one."""
        code = self.process.wait()
        if code == 2:
            raise RefusedError(self.said())
        if code != 0:
            raise RefusedError(f"{self.name} did not finish: {self.said_last()}")


def start(
    name: str,
    command: Sequence[str],
    *,
    log: Path | None = None,
    environment: Mapping[str, str],
    opened: Sequence[int] = (),
    comes_back: bool = False,
) -> Child:
    """A child that writes to its log, or where we write, and ends when we are gone, even by kill -9."""
    # One that comes back is killed with us: asked to end, a worker looks for its database for half a minute more.
    end = signal.SIGKILL if comes_back else signal.SIGTERM

    def begin() -> subprocess.Popen[bytes]:
        with appended(log) if log else nullcontext() as output:
            return start_child(command, end=end, output=output, environment=environment, opened=opened)

    with appended(log) if log else nullcontext() as output:
        begins = output.tell() if output else 0
    return Child(name, begin(), log, begins, begin if comes_back else None)


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """SIGTERM, Ctrl-C and a closed terminal raise Ended, once; a second one cannot interrupt the ending."""
    asked = [signal.SIGTERM, signal.SIGINT]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        asked.append(signal.SIGHUP)

    def end(number: int, frame: FrameType | None) -> NoReturn:
        for other in asked:
            signal.signal(other, signal.SIG_IGN)
        raise Ended(number)

    before = {number: signal.signal(number, end) for number in asked}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def reserved_port(host: str, port: int) -> socket.socket:
    """A socket that has the port, before anything slow is done; RefusedError when somebody else has it."""
    if not 0 <= port <= 65_535:
        raise RefusedError(f"{port} is no port: ports are numbers from 0 to 65535.")
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        reserved = socket.socket(family)
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.bind(place)
    except PermissionError:
        raise RefusedError(
            f"This user may not open port {port}. Choose one above 1023 with --port."
        ) from None
    except socket.gaierror:
        raise RefusedError(f"{host} is no address of this machine. Leave --host out for 127.0.0.1.") from None
    except OSError as found:
        if found.errno == 98 or "in use" in str(found):
            raise RefusedError(_port_is_taken(host, port)) from None
        raise RefusedError(f"Port {port} of {host} cannot be opened: {found.strerror}.") from None
    return reserved


def wait_until_healthy(address: str, children: Sequence[Child], seconds: float, host: str = "") -> None:
    """Return when /health/ answers 200; RefusedError when a child ends first or the time is over."""
    headers = {"Host": host} if host else {}
    asked = urllib.request.Request(f"{address}/health/", headers=headers)  # noqa: S310  # our own http
    end = time.monotonic() + seconds
    answer = "nothing answered"
    while time.monotonic() < end:
        complain_about_ended(children)
        try:
            with urllib.request.urlopen(asked, timeout=5) as page:  # noqa: S310  # our own http
                if page.status == 200:
                    return
        except urllib.error.HTTPError as found:
            answer = f"it answered {found.code}"
        except OSError:
            pass
        time.sleep(0.05)
    raise RefusedError(
        f"The web server is not healthy after {seconds:.0f} seconds: {answer}. See {children[0].log}."
    )


def watch(children: Sequence[Child]) -> NoReturn:
    """Wait until a signal ends us; RefusedError when a child ends by itself and does not come back."""
    while True:
        complain_about_ended([child for child in children if child.again is None])
        complain_about_ended(
            [child for child in children if child.process.poll() is not None and not child.comes_back()]
        )
        time.sleep(0.5)


def complain_about_ended(children: Sequence[Child]) -> None:
    """RefusedError names a child that is gone, with its last line."""
    for child in children:
        if child.process.poll() is not None:
            raise RefusedError(f"{child.name} ended by itself: {child.said_last()}")


def _port_is_taken(host: str, port: int) -> str:
    return (
        f"Port {port} of {host} is taken by another program. Choose another, for example --port {port + 1}."
    )
