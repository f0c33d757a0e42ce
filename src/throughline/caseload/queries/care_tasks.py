"""What of appointments and treatment waits for a key worker? Counts and no names: a home page is no list."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.urls import reverse

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.wording import both

from ..allocation.rules import covers_for
from ..care.local_time import bounds_of
from ..lifecycle import PROVIDER, UNDER_WAY
from ..models import Appointment, Onward, Treatment
from ..rules import TREATMENT_DAYS, treatment_clock
from .candidates import away_on
from .kept import shown
from .today import ANOTHER_TIME, RECORDED_LATE

MOST = 3
SOON_DAYS = 7
ANSWER_DAYS = 28  # after which somebody asks what came of help elsewhere


def waiting_for(actor: Actor, today: date, now: datetime) -> list[Waiting]:
    """What was not recorded, today's people, treatments near 21 days or withdrawn, silent help elsewhere."""
    if not actor.roles & PROVIDER:
        return []
    return [_meetings(actor, today, now), _treatments(actor, today), _left(actor), _onward(actor, today)]


def _meetings(actor: Actor, today: date, now: datetime) -> Waiting:
    """Whom they cover for is known from who is away: it comes with each row."""
    away, ends = away_on(today), bounds_of(today, today)[1]

    def tasks(rows: list[Any]) -> Iterator[Task]:
        whose = covers_for(
            actor.id, [(each["worker"], each["covered_by"]) for row in rows[:1] for each in row.away]
        )
        mine = [each for each in rows if each.with_whom in whose]
        gone = [each for each in mine if each.begins_at < now]
        come = [each for each in mine if now <= each.begins_at < ends]
        asked = [
            each for each in mine if each.begins_at >= now and each.asked_to_move_at and not each.stays_at
        ]
        counts = (
            (len(gone), "to record"),
            (len(come), "to come"),
            (len(asked), "asked for another time"),
        )
        if words := [f"{many} {what}" for many, what in counts if many]:
            since = (
                mine[0].begins_at if gone else min(each.asked_to_move_at or each.booked_at for each in mine)
            )
            yield Task(
                f"Today: {both(words)}",
                "Appointments",
                since,
                "Open today",
                reverse("today"),
                by=today,
                clock="today",
            )

    rows = Appointment.objects.filter(
        shown(now),
        Q(with_whom=actor.id) | Q(with_whom__in=away.values("worker")),
        Q(begins_at__lt=ends) | ANOTHER_TIME,
        state="scheduled",
        begins_at__gte=now - RECORDED_LATE,
    ).annotate(away=ArraySubquery(away.values_list(JSONObject(worker="worker", covered_by="covered_by"))))
    columns = ("begins_at", "booked_at", "with_whom", "asked_to_move_at", "stays_at", "away")
    return Waiting(rows.order_by("begins_at", "id"), columns, tasks)


def _treatments(actor: Actor, today: date) -> Waiting:
    waiting = Treatment.objects.filter(
        state__in=("referred", "accepted"),
        referral__key_worker=actor.id,
        referral__state__in=UNDER_WAY,
        referred_on__lte=today - timedelta(days=TREATMENT_DAYS - SOON_DAYS),
    )

    def task(each: Treatment) -> Task:
        reference, sent = each.referral.reference, each.referred_on
        return Task(
            f"Treatment of {reference} has not begun",
            "Treatment",
            bounds_of(sent, sent)[0],
            "Say how it stands",
            reverse("case-support", args=[reference]),
            by=sent + timedelta(days=TREATMENT_DAYS),
            clock=treatment_clock(sent, today).words,
        )

    rows = waiting.order_by("referred_on", "id")[:MOST]
    return Waiting(rows, ("referred_on", "referral__reference"), lambda found: map(task, found))


def _left(actor: Actor) -> Waiting:
    """Treatments of whom probation withdrew: their service has to hear it, and to say how they go on or ended."""
    left = Treatment.objects.filter(
        state__in=("referred", "accepted", "started"),
        referral__key_worker=actor.id,
        referral__state="withdrawn",
    )

    def task(each: Treatment) -> Task:
        reference, on = each.referral.reference, each.referral.exited_on or each.referred_on
        return Task(
            f"Tell the treatment service that {reference} is withdrawn",
            "Treatment",
            bounds_of(on, on)[0],
            "Say how it ended",
            reverse("case-support", args=[reference]),
        )

    rows = left.order_by("referral__exited_on", "id")[:MOST]
    columns = ("referred_on", "referral__reference", "referral__exited_on")
    return Waiting(rows, columns, lambda found: map(task, found))


def _onward(actor: Actor, today: date) -> Waiting:
    silent = Onward.objects.filter(
        outcome="",
        referral__key_worker=actor.id,
        referral__person__died_on=None,
        sent_on__lte=today - timedelta(days=ANSWER_DAYS),
    )

    def task(each: Onward) -> Task:
        reference = each.referral.reference
        return Task(
            f"What came of help elsewhere for {reference}?",
            "Support",
            bounds_of(each.sent_on, each.sent_on)[0],
            "Say it",
            reverse("case-support", args=[reference]) + "#onward",
        )

    rows = silent.order_by("sent_on", "id")[:MOST]
    return Waiting(rows, ("sent_on", "referral__reference"), lambda found: map(task, found))
