"""Can the terms of a round be set, changed until it is offered, and taken over from the round before?"""

from datetime import date
from typing import Any

import pytest
from tests.agreements.conftest import AT, DIRECTOR, KEY_WORKER, LEAD, OFFICER, TERMS, councils, like

from throughline.agreements.actions import grants, rounds, terms
from throughline.agreements.actions.terms import ConditionTerms, InstalmentTerms, SpendTerms, terms_like
from throughline.agreements.models import Grant, SpendRule, Terms, TermsCondition, TermsInstalment
from throughline.agreements.queries.grants import terms_of
from throughline.funding.models import Round
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError


def set_terms(round_: Round, actor: Actor = OFFICER, **changes: Any) -> Terms:
    return terms.set_terms(actor=actor, at=AT, round_id=round_.id, terms=like(**changes))


class TestTermsOfARound:
    def test_say_how_it_is_paid_on_which_papers_and_for_what(self, round_: Round) -> None:
        set_terms(round_, underspend=Money(1_500_000))
        kept = terms_of([round_.id])[round_.id]
        assert (kept.price_basis, kept.payment_basis, kept.assurance_model) == (
            "actual",
            "in_advance",
            "csp_scrutinises",
        )
        assert [each.due_on for each in kept.instalments.order_by("number")] == [
            date(2021, 11, 30),
            date(2022, 2, 28),
        ]
        assert kept.conditions.get(code="spending_plan").text == "The spending plan is approved"
        assert kept.conditions.get(code="delivery").due_days_before == 14
        assert [each.is_eligible for each in kept.spend_rules.order_by("id")] == [True, False]
        assert kept.underspend_pence == Money(1_500_000)

    def test_number_instalments_by_their_days(self, round_: Round) -> None:
        days = (date(2022, 2, 28), date(2021, 11, 30))
        kept = set_terms(round_, instalments=tuple(InstalmentTerms(day) for day in days))
        assert [each.due_on for each in kept.instalments.order_by("number")] == sorted(days)

    def test_are_set_anew_while_nothing_is_offered(self, round_: Round) -> None:
        set_terms(round_)
        set_terms(round_, price_basis="fixed", conditions=(), spend=(), instalments=TERMS.instalments[:1])
        assert Terms.objects.get(round=round_).price_basis == "fixed"
        counts = [each.objects.count() for each in (TermsInstalment, TermsCondition, SpendRule)]
        assert counts == [1, 0, 0]

    def test_stay_once_a_grant_was_offered_on_them(self, offered: list[Grant], round_: Round) -> None:
        with pytest.raises(RefusedError, match="vary the grants instead"):
            set_terms(round_, price_basis="fixed")
        assert Terms.objects.get(round=round_).price_basis == "actual"

    def test_may_change_again_when_every_grant_was_withdrawn(
        self, offered: list[Grant], round_: Round
    ) -> None:
        for each in offered:
            grants.stop_or_resume(
                actor=LEAD, at=AT, grant_id=each.id, step="withdraw", because="The terms were wrong."
            )
        assert set_terms(round_, price_basis="fixed").price_basis == "fixed"

    @pytest.mark.parametrize("actor", [PUBLIC, KEY_WORKER, DIRECTOR])
    def test_are_for_officers_and_leads_to_set(self, round_: Round, actor: Actor) -> None:
        with pytest.raises(RefusedError, match="programme officers and leads"):
            set_terms(round_, actor=actor)
        assert not Terms.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"instalments": ()}, "at least one, with its day"),
            ({"instalments": (InstalmentTerms(date(2021, 11, 30), 0),)}, "at least one part"),
            ({"ends_on": date(2021, 4, 1)}, "ends after it begins"),
            ({"source": "  "}, "which record, or whose word"),
            ({"recipient_kind": "charity"}, "“charity” is none of"),
            ({"underspend": Money(-1)}, "not below zero"),
            ({"conditions": (ConditionTerms("own", "csp"),)}, "Say what the condition “own” asks for"),
            (
                {
                    "conditions": (
                        ConditionTerms("csp_approval", "csp"),
                        ConditionTerms("csp_approval", "csp"),
                    )
                },
                "“csp_approval” stands there twice",
            ),
            (
                {"conditions": (ConditionTerms("csp_approval", "csp", from_instalment=3),)},
                "holds back from instalment 3, and there are 2",
            ),
            ({"conditions": (ConditionTerms("csp_approval", "nobody"),)}, "“nobody” is none of"),
            ({"spend": (SpendTerms("a", "One"), SpendTerms("a", "Two"))}, "“a” stands there twice"),
            ({"spend": (SpendTerms("a", " "),)}, "what each kind of spend is"),
        ],
    )
    def test_are_refused_when_something_is_missing_or_contradicts_itself(
        self, round_: Round, changes: dict[str, Any], sentence: str
    ) -> None:
        with pytest.raises(RefusedError, match=sentence):
            set_terms(round_, **changes)
        assert not Terms.objects.exists()


class TestTheRoundAfter:
    def test_has_the_same_terms_a_year_later(self, set_: Round) -> None:
        last = terms_of([set_.id])[set_.id]
        taken = terms_like(last, FinancialYear(2022))
        assert (taken.begins_on, taken.ends_on) == (date(2022, 4, 1), date(2023, 3, 31))
        assert [each.due_on for each in taken.instalments] == [date(2022, 11, 30), date(2023, 2, 28)]
        assert [each.code for each in taken.conditions] == ["delivery", "spending_plan", "last_report"]
        assert taken.conditions[0].due_days_before == 14
        assert taken.source == "As in 2021/22."

    def test_is_no_first_year_so_nothing_is_set_aside_for_it(self, round_: Round) -> None:
        set_terms(round_, is_first_year=True)
        taken = terms_like(terms_of([round_.id])[round_.id], FinancialYear(2022))
        assert not taken.is_first_year
        assert not any(each.set_aside_because for each in taken.conditions)

    def test_moves_the_last_of_february_to_a_day_that_there_is(self, round_: Round) -> None:
        set_terms(round_, conditions=(), instalments=(InstalmentTerms(date(2024, 2, 29)),))
        taken = terms_like(terms_of([round_.id])[round_.id], FinancialYear(2022))
        assert taken.instalments[0].due_on == date(2025, 2, 28)

    def test_is_copied_and_offered_to_the_same_recipients_in_one_act(
        self, offered: list[Grant], another_round: Round
    ) -> None:
        made = rounds.copy_round(
            actor=OFFICER,
            at=AT,
            round_id=another_round.id,
            year=FinancialYear(2026),
            from_round_id=offered[0].round_id,
        )
        assert {each.place_id: each.recipient_id for each in made} == councils()
        assert terms_of([another_round.id])[another_round.id].begins_on == date(2026, 4, 1)

    def test_is_not_copied_from_one_without_terms(self, round_: Round) -> None:
        with pytest.raises(RefusedError, match="no terms to copy"):
            rounds.copy_round(
                actor=OFFICER,
                at=AT,
                round_id=round_.id,
                year=FinancialYear(2022),
                from_round_id=Round.objects.get(year="2024/25").id,
            )

    def test_leaves_nothing_behind_when_one_of_its_acts_is_refused(self, set_: Round, round_: Round) -> None:
        later = Round.objects.get(year="2024/25")  # its decision states no parts
        with pytest.raises(RefusedError, match="no decided parts"):
            rounds.copy_round(
                actor=OFFICER, at=AT, round_id=later.id, year=FinancialYear(2024), from_round_id=set_.id
            )
        assert later.id not in terms_of([later.id])
