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

from ..law.call_in import may_announce, may_call_in, may_let_it_end, may_move, may_say, may_settle
from ..law.duties import window_ends
from ..law.lifecycle import CALL_IN, PLANNED
from ..made import made_from
from ..models import CallIn, Draft, Notice, PlannedDecision
from ..queries.law import regime_facts_on
from .exempt import refuse_what_is_exempt, refuse_what_is_exempt_in_draft
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
    is_illustration: bool = False,
    actor: Actor,
    at: datetime,
) -> PlannedDecision:
    """The key decision is on the forward plan from today, for everybody to read. Authority: R6.

    RefusedError where its function has no key decisions. An illustration is read by staff only (R46).
    """
    today, step = localdate(at), PLANNED.step("announce")
    may_announce(actor, regime_facts_on(function, today), planned_on=planned_on, today=today).or_raise()
    is_public = not is_illustration
    with act(actor=actor, at=at, verb=step.event, subject=("key_decision", None), public=is_public) as doing:
        _ask_whether_it_is_announced(draft_id)
        refuse_what_is_exempt_in_draft(draft_id, [subject, decision_maker, contact, cannot_wait_because])
        entry = PlannedDecision.objects.create(
            function=function,
            subject=subject,
            decision_maker=decision_maker,
            contact=contact,
            planned_on=planned_on,
            cannot_wait_because=cannot_wait_because,
            draft_id=draft_id,
            is_illustration=is_illustration,
            announced_on=today,
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
    with transaction.atomic():
        _ask_whether_it_is_announced(draft_id, but=entry_id)  # a signature locks the draft first, too
        refuse_what_is_exempt_in_draft(draft_id, [subject, decision_maker, contact, cannot_wait_because])
        with _entry("move", entry_id, actor, at) as entry:
            may_move(entry.state, actor, planned_on=planned_on, today=localdate(at)).or_raise()
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
        if notice.is_illustration and not entry.is_illustration:
            raise RefusedError(
                f"Decision {notice.number} is an illustration, and everybody reads this entry."
            )
        may_settle(
            entry.state,
            actor,
            number=notice.number,
            same_function=notice.function in (None, entry.function),
            announced_on=entry.announced_on,
            decided_on=notice.decided_on,
        ).or_raise()
        _became(entry, notice)


def settle_announced(*, draft_id: UUID, number: str, actor: Actor, at: datetime) -> None:
    """Where that draft was announced, its entry became this decision; nothing where it was not. Authority: R6."""
    waiting = PlannedDecision.objects.select_for_update().filter(draft_id=draft_id, state="planned")
    for entry_id in waiting.values_list("id", flat=True):
        with _entry("settle", entry_id, actor, at) as entry:
            _became(entry, Notice.objects.get(number=number))


def drop(*, entry_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The entry will not be decided; it stays readable, with the reason, and its draft may be announced anew."""
    with _entry("drop", entry_id, actor, at) as entry:
        may_say("drop", because).or_raise()
        refuse_what_is_exempt_in_draft(entry.draft_id, [because])
        entry.dropped_because, entry.state = because.strip(), PLANNED.step("drop").to
        entry.draft = None
        entry.save(update_fields=["dropped_because", "state", "draft"])


def open_window(published: DecisionPublished) -> None:
    """A decision made here that can be called in has a window from its publication on; hears DecisionPublished.

    What counts is the law that its record names, that of the day of the decision, whatever is in force since.
    """
    notice = Notice.objects.get(number=published.number)
    made = None if notice.made is None else made_from(notice.made)
    if made is None or not made.days_of_call_in:
        return
    law, opened_on = made.law, localdate(published.at)
    assert law is not None  # noqa: S101 - no days without a law
    with act(
        actor=published.actor,
        at=published.at,
        verb=CALL_IN.step("open_window").event,
        subject=("call_in", notice.number),
        public=not notice.is_illustration,
    ) as doing:
        opened = CallIn.objects.create(
            notice=notice,
            scrutiny_body=law.scrutiny_body,
            authority=law.authority,
            working_days=made.days_of_call_in,
            opened_on=opened_on,
            last_day_on=window_ends(opened_on, made.days_of_call_in),
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


def _became(entry: PlannedDecision, notice: Notice) -> None:
    entry.notice, entry.state = notice, PLANNED.step("settle").to
    entry.save(update_fields=["notice", "state"])


@contextmanager
def _entry(step: str, entry_id: UUID, actor: Actor, at: datetime) -> Iterator[PlannedDecision]:
    subject = ("key_decision", str(entry_id))
    is_public = not PlannedDecision.objects.filter(pk=entry_id, is_illustration=True).exists()
    with act(actor=actor, at=at, verb=PLANNED.step(step).event, subject=subject, public=is_public):
        entry = PlannedDecision.objects.select_for_update().get(pk=entry_id)
        PLANNED.may(step, entry.state, actor).or_raise()
        yield entry


@contextmanager
def _call_in(step: str, number: str, actor: Actor, at: datetime) -> Iterator[CallIn]:
    row = CALL_IN.step(step)
    with transaction.atomic():
        notice = Notice.objects.select_related("file").get(number=number)
        is_public, subject = not notice.is_illustration, ("call_in", number)
        with act(actor=actor, at=at, verb=row.event, subject=subject, public=is_public):
            found = CallIn.objects.select_for_update().get(notice_id=notice.id)
            CALL_IN.may(step, found.state, actor).or_raise()
            yield found
            said = [found.called_in_for, found.reasons, found.result, found.answer]
            refuse_what_is_exempt(notice, said)


def _to(found: CallIn, step: str, **says: Any) -> None:
    found.state = CALL_IN.step(step).to
    for name, value in says.items():
        setattr(found, name, value)
    found.save(update_fields=["state", *says])


def _met(found: CallIn, met_on: date, at: datetime) -> None:
    if found.called_in_on is not None and not found.called_in_on <= met_on <= localdate(at):
        raise RefusedError("The meeting was after the call-in, and not in the future. Check its day.")


def _ask_whether_it_is_announced(draft_id: UUID | None, but: UUID | None = None) -> None:
    if draft_id is None:
        return
    Draft.objects.select_for_update().get(pk=draft_id)
    if any(
        each != but for each in PlannedDecision.objects.filter(draft_id=draft_id).values_list("id", flat=True)
    ):
        raise RefusedError("This draft stands on the forward plan already. Change that entry instead.")
