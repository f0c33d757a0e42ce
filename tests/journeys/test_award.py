"""From a split to its first payment, in one go: decided and published, offered, signed, assured, paid by finance."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press, unfit
from tests.harness import Cluster, connect_django
from tests.journeys.conftest import PASSPHRASE
from tests.journeys.test_signing import sign
from tests.journeys.test_workbench import TABLE, begin

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
YEAR, TOTAL = "2026/27", "£900,000.00"
ROUND, POSITION = "/programmes/gm-irs-dr/2026-27/", f"/position/?programme=gm-irs-dr&year={YEAR}"
SUBJECT = "Dependency and Recovery grants by need"
SPOKEN_OF = {
    "type": ["Deputy Mayor's decision", "Final sign off"],
    "function": ["Police and crime commissioner function of the Mayor"],
}
WIGAN = f"Wigan, {YEAR}"
AWARD = "£86,586.73"  # 690 of 7,172 people
KEY_WORKERS = "39,429.36"  # last year's plan for them, less what the award is smaller by
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
    def test_goes_from_a_split_to_what_finance_paid(self, visit: Visit, morning: Callable[[], None]) -> None:
        lead = visit(ROUND + "plan/", as_="programme-lead")
        self._put_forward(lead)
        officer = visit("/drafts/begin/", as_="programme-officer")
        lead.goto(self._draft(officer) + "ask/")
        press(lead, lead.get_by_role("button", name="Ask for signatures"))
        for post in ("assistant-director", "director", "treasurer", "deputy-mayor"):
            sign(visit("/", as_=post), SUBJECT)
        self._publish(lead, visit("/register/"))

        from_home(lead, "10 grants to offer")
        says(lead, TOTAL, "The terms of 2025/26 are copied to this year in the same act")
        press(lead, lead.get_by_role("button", name="Offer 10 grants"))
        says(lead, "10 grants are offered. Each now needs its agreement.")
        officer.goto(POSITION)
        says(officer, "Offered, not signed", "What the colours say")
        is_fit(officer)
        press(officer, officer.locator("tr", has_text="Wigan").get_by_role("link", name=AWARD))
        says(officer, "not signed by both sides; no money moves")
        thread = officer.url.partition("#")[0]
        is_fit(officer)
        self._issue(officer, thread.replace("thread/", ""))
        commissioner = self._sign(visit)

        morning()
        self._send_the_plan(commissioner)
        self._certify(visit("/", as_="certifier.wigan"))
        lead.goto(self._assure(visit("/", width=390, as_="csp-chair.wigan")))
        press(lead, lead.get_by_role("button", name="Take the statement"))
        press(lead, lead.get_by_role("button", name="Take it"))
        says(lead, "The authority took the statement")

        self._pay(visit)
        lead.goto(POSITION)
        row = lead.locator("tr", has_text="Wigan")
        expect(row.locator("[data-label=Paid]")).to_have_text(AWARD)
        lead.goto(thread)
        says(lead, f"{AWARD} of {AWARD} is paid.", "as DEMO-FIRST", "Assurance given")
        is_fit(lead)
        pack = lead.context.request.get(lead.locator(".tl-formats a").first.get_attribute("href"))
        assert pack.headers["content-type"] == "application/pdf"

    def _put_forward(self, page: Any) -> None:
        """The round is planned with another sum, counted, worked out, and its split put forward."""
        page.get_by_label("How much is intended?").fill("900,000")
        for funder in ("Greater Manchester Combined Authority", "HM Prison and Probation Service"):
            page.get_by_label(funder).fill("450,000")
        press(page, page.get_by_role("button", name="Save this plan"))
        page.goto(ROUND + "workbench/")
        begin(page, "By need")
        page.get_by_label("Indicator 1", exact=True).fill("People")
        page.get_by_label("Where do its numbers come from?").first.fill("A count of the spring")
        press(page, page.get_by_role("button", name="Save and see the split"))
        press(page, page.get_by_role("link", name="Bring in a table", exact=True))
        page.get_by_label("Paste cells from a spreadsheet").fill(TABLE)
        press(page, page.get_by_role("button", name="Look at it first"))
        press(page, page.get_by_role("button", name="Keep these values"))
        press(page, page.get_by_role("button", name="Work it out and keep it"))
        press(page, page.get_by_role("button", name="Put this split forward"))
        page.get_by_label("Why?").fill("Every person counts the same.")
        press(page, page.get_by_role("button", name="Put it forward"))
        says(page, "is put forward")

    def _draft(self, page: Any) -> str:
        """A draft that reads its figures from the split, submitted; its address."""
        page.get_by_label("What is it about?").fill(SUBJECT)
        press(page, page.get_by_role("button", name="Begin"))
        address = str(page.url[: page.url.index("/drafts/") + len("/drafts/") + 36] + "/")
        for section, choices in SPOKEN_OF.items():
            page.goto(f"{address}sections/{section}/")
            for each in choices:
                page.get_by_label(each, exact=True).check()
            press(page, page.get_by_role("button", name="Save and continue"))
        page.goto(f"{address}sections/decision/")
        page.get_by_label("The decision is that").fill("Grants are awarded to the ten localities by need.")
        press(page, page.get_by_role("button", name="Save and continue"))
        page.goto(f"{address}sections/financial/")
        press(page, page.get_by_role("button", name=re.compile("Link “By need”")))
        says(page, TOTAL, "These figures are read from the split")
        press(page, page.get_by_role("link", name="All sections"))
        press(page, page.get_by_role("button", name="Look once more and submit"))
        press(page, page.get_by_role("button", name="Submit the draft"))
        says(page, "Submitted")
        return address

    def _publish(self, lead: Any, everybody: Any) -> None:
        """From home to the public register, where nobody read it before."""
        from_home(lead, SUBJECT)
        number = re.findall(r"/decisions/([0-9-]+)/", lead.url)[0]
        everybody.goto(f"/register/decisions/{number}/")
        expect(everybody.locator("h1"), "nobody reads it before it is published").to_contain_text(
            "Page not found"
        )
        lead.goto(f"/decisions/{number}/publish/")
        press(lead, lead.get_by_role("button", name="Publish"))
        says(lead, "is on the public register")
        everybody.goto(f"/register/decisions/{number}/")
        says(everybody, "£900,000", "The parts add up to the total.")
        is_fit(everybody)
        everybody.goto(ROUND)
        says(everybody, TOTAL, "Manchester", "People")
        is_fit(everybody)

    def _issue(self, page: Any, grant: str) -> None:
        page.goto(grant)
        press(page, page.get_by_role("button", name="Draft the grant agreement"))
        press(page, page.get_by_role("button", name="Draft them"))
        press(page, page.get_by_role("button", name="Issue it to be signed"))
        press(page, page.get_by_role("button", name="Issue it"))
        says(page, "Whoever may sign for the other side has been asked")

    def _sign(self, visit: Visit) -> Any:
        """The commissioner signs on a phone and the director countersigns; the commissioner's page."""
        commissioner = visit("/", width=390, as_="commissioner.wigan")
        from_home(commissioner, f"Grant agreement: {WIGAN}")
        says(commissioner, AWARD)
        again_as_oneself(commissioner, "Sign it")
        says(commissioner, "You have signed")
        director = visit("/", width=390, as_="director")
        from_home(director, f"Grant agreement: {WIGAN}")
        again_as_oneself(director, "Countersign it")
        says(director, "the agreement is in force")
        return commissioner

    def _send_the_plan(self, page: Any) -> None:
        page.goto("/returns/?state=open&q=wigan")
        press(page, page.get_by_role("link", name=f"Spending plan {YEAR}").first)
        address = page.url
        page.goto(address + "check/")
        for _ in range(8):
            if not page.get_by_role("heading", name="Put right first").count():
                break
            press(page, page.locator("main .govuk-list--spaced a").first)
            for box in page.locator("main textarea").all():
                if box.is_visible() and not box.input_value():
                    box.fill(WHY)
            for group in page.locator("main fieldset:has(input[type=radio])").all():
                group.locator("input[type=radio]").first.check()
            for box in page.locator("main input[name*='spend-key-workers.plan']").all():
                box.fill(KEY_WORKERS)
            for box in page.locator("main input[type=text]").all():
                if box.is_visible() and box.is_editable() and not box.input_value():
                    box.fill("2")
            press(page, page.get_by_role("button", name="Save and go back"))
            page.goto(address + "check/")
        assert not page.get_by_role("heading", name="Put right first").count(), page.locator(
            "main"
        ).inner_text()
        press(page, page.get_by_role("button", name="Submit it"))
        says(page, "nothing more is asked of you")

    def _certify(self, page: Any) -> None:
        page.goto("/returns/?state=submitted&q=wigan")
        press(page, page.get_by_role("link", name=f"Spending plan {YEAR}").first)
        press(page, page.get_by_role("button", name="Read and certify"))
        press(page, page.get_by_role("button", name="It is right: go on"))
        page.get_by_label("will spend the grant as this plan says").check()
        press(page, page.get_by_role("button", name="Certify", exact=True))
        says(page, "Certified. Thank you")

    def _assure(self, page: Any) -> str:
        from_home(page, f"Spending plan {YEAR}")
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
