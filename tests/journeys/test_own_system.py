"""A provider with its own system: referred, accepted, told by its file, seen by probation; what it costs is printed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.journeys.caring import Visit, refer
from tests.journeys.counting import Counted, is_fit, tell

pytestmark = pytest.mark.browser
CRN = "X900031"  # a made-up record of probation's whose unit this provider serves
COHORT = "Adults with a drug or alcohol need"  # two cohorts have a protocol there
SEEN = "Slept outside in the frost and has a cough."
SERVICE = "Bury and Rochdale: Bury, Thistledown Recovery (made up)"


def brought(manager: Any, folder: Path, reference: str) -> None:
    """The week's file comes in: they were taken on and met, and one row is about nobody."""
    today = datetime.now(UTC).date().isoformat()
    sheet = folder / "week.csv"
    sheet.write_text(
        "event_id,reference,crn,client_id,episode_id,kind,on,time,code\n"
        f"J1,{reference},,78001,1,first_contact,{today},00:01,\n"
        f"J2,,,78001,,attendance,{today},00:05,attended\n"
        f"J3,DR-222-222,,,,attendance,{today},,attended\n"
    )
    manager.page.set_input_files("input[type=file]", str(sheet))
    manager.press("Bring the file in")


class TestAProviderWithItsOwnSystem:
    def test_types_acceptance_and_urgent_concern_and_nothing_else(self, visit: Visit, tmp_path: Path) -> None:
        reference, practitioner = refer(visit, CRN, to=SERVICE, cohort=COHORT)

        worker = Counted(visit("/", width=390, as_="key-worker.provider-3"), "key-worker.provider-3")
        expect(worker.page.locator(".tl-task").first).to_contain_text("Decide about")
        worker.follow("Decide about", exact=False)
        is_fit(worker.page)
        worker.press("Accept", within=worker.page.locator(f"#{reference}"), exact=False)
        expect(worker.page.locator(".govuk-notification-banner")).to_contain_text("Probation was told")
        accepted = worker.strokes, worker.fields
        for page in ("book/", "support/session/", "needs/begin/first/", "start/", "leave/"):
            worker.open(f"/people/{reference}/{page}")
            if page != "needs/begin/first/":  # that one is only ever posted to
                expect(worker.page.locator("h1")).to_have_text("This is written in your own system")
        is_fit(worker.page)
        worker.press("Raise a concern")
        worker.type("What did you see or hear?", SEEN)
        for chosen in ("[name=about]", "[name=route]", "[name=is_urgent]"):
            worker.tick(chosen)
        is_fit(worker.page)
        worker.press("Raise the concern")
        assert accepted == (0, 0), "acceptance is one press"
        assert (worker.fields, worker.strokes) == (1, len(SEEN)), "a concern is one field"
        tell("acceptance and urgent concern, own system", worker, "not there")

        manager = Counted(visit("/from-your-system/", as_="provider-manager.provider-3"), "provider-manager")
        is_fit(manager.page)
        brought(manager, tmp_path, reference)
        expect(manager.page.locator("main")).to_contain_text("1 row was not taken")
        is_fit(manager.page)
        manager.open("/from-your-system/reconcile/")
        with manager.page.expect_download() as got:
            manager.page.get_by_role("link", name="made-up extract").click()
        manager.page.set_input_files("[name=adult]", str(got.value.path()))
        manager.press("Compare")
        expect(manager.page.locator("main")).to_contain_text("In both, and differing")
        is_fit(manager.page)
        assert manager.fields == manager.strokes == 0
        tell("a week’s events by file, own system", manager, "62 page views and 111 typed fields a case")

        practitioner.open("/feedback/")
        expect(practitioner.page.locator("main")).to_contain_text("Came to the appointment")
        practitioner.open(f"/referrals/{reference}/")
        expect(practitioner.page.locator("main")).to_contain_text("Came to the appointment")
        is_fit(practitioner.page)
        tell("from referring to reading what happened", practitioner, "a phone call")
