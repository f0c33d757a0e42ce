"""From custody to treatment, to its end, to twelve months later and back again; what each part took is printed."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.journeys.caring import (
    Set,
    Visit,
    a_week_without_holidays,
    assess,
    at,
    book,
    came,
    name_of,
    on,
    refer,
    take_on,
)
from tests.journeys.counting import Counted, is_fit, tell

from throughline.caseload.care.leaving import check_days

pytestmark = pytest.mark.browser


def row_of(page: Any, reference: str) -> Any:
    """The person's row of the release board."""
    page.goto("/release-board/")
    return page.locator(f"#{reference}")


class TestFromCustody:
    def test_to_treatment_within_twenty_one_days_to_recovery_twelve_months_later_and_back(
        self, visit: Visit, clock: Set
    ) -> None:
        day = a_week_without_holidays()
        out = day + timedelta(days=6)  # a Tuesday; first seen on the Wednesday
        clock(at(day))
        reference, practitioner = refer(visit, "X900006")
        worker = take_on(visit, reference)
        name = name_of(worker)
        self._is_ready_for_release(worker, reference, out)
        self._is_met(worker, clock, name, out)
        tell("custody to first appointment", worker, "release was not in it")
        treated = Counted(worker.page, worker.role)
        self._starts_treatment(treated, clock, out, reference)
        self._probation_knows(practitioner, clock, out, reference)

        ended = out + timedelta(weeks=15)
        self._ends(treated, clock, reference, ended)
        self._is_asked_again(treated, clock, reference, ended)
        tell("specialist treatment to twelve-month check", treated, "nobody was asked afterwards")
        self._comes_back(worker, reference)

    def _is_ready_for_release(self, worker: Counted, reference: str, out: date) -> None:
        page = worker.page
        row = row_of(page, reference)
        expect(row).to_contain_text("Naloxone")
        worker.follow(f"Change {reference}", row)
        worker.day("release_on", out)
        for name in ("bridged", "naloxone"):
            page.locator(f"[name={name}]").select_option("yes")
        worker.press("Save")
        expect(row).to_contain_text("First appointment")
        expect(row).not_to_contain_text("Prescription, ")
        is_fit(page)
        worker.open(f"/people/{reference}/book/")
        book(worker, out + timedelta(days=1))
        expect(row_of(page, reference)).to_contain_text("Ready")

    def _is_met(self, worker: Counted, clock: Set, name: str, out: date) -> None:
        on(clock, at(out + timedelta(days=1), "12:50"), worker)
        worker.open("/today/")
        came(worker, name, "Came straight from the gate.")

    def _starts_treatment(self, worker: Counted, clock: Set, out: date, reference: str) -> None:
        page = worker.page
        worker.open(f"/people/{reference}/")
        assess(worker, "Specialist treatment", level="high")
        worker.open(f"/people/{reference}/support/")
        worker.press("Refer to treatment")
        worker.type("To which treatment service?", "Made-up treatment service")
        worker.press("Record the referral")
        expect(page.locator("main")).to_contain_text("21 days left")
        expect(row_of(page, reference)).to_contain_text("20 days left")
        on(clock, at(out + timedelta(days=20), "11:00"), worker)
        worker.open(f"/people/{reference}/support/")
        for step in ("They accepted", "Treatment started"):
            worker.follow(step)
            worker.press(step)
        expect(page.locator("main")).to_contain_text("In treatment")
        is_fit(page)
        expect(row_of(page, reference)).to_contain_text("Started in time")

    def _probation_knows(self, practitioner: Counted, clock: Set, out: date, reference: str) -> None:
        on(clock, at(out + timedelta(days=20), "15:00"), practitioner)
        practitioner.open(f"/referrals/{reference}/")
        line = practitioner.page.locator(".tl-line")
        for words in ("Came to the appointment", "Treatment started"):
            expect(line).to_contain_text(words)
        expect(practitioner.page.locator("main")).not_to_contain_text("naloxone", ignore_case=True)

    def _ends(self, worker: Counted, clock: Set, reference: str, ended: date) -> None:
        page = worker.page
        on(clock, at(ended, "10:00"), worker)
        worker.open(f"/people/{reference}/")
        worker.press("End the support")
        is_fit(page)
        worker.press("Assess the needs at exit")
        for radio in page.locator("[name$=_level][value=none]").all():
            radio.check()
        worker.press("Save and complete")
        expect(page.locator("h1")).to_contain_text("How does the support end?")
        worker.choose("Planned: drug-free")
        for outcome in page.locator("[name^=outcome_][value=ACHIEVED]").all():
            outcome.check()
        worker.press("End the support")
        expect(page.locator("main")).to_contain_text("Drug-free")

    def _is_asked_again(self, worker: Counted, clock: Set, reference: str, ended: date) -> None:
        page = worker.page
        for months, due in check_days(ended).items():
            on(clock, at(due, "10:00"), worker)
            worker.open(f"/people/{reference}/")
            worker.press(f"Record the recovery check at {months} months")
            worker.choose("Recovery sustained")
            worker.press("Record it")
        expect(page.locator("main")).to_contain_text("3 of 3 due reached, 3 sustained")
        is_fit(page)
        worker.press("Close")
        expect(page.locator("main")).to_contain_text("Closed.")

    def _comes_back(self, worker: Counted, reference: str) -> None:
        """A year later they stand in the clinic again: nothing is asked twice."""
        page = worker.page
        again = Counted(page, worker.role)
        again.press("Start again")
        again.write(
            page.locator("#id_why_now"), "Used twice since the funeral. Wants to talk before it goes on."
        )
        for part in ("why", "risk", "practical"):
            expect(page).to_have_url(re.compile(f"/refer/{part}/"))
            again.press("Continue")
        again.press("Send the referral")
        later = page.url.split("/")[4]
        again.open(f"/inbox/{later}/")
        expect(page.locator("main")).to_contain_text(f"Earlier referral: {reference}")
        expect(page.locator("main")).to_contain_text("drug-free")
        is_fit(page)
        tell("coming back a year later", again, "a new referral")
        assert again.views <= 7
