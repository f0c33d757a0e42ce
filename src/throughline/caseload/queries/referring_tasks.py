"""What waits for somebody who refers, or who agrees to a protocol? Rows carry our reference, never a name."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from throughline.frame.scope import Sight
from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date

from ..lifecycle import PROBATION, PROVIDER
from ..models import Protocol, Question, Referral
from ..rules import first_contact_clock
from . import protocols, referrals

MOST = 10
_AGREE = frozenset({"head-of-unit", "provider-manager"})


def waiting_for(actor: Actor, sight: Sight, today: date, now: datetime) -> list[Waiting]:
    """Questions to answer, drafts to finish, protocols to agree, to review or that ended; within the actor's sight."""
    asked = []
    columns: Sequence[str]
    if actor.roles & PROBATION:
        columns = ("asked_at", "referral__reference", "referral__sent_at", "referral__unit__name")
        rows = referrals.open_questions()[:MOST]
        asked.append(Waiting(rows, columns, lambda found: (_question(each, today) for each in found)))
    if actor.roles & (PROBATION | PROVIDER):
        drafts = Referral.objects.filter(state="draft", begun_by=actor.id).order_by("begun_at", "id")[:MOST]
        columns = ("reference", "begun_at", "unit__name")
        asked.append(Waiting(drafts, columns, lambda rows: map(_draft, rows)))
    if actor.roles & _AGREE:
        waiting = protocols.waiting_for(actor, sight.units, sight.body, now)
        columns = (
            "state",
            "cohort",
            "version",
            "drafted_at",
            "review_on",
            "ends_on",
            "ended_at",
            "unit__name",
            "provider__name",
        )
        asked.append(Waiting(waiting, columns, lambda rows: map(_protocol, rows)))
    return asked


def _question(question: Question, today: date) -> Task:
    """The ten working days go on while the service waits for the answer."""
    reference, sent = question.referral.reference, question.referral.sent_at
    assert sent is not None  # noqa: S101 - only what was sent is asked about
    due = first_contact_clock(timezone.localdate(sent), today)
    return Task(
        what=f"The service asks about referral {reference}",
        where=question.referral.unit.name,
        since=question.asked_at,
        action="Answer",
        href=reverse("referral-answer", args=[reference, question.id]),
        by=due.due_on,
        clock=due.words,
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
    if row.ends_on:
        return Task(
            what=f"The other side ended the cohort {row.cohort} from {long_date(row.ends_on)}",
            where=f"{row.unit.name} and {row.provider.name}",
            since=row.ended_at or row.drafted_at,
            action="Read why",
            href=reverse("protocol", args=[row.id]),
        )
    return Task(
        what=f"{'Review' if is_due else 'Agree to'} the protocol: {row.cohort}, version {row.version}",
        where=f"{row.unit.name} and {row.provider.name}",
        since=row.drafted_at,
        action="Review" if is_due else "Read and agree",
        href=reverse("protocol", args=[row.id]),
        by=row.review_on if is_due else None,
    )
