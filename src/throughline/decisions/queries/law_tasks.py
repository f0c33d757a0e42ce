"""What of the scheme and of the regimes waits for the monitoring officer to confirm it?"""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..law.lifecycle import MONITORING_OFFICER
from ..models import Regime, Scheme


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Of the monitoring officer: each version that is prepared, or used unverified. Authority: R2, R6."""
    if MONITORING_OFFICER in actor.roles:
        still = Q(in_force_until__isnull=True) | Q(in_force_until__gt=localdate())
        wanted = Q(still, state__in=["prepared", "unconfirmed"])
        yield Waiting(
            Scheme.objects.filter(wanted).order_by("made_at", "id"),
            ("title", "state", "made_at"),
            lambda found: [_task(each, "scheme-version", each.title) for each in found],
        )
        yield Waiting(
            Regime.objects.filter(wanted).order_by("made_at", "id"),
            ("function", "state", "made_at"),
            lambda found: [_task(each, "regime", each.get_function_display()) for each in found],
        )


def _task(each: Scheme | Regime, page: str, words: str) -> Task:
    return Task(
        words,
        "Used, and unverified" if each.state == "unconfirmed" else "A new version to confirm",
        each.made_at,
        "Compare and confirm",
        reverse(page, args=[each.id]),
    )


def waiting_for_others(actor: Actor) -> list[Waiting]:
    """Nothing of the law waits for others."""
    return []
