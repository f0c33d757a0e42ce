"""Which papers a payment waits for are there, and what lies unallocated."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from throughline.agreements.queries.paying import paying
from throughline.assurance.actions import calendar
from throughline.assurance.models import Return, Scrutiny, Statement, YearEnd
from throughline.assurance.queries.papers import known_of, papers_of
from throughline.assurance.queries.reported import reported_of
from throughline.assurance.queries.standing import figures_of
from throughline.assurance.rules import Papers
from throughline.kernel.money import Money
from throughline.ledger.actions import act

from .conftest import AT, CLOCK, COMMAND, Area, newest

JULY = date(2025, 7, 1)


def of(grant: UUID, on: date = JULY) -> Papers:
    return papers([grant], on)[grant]


def papers(grants: list[UUID], on: date) -> dict[UUID, Papers]:
    return papers_of(known_of(paying(grants, on).values()), on)


def accept_all(area: Area, year: str, *kinds: str, **amounts: str) -> None:
    """Every such return of the year is opened, filled in and accepted."""
    for each in Return.objects.filter(year=year, kind__in=kinds).order_by("opens_on"):
        area.accepted(calendar.open_return(actor=CLOCK, at=AT, return_id=each.id), **amounts)


class TestAFirstGrant:
    def test_is_asked_for_no_earlier_report_and_nothing_lies_unallocated(self, granted: Area) -> None:
        facts = of(granted.grants["recovery"])
        assert (facts.last_report, facts.unallocated, facts.quarterly_updates) == (None, None, None)

    def test_of_a_programmes_first_year_is_asked_for_none_either(self, area: Area) -> None:
        area.grant("recovery", year="2024/25")
        facts = of(area.grant("recovery", is_first_year=True))
        assert facts.last_report is None

    def test_has_its_plan_once_that_is_accepted(self, granted: Area) -> None:
        grant = granted.grants["recovery"]
        asked = granted.certified(granted.opened("plan"), plan="50000")
        assert of(grant).spending_plan is False
        from throughline.assurance.actions import certifying

        certifying.scrutinise(actor=COMMAND, at=AT, return_id=asked.id)
        certifying.accept(actor=granted["programme-officer"], at=AT, return_id=asked.id)
        assert of(grant).spending_plan is True

    def test_misses_its_updates_from_the_day_that_one_was_due(self, granted: Area) -> None:
        grant = granted.grants["recovery"]
        assert of(grant, date(2025, 7, 27)).quarterly_updates is None
        assert of(grant, date(2025, 7, 28)).quarterly_updates is False
        granted.certified()
        assert of(grant, date(2025, 7, 28)).quarterly_updates is True


class TestAGrantAfterAnother:
    @pytest.fixture
    def two_years(self, area: Area) -> Area:
        area.grant("recovery", year="2024/25")
        area.grant("recovery")
        return area

    def test_waits_for_the_last_report(self, two_years: Area) -> None:
        grant = two_years.grants["recovery"]
        assert of(grant, date(2025, 2, 27)).last_report is None
        assert of(grant, date(2025, 3, 1)).last_report is False
        accept_all(two_years, "2024/25", "february", actual="40000", projected="2500")
        assert of(grant, date(2025, 3, 1)).last_report is True

    def test_has_unallocated_what_the_last_report_left_without_a_use(self, two_years: Area) -> None:
        accept_all(two_years, "2024/25", "february", actual="40000", projected="2500")
        assert of(two_years.grants["recovery"]).unallocated == Money(15_000_00)

    def test_has_no_more_unallocated_what_was_decided_about(self, two_years: Area) -> None:
        accept_all(two_years, "2024/25", "february", actual="40000", projected="2500")
        last = reported_of_last(two_years)
        with act(actor=COMMAND, at=AT, verb="test", subject=("grant", last)):
            said: dict[str, Any] = {"reason": "As agreed.", "proposed_at": AT, "proposed_by": "person:a"}
            one = YearEnd.objects.create(
                grant_id=last, outcome="carry_over", amount_pence=Money(5_000_00), state="proposed", **said
            )
            YearEnd.objects.filter(pk=one.pk).update(state="decided", decided_at=AT, decided_by="person:b")
        assert of(two_years.grants["recovery"]).unallocated == Money(10_000_00)
        assert figures_of([last], AT.date())[last].unallocated == Money(10_000_00)

    @pytest.mark.parametrize(("pools", "expected"), [(True, Money(30_000_00)), (False, Money(15_000_00))])
    def test_has_it_summed_over_programmes_where_the_terms_pool_them(
        self, area: Area, pools: bool, expected: Money
    ) -> None:
        area.grant("recovery", year="2024/25")
        area.grant("safer-streets", year="2024/25")
        grant = area.grant("recovery", pools_programmes=pools)
        accept_all(area, "2024/25", "february", actual="40000", projected="2500")
        assert of(grant).unallocated == expected


def reported_of_last(area: Area) -> UUID:
    [last] = Return.objects.get(year="2024/25", kind="february").covers.values_list("grant", flat=True)
    return last


class TestThePartnershipsApproval:
    def state(self, asked: Return, outcome: str) -> None:
        with act(actor=COMMAND, at=AT, verb="test", subject=("return", asked.id)):
            scrutiny = Scrutiny.objects.create(
                version=newest(asked), state="scrutinising", begun_at=AT, begun_by="person:a"
            )
            Statement.objects.create(
                scrutiny=scrutiny,
                outcome=outcome,
                words="Said.",
                chair_delegation="Scheme of the partnership",
                stated_at=AT,
                stated_by="person:b",
            )

    @pytest.mark.parametrize(("outcome", "expected"), [("given", True), ("withheld", False)])
    def test_is_its_statement_on_a_paper_of_the_year(
        self, granted: Area, outcome: str, expected: bool
    ) -> None:
        grant = granted.grants["recovery"]
        assert of(grant).csp_approval is False
        self.state(granted.certified(granted.opened("plan"), plan="50000"), outcome)
        assert of(grant).csp_approval is expected

    def test_is_asked_of_no_partnership_that_governs_the_money_itself(self, area: Area) -> None:
        assert of(area.grant("recovery", assurance_model="csp_governs")).csp_approval is None


class TestTheFiguresOfManyGrants:
    def test_cost_as_many_queries_as_those_of_one(self, area: Area, django_assert_num_queries: Any) -> None:
        area.grant("recovery", year="2024/25")
        grants = [area.grant("recovery"), area.grant("safer-streets"), area.grant("families")]
        accept_all(area, "2024/25", "february", actual="40000", projected="2500")
        with django_assert_num_queries(5):
            assert len(papers(grants, JULY)) == 3
        with django_assert_num_queries(2):
            reported_of(grants)
