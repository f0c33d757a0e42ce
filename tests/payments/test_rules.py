"""Which instalments does an award come in, and may this one be paid?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.agreements.conditions import Recorded, State
from throughline.agreements.diligence import Checked
from throughline.assurance.rules import Papers
from throughline.kernel.money import Money
from throughline.payments.rules import (
    Facts,
    Held,
    Part,
    Passed,
    Planned,
    instalments,
    reprofile,
    standing,
)

DAY = date(2025, 7, 1)
QUARTERS = [Part(n + 1, DAY + timedelta(days=91 * n), 1) for n in range(4)]
PENCE = st.integers(min_value=1, max_value=10**12).map(Money)
PROFILES = st.lists(st.integers(min_value=1, max_value=1000), min_size=1, max_size=12).map(
    lambda parts: [Part(n + 1, DAY + timedelta(days=30 * n), part) for n, part in enumerate(parts)]
)


def total(planned: tuple[Planned, ...]) -> Money:
    return sum((each.amount for each in planned), Money(0))


class TestAProfile:
    def test_gives_the_last_instalment_what_remains(self) -> None:
        planned = instalments(Money(10_001), QUARTERS)
        assert [each.amount.pence for each in planned] == [2500, 2500, 2500, 2501]

    def test_leaves_out_an_instalment_of_nothing(self) -> None:
        assert [each.number for each in instalments(Money(2), QUARTERS)] == [4]

    @pytest.mark.parametrize("award", [Money(0), Money(-1)])
    def test_needs_money(self, award: Money) -> None:
        with pytest.raises(ValueError, match="above zero"):
            instalments(award, QUARTERS)

    @given(PENCE, PROFILES)
    def test_always_sums_to_the_award(self, award: Money, profile: list[Part]) -> None:
        planned = instalments(award, profile)
        assert total(planned) == award
        assert all(each.amount > Money(0) for each in planned)


class TestAnAwardThatChanged:
    OPEN = (Planned(2, DAY, Money(300)), Planned(3, DAY + timedelta(days=90), Money(700)))

    def test_spreads_the_difference_in_proportion(self) -> None:
        changed = reprofile(Money(2500), Money(500), self.OPEN, "spread")
        assert [each.amount.pence for each in changed.planned] == [600, 1400]

    def test_puts_it_into_the_next_or_the_last(self) -> None:
        after = {how: reprofile(Money(1600), Money(500), self.OPEN, how).planned for how in ("next", "last")}
        assert [each.amount.pence for each in after["next"]] == [400, 700]
        assert [each.amount.pence for each in after["last"]] == [300, 800]

    def test_passes_on_what_one_instalment_cannot_bear(self) -> None:
        changed = reprofile(Money(900), Money(500), self.OPEN, "next")
        assert [(each.number, each.amount.pence) for each in changed.planned] == [(3, 400)]

    def test_says_what_is_to_be_recovered_when_more_was_asked_for(self) -> None:
        changed = reprofile(Money(400), Money(500), self.OPEN, "last")
        assert (changed.planned, changed.over) == ((), Money(100))

    def test_does_not_invent_an_instalment(self) -> None:
        with pytest.raises(ValueError, match=r"No instalment is open to take £1\.00"):
            reprofile(Money(600), Money(500), (), "next")

    @given(PENCE, PENCE, PENCE, PROFILES, st.sampled_from(["spread", "next", "last"]))
    def test_keeps_every_penny_in_one_place(
        self, before: Money, after: Money, asked: Money, profile: list[Part], how: str
    ) -> None:
        still_open = instalments(before, profile)
        changed = reprofile(after, asked, still_open, how)
        assert total(changed.planned) + asked - changed.over == after
        assert all(each.amount > Money(0) for each in changed.planned)


CLEAR = Facts(
    number=1,
    due_on=DAY,
    amount=Money(100),
    grant_state="live",
    recipient_kind="local_authority",
    has_agreement=True,
    has_partnership=True,
)
LIMIT = Recorded("underspend", "Unallocated underspend is at most the limit", "The recipient")


class TestAnInstalment:
    def test_is_released_on_its_day_and_not_before(self) -> None:
        assert standing(CLEAR, DAY).verdict == "release"
        assert standing(CLEAR, DAY - timedelta(days=1)).verdict == "not_due"

    @pytest.mark.parametrize(
        "state", ["offered", "accepted", "suspended", "closed", "terminated", "withdrawn"]
    )
    def test_waits_while_its_grant_is_not_live(self, state: str) -> None:
        found = standing(CLEAR._replace(grant_state=state), DAY)
        assert (found.verdict, found.in_the_way[0].condition) == ("hold", "grant")

    def test_waits_for_an_agreement_that_both_sides_signed(self) -> None:
        assert standing(CLEAR._replace(has_agreement=False), DAY).verdict == "hold"

    def test_of_a_provider_waits_for_the_partnership_agreement_too(self) -> None:
        without = CLEAR._replace(has_partnership=False)
        assert standing(without, DAY).verdict == "release"
        assert standing(without._replace(recipient_kind="provider"), DAY).verdict == "hold"

    @pytest.mark.parametrize(
        ("pence", "verdict"), [(0, "release"), (1_500_000, "release"), (1_500_001, "hold")]
    )
    def test_is_held_from_a_penny_above_the_limit_on(self, pence: int, verdict: str) -> None:
        facts = CLEAR._replace(
            conditions=(LIMIT,),
            papers=Papers(unallocated=Money(pence)),
            underspend_limit=Money(1_500_000),
        )
        assert standing(facts, DAY).verdict == verdict

    def test_says_by_how_much_the_limit_is_passed(self) -> None:
        facts = CLEAR._replace(
            conditions=(LIMIT,),
            papers=Papers(unallocated=Money(1_500_001)),
            underspend_limit=Money(1_500_000),
        )
        assert "£15,000.01 is unallocated, which is £0.01 more" in standing(facts, DAY).in_the_way[0].text

    def test_that_is_the_first_is_not_held_for_a_report_that_cannot_exist(self) -> None:
        report = Recorded("last_report", "The last financial report was received", "The recipient")
        facts = CLEAR._replace(conditions=(report, LIMIT), underspend_limit=Money(1_500_000))
        found = standing(facts, DAY)
        assert found.verdict == "release"
        assert {each.condition: each.state for each in found.reasons}["last_report"] == "not_applicable"

    def test_is_held_where_the_report_that_says_what_is_unallocated_is_missing(self) -> None:
        report = Recorded("last_report", "The last financial report was received", "x", "waived", "Agreed.")
        facts = CLEAR._replace(
            conditions=(report, LIMIT),
            papers=Papers(last_report=False),
            underspend_limit=Money(1_500_000),
        )
        (reason,) = standing(facts, DAY).in_the_way
        assert "not known until the last report" in reason.text

    @pytest.mark.parametrize(
        ("state", "verdict"),
        [
            ("waived", "release"),
            ("not_applicable", "release"),
            ("not_met", "hold"),
            (None, "hold"),
            ("met", "release"),
        ],
    )
    def test_goes_by_what_a_person_answered(self, state: State | None, verdict: str) -> None:
        asked = Recorded(
            "insurance", "The insurance is shown", "The recipient", state, "Because." if state else ""
        )
        assert standing(CLEAR._replace(conditions=(asked,)), DAY).verdict == verdict

    def test_does_not_wait_for_what_a_later_one_waits_for(self) -> None:
        later = Recorded("spending_plan", "The spending plan is approved", "The recipient", from_instalment=2)
        assert standing(CLEAR._replace(conditions=(later,)), DAY).verdict == "release"
        assert standing(CLEAR._replace(number=2, conditions=(later,)), DAY).verdict == "hold"

    def test_is_held_by_a_stale_a_failing_or_a_missing_check(self) -> None:
        asked = Recorded("due_diligence", "Checks are clear", "The authority")
        good = Checked("charity register", True, DAY)
        for checks, verdict in (
            ((good,), "release"),
            ((replace(good, good_until=DAY - timedelta(days=1)),), "hold"),
            ((good, replace(good, is_clear=False)), "hold"),
            ((), "hold"),
        ):
            assert standing(CLEAR._replace(conditions=(asked,), checks=checks), DAY).verdict == verdict

    def test_is_held_by_a_person_with_who_lifts_it_and_when_it_is_looked_at_again(self) -> None:
        held = Held("The area asked us to wait.", "Programme lead", date(2025, 8, 1))
        (reason,) = standing(CLEAR._replace(holds=(held,)), DAY).in_the_way
        assert "1 August 2025" in reason.text
        assert reason.who == "Programme lead"

    def test_says_in_words_which_paper_is_not_there_yet(self) -> None:
        assert standing(self.LATE, DAY).in_the_way[0].text == "The spending plan has to be approved first."

    PLAN = Recorded("spending_plan", "The spending plan is approved", "The recipient")
    LATE = CLEAR._replace(conditions=(PLAN,), papers=Papers(spending_plan=False))

    def test_passes_over_what_two_seniors_let_pass_and_says_so(self) -> None:
        (reason,) = standing(self.LATE, DAY).in_the_way
        found = standing(self.LATE._replace(passed={reason.condition: Passed(reason.text)}), DAY)
        assert found.verdict == "release"
        assert "overridden" in {each.state for each in found.reasons}

    def test_passes_over_no_more_unallocated_than_the_two_read(self) -> None:
        (reason,) = standing(self._lying(1_500_001), DAY).in_the_way
        passed = {"underspend": Passed(reason.text, Money(1_500_001))}
        assert standing(self._lying(1_500_001)._replace(passed=passed), DAY).verdict == "release"
        assert standing(self._lying(1_500_000)._replace(passed=passed), DAY).verdict == "release"
        grown = standing(self._lying(2_000_000)._replace(passed=passed), DAY)
        assert grown.verdict == "hold"
        assert "has to be asked for anew" in grown.in_the_way[0].text
        assert "£15,000.01 is unallocated" in grown.in_the_way[0].text

    def _lying(self, pence: int) -> Facts:
        limit = Recorded("underspend", "At most so much is unallocated", "The recipient")
        papers = Papers(last_report=True, unallocated=Money(pence))
        return CLEAR._replace(conditions=(limit,), papers=papers, underspend_limit=Money(1_499_999))

    def test_passes_over_no_other_register_than_the_one_that_stood_there(self) -> None:
        asked = Recorded("due_diligence", "Checks are clear", "The authority")
        stale = Checked("charity register", True, DAY - timedelta(days=1))
        listed = Checked("sanctions list", False, DAY)
        facts = CLEAR._replace(conditions=(asked,), checks=(stale,))
        (reason,) = standing(facts, DAY).in_the_way
        passed = {"due_diligence": Passed(reason.text)}
        assert standing(facts._replace(passed=passed), DAY).verdict == "release"
        assert standing(facts._replace(passed=passed, checks=(listed, stale)), DAY).verdict == "hold"
