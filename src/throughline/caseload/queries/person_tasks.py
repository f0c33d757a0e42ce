"""What waits for a key worker with the people in their care? References, no names: a home page is no list."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..lifecycle import WORKER
from ..models import Assessment, Referral
from ..rules import first_contact_clock
from .record_modes import HERE, mode_of_row

MOST = 3


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """First assessments to begin by their clock, those under way, and pathways to start, where the record is here."""
    if not actor.roles & WORKER:
        return []
    mine = Referral.objects.annotate(record_mode=mode_of_row(today)).filter(
        record_mode=HERE, key_worker=actor.id, state__in=["assigned", "assessed"], sent_at__isnull=False
    )
    rows = mine.exclude(assessments__state="draft").order_by("sent_at", "id")[: 2 * MOST]
    drafts = Assessment.objects.filter(state="draft", referral__key_worker=actor.id)
    return [
        Waiting(
            rows,
            ("reference", "state", "sent_at", "first_contact_on"),
            lambda found: (_task(each, today) for each in found),
        ),
        Waiting(
            drafts.order_by("begun_at", "id")[:MOST],
            ("begun_at", "referral__reference"),
            lambda found: map(_under_way, found),
        ),
    ]


def _task(each: Referral, today: date) -> Task:
    sent, href = each.sent_at, reverse("case", args=[each.reference])
    assert sent is not None  # noqa: S101 - asked of rows that were sent
    if each.state == "assessed":
        return Task(f"Start a pathway for {each.reference}", "Assessed", sent, "Start", href)
    what = f"Assess {each.reference}"
    if each.first_contact_on:
        return Task(what, "In your care", sent, "Open", href)
    due = first_contact_clock(timezone.localdate(sent), today)
    return Task(what, "In your care, not met yet", sent, "Open", href, by=due.due_on, clock=due.words)


def _under_way(each: Assessment) -> Task:
    reference = each.referral.reference
    return Task(
        f"The assessment of {reference} is under way",
        "Saved as you went",
        each.begun_at,
        "Go on",
        reverse("assessment", args=[reference, each.id]),
    )
