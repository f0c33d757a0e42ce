"""Findings are put right and seen by another, risk is read by dated thresholds, and no penny is disposed of twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.agreements.conftest import like
from tests.assurance.scrutiny.conftest import AT, DIRECTOR, LEAD, OFFICER, TODAY, a_return, someone
from tests.assurance.scrutiny.test_cells import make, propose

from throughline.agreements.models import Grant
from throughline.agreements.queries.grants import awards
from throughline.assurance.actions import findings, risk, year_end
from throughline.assurance.actions.risk import Confirmed
from throughline.assurance.events import YearEndDecided
from throughline.assurance.queries.risk import signs_of
from throughline.assurance.queries.standing import figures_of, settled
from throughline.frame import events
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError


class TestAFinding:
    def test_is_answered_by_its_owner_with_evidence_and_seen_by_another(self, grant: Grant) -> None:
        commissioner = someone("The Commissioner", "commissioner", "bolton")
        row = make(grant, OFFICER)
        shown = Upload("back.txt", b"Paid back on 1 July.")
        findings.answer(actor=commissioner, at=AT, finding_id=row.pk, words="Paid back.", upload=shown)
        both = Actor(commissioner.id, OFFICER.roles)
        with pytest.raises(RefusedError, match="you said that it is done"):
            findings.verify(actor=both, at=AT, finding_id=row.pk)
        seen = findings.verify(actor=OFFICER, at=AT, finding_id=row.pk)
        assert (seen.state, seen.evidence_name) == ("verified", "back.txt")

    def test_is_not_answered_by_another_area_or_by_somebody_elses_role(self, grant: Grant) -> None:
        row = make(grant, OFFICER)
        with pytest.raises(RefusedError, match="another area"):
            findings.answer(
                actor=someone("Wigan’s", "commissioner", "wigan"), at=AT, finding_id=row.pk, words="Done."
            )
        with pytest.raises(RefusedError, match=r"the locality.s commissioner"):
            findings.answer(
                actor=someone("An officer", "csp-officer", "bolton-csp"),
                at=AT,
                finding_id=row.pk,
                words="Done.",
            )

    def test_rests_on_papers_of_its_own_grant(self, grant: Grant, offered: list[Grant]) -> None:
        other = next(each for each in offered if each.pk != grant.pk)
        with pytest.raises(RefusedError, match="does not cover"):
            make(grant, OFFICER, about_id=a_return(other).pk)

    @pytest.mark.parametrize("missing", ["words", "to_do", "owner_role"])
    def test_says_what_was_found_what_to_do_and_whose_it_is(self, grant: Grant, missing: str) -> None:
        with pytest.raises(RefusedError, match="Say"):
            make(grant, OFFICER, **{missing: ""})

    def test_is_to_be_put_right_on_a_day_to_come(self, grant: Grant) -> None:
        with pytest.raises(RefusedError, match="gone already"):
            make(grant, OFFICER, due_on=TODAY - timedelta(days=1))


@pytest.fixture
def thresholds(looked_at: None) -> None:
    for sign, medium, high in (("days_late", 1, 15), ("variance", 10, 25), ("measures", 1, 3)):
        risk.set_threshold(
            actor=LEAD,
            at=AT,
            sign=sign,
            used_from=date(2024, 4, 1),
            medium_from=medium,
            high_from=high,
            source="Made up.",
        )


class TestTheRiskOfAGrant:
    def test_is_read_from_papers_and_confirmed_by_a_person(self, grant: Grant, thresholds: None) -> None:
        award = awards([grant.pk])[grant.pk].pence
        a_return(grant, amounts=(award, award * 7 // 10, 0), award=award)
        assert signs_of(grant.pk, TODAY) == {"days_late": 12, "variance": 30}
        read = risk.confirm_reading(
            actor=OFFICER, at=AT, grant_id=grant.pk, confirmed=Confirmed("high", off_course=0)
        )
        assert (read.read_as, read.confirmed_as) == ("high", "high")
        assert figures_of([grant.pk], TODAY)[grant.pk].risk == "High"

    def test_is_taken_otherwise_only_with_a_reason(self, grant: Grant, thresholds: None) -> None:
        confirmed = Confirmed("high")
        with pytest.raises(RefusedError, match="The signs read as low"):
            risk.confirm_reading(actor=OFFICER, at=AT, grant_id=grant.pk, confirmed=confirmed)
        read = risk.confirm_reading(
            actor=OFFICER, at=AT, grant_id=grant.pk, confirmed=replace(confirmed, because="The manager left.")
        )
        assert (read.read_as, read.confirmed_as) == ("low", "high")

    def test_is_read_by_the_thresholds_of_its_day(self, grant: Grant, thresholds: None) -> None:
        risk.set_threshold(
            actor=LEAD,
            at=AT,
            sign="measures",
            used_from=TODAY + timedelta(days=1),
            medium_from=5,
            high_from=6,
            source="Later.",
        )
        confirmed = Confirmed("high", off_course=3)
        assert (
            risk.confirm_reading(actor=OFFICER, at=AT, grant_id=grant.pk, confirmed=confirmed).read_as
            == "high"
        )
        with pytest.raises(RefusedError, match="read as low"):
            risk.confirm_reading(
                actor=OFFICER, at=AT + timedelta(days=1), grant_id=grant.pk, confirmed=confirmed
            )

    def test_is_not_read_by_the_grants_own_people(self, grant: Grant) -> None:
        own = someone("The Commissioner", "commissioner", "bolton")
        with pytest.raises(RefusedError, match="programme team"):
            risk.confirm_reading(actor=own, at=AT, grant_id=grant.pk, confirmed=Confirmed("low"))


class TestAVisit:
    def test_is_noted_once_and_a_finding_can_rest_on_it(self, grant: Grant) -> None:
        visit = risk.plan_visit(
            actor=OFFICER,
            at=AT,
            grant_id=grant.pk,
            planned_on=TODAY,
            site="Bolton unit",
            purpose="Days on site",
        )
        who = {"actor": OFFICER, "at": AT, "visit_id": visit.pk}
        with pytest.raises(RefusedError, match="still to come"):
            risk.note_visit(**who, made_on=TODAY + timedelta(days=1), words="Seen.")
        risk.note_visit(**who, made_on=TODAY, words="One of two desks was empty.")
        with pytest.raises(RefusedError, match="on record already"):
            risk.note_visit(**who, made_on=TODAY, words="Again.")
        assert make(grant, OFFICER, visit_id=visit.pk).visit_id == visit.pk


@pytest.fixture
def told() -> Iterator[list[YearEndDecided]]:
    """What assurance told the rooms above, instead of them."""
    kept = events._HANDLERS.pop(YearEndDecided, [])
    heard: list[YearEndDecided] = []
    events.when(YearEndDecided, heard.append)
    yield heard
    events._HANDLERS[YearEndDecided] = kept


class TestMoneyThatWasNotSpent:
    @pytest.fixture
    def unspent(self, grant: Grant) -> Grant:
        award = awards([grant.pk])[grant.pk].pence
        a_return(grant, amounts=(award, award - 100_00, 0), award=award)
        return grant

    def test_is_decided_about_once_and_the_rooms_above_are_told(
        self, unspent: Grant, told: list[YearEndDecided]
    ) -> None:
        row = propose(unspent, OFFICER, 60_00)
        assert not told
        year_end.decide(actor=DIRECTOR, at=AT, year_end_id=row.pk)
        assert [(each.grant_id, each.outcome, each.amount) for each in told] == [
            (unspent.pk, "carry_over", Money(60_00))
        ]
        with pytest.raises(
            RefusedError, match=r"£60.00 is more than is left of the £100.00.*£60.00 is spoken for"
        ):
            propose(unspent, OFFICER, 60_00)
        propose(unspent, OFFICER, 40_00)
        assert settled(unspent.pk) == Money(100_00)

    def test_is_not_proposed_twice_at_a_time(self, unspent: Grant) -> None:
        propose(unspent, OFFICER, 10_00)
        with pytest.raises(RefusedError, match="that is decided first"):
            propose(unspent, OFFICER, 10_00)

    def test_is_free_again_when_a_proposal_goes_back(self, unspent: Grant) -> None:
        row = propose(unspent, OFFICER, 100_00)
        year_end.return_(actor=DIRECTOR, at=AT, year_end_id=row.pk, words="Carry it over.")
        assert settled(unspent.pk) == Money(0)
        propose(unspent, OFFICER, 100_00)

    def test_waits_for_the_certified_return(self, grant: Grant) -> None:
        with pytest.raises(RefusedError, match="not certified yet"):
            propose(grant, OFFICER)

    @pytest.mark.parametrize("round_terms", [like(price_basis="fixed")], ids=["fixed"])
    def test_of_a_fixed_price_is_bounded_by_the_award_and_asks_for_no_return(self, grant: Grant) -> None:
        award = awards([grant.pk])[grant.pk].pence
        with pytest.raises(RefusedError, match="more than is left of the award"):
            propose(grant, OFFICER, award + 1)
        assert propose(grant, OFFICER, award).amount_pence == Money(award)


class TestTheFiguresOfGrants:
    def test_come_from_certified_versions_only(self, grant: Grant) -> None:
        a_return(grant, "plan", amounts=(90_00, 0, 0), state="accepted")
        a_return(grant, "february", amounts=(90_00, 50_00, 20_00), due_on=date(2025, 4, 28))
        a_return(grant, "year_end", state="submitted", amounts=(90_00, 99_00, 0))
        found = figures_of([grant.pk], TODAY)[grant.pk]
        assert (found.planned, found.spent, found.projected) == (Money(90_00), Money(50_00), Money(20_00))
        assert (found.unallocated, found.returns_due, found.returns_late) == (Money(30_00), 1, 1)

    def test_are_of_every_grant_asked_for_in_a_fixed_number_of_queries(
        self, offered: list[Grant], django_assert_max_num_queries: object
    ) -> None:
        for each in offered:
            a_return(each)
        ids = [each.pk for each in offered]
        with django_assert_max_num_queries(10):  # type: ignore[operator]  # a fixture of pytest-django
            assert len(figures_of(ids, TODAY)) == len(offered) == 10
