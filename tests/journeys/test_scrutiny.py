"""A partnership meets and states on a return; one that governs the money is sampled; both in several browsers."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press, unfit
from tests.harness import Cluster, connect_django

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]


def is_fit(page: Any) -> None:
    """By axe, and without sideways scrolling on a phone."""
    assert unfit(page) == [], page.url


def fill_day(page: Any, name: str, day: date) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"#id_{name}_{part}").fill(str(getattr(day, part)))


@pytest.fixture
def governed(site: str, site_database: str, cluster: Cluster, django_db_blocker: Any) -> None:
    """Wigan's grant of 2024/25 goes to its partnership's accountable body, so that the partnership governs it."""
    from throughline.agreements.models import Grant
    from throughline.kernel.actor import Actor
    from throughline.ledger.actions import act

    name = site_database.rpartition("/")[2].partition("?")[0]
    with django_db_blocker.unblock():
        before = connect_django(cluster, name)
        tests = Actor("system:tests", frozenset({"supplier"}))
        with act(actor=tests, at=datetime.now(UTC), verb="tried", subject=("test", "governed")):
            Grant.objects.filter(
                place__name="Wigan", round__year="2024/25", round__programme__code="gm-irs-dr"
            ).update(recipient_kind="accountable_body")
        connect_django(cluster, before)


class TestAPartnershipThatScrutinises:
    def test_meets_on_a_phone_and_states_with_the_interests_of_its_members(self, visit: Visit) -> None:
        page = visit("/", width=390, as_="csp-officer")
        press(page, page.get_by_role("link", name="Year-end return 2024/25", exact=True).first)
        is_fit(page)
        press(page, page.get_by_role("button", name="Put it before the partnership"))
        address = page.url
        press(page, page.get_by_role("button", name="Note the meeting at which it was discussed"))
        is_fit(page)
        fill_day(page, "on", datetime.now(UTC).date())
        for seat in page.locator(".tl-seat").all():
            seat.locator("select").select_option("present")
        councillor = page.locator(".tl-seat", has_text="A made-up councillor")
        councillor.get_by_role("textbox").fill("The council receives this grant.")
        councillor.get_by_label("They took no part in this point").check()
        page.get_by_label("What was said about this return").fill("It was read and discussed.")
        press(page, page.get_by_role("button", name="Save the meeting"))
        expect(page.locator("main")).to_contain_text("Noted: Bolton Community Safety Partnership")

        head = visit(f"{address}state/", as_="csp-chair")
        head.get_by_label("Assurance given", exact=True).check()
        head.get_by_label("Why", exact=True).fill("The money did what the decision said.")
        press(head, head.get_by_role("button", name="Make the statement"))
        # a head of probation was there and has declared nothing: the statement waits, and nothing typed is lost
        expect(head.locator(".govuk-error-summary")).to_contain_text("A made-up head of probation")
        expect(head.get_by_label("Why", exact=True)).to_have_value("The money did what the decision said.")
        is_fit(head)

        press_meeting(page, address)
        head.goto(f"{address}state/")
        head.get_by_label("Assurance given", exact=True).check()
        head.get_by_label("Why", exact=True).fill("The money did what the decision said.")
        press(head, head.get_by_role("button", name="Make the statement"))
        expect(head.locator("main")).to_contain_text("Our people are referred")
        expect(head.locator("main")).to_contain_text("Quorate")
        is_fit(head)

        officer = visit(address, as_="programme-officer")
        press(officer, officer.get_by_role("button", name="Take the statement"))
        press(officer, officer.get_by_role("button", name="Take it"))
        expect(officer.locator("main")).to_contain_text("The authority took the statement")
        is_fit(officer)


def press_meeting(page: Any, address: str) -> None:
    """The meeting is noted anew, with what everybody declared."""
    page.goto(f"{address}meeting/")
    fill_day(page, "on", datetime.now(UTC).date())
    for seat in page.locator(".tl-seat").all():
        seat.locator("select").select_option("present")
    for who, interest in (
        ("A made-up councillor", "The council receives this grant."),
        ("A made-up head of probation", "Our people are referred."),
    ):
        seat = page.locator(".tl-seat", has_text=who)
        seat.get_by_role("textbox").fill(interest)
        seat.get_by_label("They took no part in this point").check()
    page.get_by_label("What was said about this return").fill("It was read and discussed once more.")
    press(page, page.get_by_role("button", name="Save the meeting"))


class TestAPartnershipThatGoverns:
    def test_is_not_asked_to_judge_itself_and_is_sampled_by_the_authority(
        self, visit: Visit, governed: None
    ) -> None:
        own = visit("/scrutiny/", as_="csp-chair.wigan")
        press(own, own.get_by_role("link", name="Year-end return 2024/25, Wigan"))
        expect(own.locator("main")).to_contain_text("is not asked to judge itself")
        expect(own.get_by_role("button", name="Choose it for a sample")).to_be_disabled()
        is_fit(own)

        officer = visit(own.url, width=390, as_="programme-officer")
        press(officer, officer.get_by_role("button", name="Choose it for a sample"))
        press(officer, officer.get_by_role("button", name="Say what the papers show"))
        officer.get_by_label("Which papers were looked at?").fill("The payroll of two posts and six invoices")
        officer.get_by_label("They bear it out in part").check()
        officer.get_by_label("What was found", exact=True).fill("One invoice is of another year.")
        is_fit(officer)
        press(officer, officer.get_by_role("button", name="Save what was found"))
        expect(officer.locator("main")).to_contain_text("six invoices")
        is_fit(officer)

        officer.goto("/watch/?q=wigan&year=2024/25")
        press(officer, officer.get_by_role("link", name="Wigan, 2024/25"))
        expect(officer.locator("main")).to_contain_text("Sampled: they bear it out in part")
        press(officer, officer.get_by_role("link", name="Say what was found"))
        officer.get_by_label("What was found?").fill("One invoice is of another year.")
        officer.get_by_label("What must be done?").fill("Take the invoice out of the return.")
        officer.get_by_label("The locality's commissioner").check()
        fill_day(officer, "due_on", date(2099, 7, 1))
        is_fit(officer)
        press(officer, officer.get_by_role("button", name="Put it on record"))

        local = visit("/", as_="commissioner.wigan")
        press(local, local.get_by_role("link", name="Take the invoice out of the return.", exact=True))
        press(local, local.get_by_role("button", name="Say what was done"))
        local.get_by_label("What was done?").fill("It is out.")
        press(local, local.get_by_role("button", name="Send the answer"))
        lead = visit(local.url, as_="programme-lead")
        press(lead, lead.get_by_role("button", name="It is done"))
        press(lead, lead.get_by_role("button", name="It is done"))
        expect(lead.locator("main")).to_contain_text("Seen to be done by")
        is_fit(lead)


class TestMoneyThatWasNotSpent:
    def test_is_proposed_by_one_and_decided_by_another(self, visit: Visit) -> None:
        officer = visit("/year-end/", as_="programme-officer")
        is_fit(officer)
        which = "Propose what becomes of it: Bolton, GM Dependency and Recovery 2024/25"
        press(officer, officer.get_by_role("link", name=which, exact=True))
        officer.get_by_label("Carry over").check()
        officer.get_by_label("Why").fill("A post was vacant.")
        is_fit(officer)
        press(officer, officer.get_by_role("button", name="Propose it"))
        treasurer = visit("/year-end/?state=proposed&q=bolton", width=390, as_="treasurer")
        press(treasurer, treasurer.get_by_role("link", name="Bolton, GM Dependency and Recovery 2024/25"))
        is_fit(treasurer)
        press(treasurer, treasurer.get_by_role("button", name="Decide it"))
        press(treasurer, treasurer.get_by_role("button", name="Decide it"))
        expect(treasurer.locator("main")).to_contain_text("Decided by")
