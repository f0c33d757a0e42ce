"""Turns on the way: not coming and coming back, recall and return, a record that is limited; each prints its cost."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.journeys.caring import (
    Set,
    Visit,
    a_week_without_holidays,
    at,
    book,
    came,
    name_of,
    on,
    refer,
    take_on,
)
from tests.journeys.counting import Counted, is_fit, tell, total

pytestmark = pytest.mark.browser


class TestSomebodyWhoDoesNotCome:
    def test_is_met_again_a_week_later_and_probation_reads_both(self, visit: Visit, clock: Set) -> None:
        day = a_week_without_holidays()
        clock(at(day))
        reference, practitioner = refer(visit, "X900004")
        worker = take_on(visit, reference)
        name, page = name_of(worker), worker.page
        worker.press("Book an appointment")
        book(worker, day + timedelta(weeks=1))
        on(clock, at(day + timedelta(weeks=1), "13:00"), worker)
        lost = Counted(page, worker.role)
        lost.open("/today/")
        lost.go(page.locator(".tl-visit", has_text=name).locator(".tl-say__one--missed"))
        lost.choose("Phoned, no answer")
        lost.choose("Texted")
        lost.choose("Book the same time next week")
        is_fit(page)
        lost.press("Record it")
        expect(page.locator("main")).to_contain_text("Booked again for")
        on(clock, at(day + timedelta(weeks=2), "13:00"), worker, practitioner)
        lost.open("/today/")
        came(lost, name, "Had lost the phone.")
        tell("no-show to re-engagement, both sessions", lost, "10 page views, 32 typed fields")
        assert (lost.views, lost.fields) <= (5, 5)

        practitioner.open(f"/referrals/{reference}/")
        note = practitioner.page.locator("#copy-note").input_value()
        assert "AFTA" in note
        assert "ATTC" in note


class TestARecall:
    def test_rests_the_support_hands_over_and_goes_on_where_it_stopped(
        self, visit: Visit, clock: Set
    ) -> None:
        day = a_week_without_holidays()
        clock(at(day))
        reference, practitioner = refer(visit, "X900005")
        worker = take_on(visit, reference)
        hears = Counted(practitioner.page, practitioner.role)
        hears.open(f"/referrals/{reference}/")
        hears.follow("Recalled, remanded or in hospital")
        expect(hears.page.locator("main")).to_contain_text("prison healthcare is told next")
        is_fit(hears.page)
        hears.type("Which prison?", "HMP Forest Bank")
        hears.page.get_by_label("Or why that is not known").select_option("Recalled, no new day yet")
        hears.press("Pause support")
        expect(hears.page.locator("main")).to_contain_text("is paused")

        worker.open(f"/people/{reference}/")
        expect(worker.page.locator("main")).to_contain_text("Recalled to custody")
        tells = Counted(worker.page, worker.role)
        tells.press("Tell prison healthcare")
        is_fit(tells.page)
        tells.type("What more?", "On methadone 40 ml, last dose this morning.")
        tells.press("Tell prison healthcare")
        tells.type("Receipt", "Duty nurse, ref 4471")
        tells.choose("By phone")
        tells.press("Say that prison healthcare has it")
        expect(tells.page.locator("main")).to_contain_text("Duty nurse, ref 4471")
        is_fit(tells.page)
        tells.leave()
        worker.open("/release-board/")
        expect(worker.page.locator(f"#{reference}")).to_contain_text("Prison healthcare has it")
        expect(worker.page.locator(f"#{reference}")).to_contain_text("No date yet")

        out = day + timedelta(weeks=3)
        on(clock, at(out + timedelta(days=1)), worker, hears)
        back = Counted(worker.page, worker.role)
        back.open(f"/people/{reference}/")
        back.press("Support goes on")
        back.day("released_on", out)
        back.type("What did prison healthcare hand over?", "40 ml seen this morning, naloxone in the bag.")
        is_fit(back.page)
        back.press("Go on")
        expect(back.page.locator("main")).to_contain_text("To be assessed")
        assert (back.views, back.fields) <= (4, 2)
        tell(
            "recall and return, both sides, with prison healthcare’s receipt",
            total(hears, tells, back),
            "a withdrawal and a new referral: 19 page views, 18 typed fields",
        )
        back.open("/release-board/")
        expect(back.page.locator(f"#{reference}")).to_contain_text("20 days left")
        expect(back.page.locator(f"#{reference}")).to_contain_text(
            "Naloxone"
        )  # asked anew after each custody
        hears.open(f"/referrals/{reference}/")
        expect(hears.page.locator(".tl-line")).to_contain_text("goes on")


class TestALimitedRecord:
    def test_is_there_for_whom_it_names_and_for_nobody_else_until_the_glass_is_broken(
        self, visit: Visit
    ) -> None:
        reference, practitioner = refer(visit, "X900003")
        worker = take_on(visit, reference)
        name = name_of(worker)
        manager = Counted(visit(f"/people/{reference}/access/limit/", as_="provider-manager"), "manager")
        manager.choose("Only the people named below")
        supervises = worker.page.locator(".tl-case-lines__row", has_text="Probation practitioner").locator(
            "dd"
        )
        for box in manager.page.locator(".govuk-checkboxes__item").all():
            if box.inner_text().strip() != supervises.evaluate("each => each.firstChild.textContent").strip():
                box.locator("input").check()
        manager.type("Who told you?", "Probation’s duty manager")
        is_fit(manager.page)
        manager.press("Save who may see")

        asker = Counted(practitioner.page, practitioner.role)
        for path in (f"/referrals/{reference}/", f"/people/{reference}/concern/"):
            asker.open(path)
            expect(asker.page.locator("h1")).to_have_text("Page not found")
        asker.open("/referrals/")
        expect(asker.page.locator("main")).not_to_contain_text(reference)
        answers = set()
        for about in ("X900003", "X000000"):
            asker.open("/ask-to-see/")
            asker.page.get_by_label("Which unit?").select_option(label="Bolton")
            asker.type("About whom do you ask?", about)
            asker.type("Why do you need to see them?", "They stand at the desk.")
            asker.press("Send the question")
            answers.add(asker.page.locator(".govuk-notification-banner").inner_text())
        assert len(answers) == 1

        glass = Counted(visit("/break-glass/", as_=asker.role), asker.role)
        is_fit(glass.page)
        glass.type("Reference", reference)
        glass.type(
            "What is the emergency?", "Found unconscious at our door, the ambulance asks what they take."
        )
        glass.press("Open the record")
        expect(glass.page.locator("main")).to_contain_text("open to you for 4 hours")
        tell("a record opened in an emergency", glass, "not there")

        manager.open("/break-glass/reviews/")
        expect(manager.page.locator("main")).to_contain_text("They stand at the desk.")
        manager.go(manager.page.locator("main a", has_text="Review").first)
        manager.choose("Yes")
        manager.type("What did you find, and what follows?", "Right: the ambulance had to know.")
        is_fit(manager.page)
        manager.press("Save the review")
        manager.open(f"/people/{reference}/access/")
        expect(manager.page.locator("main")).to_contain_text("Broken glass")
        assert name not in manager.page.title()
        tell("a restricted person, from the limit to the review", total(manager, asker, glass), "not there")
