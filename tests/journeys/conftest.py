"""What does a journey need? The real site, a real browser, axe, and somebody who signs in."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from tests import served
from tests.harness import ROOT, Cluster, Loaded

from throughline.cli.serve import web_command
from throughline.frame.addresses import VARIABLES, with_name

PASSPHRASE = "made up for demonstrations"


@pytest.fixture(scope="module")
def data(
    cluster: Cluster, demonstrated: Loaded, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    """The database behind this file's site, which holds the demonstration, and its folder."""
    with cluster.copy(demonstrated, tmp_path_factory.mktemp("site")) as copy:
        yield copy


@pytest.fixture(scope="module")
def site_database(cluster: Cluster, data: Loaded) -> str:
    """Its address, for the role that serves."""
    return with_name(cluster.addresses["app"], data[0])


@pytest.fixture(scope="module")
def site(cluster: Cluster, data: Loaded) -> Iterator[str]:
    """The address of a real web server over the demonstration as it came, for the journeys of one file."""
    name, folder = data
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        environment = {
            **os.environ,
            **{VARIABLES[role]: with_name(cluster.addresses[role], name) for role in VARIABLES},
            "THROUGHLINE_MODE": "demonstration",
            "THROUGHLINE_DATA": str(folder),
            "THROUGHLINE_SECRET_KEY": settings.SECRET_KEY,  # what the demonstration was sealed with
            "THROUGHLINE_ADDRESS": address,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            "GUNICORN_CMD_ARGS": f"--config {served.__file__}",
        }
        os.set_inheritable(listener.fileno(), True)
        log = open(folder / "web.log", "wb")  # noqa: SIM115 - open as long as the server runs
        server = subprocess.Popen(
            web_command(listener.fileno(), 1),
            env=environment,
            pass_fds=[listener.fileno()],
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"{address}/health/")
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
            log.close()
        said = (folder / "web.log").read_text()
        assert "Internal Server Error" not in said, said


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
