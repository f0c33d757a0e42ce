"""A whole case with four sessions, from referral to its end; what it took stands beside the former system."""

from datetime import timedelta

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
from tests.journeys.counting import is_fit, tell, total

pytestmark = pytest.mark.browser


class TestAWholeCase:
    def test_takes_at_most_twenty_page_views_and_forty_typed_fields(self, visit: Visit, clock: Set) -> None:
        first = a_week_without_holidays()
        clock(at(first))
        reference, practitioner = refer(visit, "X900002")
        assert (practitioner.views, practitioner.fields) <= (6, 6)
        tell("one referral", practitioner, "19 page views, 18 typed fields")

        worker = take_on(visit, reference)
        name = name_of(worker)
        assess(worker, "Extended intervention")
        book(worker, first + timedelta(weeks=1))
        for number in range(1, 5):
            before = (worker.views, worker.fields)
            on(clock, at(first + timedelta(weeks=number), "12:50"), worker)
            worker.open("/today/")
            came(worker, name, "Went through the week.", again=number < 4)
            if number == 1:
                assert (worker.views - before[0], worker.fields - before[1]) <= (2, 5)
        card = worker.page.locator(".tl-visit", has_text=name).first
        worker.follow("End support", card, exact=False)
        worker.choose("Planned: support completed")
        for outcome in worker.page.locator("[name^=outcome_][value=ACHIEVED]").all():
            outcome.check()
        worker.press("End the support")
        expect(worker.page.locator("main")).to_contain_text("3.0 of 3")
        is_fit(worker.page)

        whole = total(practitioner, worker)
        tell("a whole case with four sessions", whole, "62 page views, 111 typed fields")
        assert whole.views <= 20
        assert whole.fields <= 40

        on(clock, at(first + timedelta(weeks=4), "13:00"), practitioner)
        practitioner.open(f"/referrals/{reference}/")
        note = practitioner.page.locator("#copy-note").input_value()
        assert note.count("ATTC") == 4
        assert "CRS03" in note
