"""What of the scheme and of the regimes waits for the monitoring officer to confirm it?"""

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..law.lifecycle import MONITORING_OFFICER
from ..models import Regime, Scheme


def waiting_for(actor: Actor) -> list[Task]:
    """Of the monitoring officer: each version that is prepared, or used unverified; two queries. Authority: R2, R6."""
    if MONITORING_OFFICER not in actor.roles:
        return []
    still = Q(in_force_until__isnull=True) | Q(in_force_until__gt=localdate())
    schemes = Scheme.objects.filter(still, state__in=["prepared", "unconfirmed"]).order_by("made_at", "id")
    regimes = Regime.objects.filter(still, state__in=["prepared", "unconfirmed"]).order_by("made_at", "id")
    waiting: list[tuple[str, Scheme | Regime, str]] = [
        *(("scheme-version", each, each.title) for each in schemes),
        *(("regime", each, each.get_function_display()) for each in regimes),
    ]
    return [
        Task(
            words,
            "Used, and unverified" if each.state == "unconfirmed" else "A new version to confirm",
            each.made_at,
            "Compare and confirm",
            reverse(page, args=[each.id]),
        )
        for page, each, words in waiting
    ]


def waiting_for_others(actor: Actor) -> list[Task]:
    """Nothing of the law waits for others."""
    return []
