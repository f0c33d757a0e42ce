"""What stood in the accounts on a day that has gone?"""

from datetime import date, timedelta

from tests.payments.conftest import AT, SUPPLIER, Town, award_of

from throughline.agreements.events import GrantStopped
from throughline.agreements.models import Grant
from throughline.kernel.money import Money
from throughline.ledger.actions import act
from throughline.payments.actions import planning
from throughline.payments.queries.accruals import Line, lines

YEAR_END = date(2022, 3, 31)
AFTER = AT + timedelta(days=150)  # the end of April 2022


def at_year_end(town: Town, day: date = YEAR_END) -> Line:
    (line,) = [each for each in lines(town["treasurer"], day) if each.grant_id == town.grant.pk]
    return line


class TestADayThatHasGone:
    def test_has_the_award_and_the_instalments_of_then(self, town: Town) -> None:
        town.paid()
        before = at_year_end(town)
        award, (first, last) = award_of(town.grant), [each.amount_pence for each in town.instalments()]
        assert (before.award, before.paid, before.accrued, before.committed) == (
            *(award, first, last),
            Money(0),
        )
        town.vary(award + Money(100_000), at=AFTER)
        assert at_year_end(town) == before
        assert at_year_end(town, date(2022, 4, 30)).award == award + Money(100_000)

    def test_commits_what_was_committed_before_the_grant_ended(self, town: Town) -> None:
        town.paid()
        before = at_year_end(town)
        with act(actor=SUPPLIER, at=AFTER, verb="tried", subject=("test", "1")):
            Grant.objects.filter(pk=town.grant.pk).update(state="terminated", because="A concern.")
            planning.hear_stopped(
                GrantStopped(town.grant.pk, "terminated", "A concern.", town["programme-lead"], AFTER)
            )
        assert at_year_end(town) == before
        assert not [each for each in lines(town["treasurer"], AFTER.date()) if each.grant_id == town.grant.pk]

    def test_before_a_grant_was_recorded_has_it_as_it_was_first_recorded(self, town: Town) -> None:
        award = award_of(town.grant)
        town.vary(award + Money(100_000), at=AFTER)
        early = at_year_end(town, date(2021, 4, 30))
        assert (early.award, early.accrued, early.committed) == (award, Money(0), award)
