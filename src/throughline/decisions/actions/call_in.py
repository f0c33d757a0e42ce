"""Announcing key decisions on the forward plan, and running a call-in to its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..law.call_in import may_call_in, may_let_it_end, may_say
from ..law.duties import window_ends
from ..law.lifecycle import CALL_IN, PLANNED
from ..models import CallIn, Notice, PlannedDecision
from ..queries.law import regime_facts_on
from .notices import DecisionPublished

_DAY = timedelta(days=1)


def announce(
    *,
    function: str,
    subject: str,
    decision_maker: str,
    contact: str,
    planned_on: date,
    cannot_wait_because: str,
    draft_id: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> PlannedDecision:
    """The key decision is on the forward plan from today, for everybody to read. Authority: R6."""
    PLANNED.may("announce", None, actor).or_raise()
    _not_before(planned_on, localdate(at))
    step = PLANNED.step("announce")
    with act(actor=actor, at=at, verb=step.event, subject=("key_decision", None), public=True) as doing:
        entry = PlannedDecision.objects.create(
            function=function,
            subject=subject,
            decision_maker=decision_maker,
            contact=contact,
            planned_on=planned_on,
            cannot_wait_because=cannot_wait_because,
            draft_id=draft_id,
            announced_on=localdate(at),
            announced_at=at,
            announced_by=actor.id,
        )
        doing.subject = ("key_decision", str(entry.id))
        doing.facts["planned_on"] = planned_on.isoformat()
    return entry


def move(
    *,
    entry_id: UUID,
    subject: str,
    decision_maker: str,
    contact: str,
    planned_on: date,
    cannot_wait_because: str,
    draft_id: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """The entry says this from now on; the day of its announcement stays."""
    with _entry("move", entry_id, actor, at) as entry:
        _not_before(planned_on, localdate(at))
        entry.subject, entry.decision_maker, entry.contact = subject, decision_maker, contact
        entry.planned_on, entry.cannot_wait_because = planned_on, cannot_wait_because
        entry.draft_id = draft_id
        entry.save()


def settle(*, entry_id: UUID, number: str, actor: Actor, at: datetime) -> None:
    """The entry became that decision on record."""
    with _entry("settle", entry_id, actor, at) as entry:
        notice = Notice.objects.filter(number=number.strip()).first()
        if notice is None:
            raise RefusedError(f"No decision {number.strip()} is on record here.")
        entry.notice, entry.state = notice, PLANNED.step("settle").to
        entry.save(update_fields=["notice", "state"])


def drop(*, entry_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The entry will not be decided; it stays readable, with the reason."""
    with _entry("drop", entry_id, actor, at) as entry:
        may_say("drop", because).or_raise()
        entry.dropped_because, entry.state = because.strip(), PLANNED.step("drop").to
        entry.save(update_fields=["dropped_because", "state"])


def open_window(published: DecisionPublished) -> None:
    """A decision made here that can be called in has a window from its publication on; hears DecisionPublished."""
    notice = Notice.objects.get(number=published.number)
    opened_on = localdate(published.at)
    regime = regime_facts_on(notice.function, notice.decided_on or opened_on)
    is_made_here = notice.made is not None and notice.made.get("outcome") != "refused"
    if (
        not is_made_here
        or regime is None
        or regime.window is None
        or CallIn.objects.filter(notice=notice).exists()
    ):
        return
    step = CALL_IN.step("open_window")
    subject = ("call_in", notice.number)
    with act(actor=published.actor, at=published.at, verb=step.event, subject=subject, public=True) as doing:
        opened = CallIn.objects.create(
            notice=notice,
            scrutiny_body=regime.scrutiny_body,
            authority=regime.authority,
            working_days=regime.window,
            opened_on=opened_on,
            last_day_on=window_ends(opened_on, regime.window),
        )
        doing.facts["last_day_on"] = opened.last_day_on.isoformat()


def let_it_end(*, number: str, actor: Actor, at: datetime) -> None:
    """Nobody called it in: the decision takes effect on the day after the window, or later where it says so."""
    with _call_in("let_it_end", number, actor, at) as found:
        may_let_it_end(found.state, actor, last_day=found.last_day_on, today=localdate(at)).or_raise()
        planned = Notice.objects.values_list("effective_from", flat=True).get(number=number)
        _to(found, "let_it_end", effective_on=max(found.last_day_on + _DAY, planned or date.min))


def call_it_in(
    *, number: str, members: str, reasons: str, received_on: date, actor: Actor, at: datetime
) -> None:
    """Members called the decision in within the window, with reasons; it waits for their meeting."""
    with _call_in("call_it_in", number, actor, at) as found:
        may_call_in(
            found.state,
            actor,
            opened=found.opened_on,
            last_day=found.last_day_on,
            received=received_on,
            today=localdate(at),
        ).or_raise()
        may_say("call_it_in", reasons).or_raise()
        if not members.strip():
            raise RefusedError("Name the members who call it in.")
        _to(
            found,
            "call_it_in",
            called_in_on=received_on,
            called_in_for=members.strip(),
            reasons=reasons.strip(),
        )


def uphold(*, number: str, met_on: date, result: str, actor: Actor, at: datetime) -> None:
    """The meeting lets the decision stand: it takes effect on the day of the meeting."""
    with _call_in("uphold", number, actor, at) as found:
        _met(found, met_on, at)
        _to(found, "uphold", met_on=met_on, result=result.strip(), effective_on=met_on)


def refer_back(*, number: str, met_on: date, result: str, actor: Actor, at: datetime) -> None:
    """The meeting sends the decision back with reasons; it has no effect until it is answered."""
    with _call_in("refer_back", number, actor, at) as found:
        may_say("refer_back", result).or_raise()
        _met(found, met_on, at)
        _to(found, "refer_back", met_on=met_on, result=result.strip())


def keep_to_it(*, number: str, answer: str, actor: Actor, at: datetime) -> None:
    """Whoever decided keeps to it, with reasons: it takes effect today."""
    with _call_in("keep_to_it", number, actor, at) as found:
        may_say("keep_to_it", answer).or_raise()
        _to(found, "keep_to_it", answer=answer.strip(), effective_on=localdate(at))


def give_it_up(*, number: str, answer: str, actor: Actor, at: datetime) -> None:
    """Whoever decided gives it up, with reasons: it never takes effect."""
    with _call_in("give_it_up", number, actor, at) as found:
        may_say("give_it_up", answer).or_raise()
        _to(found, "give_it_up", answer=answer.strip())


@contextmanager
def _entry(step: str, entry_id: UUID, actor: Actor, at: datetime) -> Iterator[PlannedDecision]:
    subject = ("key_decision", str(entry_id))
    with act(actor=actor, at=at, verb=PLANNED.step(step).event, subject=subject, public=True):
        entry = PlannedDecision.objects.select_for_update().get(pk=entry_id)
        PLANNED.may(step, entry.state, actor).or_raise()
        yield entry


@contextmanager
def _call_in(step: str, number: str, actor: Actor, at: datetime) -> Iterator[CallIn]:
    row = CALL_IN.step(step)
    with transaction.atomic():
        notice_id = Notice.objects.values_list("id", flat=True).get(number=number)
        with act(actor=actor, at=at, verb=row.event, subject=("call_in", number), public=True):
            found = CallIn.objects.select_for_update().get(notice_id=notice_id)
            CALL_IN.may(step, found.state, actor).or_raise()
            yield found


def _to(found: CallIn, step: str, **says: Any) -> None:
    found.state = CALL_IN.step(step).to
    for name, value in says.items():
        setattr(found, name, value)
    found.save(update_fields=["state", *says])


def _met(found: CallIn, met_on: date, at: datetime) -> None:
    if found.called_in_on is not None and not found.called_in_on <= met_on <= localdate(at):
        raise RefusedError("The meeting was after the call-in, and not in the future. Check its day.")


def _not_before(planned_on: date, today: date) -> None:
    if planned_on < today:
        raise RefusedError("A key decision is announced before it is taken. Choose today or a later day.")
