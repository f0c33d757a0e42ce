"""What comes back to the authority when it is decided that money goes back to its funder?"""

from uuid import uuid4

from tests.payments.conftest import AT, Town, in_an_act, someone

from throughline.assurance.events import YearEndDecided
from throughline.assurance.models import YearEnd
from throughline.kernel.money import Money
from throughline.payments.actions import recoveries
from throughline.payments.models import Recovery
from throughline.payments.queries import money


def decided(town: Town, outcome: str, amount: Money) -> YearEndDecided:
    """A decision about money of the grant that was not spent, by two made-up people."""
    with in_an_act():
        row = YearEnd.objects.create(
            id=uuid4(),
            grant=town.grant,
            outcome=outcome,
            amount_pence=amount,
            reason="It was not spent.",
            state="proposed",
            proposed_at=AT,
            proposed_by="person:1",
        )
        YearEnd.objects.filter(pk=row.pk).update(state="decided", decided_at=AT, decided_by="person:2")
    return YearEndDecided(row.pk, town.grant.pk, outcome, amount, someone("treasurer"), AT)


class TestMoneyThatGoesBackToItsFunder:
    def test_is_proposed_as_a_recovery_once_and_taken_on_by_three_others(self, town: Town) -> None:
        town.paid()
        told = decided(town, "return_to_funder", Money(2_500))
        recoveries.hear_year_end(told)
        recoveries.hear_year_end(told)
        row = Recovery.objects.get()
        assert (row.state, row.amount_pence, row.year_end_id) == ("proposed", Money(2_500), told.year_end_id)
        assert "goes back to its funder" in row.reason
        recoveries.approve(actor=town["finance-approver"], at=AT, recovery_id=row.pk)
        recoveries.ask(actor=town["finance-releaser"], at=AT, recovery_id=row.pk)
        recoveries.receive(
            actor=town["finance-preparer"],
            at=AT,
            recovery_id=row.pk,
            recovered_on=AT.date(),
            ledger_reference="F-1",
        )
        row.refresh_from_db()
        assert row.state == "recovered"

    def test_comes_back_only_as_far_as_it_was_paid(self, town: Town) -> None:
        first = town.instalments()[0].amount_pence
        town.paid()
        recoveries.hear_year_end(decided(town, "return_to_funder", first + Money(1)))
        assert Recovery.objects.get().amount_pence == first

    def test_that_never_left_is_asked_of_nobody(self, town: Town) -> None:
        recoveries.hear_year_end(decided(town, "return_to_funder", Money(2_500)))
        assert not Recovery.objects.exists()

    def test_is_not_committed_and_counted_once_when_it_came_back(self, town: Town) -> None:
        def committed() -> Money:
            return money.used_by_round([town.grant.round_id])[town.grant.round_id].committed

        def back(told: YearEndDecided) -> None:
            recoveries.hear_year_end(told)
            row = Recovery.objects.get(year_end=told.year_end_id)
            with in_an_act():
                for state in ("approved", "asked", "recovered"):
                    Recovery.objects.filter(pk=row.pk).update(state=state)

        before = committed()
        town.paid()
        returned = decided(town, "return_to_funder", Money(2_500))
        assert committed() == before - Money(2_500)
        recovered = decided(town, "recover", Money(1_000))
        back(recovered)
        assert committed() == before - Money(3_500)
        back(returned)
        assert committed() == before - Money(3_500)
