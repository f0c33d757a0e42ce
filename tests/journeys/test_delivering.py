"""A key worker's day in a real browser: today's list, from a no-show to the next time, a brief intervention."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from playwright.sync_api import expect
from tests.browser import overflow, press, unfit, violations
from tests.harness import Cluster, Loaded
from tests.journeys.counting import Counted, tell

from throughline.frame.addresses import with_name

Visit = Callable[..., Any]


@pytest.fixture
def middle_of_the_day(cluster: Cluster, data: Loaded, clock: Callable[[datetime], None]) -> None:
    """The hour around which the demonstration made its day, whenever the tests run: the group has just ended."""
    with psycopg.connect(with_name(cluster.addresses["postgres"], data[0])) as database:
        row = database.execute("SELECT max(begins_at) FROM caseload_group").fetchone()
    assert row
    clock(row[0] + timedelta(minutes=65))


@pytest.mark.usefixtures("middle_of_the_day")
class TestAWorkersDayOnAPhone:
    def test_fits_the_phone_and_has_nothing_that_axe_finds(self, visit: Visit) -> None:
        page = visit("/today/", width=390, as_="key-worker")
        assert overflow(page) == 0
        assert violations(page) == []
        assert unfit(page) == []

    def test_goes_from_a_no_show_to_the_next_time(self, visit: Visit) -> None:
        page = visit("/today/", width=390, as_="key-worker")
        count = Counted(page, "key-worker")
        count.go(page.locator("a.tl-say__one--missed").first)
        assert violations(page) == []
        count.choose("Phoned, no answer")
        count.go(page.get_by_role("button", name="Record it"))
        expect(page.get_by_text("Recorded: did not attend. Probation is told.")).to_be_visible()
        assert (count.views - 1, count.fields) <= (2, 5)
        tell("one session that nobody came to, on its own page", count, "5 page views, 16 typed fields")
        done = page.locator(".tl-visit--done", has_text="Did not attend").last
        count.go(done.get_by_role("link", name="Book next"))
        assert violations(page) == []
        count.go(page.locator(".tl-times a").first)
        count.go(page.get_by_role("button", name="Book it"))
        count.leave()  # whether something speaks against the time is the day's
        if page.get_by_role("button", name="Book it anyway").is_visible():
            press(page, page.get_by_role("button", name="Book it anyway"))
        expect(page.get_by_text("Booked. Probation is told")).to_be_visible()
        tell("from a no-show to the next time", count, "not counted")

    def test_records_once_when_the_connection_comes_and_goes(self, visit: Visit) -> None:
        page = visit("/today/", width=390, as_="key-worker")
        press(page, page.locator("a.tl-say__one--attended").first)
        page.get_by_label("What did you do together?").fill("Went through the week.")
        page.context.set_offline(True)
        page.get_by_role("button", name="Record it").click()
        expect(page.get_by_text("Not sent yet: there is no connection.")).to_be_visible()
        with page.expect_navigation():
            page.context.set_offline(False)
        expect(page.get_by_text("Recorded: attended. Probation is told.")).to_be_visible()

    def test_works_without_scripts(self, visit: Visit) -> None:
        page = visit("/today/", width=390, as_="key-worker", scripts=False)
        press(page, page.locator("a.tl-say__one--fell-through").first)
        page.get_by_label("Ours: room, staff, transport").check()
        press(page, page.get_by_role("button", name="Record it"))
        expect(page.get_by_text("Recorded: did not happen.")).to_be_visible()


class TestABriefIntervention:
    def test_goes_from_the_catalogue_to_its_last_session(self, visit: Visit) -> None:
        page = visit("/interventions/", as_="key-worker")
        assert violations(page) == []
        page.goto("/today/")
        count = Counted(page, "key-worker")
        count.go(page.locator(".tl-visit__who a").first)
        count.go(page.get_by_role("link", name="Support", exact=True))
        assert unfit(page) == []
        count.go(page.get_by_role("button", name="Record a session"))
        page.get_by_label("Which session?").select_option(
            label="A short talk about drinking (brief), session 1 of 1"
        )
        count.go(page.get_by_role("button", name="Record the session"))
        expect(page.get_by_text("Complete")).to_be_visible()
        tell("a brief intervention, from the day’s list", count, "not there")


class TestAPersonOnTheirOwnPage:
    """The key worker gives the code; the person has an old phone that runs no scripts."""

    def test_asks_for_another_time_which_the_key_worker_has_on_the_list(self, visit: Visit) -> None:
        worker = visit("/week/", as_="key-worker")
        ahead = worker.locator("main a[href^='/people/DR-']").evaluate_all(
            "all => all.map(each => each.pathname)"
        )
        for address in dict.fromkeys(ahead):
            worker.goto(f"{address}own-page/")
            press(worker, worker.get_by_role("button", name="Make a code"))
            page = visit("/my-page/", width=390, scripts=False)
            page.get_by_label("Your code").fill(worker.locator(".tl-slip__code").inner_text())
            press(page, page.get_by_role("button", name="Open your page"))
            if page.get_by_role("button", name="Ask for another time").count():
                break
        press(page, page.get_by_role("button", name="Ask for another time"))
        expect(page.locator("main")).to_contain_text("Until then this time stands.")
        assert "DR-" not in page.url
        assert overflow(page) == 0
        press(page, page.get_by_role("button", name="Ask for another time"))
        expect(page.locator("main")).to_contain_text("You asked for another time")
        assert page.get_by_role("button", name="Ask for another time").count() == 0
        seen = visit("/today/", width=390, as_="key-worker")
        expect(seen.locator("main")).to_contain_text("Find a time")
        assert unfit(seen) == []
