"""Two people at once, over two real connections: one outcome each, and nothing asked for twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests import races
from tests.payments.conftest import AT, Town, answer_file, award_of, paid, rejected, seen, someone

from throughline.agreements.actions import grants
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.payments.actions import answers, holds, recoveries, runs
from throughline.payments.models import Answer, Instalment, PaymentRequest, Recovery, RequestRun
from throughline.payments.queries import money


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each gave or was refused with, begun together, each in a transaction of its own connection."""
    results = races.at_once(*map(transaction.atomic, works))
    broken = [each for each in results if isinstance(each, Exception) and not isinstance(each, RefusedError)]
    assert not broken, broken
    return results


def refusals(results: list[Any]) -> list[str]:
    return [str(each) for each in results if isinstance(each, RefusedError)]


@pytest.fixture
def town(committed_town: Town) -> Town:
    return committed_town


def approving(town: Town, run: RequestRun, who: str = "finance-approver") -> Callable[[], Any]:
    actor, shown = (town[who] if who in town.people else someone("finance-approver")), seen(run)
    return lambda: runs.approve(actor=actor, at=AT, run_id=run.pk, seen=shown)


def releasing(town: Town, run: RequestRun, another: bool = False) -> Callable[[], Any]:
    run.refresh_from_db()
    actor, file = someone("finance-releaser") if another else town["finance-releaser"], str(run.file_id)
    return lambda: runs.release(actor=actor, at=AT, run_id=run.pk, seen=file)


def holding(town: Town, row: Instalment) -> Callable[[], Any]:
    actor = town["programme-officer"]
    return lambda: holds.hold(
        actor=actor,
        at=AT,
        instalment_id=row.pk,
        reason="A question is open.",
        cleared_by_role="programme-officer",
        look_again_on=AT.date(),
    )


class TestTwoAtOnce:
    def test_prepare_one_run(self, town: Town) -> None:
        people = [someone("finance-preparer") for _ in "ab"]
        prepares = [lambda actor=actor: runs.prepare(actor=actor, at=AT) for actor in people]
        assert len(refusals(at_once(*prepares))) == 1
        assert RequestRun.objects.count() == 1
        assert PaymentRequest.objects.filter(is_live=True).count() == 2

    def test_approve_once(self, town: Town) -> None:
        run = town.prepare()
        results = at_once(approving(town, run), approving(town, run, "another"))
        assert len(refusals(results)) == 1
        run.refresh_from_db()
        assert (run.state, bool(run.file_id)) == ("approved", True)

    def test_release_once(self, town: Town) -> None:
        run = town.approve(town.prepare())
        results = at_once(releasing(town, run), releasing(town, run, another=True))
        assert refusals(results) == ["This request run is released; this can be done while it is approved."]
        assert Instalment.objects.filter(state="requested").count() == 2

    def test_load_the_same_answer_once(self, town: Town) -> None:
        run = town.released()
        file = answer_file(*(paid(each) for each in run.requests.all()))
        loads = [
            lambda actor=actor: answers.load(actor=actor, at=AT, upload=file)
            for actor in [someone("finance-preparer") for _ in "ab"]
        ]
        first, second = at_once(*loads)
        assert first == second
        assert Answer.objects.count() == 1
        assert Instalment.objects.filter(state="reconciled").count() == 2

    def test_load_answers_that_contradict_each_other_and_the_first_one_holds(self, town: Town) -> None:
        request = town.released().requests.order_by("reference")[0]
        files = [answer_file(paid(request)), answer_file(rejected(request), name="other.csv")]
        actor = town["finance-preparer"]
        at_once(*(lambda file=file: answers.load(actor=actor, at=AT, upload=file) for file in files))
        problems = [each.problem for answer in Answer.objects.all() for each in answer.rows.all()]
        assert sorted(map(bool, problems)) == [False, True]
        request.refresh_from_db()
        request.instalment.refresh_from_db()
        assert (request.outcome, request.instalment.state) in {("paid", "reconciled"), ("rejected", "due")}

    def test_approve_a_recovery_once(self, town: Town) -> None:
        town.paid()
        row = proposing(town, Money(5_000))()
        results = at_once(
            *(
                lambda actor=actor: recoveries.approve(actor=actor, at=AT, recovery_id=row.pk)
                for actor in [someone("finance-approver") for _ in "ab"]
            )
        )
        assert len(refusals(results)) == 1

    def test_never_recover_more_than_was_paid(self, town: Town) -> None:
        town.paid()
        paid_out = money.of_grants([town.grant.pk])[town.grant.pk].paid
        results = at_once(proposing(town, paid_out), proposing(town, Money(1)))
        assert len(refusals(results)) == 1
        assert Recovery.objects.count() == 1


def proposing(town: Town, amount: Money, **how: Any) -> Callable[[], Any]:
    wanted = {"how": "invoice", **how}
    actor = town["programme-officer"]
    return lambda: recoveries.propose(
        actor=actor, at=AT, grant_id=town.grant.pk, amount=amount, reason="It was not spent.", **wanted
    )


class TestApprovingAgainst:
    def test_an_amendment_approves_what_was_seen_or_nothing(self, town: Town) -> None:
        run = town.prepare()
        shown, request = seen(run), run.requests.order_by("reference")[0]
        preparer = town["finance-preparer"]
        results = at_once(
            approving(town, run),
            lambda: runs.amend(actor=preparer, at=AT, run_id=run.pk, request_id=request.pk),
        )
        run.refresh_from_db()
        assert len(refusals(results)) == 1
        if run.state == "approved":
            assert (run.file_id, run.requests_count) == (shown, 2)
        else:
            assert (run.state, run.requests_count, run.file_id) == ("prepared", 1, None)

    def test_a_discard_leaves_either_nothing_or_an_approved_run_that_is_discarded(self, town: Town) -> None:
        run, preparer = town.prepare(), town["finance-preparer"]
        results = at_once(
            approving(town, run),
            lambda: runs.discard(actor=preparer, at=AT, run_id=run.pk, because="A wrong code."),
        )
        run.refresh_from_db()
        assert run.state == "discarded"
        assert len(refusals(results)) <= 1
        assert not PaymentRequest.objects.filter(is_live=True).exists()


class TestReleasingAgainst:
    def outcome(self, run: RequestRun, results: list[Any]) -> str:
        """Released whole, or nothing of it requested."""
        run.refresh_from_db()
        requested = Instalment.objects.filter(state="requested").count()
        assert (run.state, requested) in {("released", 2), ("approved", 0), ("discarded", 0)}
        assert len(refusals(results)) <= 1
        return run.state

    def test_a_hold(self, town: Town) -> None:
        run = town.approve(town.prepare())
        results = at_once(releasing(town, run), holding(town, town.first()))
        assert len(refusals(results)) == 1
        held = town.first().state == "held"
        assert self.outcome(run, results) == ("approved" if held else "released")

    def test_a_suspension_of_the_grant(self, town: Town) -> None:
        run, lead = town.approve(town.prepare()), town["programme-lead"]
        results = at_once(
            releasing(town, run),
            lambda: grants.stop_or_resume(
                actor=lead, at=AT, grant_id=town.grant.pk, step="suspend", because="A concern."
            ),
        )
        assert not isinstance(results[1], RefusedError), "a grant can always be suspended"
        self.outcome(run, results)

    def test_a_discard(self, town: Town) -> None:
        run, preparer = town.approve(town.prepare()), town["finance-preparer"]
        results = at_once(
            releasing(town, run),
            lambda: runs.discard(actor=preparer, at=AT, run_id=run.pk, because="A wrong code."),
        )
        assert len(refusals(results)) == 1
        assert self.outcome(run, results) in ("released", "discarded")

    def test_a_smaller_award_never_asks_for_more_than_it(self, town: Town) -> None:
        run = town.approve(town.prepare())
        first = town.first().amount_pence
        results = at_once(releasing(town, run), lambda: town.vary(first - Money(100)))
        assert len(refusals(results)) == 1, "what is in a run is answered before the award goes below it"
        self.outcome(run, results)
        assert award_of(town.grant) > first

    def test_an_award_that_leaves_room_changes_what_is_still_planned(self, town: Town) -> None:
        run = town.approve(town.prepare())
        first = town.first().amount_pence
        results = at_once(releasing(town, run), lambda: town.vary(first + Money(7)))
        assert not refusals(results)
        assert [each.amount_pence for each in town.instalments()] == [first, Money(7)]


class TestAnOffsetAgainst:
    def test_preparing_is_in_the_request_or_waits(self, town: Town) -> None:
        town.paid()
        later = AT + timedelta(days=120)
        last = town.instalments()[1]
        row = proposing(town, Money(5_000), how="offset", offset_against=last.pk)()
        recoveries.approve(actor=town["finance-approver"], at=AT, recovery_id=row.pk)
        preparer, releaser = town["finance-preparer"], town["finance-releaser"]
        results = at_once(
            lambda: runs.prepare(actor=preparer, at=later, instalments=[last.pk]),
            lambda: recoveries.ask(actor=releaser, at=later, recovery_id=row.pk),
        )
        row.refresh_from_db()
        request = PaymentRequest.objects.filter(instalment=last, is_live=True).first()
        if row.state == "asked":
            assert request is None or request.amount_pence == last.amount_pence - Money(5_000)
        else:
            assert refusals(results) == [
                "That instalment is in a run already; choose a later one, or an invoice."
            ]
            assert request is not None
            assert request.amount_pence == last.amount_pence
