"""What waits for a unit that decides, gives people to key workers, and moves them? No names: a home page is no list."""

from datetime import date

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..lifecycle import PROVIDER
from ..models import Question, Referral
from ..rules import first_contact_clock
from .inbox import held, offered_by_us, offered_to_us, to_decide

MOST = 3


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """Referrals to decide with the nearest clock, who is offered, answers that came, who waits for a key worker."""
    if not actor.roles & PROVIDER:
        return []
    return [*_to_decide(today), *_offers(), *_answers(), *_to_allocate()]


def waiting_for_others(actor: Actor) -> list[Task]:
    """Questions that probation has not answered, and people offered to others."""
    if not actor.roles & PROVIDER:
        return []
    rows = held(Referral.objects.filter(questions__answered_at=None, questions__isnull=False))
    found = rows.order_by("questions__asked_at").values_list("reference", "questions__asked_at")
    asked = [
        Task(
            f"An answer about {reference}",
            "Referral",
            since,
            "",
            reverse("triage", args=[reference]),
            who="probation",
        )
        for reference, since in found[:MOST]
    ]
    return asked + [
        Task(
            f"{each.reference} is offered",
            "Transfer",
            each.transfer.offered_at,
            "",
            reverse("transfer", args=[each.transfer.id]),
            who=each.transfer.to_unit.name,
        )
        for each in offered_by_us()[:MOST]
    ]


def _to_decide(today: date) -> list[Task]:
    found = to_decide().order_by().aggregate(many=Count("id"), first=Min("sent_at"))
    if not found["many"]:
        return []
    clock = first_contact_clock(timezone.localdate(found["first"]), today)
    many = f"{found['many']} referrals" if found["many"] > 1 else "1 referral"
    what = f"Decide about {many}: {'the first is ' if found['many'] > 1 else ''}{clock.words}"
    return [Task(what, "Inbox", found["first"], "Decide", reverse("inbox"), by=clock.due_on)]


def _offers() -> list[Task]:
    return [
        Task(
            f"{each.reference} is offered to {each.transfer.to_unit.name}",
            f"From {each.transfer.from_unit.name}",
            each.transfer.offered_at,
            "Answer",
            reverse("transfer", args=[each.transfer.id]),
        )
        for each in offered_to_us()[:MOST]
    ]


def _answers() -> list[Task]:
    rows = (
        Question.objects.filter(answered_at__isnull=False, referral__in=to_decide())
        .select_related("referral", "referral__unit")
        .order_by("answered_at", "id")
    )
    return [
        Task(
            f"Probation answered about {each.referral.reference}",
            each.referral.unit.name,
            each.answered_at,
            "Read",
            reverse("triage", args=[each.referral.reference]),
        )
        for each in rows[:MOST]
        if each.answered_at is not None
    ]


def _to_allocate() -> list[Task]:
    rows = held(Referral.objects.filter(state="accepted"))
    found = rows.aggregate(many=Count("id"), first=Min("triaged_at"))
    if not found["many"]:
        return []
    many = f"{found['many']} people wait" if found["many"] > 1 else "1 person waits"
    return [
        Task(f"{many} for a key worker", "Waiting list", found["first"], "Allocate", reverse("waiting-list"))
    ]
