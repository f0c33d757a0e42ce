"""What waits for somebody who refers, or who agrees to a protocol? Rows carry our reference, never a name."""

from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor
from throughline.organisations.working import sight_of

from ..lifecycle import PROBATION, PROVIDER
from ..models import Protocol, Question, Referral
from . import protocols, referrals

MOST = 10
_AGREE = frozenset({"head-of-unit", "provider-manager"})


def waiting_for(actor: Actor) -> list[Task]:
    """Questions to answer, drafts to finish, protocols to agree or to review; within the actor's sight."""
    tasks: list[Task] = []
    if actor.roles & PROBATION:
        tasks += [_question(each.referral.reference, each) for each in referrals.open_questions()[:MOST]]
    if actor.roles & (PROBATION | PROVIDER):
        drafts = Referral.objects.filter(state="draft", begun_by=actor.id).select_related("unit")
        tasks += [_draft(each) for each in drafts.order_by("begun_at")[:MOST]]
    if actor.roles & _AGREE:
        today = timezone.localdate()
        sight = sight_of(actor, today)
        tasks += [_protocol(each) for each in protocols.waiting_for(actor, sight.units, sight.body, today)]
    return tasks


def _question(reference: str, question: Question) -> Task:
    return Task(
        what=f"The service asks about referral {reference}",
        where=question.referral.unit.name,
        since=question.asked_at,
        action="Answer",
        href=reverse("referral-answer", args=[reference, question.id]),
    )


def _draft(referral: Referral) -> Task:
    return Task(
        what=f"Finish your referral {referral.reference}",
        where=referral.unit.name,
        since=referral.begun_at,
        action="Go on",
        href=reverse("refer-part", args=[referral.reference, "why"]),
    )


def _protocol(row: Protocol) -> Task:
    is_due = row.state == "agreed"
    return Task(
        what=f"{'Review' if is_due else 'Agree to'} the protocol: {row.cohort}, version {row.version}",
        where=f"{row.unit.name} and {row.provider.name}",
        since=row.drafted_at,
        action="Review" if is_due else "Read and agree",
        href=reverse("protocol", args=[row.id]),
        by=row.review_on if is_due else None,
    )
