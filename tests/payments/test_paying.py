"""How does a grant's money go from its award to what finance paid?"""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError
from tests.payments.conftest import (
    AT,
    Town,
    answer_file,
    award_of,
    in_an_act,
    paid,
    populate,
    rejected,
    seen,
    someone,
    with_condition,
)

from throughline.agreements.actions import grants
from throughline.agreements.models import Grant
from throughline.assurance.models import YearEnd
from throughline.frame.models import Letter
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act
from throughline.organisations import actions as organisations
from throughline.payments.actions import answers, runs
from throughline.payments.models import Answer, Instalment, PaymentRequest, RequestRun
from throughline.payments.queries import money
from throughline.payments.queries.standing import standings

LATER = datetime(2022, 3, 1, 9, 30, tzinfo=UTC)


def verbs(run: RequestRun) -> list[str]:
    rows = Act.objects.filter(subject_kind="request run", subject_id=str(run.pk)).order_by("at", "id")
    return list(rows.values_list("verb", flat=True))


class TestALiveGrant:
    def test_has_its_instalments_by_its_terms_and_they_come_to_the_award(self, town: Town) -> None:
        first, last = town.instalments()
        assert first.amount_pence + last.amount_pence == award_of(town.grant)
        assert (first.number, last.number) == (1, 2)
        assert first.profile == "As the round's terms say"

    def test_has_the_one_due_whose_day_has_come(self, town: Town) -> None:
        assert [each.state for each in town.instalments()] == ["due", "planned"]

    def test_is_planned_by_whoever_made_it_live(self, town: Town) -> None:
        planned = Act.objects.filter(verb="instalment.planned", subject_id=str(town.first().pk)).get()
        assert planned.actor == "system:supplied"


class TestTheDatabase:
    def test_refuses_an_instalment_beyond_the_award(self, town: Town) -> None:
        with pytest.raises(DatabaseError, match="cannot come to more than its award"), in_an_act():
            Instalment.objects.create(
                grant=town.grant,
                number=9,
                due_on=AT.date(),
                amount_pence=Money(1),
                profile="x",
                state="planned",
            )

    def test_refuses_another_sum_for_an_instalment(self, town: Town) -> None:
        with pytest.raises(DatabaseError), in_an_act():
            Instalment.objects.filter(pk=town.first().pk).update(amount_pence=Money(1))

    def test_refuses_a_second_request_while_one_lives(self, town: Town) -> None:
        run = town.prepare()
        with pytest.raises(IntegrityError, match="instalment_is_requested_once"), in_an_act():
            PaymentRequest.objects.create(
                run=run, instalment=town.first(), reference="TL-0-9", amount_pence=Money(1)
            )

    def test_refuses_that_one_person_takes_two_steps(self, town: Town) -> None:
        run = town.prepare()
        with pytest.raises(IntegrityError, match="run_is_approved_by_another"), in_an_act():
            RequestRun.objects.filter(pk=run.pk).update(approved_by=run.prepared_by)


class TestARun:
    def test_goes_through_three_people_to_finance_and_back(self, three: Town) -> None:
        run = three.released()
        assert run.requests_count == 3
        assert {each.state for grant in three.grants for each in three.instalments(grant)} == {
            "requested",
            "planned",
        }
        three.answer(*(paid(each) for each in run.requests.all()))
        run.refresh_from_db()
        assert run.state == "answered"
        assert three.first().state == "reconciled"
        assert set(verbs(run)) == {"run.prepared", "run.approved", "run.released", "run.answered"}

    def test_sends_the_bytes_that_were_approved_with_count_and_total(self, three: Town) -> None:
        run = three.prepare()
        shown = seen(run)
        three.release(three.approve(run))
        run.refresh_from_db()
        assert run.file_id == shown
        content = bytes(run.file.content).decode().splitlines()
        assert content[0] == "Supplier,Reference,Amount,Text"
        assert len(content) == 1 + run.requests_count
        in_all = sum(int(line.split(",")[2].replace(".", "")) for line in content[1:])
        assert Money(in_all) == run.control_total_pence

    def test_is_not_approved_by_who_prepared_it_whatever_their_roles(self, town: Town) -> None:
        both = Actor(town["finance-preparer"].id, frozenset({"finance-preparer", "finance-approver"}))
        run = town.prepare()
        with pytest.raises(RefusedError, match="You have acted on this run already"):
            runs.approve(actor=both, at=AT, run_id=run.pk, seen=seen(run))

    @pytest.mark.parametrize("before", ["finance-preparer", "finance-approver"])
    def test_is_not_released_by_who_prepared_or_approved_it(self, town: Town, before: str) -> None:
        run = town.approve(town.prepare())
        again = Actor(town[before].id, frozenset({"finance-releaser"}))
        with pytest.raises(RefusedError, match="You have acted on this run already"):
            runs.release(actor=again, at=AT, run_id=run.pk, seen=str(run.file_id))

    def test_is_approved_only_as_it_was_seen(self, three: Town) -> None:
        run = three.prepare()
        shown = seen(run)
        request = run.requests.order_by("reference")[0]
        runs.amend(actor=three["finance-preparer"], at=AT, run_id=run.pk, request_id=request.pk)
        with pytest.raises(RefusedError, match="has changed since you opened it"):
            runs.approve(actor=three["finance-approver"], at=AT, run_id=run.pk, seen=shown)
        assert three.approve(run).requests_count == 2

    def test_gives_back_what_it_held_when_it_is_discarded(self, town: Town) -> None:
        run = town.approve(town.prepare())
        runs.discard(actor=town["finance-approver"], at=AT, run_id=run.pk, because="A wrong code.")
        assert town.first().state == "due"
        assert town.released().requests_count == 1

    def test_is_not_prepared_where_nothing_is_due(self, town: Town) -> None:
        town.released()
        with pytest.raises(RefusedError, match="Nothing can be asked for now"):
            town.prepare()

    def test_leaves_out_whom_finance_does_not_know(self, three: Town) -> None:
        from throughline.payments.models import SupplierCode

        with in_an_act():
            SupplierCode.objects.filter(body=three.grant.recipient_id).delete()
        assert three.prepare().requests_count == 2

    def test_is_amended_by_who_prepared_it_only(self, three: Town) -> None:
        run = three.prepare()
        request = run.requests.all()[0]
        with pytest.raises(RefusedError, match="amended by the person who prepared it"):
            runs.amend(actor=someone("finance-preparer"), at=AT, run_id=run.pk, request_id=request.pk)


class TestAReleaseOfWhatStandsNoMore:
    def test_is_refused_whole_and_names_it(self, three: Town) -> None:
        run = three.approve(three.prepare())
        grants.stop_or_resume(
            actor=three["programme-lead"],
            at=AT,
            grant_id=three.grant.pk,
            step="suspend",
            because="A safeguarding concern.",
        )
        with pytest.raises(
            RefusedError, match=r"Bolton, instalment 1: The grant is suspended.*Discard the run"
        ):
            three.release(run)
        assert not Instalment.objects.filter(state="requested").exists()


class TestAnAnswer:
    def test_of_the_same_bytes_changes_nothing(self, town: Town) -> None:
        run = town.released()
        line = paid(run.requests.get())
        first = town.answer(line)
        acts = Act.objects.count()
        assert town.answer(line, name="again.csv") == first
        assert Act.objects.count() == acts

    def test_that_says_the_same_in_another_file_changes_no_payment(self, town: Town) -> None:
        run = town.released()
        request = run.requests.get()
        town.answer(paid(request))
        other = town.answer(paid(request), "")
        assert not other.rows.exclude(problem="").exists()
        assert Act.objects.filter(verb="instalment.paid").count() == 1

    def test_in_part_leaves_the_rest_waiting(self, three: Town) -> None:
        run = three.released()
        one, *others = run.requests.order_by("reference")
        three.answer(paid(one))
        run.refresh_from_db()
        assert run.state == "part_answered"
        three.answer(*(paid(each) for each in others))
        run.refresh_from_db()
        assert run.state == "answered"

    def test_that_rejects_makes_the_instalment_due_under_a_new_reference(self, town: Town) -> None:
        request = town.released().requests.get()
        town.answer(rejected(request))
        assert town.first().state == "due"
        again = town.released().requests.get()
        assert (request.reference[-2:], again.reference[-2:]) == ("-1", "-2")
        assert request.reference[:-2] == again.reference[:-2]

    def test_without_finances_reference_is_paid_and_not_reconciled(self, town: Town) -> None:
        request = town.released().requests.get()
        town.answer(paid(request, document=""))
        assert town.first().state == "paid"
        answers.reconcile(
            actor=town["finance-preparer"], at=AT, instalment_id=town.first().pk, ledger_reference="FIN-7"
        )
        assert town.first().state == "reconciled"

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            ("TL-0123456789AB-1,1.00,paid,2021-12-03,F,", "Nothing was asked for under this reference."),
            ("{reference},1.00,paid,2021-12-03,F,", "under this reference; the row says £1.00"),
            ("{reference},{amount},perhaps,,,", "is neither “paid” nor “rejected”"),
            ("{reference},{amount},paid,tomorrow,F,", "is not a day such as 2025-04-01"),
            ("{reference},much,paid,2021-12-03,F,", "is not an amount in pounds"),
            ("{reference},{amount}", "The row has 2 cells and not 6."),
        ],
    )
    def test_that_does_not_fit_is_listed_and_changes_nothing(
        self, town: Town, line: str, problem: str
    ) -> None:
        request = town.released().requests.get()
        amount = f"{request.amount_pence.pence / 100:.2f}"
        loaded = town.answer(line.format(reference=request.reference, amount=amount))
        assert problem in loaded.rows.get().problem
        assert town.first().state == "requested"

    def test_that_contradicts_an_earlier_one_is_listed(self, town: Town) -> None:
        request = town.released().requests.get()
        town.answer(paid(request))
        loaded = town.answer(rejected(request))
        assert "Finance answered “paid” before" in loaded.rows.get().problem
        assert town.first().state == "reconciled"

    def test_that_contradicts_itself_believes_the_first_row_and_lists_the_second(self, town: Town) -> None:
        request = town.released().requests.get()
        loaded = town.answer(paid(request), rejected(request))
        assert [each.problem for each in loaded.rows.order_by("number")] == [
            "",
            "Row 1 of this file says paid.",
        ]

    def test_with_a_column_of_bank_details_is_not_taken(self, town: Town) -> None:
        town.released()
        strange = answer_file()
        content = strange.content.replace(b"Reason", b"Reason,Sort code") + b"x,1,paid,,,,12-34-56\r\n"
        with pytest.raises(RefusedError, match=r"“Sort code”.*bank details stay"):
            answers.load(actor=town["finance-preparer"], at=AT, upload=type(strange)("a.csv", content))
        assert not Answer.objects.exists()

    def test_that_no_reader_of_csv_can_read_is_not_taken(self, town: Town) -> None:
        town.released()
        with pytest.raises(RefusedError, match="cannot be read as CSV"):
            town.answer("x" * 200_000)
        assert not Answer.objects.exists()

    def test_with_null_bytes_is_read_without_them(self, town: Town) -> None:
        request = town.released().requests.get()
        assert town.answer(f"\0{paid(request)}").rows.get().problem == ""
        assert town.first().state == "reconciled"

    def test_is_loaded_by_a_preparer_only(self, town: Town) -> None:
        request = town.released().requests.get()
        with pytest.raises(RefusedError, match="loaded by a finance preparer"):
            answers.load(actor=town["finance-releaser"], at=AT, upload=answer_file(paid(request)))

    def test_of_payment_owes_the_recipients_people_a_notice_once(self, town: Town) -> None:
        person = organisations.add_person(
            actor=Actor("system:tests"),
            at=AT,
            name="A commissioner",
            email="c@example.org",
            body=town.grant.recipient,
        )
        organisations.grant_role(actor=Actor("system:tests"), at=AT, person=person, role="commissioner")
        request = town.released().requests.get()
        town.answer(paid(request))
        town.answer(paid(request), "")
        letter = Letter.objects.get(key__startswith="remittance:")
        assert (letter.to, letter.path) == ("c@example.org", f"/payments/remittances/{request.pk}/")


class TestMoney:
    def test_of_a_grant_is_in_one_place_each(self, town: Town) -> None:
        first, last = (each.amount_pence for each in town.instalments())
        town.paid()
        assert money.of_grants([town.grant.pk])[town.grant.pk] == money.Paid(planned=last, paid=first)
        town.paid(LATER)
        assert money.of_grants([town.grant.pk])[town.grant.pk].paid == award_of(town.grant)

    def test_paid_by_round_is_what_its_grants_were_paid(self, three: Town) -> None:
        three.paid()
        in_all = sum(three.instalments(each)[0].amount_pence.pence for each in three.grants)
        assert money.used_by_round([three.grant.round_id])[three.grant.round_id].paid == Money(in_all)


class TestWhatIsCommittedOfARound:
    def committed(self, town: Town) -> Money:
        return money.used_by_round([town.grant.round_id])[town.grant.round_id].committed

    def test_is_what_a_grant_that_ended_was_paid_and_all_other_awards(self, town: Town) -> None:
        before, (_, last) = self.committed(town), town.instalments()
        town.paid()
        assert self.committed(town) == before
        with in_an_act():
            Grant.objects.filter(pk=town.grant.pk).update(state="terminated", because="A concern.")
        assert self.committed(town) == before - last.amount_pence

    def test_is_less_by_what_goes_back_to_its_funder(self, town: Town) -> None:
        before = self.committed(town)
        town.paid()
        with in_an_act():
            YearEnd.objects.create(
                id=uuid4(),
                grant=town.grant,
                outcome="return_to_funder",
                amount_pence=Money(2_500),
                reason="It was not spent.",
                state="proposed",
                proposed_at=AT,
                proposed_by="person:1",
            )
            assert self.committed(town) == before
            YearEnd.objects.update(state="decided", decided_at=AT, decided_by="person:2")
        assert self.committed(town) == before - Money(2_500)


class TestWhatSomebodyReads:
    def test_is_every_instalment_with_its_reasons(self, looked_at: None) -> None:
        town = populate(1, with_condition())
        found = standings(None, AT.date(), [town.grant.pk])
        assert [(each.number, each.verdict) for each in found] == [(1, "hold"), (2, "hold")]
        assert found[0].in_the_way[0].condition == "delivery"
        assert found[0].in_the_way[0].who == "The recipient"
        assert town.first().state == "held"

    def test_of_what_is_asked_for_names_the_run(self, town: Town) -> None:
        run = town.released()
        first = standings(None, AT.date(), [town.grant.pk])[0]
        assert first.verdict == "requested"
        assert (
            first.reasons[0].text == f"Asked for in run {run.number}, under {run.requests.get().reference}."
        )
