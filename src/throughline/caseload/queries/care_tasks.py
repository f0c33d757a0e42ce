"""What of appointments and treatment waits for a key worker? Counts and no names: a home page is no list."""

from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor
from throughline.kernel.wording import both

from ..care.local_time import bounds_of
from ..lifecycle import PROVIDER
from ..models import Appointment, Onward, Treatment
from ..rules import TREATMENT_DAYS
from .candidates import whose_people
from .today import RECORDED_LATE

SOON_DAYS = 7
ANSWER_DAYS = 28  # after which somebody asks what came of help elsewhere


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """What was not recorded, today's people, treatments near their 21 days, help elsewhere without an answer."""
    if not actor.roles & PROVIDER:
        return []
    return [*_meetings(actor, today), *_treatments(actor, today), *_onward(actor, today)]


def _meetings(actor: Actor, today: date) -> list[Task]:
    now = timezone.now()
    _, ends = bounds_of(today, today)
    rows = Appointment.objects.filter(
        with_whom__in=whose_people(actor, today),
        state="scheduled",
        begins_at__gte=now - RECORDED_LATE,
        begins_at__lt=ends,
    )
    gone = rows.filter(begins_at__lt=now).aggregate(many=Count("id"), since=Min("begins_at"))
    ahead = rows.filter(begins_at__gte=now).aggregate(many=Count("id"), since=Min("booked_at"))
    words = []
    if gone["many"]:
        words.append(f"{gone['many']} to record")
    if ahead["many"]:
        words.append(f"{ahead['many']} to come")
    if not words:
        return []
    since = gone["since"] or ahead["since"]
    return [Task(f"Today: {both(words)}", "Appointments", since, "Open today", reverse("today"))]


def _treatments(actor: Actor, today: date) -> list[Task]:
    waiting = Treatment.objects.filter(
        state__in=("referred", "accepted"),
        referral__key_worker=actor.id,
        referred_on__lte=today - timedelta(days=TREATMENT_DAYS - SOON_DAYS),
    )
    found = waiting.order_by("referred_on", "id").values_list("referral__reference", "referred_on")
    return [
        Task(
            f"Treatment of {reference} has not begun",
            "Treatment",
            bounds_of(sent, sent)[0],
            "Say how it stands",
            reverse("case-support", args=[reference]),
            by=sent + timedelta(days=TREATMENT_DAYS),
        )
        for reference, sent in found[:3]
    ]


def _onward(actor: Actor, today: date) -> list[Task]:
    silent = Onward.objects.filter(
        outcome="", referral__key_worker=actor.id, sent_on__lte=today - timedelta(days=ANSWER_DAYS)
    )
    found = silent.order_by("sent_on", "id").values_list("referral__reference", "sent_on")
    return [
        Task(
            f"What came of help elsewhere for {reference}?",
            "Support",
            bounds_of(sent, sent)[0],
            "Say it",
            reverse("case-support", args=[reference]) + "#onward",
        )
        for reference, sent in found[:3]
    ]
