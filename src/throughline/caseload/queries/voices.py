"""What do people say of the service at the units in sight?"""

from django.db.models import Avg, Count, QuerySet

from throughline.frame.lists import Listing, Sort, by

from ..actions.voices import SCORES
from ..models import Voice

LISTING = Listing(
    sorts=(
        Sort("newest", "Newest first", ("-said_on", "id")),
        Sort("worst", "Worst first", ("score", "-said_on", "id")),
    ),
    filters=(by("score", "How it was", {str(score): words for score, words in SCORES.items()}),),
)


def voices() -> QuerySet[Voice]:
    """Every voice of the units in sight."""
    return Voice.objects.select_related("unit")


def in_short() -> list[tuple[str, int, float | None]]:
    """Each unit with how many voices, and their mean from 1 to 5 where anybody chose one."""
    rows = Voice.objects.values("unit__name").annotate(many=Count("id"), mean=Avg("score"))
    return [(each["unit__name"], each["many"], each["mean"]) for each in rows.order_by("unit__name")]
