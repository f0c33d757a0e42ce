"""Does somebody come to each page of this room by a link, a form or the navigation?"""

import re
from pathlib import Path

import pytest
from tests.harness import ROOT

from throughline.caseload import urls

SOURCE = ROOT / "src" / "throughline"
# Where a way to a page is laid: what is shown, the navigation, and what waits for or is offered to somebody.
WAYS = (
    *SOURCE.glob("*/templates/**/*.html"),
    SOURCE / "web" / "entries.py",
    *(SOURCE / "caseload" / "queries").glob("*.py"),
    *(SOURCE / "caseload" / "views" / each for each in ("cases.py", "copies.py", "rights.py")),
)
# After its form was sent one comes to it, and in no other way.
AFTER_A_FORM = {"own-page", "referral-death", "referral-sent", "voice-said"}
# Its forms stand on the page of the request, with addresses below that page's own.
BELOW_ITS_PAGE = {f"subject-access-{each}" for each in ("check", "json", "pdf", "step")}


def _named(path: Path) -> set[str]:
    return set(re.findall(r"""["']([a-z0-9-]+)["']""", path.read_text("utf-8")))


@pytest.fixture(scope="module")
def named() -> set[str]:
    return set().union(*map(_named, WAYS))


@pytest.mark.parametrize(
    "name", sorted({str(each.name) for each in urls.urlpatterns} - AFTER_A_FORM - BELOW_ITS_PAGE)
)
def test_a_way_leads_to(named: set[str], name: str) -> None:
    assert name in named, f"Nothing leads to “{name}”."
