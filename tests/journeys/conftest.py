"""What does a journey need? The real site, a real browser, axe, and somebody who signs in."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from tests import served
from tests.harness import ROOT, Cluster, Loaded

from throughline.cli.serve import web_command
from throughline.frame.addresses import VARIABLES, with_name

PASSPHRASE = "made up for demonstrations"


@pytest.fixture(scope="session")
def web(cluster: Cluster, demonstrated: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Web"]:
    """One real web server for all journeys of this worker, over a database and a folder that each file gets anew."""
    started = Web(
        f"test_site_{uuid4().hex[:12]}", tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("log")
    )
    with cluster.copy(demonstrated, started.folder, started.name), started.serving(cluster):
        yield started


@pytest.fixture(scope="module")
def data(web: "Web", cluster: Cluster, demonstrated: Loaded) -> Iterator[Loaded]:
    """The database behind the site, which holds the demonstration as it came, and its folder."""
    cluster.drop(web.name)  # who serves finds its connections closed, and opens others
    shutil.rmtree(web.folder)
    with cluster.copy(demonstrated, web.folder, web.name) as copy:
        yield copy


@pytest.fixture(scope="module")
def site_database(cluster: Cluster, data: Loaded) -> str:
    """Its address, for the role that serves."""
    return with_name(cluster.addresses["app"], data[0])


@pytest.fixture(scope="module")
def site(web: "Web", data: Loaded) -> Iterator[str]:
    """The address of a real web server over the demonstration as it came, for the journeys of one file."""
    before = web.log.stat().st_size
    yield web.address
    said = web.log.read_bytes()[before:].decode()
    assert "Internal Server Error" not in said, said


class Web:
    """A web server, by what it serves; it keeps nothing of its own between two requests."""

    def __init__(self, name: str, folder: Path, log: Path) -> None:
        self.name, self.folder, self.log = name, folder, log / "web.log"

    @contextmanager
    def serving(self, cluster: Cluster) -> Iterator[None]:
        """It runs inside, at its `address`."""
        with socket.socket() as listener, open(self.log, "wb") as log:
            listener.bind(("127.0.0.1", 0))
            listener.listen(64)
            self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            environment = {
                **os.environ,
                **{VARIABLES[role]: with_name(cluster.addresses[role], self.name) for role in VARIABLES},
                "THROUGHLINE_MODE": "demonstration",
                "THROUGHLINE_DATA": str(self.folder),
                "THROUGHLINE_SECRET_KEY": settings.SECRET_KEY,  # what the demonstration was sealed with
                "THROUGHLINE_ADDRESS": self.address,
                "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
                "GUNICORN_CMD_ARGS": f"--config {served.__file__}",
            }
            os.set_inheritable(listener.fileno(), True)
            server = subprocess.Popen(
                web_command(listener.fileno(), 1),
                env=environment,
                pass_fds=[listener.fileno()],
                stdout=log,
                stderr=log,
            )
            try:
                _wait_for(f"{self.address}/health/")
                yield
            finally:
                server.send_signal(signal.SIGINT)
                server.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The site did not start.")


@pytest.fixture
def clock(data: Loaded) -> Iterator[Callable[[datetime], None]]:
    """A function that sets the clock of the site; after the test it goes right again."""
    kept = data[1] / served.CLOCK

    def set_to(moment: datetime) -> None:
        kept.write_text(str((moment - datetime.now(UTC)).total_seconds()))

    yield set_to
    kept.unlink(missing_ok=True)


@pytest.fixture(params=[390, 1280], ids=["phone", "desktop"])
def width(request: pytest.FixtureRequest) -> int:
    """Each journey that asks for it runs at phone and at desktop width."""
    return int(request.param)


@pytest.fixture
def visit(site: str, chromium: Any) -> Iterator[Callable[..., Any]]:
    """A function that opens a page of the site: visit(path, width=…, as_="programme-officer", scripts=True)."""
    contexts: list[Any] = []

    def open_page(path: str, *, width: int = 1280, as_: str = "", scripts: bool = True) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, java_script_enabled=scripts, base_url=site
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if as_:
            sign_in(page, as_)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Any, role: str) -> None:
    """Sign the demonstration person of that role in, without drawing the sign-in page, which has tests of its own."""
    asked = page.context.request
    [key, *_] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', asked.get("/sign-in/").text())
    said = {"login": f"{role}@demonstration.example", "password": PASSPHRASE, "csrfmiddlewaretoken": key}
    answer = asked.post("/sign-in/", form=said, max_redirects=0)
    assert answer.status == 302, answer.status_text


def notices() -> Path | None:
    """The folder of the real notices, when this run was told where it is."""
    named = os.environ.get("THROUGHLINE_NOTICES")
    return Path(named) if named and Path(named).is_dir() else None
