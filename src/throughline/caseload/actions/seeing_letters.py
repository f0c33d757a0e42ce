"""Which letter says that a record was opened in an emergency, or that somebody asks to see one? A link alone. R37"""

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from throughline.frame import letters
from throughline.organisations import working

from ..care.local_time import day_of
from ..queries.seeing_tasks import REVIEWERS, asks_to_answer, glass_to_review
from ..sight import look


def write_of_seeing(unit: UUID, *, at: datetime) -> int:
    """Whoever answers for the unit and may act on it is written to, once for the newest of each; how many letters."""
    day, count = day_of(at), 0
    for person in [*working.everybody_in(unit, day), *working.managers_of(unit, day)]:
        actor = person.as_actor()
        if not actor.roles & REVIEWERS:
            continue
        look(actor, day)
        for kind, rows, subject in (
            (
                "glass",
                glass_to_review(actor).order_by("-broken_at", "id"),
                "A record was opened in an emergency",
            ),
            (
                "asked",
                asks_to_answer(actor).order_by("-asked_at", "id"),
                "Somebody asks your unit a question",
            ),
        ):
            newest = rows.filter(unit=unit).values_list("id", flat=True).first()
            if newest is None:
                continue
            message = letters.Message(
                key=f"seeing-{kind}:{newest}:{person.id}",
                to=person.email,
                name=person.name,
                subject=subject,
                text="It waits for you. Sign in to read it.",
                path=reverse("glass-reviews"),
            )
            count += letters.owe(message, at=at) is not None
    return count
