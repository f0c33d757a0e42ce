"""Which papers of small grants does a partnership say something about? Authority: R26."""

import pytest

from throughline.assurance.actions import certifying
from throughline.assurance.models import Return, Scrutiny, Statement
from throughline.assurance.queries.judging import judging_of
from throughline.assurance.scrutiny.rules import wants_statement
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT, AWARD, COMMAND, Area, newest

SMALL = AWARD + Money(1)


def state(asked: Return, outcome: str = "given") -> None:
    with act(actor=COMMAND, at=AT, verb="test", subject=("return", asked.id)):
        scrutiny = Scrutiny.objects.create(
            version=newest(asked), state="scrutinising", begun_at=AT, begun_by="person:a"
        )
        Statement.objects.create(
            scrutiny=scrutiny, outcome=outcome, words="Said.", chair_delegation="Scheme of the partnership",
            stated_at=AT, stated_by="person:b",
        )  # fmt: skip


class TestTheRule:
    @pytest.mark.parametrize(
        ("kind", "is_assured", "wants"),
        [
            ("plan", False, True),
            ("plan", True, False),
            ("year_end", False, True),
            ("year_end", True, True),
            ("february", False, False),
        ],
    )
    def test_asks_for_one_statement_a_year_once_there_was_one(
        self, kind: str, is_assured: bool, wants: bool
    ) -> None:
        assert wants_statement(kind, is_small=True, is_assured=is_assured) is wants

    def test_asks_about_plan_and_year_end_of_others(self) -> None:
        for kind, wants in (("plan", True), ("year_end", True), ("february", False), ("quarterly", False)):
            assert wants_statement(kind, is_small=False, is_assured=True) is wants


class TestASmallGrant:
    def test_has_its_first_plan_stated_on_because_the_first_advance_waits_for_it(self, area: Area) -> None:
        area.grant("recovery", small=SMALL)
        plan = area.certified(area.opened("plan"), plan="50000")
        assert judging_of([plan])[plan.pk].wants_statement
        with pytest.raises(RefusedError, match="has not said what it thinks"):
            certifying.accept(actor=area["programme-officer"], at=AT, return_id=plan.id)

    def test_of_a_later_year_has_its_plan_accepted_as_certified(self, area: Area) -> None:
        area.grant("recovery", small=SMALL, year="2024/25")
        state(area.certified(area.opened("plan", year="2024/25"), plan="50000"))
        area.grant("recovery", small=SMALL)
        plan = area.certified(area.opened("plan"), plan="50000")
        assert not judging_of([plan])[plan.pk].wants_statement
        certifying.accept(actor=area["programme-officer"], at=AT, return_id=plan.id)

    @pytest.mark.parametrize(("year", "outcome"), [("2023/24", "given"), ("2024/25", "withheld")])
    def test_has_its_plan_stated_on_where_the_advance_has_nothing_to_lean_on(
        self, area: Area, year: str, outcome: str
    ) -> None:
        area.grant("recovery", small=SMALL, year=year)
        state(area.certified(area.opened("plan", year=year), plan="50000"), outcome)
        area.grant("recovery", small=SMALL)
        plan = area.certified(area.opened("plan"), plan="50000")
        assert judging_of([plan])[plan.pk].wants_statement

    def test_beside_a_programme_that_sets_no_limit_is_not_small(self, area: Area) -> None:
        area.grant("recovery", small=SMALL, year="2024/25")
        state(area.certified(area.opened("plan", year="2024/25"), plan="50000"))
        area.grant("recovery", small=SMALL)
        area.grant("outreach")
        plan = area.certified(area.opened("plan"), plan="50000")
        assert judging_of([plan])[plan.pk].wants_statement
