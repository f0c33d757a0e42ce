"""From a decision to its first payment: an agreement signed, a plan assured, and three people in finance."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press, unfit
from tests.harness import Cluster, connect_django
from tests.journeys.conftest import PASSPHRASE

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
WIGAN, AWARD = "Wigan, 2025/26", "£157,191.23"
WHY = "The plan follows the agreement."


def is_fit(page: Any) -> None:
    """By axe, and without sideways scrolling on a phone."""
    assert unfit(page) == [], page.url


def says(page: Any, *words: str) -> None:
    """The page comes to show these words."""
    for each in words:
        expect(page.locator("main")).to_contain_text(each, use_inner_text=True)


def from_home(page: Any, task: str) -> None:
    """From home to what waits for this person."""
    page.goto("/")
    press(page, page.locator(".tl-task", has_text=task).locator("a.tl-task__link").first)


def again_as_oneself(page: Any, button: str) -> None:
    """Press what has to be proved, say once more that it is you where that is asked, and press again."""
    press(page, page.get_by_role("button", name=button).first)
    if "/account/confirm/" in page.url:
        page.fill("input[name=password]", PASSPHRASE)
        press(page, page.locator("main form button[type=submit]").first)
        press(page, page.get_by_role("button", name=button).first)


@pytest.fixture
def morning(site: str, site_database: str, cluster: Cluster, django_db_blocker: Any) -> Callable[[], None]:
    """What the worker does each morning, at once: returns whose day has come open."""
    from throughline.assurance.actions.calendar import open_what_is_due

    def come() -> None:
        name = site_database.rpartition("/")[2].partition("?")[0]
        with django_db_blocker.unblock():
            before = connect_django(cluster, name)
            open_what_is_due(at=datetime.now(UTC))
            connect_django(cluster, before)

    return come


class TestAnAward:
    def test_goes_from_its_decision_to_what_finance_paid(
        self, visit: Visit, morning: Callable[[], None]
    ) -> None:
        lead = visit("/position/?programme=gm-irs-dr&year=2025/26", as_="programme-lead")
        says(lead, "Offered, not signed", "What the colours say")
        is_fit(lead)
        press(lead, lead.locator("tr", has_text="Wigan").get_by_role("link", name=AWARD))
        says(lead, "not signed by both sides; no money moves")
        thread = lead.url.partition("#")[0]
        is_fit(lead)

        commissioner = visit("/", width=390, as_="commissioner.wigan")
        from_home(commissioner, f"Grant agreement: {WIGAN}")
        says(commissioner, AWARD)
        again_as_oneself(commissioner, "Sign it")
        says(commissioner, "You have signed")
        director = visit("/", width=390, as_="director")
        from_home(director, f"Grant agreement: {WIGAN}")
        again_as_oneself(director, "Countersign it")
        says(director, "the agreement is in force")

        morning()
        self._send_the_plan(commissioner)
        self._certify(visit("/", as_="certifier.wigan"))
        lead.goto(self._assure(visit("/", width=390, as_="csp-chair.wigan")))
        press(lead, lead.get_by_role("button", name="Take the statement"))
        press(lead, lead.get_by_role("button", name="Take it"))
        says(lead, "The authority took the statement")

        self._pay(visit)
        lead.goto("/position/?programme=gm-irs-dr&year=2025/26")
        row = lead.locator("tr", has_text="Wigan")
        expect(row.locator("[data-label=Paid]")).to_have_text(AWARD)
        expect(row.locator("[data-label=Returns]")).to_contain_text("late")
        lead.goto(thread)
        says(lead, f"{AWARD} of {AWARD} is paid.", "as DEMO-FIRST", "Assurance given")
        is_fit(lead)
        pack = lead.context.request.get(lead.locator(".tl-formats a").first.get_attribute("href"))
        assert pack.headers["content-type"] == "application/pdf"

    def _send_the_plan(self, page: Any) -> None:
        page.goto("/returns/?state=open&q=wigan")
        press(page, page.get_by_role("link", name="Spending plan 2025/26").first)
        address = page.url
        page.goto(address + "check/")
        while page.get_by_role("heading", name="Put right first").count():
            press(page, page.locator("main .govuk-list--spaced a").first)
            for box in page.locator("main textarea").all():
                if box.is_visible() and not box.input_value():
                    box.fill(WHY)
            for group in page.locator("main fieldset:has(input[type=radio])").all():
                group.locator("input[type=radio]").first.check()
            for box in page.locator("main input[type=text]").all():
                if box.is_visible() and box.is_editable() and not box.input_value():
                    box.fill("2")
            press(page, page.get_by_role("button", name="Save and go back"))
            page.goto(address + "check/")
        press(page, page.get_by_role("button", name="Submit it"))
        says(page, "nothing more is asked of you")

    def _certify(self, page: Any) -> None:
        page.goto("/returns/?state=submitted&q=wigan")
        press(page, page.get_by_role("link", name="Spending plan 2025/26").first)
        press(page, page.get_by_role("button", name="Read and certify"))
        press(page, page.get_by_role("button", name="It is right: go on"))
        page.get_by_label("will spend the grant as this plan says").check()
        press(page, page.get_by_role("button", name="Certify", exact=True))
        says(page, "Certified. Thank you")

    def _assure(self, page: Any) -> str:
        from_home(page, "Spending plan 2025/26")
        press(page, page.get_by_role("button", name="Put it before the partnership"))
        press(page, page.get_by_role("button", name="Make the partnership’s statement"))
        page.get_by_label("Assurance given", exact=True).check()
        page.get_by_label("Why", exact=True).fill(WHY)
        page.get_by_label("Or: under which delegation").fill("The partnership's minute of 3 March 2025")
        for fully in page.get_by_label("3 Fully").all():  # scored questions, where the grant is large enough
            fully.check()
        press(page, page.get_by_role("button", name="Make the statement"))
        says(page, "Assurance given", WHY)
        return str(page.url)

    def _pay(self, visit: Visit) -> None:
        preparer = visit("/payments/runs/new/", as_="finance-preparer")
        for box in preparer.get_by_role("checkbox").all():
            box.uncheck()
        preparer.get_by_role("checkbox", name=WIGAN).check()
        press(preparer, preparer.get_by_role("button", name="Prepare the run"))
        says(preparer, "Waits for approval", AWARD)
        run = preparer.url
        approver = visit(run, as_="finance-approver")
        press(approver, approver.get_by_role("button", name="Approve this run"))
        releaser = visit(run, as_="finance-releaser")
        press(releaser, releaser.get_by_role("button", name="Release it to finance"))
        with releaser.expect_download() as download:
            releaser.get_by_role("button", name="Download the file").click()
        sent = download.value.path().read_text().splitlines()
        row = dict(zip(sent[0].split(","), sent[1].split(","), strict=True))
        answer = "Reference,Amount,Status,Paid on,Ledger reference,Reason\r\n"
        answer += f"{row['Reference']},{row['Amount']},paid,{datetime.now(UTC).date()},DEMO-FIRST,\r\n"
        preparer.goto("/payments/answers/")
        preparer.locator("input[type=file]").set_input_files(
            {"name": "first.csv", "mimeType": "text/csv", "buffer": answer.encode()}
        )
        press(preparer, preparer.get_by_role("button", name="Load the answer"))
        says(preparer, "1 row fits")
