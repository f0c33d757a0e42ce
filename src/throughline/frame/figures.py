"""How much waits in this installation, in figures that name nobody?"""

from dataclasses import dataclass

from django.db.models import Count, Q
from procrastinate.contrib.django.models import ProcrastinateJob

from .models import Letter


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of now: its name as a monitoring system wants it, what it means, its value."""

    name: str
    words: str
    value: int


def figures_of_jobs() -> list[Figure]:
    """How many jobs wait, and how many were given up."""
    jobs = ProcrastinateJob.objects
    return [
        Figure("jobs_waiting", "Jobs that have not begun.", jobs.filter(status="todo").count()),
        Figure("jobs_failed", "Jobs that were given up.", jobs.filter(status="failed").count()),
    ]


def figures_of_letters() -> list[Figure]:
    """How many letters no carrier has taken yet, and how many nobody tries to send any more."""
    counted = Letter.objects.filter(sent_at=None).aggregate(
        owed=Count("key", filter=Q(is_given_up=False)), given_up=Count("key", filter=Q(is_given_up=True))
    )
    return [
        Figure("letters_owed", "Letters that no carrier has taken yet.", counted["owed"]),
        Figure("letters_given_up", "Letters that are not tried any more.", counted["given_up"]),
    ]
