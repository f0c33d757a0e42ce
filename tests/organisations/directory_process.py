"""The made-up directory: a real OpenID Connect provider in a process of its own, and a visitor who uses it."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from tests.harness import ROOT

PEOPLE = {
    "nia": {"sub": "n-1", "email": "Nia@Council.example", "email_verified": True, "amr": ["pwd"]},
    "nia-mfa": {"sub": "n-1", "email": "nia@council.example", "email_verified": True, "amr": ["pwd", "mfa"]},
    "other-nia": {"sub": "n-2", "email": "nia@council.example", "email_verified": True, "amr": ["pwd"]},
    "unverified": {"sub": "u-1", "email": "nia@council.example", "email_verified": False, "amr": ["pwd"]},
    "elsewhere": {"sub": "e-1", "email": "nia@elsewhere.example", "email_verified": True, "amr": ["pwd"]},
    "stranger": {"sub": "s-1", "email": "stranger@council.example", "email_verified": True, "amr": ["pwd"]},
}
SECRET = "made up for this test"
NODE = shutil.which("node")


@contextmanager
def provider(ours: str, directory: str = "council") -> Iterator[str]:
    """The issuer's address while the block runs; it knows us at our address."""
    assert NODE is not None
    process = subprocess.Popen(
        [NODE, str(Path(__file__).with_name("provider.mjs"))],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        said = {
            "people": PEOPLE,
            "client_secret": SECRET,
            "redirect_uris": [f"{ours}/sign-in/with/{directory}/back/"],
            "post_logout_redirect_uris": [f"{ours}/sign-in/"],
        }
        process.stdin.write(json.dumps(said) + "\n")
        process.stdin.flush()
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait(20)


def visit(address: str, ours: str, **said: str) -> str:
    """Follow the way to the directory, answer its form and return the address at ours that it leads back to."""
    session = requests.Session()
    for _ in range(12):
        answer = session.get(address, allow_redirects=False, timeout=10)
        if answer.status_code == 200 and "<form" in answer.text:
            answer = session.post(address, data=said, allow_redirects=False, timeout=10)
        assert answer.is_redirect, (answer.status_code, re.sub(r"<[^>]+>", " ", answer.text)[:500])
        address = urljoin(address, answer.headers["Location"])
        if address.startswith(f"{ours}/"):
            parts = urlsplit(address)
            return f"{parts.path}?{parts.query}"
    raise AssertionError("The directory leads in a circle.")
