"""What becomes of a grant's instalments when something changes: its award, its state, its days, what comes back?"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.payments.conftest import AT, TERMS, Town, award_of, in_an_act, paid, populate, rejected, someone

from throughline.agreements.actions import grants
from throughline.agreements.actions.terms import InstalmentTerms
from throughline.agreements.events import GrantStopped
from throughline.agreements.models import Grant
from throughline.agreements.queries.grants import given
from throughline.agreements.queries.shown import grant_page
from throughline.assurance.events import YearEndDecided
from throughline.assurance.models import YearEnd
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.payments.actions import holds, keeping, planning, recoveries
from throughline.payments.models import Hold, Instalment, Recovery
from throughline.payments.queries import money
from throughline.payments.queries.accruals import lines
from throughline.payments.queries.standing import standings

LATER = AT + timedelta(days=120)


def amounts(town: Town) -> list[Money]:
    return [each.amount_pence for each in town.instalments()]


def held(town: Town, role: str = "programme-officer") -> Hold:
    return holds.hold(
        actor=town["programme-officer"],
        at=AT,
        instalment_id=town.first().pk,
        reason="A question.",
        cleared_by_role=role,
        look_again_on=AT.date() + timedelta(days=7),
    )


def end(town: Town) -> None:
    """The grant ended early, as if its agreement had been ended with it."""
    with in_an_act():
        Grant.objects.filter(pk=town.grant.pk).update(state="terminated", because="A concern.")
        planning.hear_stopped(
            GrantStopped(town.grant.pk, "terminated", "A concern.", town["programme-lead"], AT)
        )


def stop(town: Town, step: str) -> None:
    grants.stop_or_resume(
        actor=town["programme-lead"], at=AT, grant_id=town.grant.pk, step=step, because="A concern."
    )


def proposed(town: Town, pence: int = 10_000, **how: object) -> Recovery:
    return recoveries.propose(
        actor=town["programme-officer"],
        at=AT,
        grant_id=town.grant.pk,
        amount=Money(pence),
        reason="It was not spent.",
        **{"how": "invoice", **how},  # type: ignore[arg-type]  # as the form sends it
    )


def asked(town: Town, row: Recovery) -> Recovery:
    recoveries.approve(actor=town["finance-approver"], at=AT, recovery_id=row.pk)
    return recoveries.ask(actor=town["finance-releaser"], at=AT, recovery_id=row.pk)


class TestAnAwardThatChanges:
    def test_changes_what_is_open_in_proportion_and_says_so(self, town: Town) -> None:
        before = amounts(town)
        town.vary(award_of(town.grant) + Money(1_000_01))
        after = amounts(town)
        assert sum(each.pence for each in after) == award_of(town.grant).pence
        assert after[0] - before[0] == Money(50_000)
        assert {each.profile for each in town.instalments()} == {"Re-profiled. Varied: Another sum"}

    def test_leaves_what_was_asked_for(self, town: Town) -> None:
        first = town.paid().requests.get().amount_pence
        town.vary(first + Money(500))
        assert amounts(town) == [first, Money(500)]

    def test_takes_back_what_was_paid_beyond_it_by_a_proposal(self, town: Town) -> None:
        first = town.paid().requests.get().amount_pence
        town.vary(first - Money(700))
        assert amounts(town) == [first]
        row = Recovery.objects.get()
        assert (row.amount_pence, row.state) == (Money(700), "proposed")
        assert "More was paid than the award is now" in row.reason

    def test_counts_what_is_coming_back_already(self, town: Town) -> None:
        first = town.paid().requests.get().amount_pence
        proposed(town, 700)
        town.vary(first - Money(1_000))
        assert sorted(each.amount_pence.pence for each in Recovery.objects.all()) == [300, 700]

    def test_waits_for_finance_where_too_much_is_with_it(self, town: Town) -> None:
        town.released()
        with pytest.raises(RefusedError, match="in a run that finance has not answered yet"):
            town.vary(Money(1))

    def test_moves_a_persons_hold_to_the_new_instalment(self, town: Town) -> None:
        held(town)
        town.vary(award_of(town.grant) + Money(200))
        first = town.first()
        assert first.state == "held"
        assert first.holds.get().reason == "A question."


class TestAnAwardInThreeParts:
    def test_gives_the_last_one_what_remains(self, looked_at: None) -> None:
        days = (date(2021, 11, 1), date(2022, 1, 1), date(2022, 3, 1))
        town = populate(1, replace(TERMS, instalments=tuple(InstalmentTerms(day) for day in days)))
        first, second, last = amounts(town)
        assert first == second
        assert last - first < Money(3)
        assert first + second + last == award_of(town.grant)


class TestAnotherProfile:
    def test_is_kept_under_its_name_and_numbers_go_on(self, town: Town) -> None:
        town.paid()
        rest = amounts(town)[1]
        parts = [(date(2022, 3, 10), rest - Money(5)), (date(2022, 3, 20), Money(5))]
        planning.reprofile(
            actor=town["programme-officer"], at=AT, grant_id=town.grant.pk, parts=parts, name="A later start"
        )
        assert [(each.number, each.amount_pence) for each in town.instalments()[1:]] == [
            (2, rest - Money(5)),
            (3, Money(5)),
        ]

    @pytest.mark.parametrize(
        ("part", "name", "why"),
        [
            (Money(1), "Another", "of the award is open, and these instalments come to £0.01"),
            (Money(0), "Another", "Each instalment is more than nothing"),
            (Money(1), " ", "Give the new profile a name"),
        ],
    )
    def test_comes_to_exactly_what_is_open(self, town: Town, part: Money, name: str, why: str) -> None:
        with pytest.raises(RefusedError, match=why):
            planning.reprofile(
                actor=town["programme-officer"],
                at=AT,
                grant_id=town.grant.pk,
                parts=[(LATER.date(), part)],
                name=name,
            )


class TestAGrantThatIsStopped:
    def test_has_its_due_instalment_held_until_it_goes_on(self, town: Town) -> None:
        stop(town, "suspend")
        assert town.first().state == "held"
        stop(town, "resume")
        assert town.first().state == "due"

    def test_has_what_is_open_cancelled_when_it_ends(self, town: Town) -> None:
        town.paid()
        end(town)
        assert [each.state for each in town.instalments()] == ["reconciled"]
        assert Instalment.objects.filter(grant=town.grant, state="cancelled").get().because == "A concern."

    def test_says_what_became_of_its_money(self, town: Town) -> None:
        first, last = amounts(town)
        town.paid()
        end(town)
        page = grant_page(town["treasurer"], town.grant.pk, AT.date())
        assert page
        assert f"{first} of the award was asked for" in page.ended
        assert f"The other {last} is not paid" in page.ended
        assert given([town.grant.pk]) == {town.grant.pk: first}

    def test_commits_no_more_in_the_accounts_than_was_asked_for_when_it_ends(self, town: Town) -> None:
        first = town.paid().requests.get().amount_pence
        end(town)
        (line,) = [each for each in lines(town["treasurer"], date(2022, 3, 31)) if each.place == "Bolton"]
        assert (line.award, line.paid, line.accrued, line.committed) == (first, first, Money(0), Money(0))

    def test_does_not_end_while_a_run_has_its_money(self, town: Town) -> None:
        town.prepare()
        with pytest.raises(RefusedError, match="in a run"):
            end(town)


class TestTheMorning:
    def test_makes_due_what_has_come_due_once(self, town: Town) -> None:
        assert keeping.keep_up(at=LATER) == 1
        assert [each.state for each in town.instalments()] == ["due", "due"]
        assert keeping.keep_up(at=LATER) == 0


class TestAHold:
    def test_is_lifted_by_the_role_that_it_names_only(self, town: Town) -> None:
        row = held(town, "programme-lead")
        with pytest.raises(RefusedError, match="That is: the programme lead"):
            holds.lift(actor=town["programme-officer"], at=AT, hold_id=row.pk, because="Answered.")
        holds.lift(actor=town["programme-lead"], at=AT, hold_id=row.pk, because="Answered.")
        assert town.first().state == "due"

    def test_says_nothing_of_a_day_before_it_was_placed(self, town: Town) -> None:
        held(town)
        for days, verdict in ((0, "hold"), (-1, "release")):
            on = AT.date() + timedelta(days=days)
            assert standings(None, on, grants=[town.grant.pk])[0].verdict == verdict

    def test_stays_while_another_one_stands(self, town: Town) -> None:
        first, second = held(town), held(town)
        holds.lift(actor=town["programme-officer"], at=AT, hold_id=first.pk, because="Answered.")
        assert town.first().state == "held"
        holds.lift(actor=town["programme-officer"], at=AT, hold_id=second.pk, because="Answered.")
        assert town.first().state == "due"

    def test_that_is_lifted_lets_the_run_go_that_has_the_instalment(self, town: Town) -> None:
        run = town.approve(town.prepare())
        row = held(town)
        with pytest.raises(RefusedError, match="A question"):
            town.release(run)
        holds.lift(actor=town["programme-officer"], at=AT, hold_id=row.pk, because="Answered.")
        assert town.release(run).state == "released"

    def test_is_looked_at_again_on_a_day_to_come(self, town: Town) -> None:
        with pytest.raises(RefusedError, match="has gone"):
            holds.hold(
                actor=town["programme-officer"],
                at=AT,
                instalment_id=town.first().pk,
                reason="A question.",
                cleared_by_role="programme-officer",
                look_again_on=AT.date() - timedelta(days=1),
            )

    def test_is_never_passed_over(self, town: Town) -> None:
        held(town)
        with pytest.raises(RefusedError, match="cannot be passed over"):
            holds.ask_override(
                actor=town["programme-lead"],
                at=AT,
                instalment_id=town.first().pk,
                conditions=["hold"],
                reason="Hurry.",
            )

    def test_of_an_agreement_that_is_not_in_force_is_never_passed_over(self, town: Town) -> None:
        stop(town, "suspend")
        with pytest.raises(RefusedError, match="cannot be passed over"):
            holds.ask_override(
                actor=town["director"],
                at=AT,
                instalment_id=town.first().pk,
                conditions=["grant"],
                reason="Hurry.",
            )


class TestAnOffset:
    def test_makes_a_later_payment_smaller_and_comes_back_with_it(self, town: Town) -> None:
        town.paid()
        last = town.instalments()[1]
        row = asked(town, proposed(town, 5_000, how="offset", offset_against=last.pk))
        run = town.released(LATER)
        request = run.requests.get()
        assert request.amount_pence == last.amount_pence - Money(5_000)
        town.answer(paid(request, document="FIN-5"), at=LATER)
        row.refresh_from_db()
        assert (row.state, row.ledger_reference) == ("recovered", "FIN-5")
        where = money.of_grants([town.grant.pk])[town.grant.pk]
        assert (where.paid, where.recovered) == (award_of(town.grant), Money(5_000))

    def test_stays_asked_for_when_finance_rejects_the_payment(self, town: Town) -> None:
        town.paid()
        last = town.instalments()[1]
        row = asked(town, proposed(town, 5_000, how="offset", offset_against=last.pk))
        town.answer(rejected(town.released(LATER).requests.get()), at=LATER)
        row.refresh_from_db()
        assert row.state == "asked"
        assert town.prepare(LATER).requests.get().amount_pence == last.amount_pence - Money(5_000)

    def test_leaves_something_to_be_paid(self, town: Town) -> None:
        town.paid()
        last = town.instalments()[1]
        with pytest.raises(RefusedError, match="something must remain to be paid"):
            proposed(town, last.amount_pence.pence, how="offset", offset_against=last.pk)

    def test_is_against_a_payment_to_the_same_recipient(self, looked_at: None) -> None:
        town = populate(2)
        town.paid()
        other = town.instalments(town.grants[1])[1]
        with pytest.raises(RefusedError, match="to the same recipient"):
            proposed(town, 100, how="offset", offset_against=other.pk)

    def test_goes_on_to_the_new_instalment_when_the_award_changes(self, town: Town) -> None:
        town.paid()
        row = proposed(town, 5_000, how="offset", offset_against=town.instalments()[1].pk)
        town.vary(award_of(town.grant) + Money(900))
        row.refresh_from_db()
        assert row.offset_against == town.instalments()[1]

    def test_becomes_an_invoice_when_no_payment_is_left_to_bear_it(self, town: Town) -> None:
        first = town.paid().requests.get().amount_pence
        row = proposed(town, 5_000, how="offset", offset_against=town.instalments()[1].pk)
        town.vary(first)
        row.refresh_from_db()
        assert (row.how, row.offset_against) == ("invoice", None)


class TestARecovery:
    def test_is_not_dropped_where_more_than_the_award_would_stay_out(self, town: Town) -> None:
        first = town.paid().requests.get().amount_pence
        town.vary(first - Money(700))
        with pytest.raises(RefusedError, match="more than the award would stay"):
            recoveries.drop(
                actor=town["programme-lead"],
                at=AT,
                recovery_id=Recovery.objects.get().pk,
                because="Never mind.",
            )

    @pytest.mark.parametrize("step", ["approve", "ask", "receive"])
    def test_is_not_acted_on_twice_by_one_person_whatever_their_roles(self, town: Town, step: str) -> None:
        town.paid()
        everything = Actor(
            town["programme-officer"].id,
            frozenset({"finance-approver", "finance-releaser", "finance-preparer"}),
        )
        row = proposed(town)
        if step != "approve":
            row = recoveries.approve(actor=town["finance-approver"], at=AT, recovery_id=row.pk)
        if step == "receive":
            row = recoveries.ask(actor=town["finance-releaser"], at=AT, recovery_id=row.pk)
        said = {"recovered_on": AT.date(), "ledger_reference": "F"} if step == "receive" else {}
        with pytest.raises(RefusedError, match="You have acted on this recovery already"):
            getattr(recoveries, step)(actor=everything, at=AT, recovery_id=row.pk, **said)

    def test_keeps_its_reference_by_grant_and_number(self, town: Town) -> None:
        town.paid()
        first, second = proposed(town), proposed(town)
        assert first.reference[:-1] == second.reference[:-1]
        assert (first.reference[-1], second.reference[-1]) == ("1", "2")


class TestAYearEndDecision:
    def decided(self, town: Town, outcome: str) -> YearEndDecided:
        with in_an_act():
            row = YearEnd.objects.create(
                id=uuid4(),
                grant=town.grant,
                outcome=outcome,
                amount_pence=Money(2_500),
                reason="It was not spent.",
                state="proposed",
                proposed_at=AT,
                proposed_by="person:1",
            )
        return YearEndDecided(row.pk, town.grant.pk, outcome, row.amount_pence, someone("treasurer"), AT)

    def test_to_recover_becomes_a_recovery_once(self, town: Town) -> None:
        town.paid()
        told = self.decided(town, "recover")
        recoveries.hear_year_end(told)
        recoveries.hear_year_end(told)
        row = Recovery.objects.get()
        assert (row.amount_pence, row.year_end_id, row.proposed_by) == (
            Money(2_500),
            told.year_end_id,
            told.actor.id,
        )

    @pytest.mark.parametrize("outcome", ["carry_over", "write_off"])
    def test_of_another_kind_asks_for_nothing(self, town: Town, outcome: str) -> None:
        town.paid()
        recoveries.hear_year_end(self.decided(town, outcome))
        assert not Recovery.objects.exists()

    def test_is_not_approved_as_a_recovery_by_who_decided_it(self, town: Town) -> None:
        town.paid()
        told = self.decided(town, "recover")
        recoveries.hear_year_end(told)
        both = Actor(told.actor.id, frozenset({"finance-approver"}))
        with pytest.raises(RefusedError, match="You have acted on this recovery already"):
            recoveries.approve(actor=both, at=AT, recovery_id=Recovery.objects.get().pk)

    def test_is_not_approved_as_a_recovery_by_who_proposed_it_for_the_year_end(self, town: Town) -> None:
        town.paid()
        recoveries.hear_year_end(self.decided(town, "recover"))
        both = Actor("person:1", frozenset({"programme-officer", "finance-approver"}))
        with pytest.raises(RefusedError, match="You have acted on this recovery already"):
            recoveries.approve(actor=both, at=AT, recovery_id=Recovery.objects.get().pk)
