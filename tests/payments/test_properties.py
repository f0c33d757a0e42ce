"""For any history of awards, variations, holds, retries, rejections and recoveries: where is every pence?

Hypothesis writes the history; each line of it is tried through the action that people take. What is refused changes
nothing, and after every line the same things are true.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.payments.conftest import AT, Town, answer_file, award_of, paid, rejected, undone

from throughline.agreements.actions import grants
from throughline.agreements.models import Grant
from throughline.frame.upload import Upload
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.payments.actions import answers, holds, keeping, planning, recoveries, runs
from throughline.payments.models import Hold, Instalment, PaymentRequest, Recovery, RequestRun
from throughline.payments.queries import instalments as lists
from throughline.payments.queries import money
from throughline.payments.queries.standing import standings, visible_to
from throughline.payments.rules import NOTHING

# Histories that once were hard, in short: each word is a line of `History`, with what it is done with.
TOLD = [
    "run 0, answer rejected, vary 50, run 0, answer paid",
    "pay 0, vary 20, go_on approve, go_on drop",
    "pay 0, offset 50, go_on approve, go_on ask, wait 120, pay 0",
    "run 0, vary 10, answer paid, vary 10, vary 200, wait 120, run 0",
    "hold 0, vary 150, wait 1, run 0, lift 0, run 0, answer again",
    "prepare 0, vary 20, discard 0, vary 20, run 0",
]
HUNDREDTHS = st.integers(0, 250)
WHICH = st.integers(0, 3)
LINES = st.one_of(
    st.tuples(st.just("vary"), HUNDREDTHS),
    st.tuples(st.just("pay"), WHICH),
    st.tuples(st.just("pay"), WHICH),
    st.tuples(st.just("run"), WHICH),
    st.tuples(st.just("prepare"), WHICH),
    st.tuples(st.just("discard"), WHICH),
    st.tuples(st.just("answer"), st.sampled_from(["paid", "rejected", "part", "nonsense", "again"])),
    st.tuples(st.just("hold"), WHICH),
    st.tuples(st.just("lift"), WHICH),
    st.tuples(st.just("recover"), HUNDREDTHS),
    st.tuples(st.just("offset"), HUNDREDTHS),
    st.tuples(st.just("go_on"), st.sampled_from(["approve", "ask", "receive", "drop"])),
    st.tuples(st.just("reprofile"), HUNDREDTHS),
    st.tuples(st.just("cancel"), WHICH),
    st.tuples(st.just("grant"), st.sampled_from(["suspend", "resume"])),
    st.tuples(st.just("wait"), st.integers(1, 120)),
)


@dataclass
class History:
    """A grant's money as people act on it, one line after the other."""

    town: Town
    at: datetime = AT
    files: list[Upload] = field(default_factory=list)

    def do(self, line: tuple[str, Any]) -> bool:
        """Try the line; whether it was done. What is refused is taken back whole."""
        try:
            with transaction.atomic():
                getattr(self, line[0])(line[1])
        except RefusedError:
            return False
        return True

    def wait(self, days: int) -> None:
        self.at += timedelta(days=days)
        keeping.keep_up(at=self.at)

    def vary(self, hundredths: int) -> None:
        self.town.vary(Money(self.award.pence * hundredths // 100), at=self.at)

    def run(self, _: int) -> None:
        run = runs.prepare(actor=self.town["finance-preparer"], at=self.at)
        self.town.release(self.town.approve(run), self.at)

    def pay(self, _: int) -> None:
        self.run(0)
        self.answer("paid")

    def prepare(self, _: int) -> None:
        runs.prepare(actor=self.town["finance-preparer"], at=self.at)

    def discard(self, _: int) -> None:
        run = RequestRun.objects.filter(state__in=["prepared", "approved"]).first()
        if run is None:
            raise RefusedError("Nothing to discard.")
        runs.discard(actor=self.town["finance-approver"], at=self.at, run_id=run.pk, because="Made up.")

    def answer(self, what: str) -> None:
        if what == "again":
            file = self.files[-1] if self.files else None
        else:
            waiting = PaymentRequest.objects.filter(run__state__in=["released", "part_answered", "answered"])
            rows = list(waiting.order_by("reference"))
            say = rejected if what == "rejected" else paid
            lines = [say(each) for each in (rows[:1] if what == "part" else rows)]
            lines += ["TL-NOBODY-1,1.00,paid,2021-12-03,F,"] if what == "nonsense" else []
            file = answer_file(*lines) if lines else None
        if file is None:
            raise RefusedError("Nothing to answer.")
        self.files.append(file)
        answers.load(actor=self.town["finance-preparer"], at=self.at, upload=file)

    def hold(self, which: int) -> None:
        holds.hold(
            actor=self.town["programme-officer"],
            at=self.at,
            instalment_id=self.one(which).pk,
            reason="A question.",
            cleared_by_role="programme-lead",
            look_again_on=self.at.date(),
        )

    def lift(self, _: int) -> None:
        held = Hold.objects.filter(lifted_at=None).exclude(instalment__state="cancelled").first()
        if held is None:
            raise RefusedError("Nothing is held.")
        holds.lift(actor=self.town["programme-lead"], at=self.at, hold_id=held.pk, because="Answered.")

    def recover(self, hundredths: int, **how: Any) -> None:
        recoveries.propose(
            actor=self.town["programme-officer"],
            at=self.at,
            grant_id=self.grant.pk,
            amount=Money(self.award.pence * hundredths // 200),
            reason="Not spent.",
            **{"how": "invoice", **how},
        )

    def offset(self, hundredths: int) -> None:
        last = self.town.instalments()[-1:]
        self.recover(hundredths, how="offset", offset_against=last[0].pk if last else None)

    def go_on(self, step: str) -> None:
        row = Recovery.objects.exclude(state__in=["recovered", "dropped"]).first()
        if row is None:
            raise RefusedError("Nothing comes back.")
        who: dict[str, Any] = {"at": self.at, "recovery_id": row.pk}
        if step == "approve":
            recoveries.approve(actor=self.town["finance-approver"], **who)
        elif step == "ask":
            recoveries.ask(actor=self.town["finance-releaser"], **who)
        elif step == "receive":
            said = {"recovered_on": self.at.date(), "ledger_reference": "FIN-8"}
            recoveries.receive(actor=self.town["finance-preparer"], **who, **said)
        else:
            recoveries.drop(actor=self.town["programme-lead"], **who, because="Made up.")

    def reprofile(self, hundredths: int) -> None:
        waiting = PaymentRequest.objects.filter(is_live=True).values("instalment")
        others = [
            each
            for each in self.town.instalments()
            if each.state not in ("planned", "due", "held")
            or each.pk in {one["instalment"] for one in waiting}
        ]
        rest = self.award - sum((each.amount_pence for each in others), NOTHING)
        first = Money(rest.pence * min(hundredths, 100) // 100)
        day = self.at.date()
        parts = [(day, first), (day + timedelta(days=40), rest - first)]
        planning.reprofile(
            actor=self.town["programme-officer"],
            at=self.at,
            grant_id=self.grant.pk,
            parts=[each for each in parts if each[1]],
            name="Another one",
        )

    def cancel(self, which: int) -> None:
        planning.cancel(
            actor=self.town["programme-officer"], at=self.at, instalment_id=self.one(which).pk, because="No."
        )

    def grant_step(self, step: str) -> None:
        grants.stop_or_resume(
            actor=self.town["programme-lead"], at=self.at, grant_id=self.grant.pk, step=step, because="Why."
        )

    def one(self, which: int) -> Instalment:
        rows = self.town.instalments()
        if not rows:
            raise RefusedError("There is none.")
        return rows[which % len(rows)]

    @property
    def grant(self) -> Grant:
        return self.town.grant

    @property
    def award(self) -> Money:
        return award_of(self.grant)


def check(history: History) -> None:
    """What is true of a grant's money at any moment."""
    grant, award = history.grant, history.award
    where = money.of_grants([grant.pk])[grant.pk]
    rows = history.town.instalments()
    requests = PaymentRequest.objects.filter(instalment__grant=grant)

    assert where.kept <= award, "requested less what comes back is never more than the award"
    assert where.recovered + where.to_recover <= where.paid, "no more comes back than was paid"

    in_all = sum((each.amount_pence for each in rows), NOTHING)
    assert where.instalments == in_all, "every pence of the instalments is in exactly one place"
    assert in_all - where.recovered - where.to_recover <= award, "no more is planned than the award"

    went_out = sum((each.amount_pence for each in requests.filter(outcome="paid")), NOTHING)
    offset = Recovery.objects.filter(offset_against__grant=grant, how="offset", state="recovered")
    taken_off = sum((each.amount_pence for each in offset), NOTHING)
    assert went_out + taken_off == where.paid, "what finance paid, and what was offset, is what is paid"

    sent = requests.filter(run__state__in=["released", "part_answered", "answered"])
    references = list(sent.values_list("reference", flat=True))
    assert len(references) == len(set(references)), "nothing is requested twice under one reference"
    for each in rows:
        alive = [one for one in sent if one.instalment_id == each.pk and one.is_live]
        assert len(alive) == (each.state in ("requested", "paid", "reconciled")), (
            "one request each, and only one"
        )

    for run in RequestRun.objects.exclude(state="discarded").prefetch_related("requests"):
        asked = [each.amount_pence for each in run.requests.all() if each.is_live or each.outcome]
        assert (run.requests_count, run.control_total_pence) == (len(asked), sum(asked, NOTHING))

    on = history.at.date()
    listed = dict(lists.totals(visible_to(keeping.SYSTEM, on).filter(grant=grant))[1])
    shown = standings(None, on, [grant.pk])
    assert listed["In all"] == sum((each.amount for each in shown), NOTHING), (
        "the page's total is its rows' total"
    )
    everybody = money.of_grants([each.pk for each in history.town.grants]).values()
    assert money.used_by_round([grant.round_id])[grant.round_id].paid == sum(
        (each.paid - each.recovered for each in everybody), NOTHING
    )


@pytest.fixture
def town(town_of_the_module: Town) -> Iterator[Town]:
    with undone():
        yield town_of_the_module


class TestAnyHistory:
    @settings(
        max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    )
    @given(lines=st.lists(LINES, min_size=4, max_size=16))
    def test_keeps_every_pence_in_one_place(self, town: Town, lines: list[tuple[str, Any]]) -> None:
        with undone():
            history = History(town)
            for line in lines:
                history.do(("grant_step", line[1]) if line[0] == "grant" else line)
                check(history)

    @pytest.mark.parametrize("lines", TOLD)
    def test_that_people_told_us_of_keeps_them_too(self, town: Town, lines: str) -> None:
        history = History(town)
        done = 0
        for step, how in (line.split() for line in lines.split(", ")):
            done += history.do((step, int(how) if how.isdigit() else how))
            check(history)
        assert done >= lines.count(",") - 1, "most of it can be done"
