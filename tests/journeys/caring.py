"""Which steps of a person's way through support do several journeys take, as their people do?"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from playwright.sync_api import expect
from tests.journeys.conftest import sign_in
from tests.journeys.counting import Counted

from throughline.caseload.care.local_time import moments_of
from throughline.kernel.dates import is_working_day

Visit = Callable[..., Any]
Set = Callable[[datetime], None]
CHILDREN = ("is_parent", "at_home", "has_contact", "is_pregnant", "known_to_social_care")
NEEDS = ("ACCOM", "ETE", "FBD", "DNR", "LIFE", "FAM", "EWB", "SOC")
WEEKS = 6


def a_week_without_holidays() -> date:
    """A Wednesday from which on so many Wednesdays are working days."""
    day = datetime.now(UTC).date() + timedelta(days=1)
    while day.weekday() != 2 or not all(is_working_day(day + timedelta(weeks=w)) for w in range(WEEKS)):
        day += timedelta(days=1)
    return day


def at(day: date, clock: str = "10:00") -> datetime:
    """The moment at which London's clocks show that."""
    return moments_of(day, time.fromisoformat(clock))[0]


def on(clock: Set, moment: datetime, *staff: Counted) -> None:
    """It is that moment, and whoever goes on signs in anew: nobody stays signed in for days."""
    clock(moment)
    for each in staff:
        sign_in(each.page, each.role)


def refer(
    visit: Visit, crn: str, *, as_: str = "probation-practitioner", to: str = "", cohort: str = ""
) -> tuple[str, Counted]:
    """Somebody whom probation knows is referred, to the only service or the one named; our reference, what it took."""
    by = Counted(visit("/referrals/new/", as_=as_), as_)
    by.type("CRN", crn)
    if to:
        by.page.get_by_label("Which service?").select_option(label=to)
    by.press("Continue")
    if cohort:
        by.choose(cohort)
    by.write(by.page.locator("#id_why_now"), "Asks for help to stay away from heroin.")
    by.press("Continue")
    by.tick("#id_need_DNR-2")
    for each in CHILDREN:
        by.tick(f"#id_children_{each}-2")
    by.press("Continue")
    by.tick("#id_safe_contact")
    by.type("When can they come?", "Not on Mondays.")
    by.press("Continue")
    by.press("Send the referral")
    expect(by.page.locator("main")).to_contain_text("Referral sent")
    return by.page.url.split("/")[4], by


def take_on(visit: Visit, reference: str) -> Counted:
    """A key worker reads the referral in the inbox and takes care of the person; on the person's page."""
    by = Counted(visit("/inbox/", as_="key-worker"), "key-worker")
    by.go(by.page.locator(f"#{reference} .tl-inbox__name a"))
    by.press("Take on myself")
    expect(by.page.locator("main")).to_contain_text("is yours")
    return by


def assess(by: Counted, pathway: str, level: str = "medium") -> None:
    """The eight needs, completed at once, and the pathway; on the page that books a time."""
    by.press("Begin the first assessment")
    for each in NEEDS:
        group = by.page.locator(f"[name={each}_level][value={level}]")
        group.first.check()
    by.write(by.page.locator("[name=DNR_goal]"), "Wake up without it")
    by.press("Save and complete")
    expect(by.page.locator("main")).to_contain_text("assessment complete")
    by.choose(pathway)
    by.press("Start the pathway")


def book(by: Counted, day: date, clock: str = "12:30") -> None:
    """A time is booked on the page for it."""
    by.day("day", day)
    by.type("At what time?", clock)
    by.press("Book it")
    expect(by.page.locator("main")).to_contain_text("Booked.")


def came(by: Counted, name: str, words: str, *, again: bool = False) -> None:
    """On the list of the day the person's card says that they came, with what was done."""
    card = by.page.locator(".tl-visit", has_text=name).first
    card.get_by_text("Came: write it here").click()
    by.type("What did you do together?", words, card)
    if again:
        by.choose("Book the same time next week", card)
    card.get_by_role("button", name="Record it").click()
    expect(by.page.locator("main")).to_contain_text("Recorded: attended.")


def name_of(by: Counted) -> str:
    """Who the page is about, as its bar says."""
    return str(by.page.locator(".tl-identity__name").inner_text()).strip()
