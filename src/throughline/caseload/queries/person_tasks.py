"""What waits for a key worker with the people in their care? References, no names: a home page is no list."""

from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..lifecycle import WORKER
from ..models import Assessment, Referral
from ..rules import first_contact_clock

MOST = 3


def waiting_for(actor: Actor) -> list[Task]:
    """First assessments to begin by their clock, those under way, and pathways to start; two queries."""
    if not actor.roles & WORKER:
        return []
    return [*_to_meet(actor), *_under_way(actor)]


def _to_meet(actor: Actor) -> list[Task]:
    mine = Referral.objects.filter(key_worker=actor.id, state__in=["assigned", "assessed"])
    rows = list(mine.exclude(assessments__state="draft").order_by("sent_at", "id")[: 2 * MOST])
    return [_task(each) for each in rows if each.sent_at]


def _task(each: Referral) -> Task:
    sent, href = each.sent_at, reverse("case", args=[each.reference])
    assert sent is not None  # noqa: S101 - asked of rows that were sent
    if each.state == "assessed":
        return Task(f"Start a pathway for {each.reference}", "Assessed", sent, "Start", href)
    due = (
        None if each.first_contact_on else first_contact_clock(timezone.localdate(sent), timezone.localdate())
    )
    return Task(
        f"Assess {each.reference}", "In your care", sent, "Open", href, by=due.due_on if due else None
    )


def _under_way(actor: Actor) -> list[Task]:
    rows = Assessment.objects.filter(state="draft", referral__key_worker=actor.id)
    found = rows.order_by("begun_at", "id").values_list("referral__reference", "id", "begun_at")
    return [
        Task(
            f"The assessment of {reference} is under way",
            "Saved as you went",
            begun,
            "Go on",
            reverse("assessment", args=[reference, row]),
        )
        for reference, row, begun in found[:MOST]
    ]
