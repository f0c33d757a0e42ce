"""Does somebody who reads everything that a running site shows of the evidence find anybody, and how long does it take?

    python -m bench.bench_outsider http://127.0.0.1:8000

Reads every page, file and picture as each role that may read evidence and not extracts, and as nobody; puts all of it
together, with the definitions and who works where, and looks for hidden counts that must be below 5.
"""

import argparse
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from http.cookiejar import CookieJar
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

if TYPE_CHECKING:
    from tests.evidence.outsider import Outsider

PARTS = ("/evidence/", "/packs/", "/joint-plans/", "/localities/", "/programmes/")
PUBLIC = ("/register/", "/programmes/")
NOBODY = "nobody"
ROLES = (
    "programme-officer",
    "hmpps-analyst",
    "hmpps-contract-manager",
    "director-of-probation",
    "commissioner",
    "director-of-public-health",
    "csp-officer",
    "csp-chair",
    "head-of-unit",
    "deputy-mayor",
    "director",
    NOBODY,
)


@dataclass(frozen=True)
class Answer:
    """What came back: as a test's own browser has it."""

    status_code: int
    content: bytes
    headers: dict[str, str]
    streaming: bool = False


class Browser:
    """Reads a site over HTTP, signed in as a made-up person of the demonstration."""

    def __init__(self, site: str, role: str) -> None:
        self.site, self.opened = site, build_opener(HTTPCookieProcessor(CookieJar()))
        if role != NOBODY:
            from throughline.organisations.demonstration import PASSWORD

            page = self.get("/sign-in/").content.decode()
            token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
            said = {
                "csrfmiddlewaretoken": token,
                "login": f"{role}@demonstration.example",
                "password": PASSWORD,
            }
            self.opened.open(Request(f"{site}/sign-in/", urlencode(said).encode(), {"Referer": site}))  # noqa: S310 - named

    def get(self, address: str) -> Answer:
        """The page at an address of the site, also when it is refused."""
        try:
            with self.opened.open(self.site + address) as answer:
                return Answer(answer.status, answer.read(), dict(answer.headers))
        except HTTPError as refused:
            return Answer(refused.code, b"", {})


def read(site: str, role: str) -> "Outsider":
    """Everything of the evidence that this role may read."""
    from tests.evidence.outsider import Outsider

    outsider, parts = Outsider(Browser(site, role)), PUBLIC if role == NOBODY else PARTS
    outsider.follow(*parts, only=parts)
    return outsider


def main() -> int:
    """Prints what was read as whom, and who was found; the answer is 1 when somebody was,
    or when nothing explains a number of a document."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("site")
    asked.add_argument("--roles", nargs="+", default=ROLES, choices=ROLES)
    given = asked.parse_args()
    os.environ.setdefault("THROUGHLINE_MODE", "test")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost/nowhere")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.web.settings")
    import django

    django.setup()
    from tests.evidence.outsider import attacker_of, files_read

    outsiders = []
    for role in given.roles:
        begun = perf_counter()
        one = read(given.site.rstrip("/"), role)
        answers = dict(Counter(one.answers.values()))
        print(f"{role}: {len(one.pages)} addresses {answers}, {perf_counter() - begun:.0f} s", flush=True)
        outsiders.append(one)
    begun = perf_counter()
    files = files_read(*outsiders)
    print(
        f"{files.documents} documents with {files.numbers:,} numbers, and all files, say {len(files.said):,} things of "
        f"groups; nothing explains {sum(map(len, files.strange.values()))} numbers; {perf_counter() - begun:.0f} s"
    )
    for address, strange in files.strange.items():
        for each in strange:
            print(f"strange: {address}: {each}")
    begun = perf_counter()
    attacker = attacker_of(*outsiders, files=files)
    shown = [each.shown for each in attacker.tables]
    print(
        f"{len(shown)} tables, {sum(len(each.cells) for each in shown):,} cells, "
        f"{sum(len(each.hidden) for each in shown):,} of them hidden; {len(attacker.rows):,} sums of "
        f"{len(attacker.number):,} numbers; given up {len(attacker.given_up)}; {perf_counter() - begun:.0f} s"
    )
    for each in attacker.given_up:
        print("given up:", str(each)[:120])
    found = attacker.finds()
    parts = attacker.sums.parts
    print(
        f"{len(parts)} parts, the largest of {max((each.width for each in parts), default=0)} numbers; "
        f"{len(found)} found; {perf_counter() - begun:.0f} s in all"
    )
    for name, at_most in found:
        print(f"found: {name}: {at_most}")
    return int(bool(found or files.strange))


if __name__ == "__main__":
    sys.exit(main())
