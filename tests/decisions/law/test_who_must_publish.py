"""Who must publish a decision, by when, and what the Panel reads of what was published."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from tests.pages import words

from throughline.decisions.actions import law as keeping
from throughline.decisions.actions.notices import publish_decision
from throughline.decisions.drafting.terms import ILLUSTRATION
from throughline.decisions.models import Notice
from throughline.decisions.queries import duties
from throughline.decisions.queries import law as laws
from throughline.decisions.queries.panel import decisions_since
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import person_named

from ..conftest import LEAD, record, send
from ..deciding import decide
from .pages import AUTHORITY, MONITORING_OFFICER, PUBLISHED

Staff = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("law")


class TestWhoMustPublish:
    def test_always_has_a_name_and_a_day(self, staff: Staff) -> None:
        made = decide(AUTHORITY)
        nobody = duties.duty_of(made.number, date(2026, 6, 4))
        assert nobody is not None
        assert nobody.holder_name == duties.NOBODY
        assert nobody.by == date(2026, 6, 10)  # decided on Wednesday 3 June, five working days
        staff("administrator")
        assert "administrator" in self.holder(made)
        staff("monitoring-officer")
        assert self.holder(made) == "A monitoring-officer"
        staff("programme-lead")
        assert self.holder(made) == "A programme-lead"

    def holder(self, made: Notice) -> str:
        found = duties.duty_of(made.number, localdate())
        assert found is not None
        return found.holder_name

    def test_keeps_the_day_that_the_record_states_whatever_the_law_says_since(self) -> None:
        made = decide(AUTHORITY)
        later = keeping.prepare_regime(function="authority", actor=MONITORING_OFFICER, at=PUBLISHED)
        keeping.edit_regime(
            regime_id=later.id,
            in_force_from=date(2026, 6, 2),
            says={name: getattr(later, name) for name in laws.REGIME_SAYS}
            | {"publish_within_working_days": 30},
            actor=MONITORING_OFFICER,
            at=PUBLISHED,
        )
        later.refresh_from_db()
        keeping.confirm_regime(
            regime_id=later.id, seen=laws.seen_of(later), actor=MONITORING_OFFICER, at=PUBLISHED
        )
        found, stated = duties.duty_of(made.number, date(2026, 6, 4)), made.facts().made
        assert found is not None
        assert stated is not None
        assert stated.law is not None
        assert found.by == stated.law.publish_by == date(2026, 6, 10)

    def test_counts_from_the_recording_of_a_notice_that_was_published_elsewhere(self) -> None:
        read = record(send()[0].id)  # decided and published in March 2023, recorded on Monday 5 January 2026
        found = duties.duty_of(read.number, date(2026, 1, 6))
        assert found is not None
        assert (found.by, found.is_late) == (date(2026, 2, 2), False)

    def test_says_how_the_day_stands(self) -> None:
        made = decide(AUTHORITY)
        for today, says in (
            (date(2026, 6, 8), "2 working days left"),
            (date(2026, 6, 10), "due today"),
            (date(2026, 6, 12), "2 working days late"),
            (date(2026, 6, 13), "2 working days late"),
        ):
            found = duties.duty_of(made.number, today)
            assert found is not None
            assert found.in_words == says

    def test_is_on_the_home_page_of_the_named_person_and_late_ones_on_the_monitoring_officers(
        self, staff: Staff
    ) -> None:
        made, lead, officer = decide(AUTHORITY), staff("programme-lead"), staff("monitoring-officer")
        assert "Decided, not published" in words(lead.get("/"))
        assert "Decided, not published" in words(
            officer.get("/")
        )  # it was decided in June 2026 or is late by now
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        assert "Decided, not published" not in words(lead.get("/"))

    def test_is_nobody_where_it_is_an_illustration(self, staff: Staff, settings: Any) -> None:
        settings.DEMONSTRATION = True
        title = {"title": f"{ILLUSTRATION}Outreach grants", "purpose": "outreach"}
        made, lead = decide({**AUTHORITY, "subject": title}), staff("programme-lead")
        assert made.is_illustration
        assert duties.duty_of(made.number, localdate()) is None
        assert "Decided, not published" not in words(lead.get("/"))
        assert "comes onto no register" in words(lead.get(f"/decisions/{made.number}/publish/"))

    def test_can_be_somebody_who_is_named(self, staff: Staff) -> None:
        made, lead = decide(AUTHORITY), staff("programme-lead")
        other = person_named("programme-lead@example.org")
        assert other is not None
        lead.post(f"/to-publish/{made.number}/", {"person": str(other.id)})
        found = duties.duty_of(made.number, localdate())
        assert found is not None
        assert found.why == "named for this decision"
        assert "Choose one of those that are offered." in words(
            lead.post(f"/to-publish/{made.number}/", {"person": "x"})
        )
        assert "named for this decision" in words(staff("auditor").get("/to-publish/"))

    def test_is_only_somebody_who_can_publish(self, staff: Staff) -> None:
        made = decide(AUTHORITY)
        staff("auditor")
        auditor = person_named("auditor@example.org")
        assert auditor is not None
        with pytest.raises(RefusedError, match="Only somebody who works as programme lead"):
            keeping.name_publisher(number=made.number, person_id=auditor.id, actor=LEAD, at=PUBLISHED)


class TestThePanelsSummary:
    def test_has_police_and_crime_decisions_with_reasons_and_conditions_and_no_others(
        self, staff: Staff
    ) -> None:
        police, authority = decide(), decide(AUTHORITY)
        for made in (police, authority):
            publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        page = words(staff("panel-member").get("/panel/?since=01/06/2026"))
        assert police.number in page
        assert authority.number not in page
        assert "Twice as many people slept rough" in page
        assert "Nights worked are reported each quarter." in page

    def test_never_has_what_is_exempt_or_not_published(self, staff: Staff) -> None:
        exempt = {"exempt": {"exempt": [{"section": "reasons", "ground": "business"}]}}
        made = decide(exempt)
        member = staff("panel-member")
        assert made.number not in words(member.get("/panel/?since=01/06/2026"))
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        for address in ("/panel/", "/panel.csv"):
            said = member.get(address + "?since=01/06/2026").content.decode()
            assert made.number in said
            assert "slept rough" not in said

    def test_leaves_out_nothing_that_came_out_on_the_day_of_the_meeting(self) -> None:
        made = decide()
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        assert [each.number for each in decisions_since(date(2026, 6, 4))] == [made.number]
        assert decisions_since(date(2026, 6, 5)) == []

    def test_asks_for_a_day_while_no_meeting_is_on_record(self, staff: Staff) -> None:
        member = staff("panel-member")
        assert "Say from which day on you want to know." in words(member.get("/panel/"))
        assert "Write the day as day, month and year" in words(member.get("/panel/?since=soon"))
        assert member.get("/panel.csv?since=soon").status_code == 200
