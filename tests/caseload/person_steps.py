"""How do tests open a person's pages and go through an assessment as its worker does?"""

from django.test import Client
from tests.pages import words

from throughline.caseload import codes
from throughline.caseload.models import Referral

NEEDS = {f"{code}_level": "low" for code in codes.NEEDS} | {
    "DNR_level": "high",
    "DNR_harm": "on",
    "DNR_goal": "Sleep without it",
}
DRINKS = {"q1": "4", "q2": "4", "q3": "3"}
FURTHER = {f"q{number}": "2" for number in range(4, 11)}
LAST_28_DAYS = {"opioids": "20", "quality": "6", "housing": "1"}


def begin(browser: Client, made: Referral, kind: str = "first") -> str:
    """The address of the draft that was begun."""
    answer = browser.post(f"/people/{made.reference}/needs/begin/{kind}/")
    assert answer.status_code == 302, answer.content
    return str(answer["Location"]).removesuffix("needs/")


def save(browser: Client, draft: str, section: str, said: dict[str, str], revision: int = 0) -> str:
    """Where one goes on after saving."""
    answer = browser.post(f"{draft}{section}/", {"revision": revision, **said})
    assert answer.status_code == 302, words(answer)
    return str(answer["Location"])


def assess(browser: Client, made: Referral, kind: str = "first", **needs: str) -> str:
    """A whole assessment through its pages; the address of what is complete."""
    draft = begin(browser, made, kind)
    save(browser, draft, "needs", NEEDS | needs)
    save(browser, draft, "outcomes", LAST_28_DAYS)
    assert browser.post(f"{draft}complete/").status_code == 302
    return draft
