"""What do the pages of local contracts and the calendar do, and for whom?"""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone
from tests.agreements.contracts.conftest import AT, OFFICER, provider, said
from tests.agreements.signing.conftest import populate
from tests.pages import words

from throughline.agreements import calendar_chart
from throughline.agreements.actions import contracts as actions
from throughline.agreements.models import ContractOption, LocalContract
from throughline.agreements.queries import calendar, contracts
from throughline.frame.charts import svg

Staff = Callable[..., Client]


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


class TestARecommissioningOnItsPages:
    def test_is_planned_changed_let_and_its_option_decided(self, staff: Staff) -> None:
        officer = staff("programme-officer")
        form = {
            "place": str(said().place_id),
            "title": "Treatment",
            "route": "competitive",
            "integration": "not_begun",
            "source": "A made-up register.",
            **day("begins_on", date(2040, 4, 1)),
            **day("ends_on", date(2044, 3, 31)),
            **day("until_1", date(2045, 3, 31)),
        }
        assert officer.post("/contracts/plan/", form).status_code == 302
        contract = LocalContract.objects.get()
        at = f"/contracts/{contract.id}/"
        assert "Publish the tender" in words(officer.get(at))

        officer.post(f"{at}edit/", form | {"route": "direct_award_a"})
        assert "Publish the tender" not in words(officer.get(at))
        officer.post(f"{at}integration/", {"integration": "in_specification"})
        started = {"provider": str(provider().id), **day("begins_on", date(2020, 4, 1))}
        officer.post(f"{at}start/", started | day("ends_on", date(2044, 3, 31)))
        option = ContractOption.objects.get()
        officer.post(f"{at}options/{option.id}/", {"is_taken_up": "yes"})
        amended = officer.post(f"{at}amend/", {"what": "More workers", "because": "Need.", "change": "-5.00"})
        assert amended.status_code == 302
        page = words(officer.get(at))
        assert "In the draft specification" in page
        assert "31 March 2045" in page
        assert "Ask procurement first" in page  # its lifetime value is not stated

    def test_keeps_what_was_typed_when_it_is_refused(self, staff: Staff) -> None:
        form = {
            "place": str(said().place_id),
            "title": "Treatment",
            "route": "competitive",
            "integration": "not_begun",
            "source": "A made-up register.",
            **day("begins_on", date(2044, 4, 1)),
            **day("ends_on", date(2040, 3, 31)),
        }
        page = staff("programme-officer").post("/contracts/record/", form)
        assert "A contract ends after it begins." in words(page)
        assert "A made-up register." in page.content.decode()

    def test_is_no_auditor_s_to_change(self, staff: Staff, planned: LocalContract) -> None:
        auditor = staff("auditor")
        assert auditor.get(f"/contracts/{planned.id}/").status_code == 200
        assert auditor.get(f"/contracts/{planned.id}/edit/").status_code == 403
        assert auditor.post(f"/contracts/{planned.id}/drop/", {"because": "No."}).status_code == 403

    def test_is_found_by_words_of_its_place(self, staff: Staff, planned: LocalContract) -> None:
        officer = staff("programme-officer")
        assert "1 contract" in words(officer.get("/contracts/?q=BOLTON+recovery"))
        assert "No contract fits" in words(officer.get("/contracts/?q=wigan"))


class TestTheCalendar:
    def test_has_a_picture_a_table_and_ones_own_calendar(self, staff: Staff, running: LocalContract) -> None:
        officer = staff("programme-officer")
        assert officer.get("/commissioning-calendar.svg").headers["Content-Type"] == "image/svg+xml"
        assert "Bolton,Treatment and recovery" in officer.get("/commissioning-calendar.csv").content.decode()
        assert b"SUMMARY:Ends: Bolton" in officer.get("/commissioning-calendar.ics").content

    def test_of_a_commissioner_is_that_of_their_area(self, staff: Staff, running: LocalContract) -> None:
        assert "Treatment and recovery" in words(
            staff("commissioner", "bolton").get("/commissioning-calendar/")
        )
        bury = staff("commissioner", "bury")
        assert "No local contract is on the calendar" in words(bury.get("/commissioning-calendar/"))
        assert bury.get(f"/contracts/{running.id}/").status_code == 404

    def test_draws_what_was_not_taken_up_as_no_time(self, running: LocalContract) -> None:
        first = running.options.order_by("until")[0]
        actions.decide_option(
            actor=OFFICER, at=AT, contract_id=running.id, option_id=first.pk, is_taken_up=False
        )
        today = timezone.localdate(AT)
        rows = contracts.shown(contracts.visible_to(OFFICER, today), today)
        facts = calendar_chart.facts(rows, [], today)
        assert [each["kind"] for each in facts["bars"]] == ["running"]
        for narrow in (False, True):
            drawn = svg(calendar_chart.draw, facts, narrow=narrow).decode()
            assert ">Bolton<" in drawn
            assert ">Today<" in drawn


class TestTheCountdown:
    def test_runs_to_the_day_of_the_partnership_agreement_until_the_specification_is_in(
        self, looked_at: None
    ) -> None:
        town = populate()
        agreement = town.in_force("partnership")
        contract = actions.record(
            actor=OFFICER, at=AT, said=said(begins_on=date(2024, 4, 1), ends_on=date(2027, 3, 31), options=())
        )
        by = agreement.into_contract_by
        assert by is not None
        on = by - timedelta(days=10)
        rows = contracts.shown(contracts.visible_to(OFFICER, on), on)
        [left] = calendar.countdowns(OFFICER, on, rows)
        assert (left.place, left.words, left.how_far) == ("Bolton", "10 days left", "Not begun")
        actions.set_integration(actor=OFFICER, at=AT, contract_id=contract.id, integration="in_contract")
        rows = contracts.shown(contracts.visible_to(OFFICER, on), on)
        [done] = calendar.countdowns(OFFICER, on, rows)
        assert (done.words, done.is_in) == ("Done", True)
