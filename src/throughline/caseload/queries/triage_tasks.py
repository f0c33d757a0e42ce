"""What waits for a unit that decides, gives people to key workers, and moves them? No names: a home page is no list."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting, counted
from throughline.kernel.actor import Actor

from ..lifecycle import MANAGER, PROVIDER
from ..models import Question, Referral, Transfer
from ..rules import first_contact_clock
from .confirming import HEAD
from .inbox import OFFERED_TO_US, TO_DECIDE, held, sent_before, to_decide
from .record_modes import HERE, mode_of_row

MOST = 3
_GIVEN = ("assigned", "assessed", "on_pathway")


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """Referrals to decide with the nearest clock, who is offered, answers that came, who waits for a key worker.

    Whoever answers for a unit is told who was not met in time.
    """
    late = [_not_met(actor, today)] if actor.roles & (HEAD | MANAGER) else []
    if not actor.roles & PROVIDER:
        return late
    return [*late, _to_decide(today), _offers(), _answers(), _to_allocate(today)]


def waiting_for_others(actor: Actor) -> list[Waiting]:
    """Questions that probation has not answered, and people offered to others."""
    if not actor.roles & PROVIDER:
        return []
    asked = Question.objects.filter(answered_at=None, referral__in=held(Referral.objects.all()))
    offered = Transfer.objects.filter(state="offered").exclude(OFFERED_TO_US)
    return [
        Waiting(
            asked.order_by("asked_at", "id")[:MOST],
            ("asked_at", "referral__reference"),
            lambda rows: map(_asked, rows),
        ),
        Waiting(
            offered.order_by("offered_at", "id")[:MOST],
            ("offered_at", "referral__reference", "to_unit__name"),
            lambda rows: map(_offered, rows),
        ),
    ]


def _asked(each: Question) -> Task:
    reference = each.referral.reference
    href = reverse("triage", args=[reference])
    return Task(f"An answer about {reference}", "Referral", each.asked_at, "", href, who="probation")


def _offered(each: Transfer) -> Task:
    href = reverse("transfer", args=[each.id])
    what = f"{each.referral.reference} is offered"
    return Task(what, "Transfer", each.offered_at, "", href, who=each.to_unit.name)


def _to_decide(today: date) -> Waiting:
    def tasks(rows: list[Any]) -> Iterator[Task]:
        for first in rows:
            clock = first_contact_clock(timezone.localdate(first.sent_at), today)
            many = f"{first.many} referrals" if first.many > 1 else "1 referral"
            words = f"the first: {clock.words}" if first.many > 1 else clock.words
            what, href = f"Decide about {many}", reverse("inbox")
            yield Task(what, "Inbox", first.sent_at, "Decide", href, by=clock.due_on, clock=words)

    rows = counted(held(Referral.objects.filter(state__in=TO_DECIDE)), "sent_at")
    return Waiting(rows, ("sent_at", "many"), tasks)


def _not_met(actor: Actor, today: date) -> Waiting:
    page = "my-people" if actor.roles & MANAGER else "referrals"

    def tasks(rows: list[Any]) -> Iterator[Task]:
        for first in rows:
            clock = first_contact_clock(timezone.localdate(first.sent_at), today)
            what = (
                f"{first.many} people were not met in time"
                if first.many > 1
                else "1 person was not met in time"
            )
            href = f"{reverse(page)}?sort=unmet"
            yield Task(what, "First contact", first.sent_at, "See", href, by=clock.due_on, clock=clock.words)

    known = held(Referral.objects.filter(state__in=_GIVEN, first_contact_on=None))
    return Waiting(
        counted(known.filter(sent_at__lt=sent_before(today)), "sent_at"), ("sent_at", "many"), tasks
    )


def _offers() -> Waiting:
    rows = Transfer.objects.filter(OFFERED_TO_US, state="offered").order_by("offered_at", "id")[:MOST]
    columns = ("offered_at", "referral__reference", "to_unit__name", "from_unit__name")
    return Waiting(rows, columns, lambda found: map(_offer, found))


def _offer(each: Transfer) -> Task:
    return Task(
        f"{each.referral.reference} is offered to {each.to_unit.name}",
        f"From {each.from_unit.name}",
        each.offered_at,
        "Answer",
        reverse("transfer", args=[each.id]),
    )


def _answers() -> Waiting:
    rows = Question.objects.filter(answered_at__isnull=False, referral__in=to_decide().values("pk"))
    columns = ("answered_at", "referral__reference", "referral__unit__name")
    return Waiting(rows.order_by("answered_at", "id")[:MOST], columns, lambda found: map(_answer, found))


def _answer(each: Question) -> Task:
    assert each.answered_at is not None  # noqa: S101 - asked of those that were answered
    reference = each.referral.reference
    return Task(
        f"Probation answered about {reference}",
        each.referral.unit.name,
        each.answered_at,
        "Read",
        reverse("triage", args=[reference]),
    )


def _to_allocate(today: date) -> Waiting:
    def tasks(rows: list[Any]) -> Iterator[Task]:
        for first in rows:
            many = f"{first.many} people wait" if first.many > 1 else "1 person waits"
            what = f"{many} for a key worker"
            yield Task(what, "Waiting list", first.triaged_at, "Allocate", reverse("waiting-list"))

    # Where the record is in the provider's own system, so is who takes care of whom.
    here = Referral.objects.annotate(record_mode=mode_of_row(today)).filter(record_mode=HERE)
    rows = counted(held(here.filter(state="accepted")), "triaged_at")
    return Waiting(rows, ("triaged_at", "many"), tasks)
