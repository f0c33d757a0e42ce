"""A held advance is cleared by two senior people, finance rejects a request and it comes again, money comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press, unfit

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
WHY = "Residents would lose their key worker while the report is on its way."


def says(page: Any, *words: str) -> None:
    """The page comes to show these words."""
    for each in words:
        expect(page.locator("main")).to_contain_text(each, use_inner_text=True)


def open_first(page: Any, name: str) -> None:
    press(page, page.get_by_role("link", name=name).first)


class TestAHeldAdvance:
    def test_is_paid_although_a_paper_is_missing_when_two_senior_people_say_so(self, visit: Visit) -> None:
        lead = visit("/payments/?state=held", as_="programme-lead", width=390)
        assert unfit(lead) == []
        open_first(lead, "Stockport, 2025/26, instalment 1")
        says(lead, "Held", "In the way", "The last financial report has not been received yet.")
        assert unfit(lead) == []
        press(lead, lead.get_by_role("button", name="Ask to pay although this is not met"))
        lead.get_by_role("checkbox", name="The last financial report has not been received yet.").check()
        lead.get_by_label("Why is it right to pay").fill(WHY)
        assert unfit(lead) == []
        press(lead, lead.get_by_role("button", name="Ask a second senior person"))
        says(lead, WHY)

        director = visit("/", as_="director", width=390)
        press(director, director.get_by_role("link", name="Pay Stockport although something is not met?"))
        press(director, director.get_by_role("button", name="Say yes or no"))
        director.get_by_label("Yes, it may be paid").check()
        press(director, director.get_by_role("button", name="Answer"))
        says(director, "May be asked for", "Passed over", "Two senior people let it pass")

        preparer = visit("/payments/runs/new/", as_="finance-preparer")
        says(preparer, "Stockport, 2025/26, instalment 1", "Left out")
        assert unfit(preparer) == []


class TestARejectedRequest:
    def test_is_due_again_with_finances_reason_and_asked_for_anew(self, visit: Visit) -> None:
        approver = visit("/", as_="finance-approver")
        press(approver, approver.get_by_role("link", name="Approve payment run"))
        says(approver, "Trafford, 2024/25", "Waits for approval")
        number = approver.url.rstrip("/").rpartition("/")[2]
        assert unfit(approver) == []
        press(approver, approver.get_by_role("button", name="Approve this run"))
        says(approver, "The run is approved.")

        releaser = visit(f"/payments/runs/{number}/", as_="finance-releaser")
        press(releaser, releaser.get_by_role("button", name="Release it to finance"))
        says(releaser, "With finance")
        with releaser.expect_download() as download:
            releaser.get_by_role("button", name="Download the file").click()
        sent = download.value.path().read_text().splitlines()
        row = dict(zip(sent[0].split(","), sent[1].split(","), strict=True))

        preparer = visit("/payments/answers/", as_="finance-preparer")
        answer = "Reference,Amount,Status,Paid on,Ledger reference,Reason\r\n"
        answer += f"{row['Reference']},{row['Amount']},rejected,,,The cost centre is closed\r\n"
        file = {"name": "today.csv", "mimeType": "text/csv", "buffer": answer.encode()}
        preparer.locator("input[type=file]").set_input_files(file)
        press(preparer, preparer.get_by_role("button", name="Load the answer"))
        says(preparer, "1 row fits", "Rejected", "The cost centre is closed. It is due again.")
        assert unfit(preparer) == []
        preparer.goto("/payments/runs/new/")
        says(preparer, "Rejected before: The cost centre is closed")
        for each in preparer.get_by_role("checkbox").all():
            each.uncheck()
        preparer.get_by_role("checkbox", name="Trafford, 2024/25").check()
        press(preparer, preparer.get_by_role("button", name="Prepare the run"))
        says(preparer, "Waits for approval", row["Reference"][:-1])


class TestARecovery:
    def test_goes_through_three_people_until_the_money_came(self, visit: Visit) -> None:
        officer = visit("/payments/recoveries/", as_="programme-officer", width=390)
        press(officer, officer.get_by_role("button", name="Recover money"))
        assert unfit(officer) == []
        open_first(officer, "Wigan, GM Dependency and Recovery, 2024/25")
        officer.get_by_label("How much must come back?").fill("1,250.00")
        officer.get_by_label("By invoice").check()
        officer.get_by_label("Why must it come back?").fill("A post was vacant for two months.")
        assert unfit(officer) == []
        press(officer, officer.get_by_role("button", name="Propose it"))
        says(officer, "Wigan, 2024/25", "£1,250.00", "Waits for approval")

        for role, task, button in (
            ("finance-approver", "£1,250.00 to come back from Wigan", "Approve it"),
            ("finance-releaser", "£1,250.00 to come back from Wigan", "Ask finance to invoice it"),
        ):
            page = visit("/", as_=role)
            press(page, page.get_by_role("link", name=task).first)
            press(page, page.get_by_role("button", name=button))
        preparer = visit("/", as_="finance-preparer", width=390)
        press(preparer, preparer.get_by_role("link", name="£1,250.00 to come back from Wigan").first)
        press(preparer, preparer.get_by_role("button", name="Say that it came back"))
        for part, number in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
            preparer.get_by_label(part, exact=True).fill(number)
        preparer.get_by_label("Finance’s reference").fill("FIN-4711")
        press(preparer, preparer.get_by_role("button", name="It came back"))
        says(preparer, "Came back", "FIN-4711", "on 2 November 2026")
        assert unfit(preparer) == []
