"""Which signature is being waited for, by whom, and since when?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.dates import working_days_between
from throughline.organisations.delegation.queries import Someone, staffed

from ..signing.standing import able, asked_of_posts
from .drafting import visible_to


def waiting_signatures(actor: Actor) -> QuerySet[Any]:
    """Every signature that somebody is being asked for now, of the drafts that the actor may see."""
    drafts = visible_to(actor).order_by().values("id")
    return asked_of_posts().filter(draft__in=drafts).select_related("draft")


@dataclass(frozen=True, slots=True)
class Held:
    """One row of "who is holding what": a draft, the post that has it, since when, in working days."""

    draft_id: UUID
    draft: str
    total: object
    title: str
    who: str
    since: datetime
    days: int


def held(rows: Sequence[Any], at: datetime) -> list[Held]:
    """The signatures as rows of the list, with who acts for each post today."""
    today = localdate(at)
    posts = staffed(today, {row.post_id for row in rows})
    return [
        Held(
            row.draft_id,
            str(row.draft),
            row.draft.total_pence,
            row.title,
            names_or_nobody(able(posts[row.post_id], row.kept)),
            row.asked_at or at,
            days_since(row.asked_at, today),
        )
        for row in rows
    ]


def asked_posts(actor: Actor) -> list[tuple[str, str]]:
    """The posts that are being waited for, as choices."""
    rows = waiting_signatures(actor).order_by("title").values_list("post_id", "title").distinct()
    return [(str(post), title) for post, title in rows]


def days_since(since: datetime | None, today: date) -> int:
    """The working days from that moment to that day; none where there is no moment."""
    return working_days_between(localdate(since), today) if since else 0


def names_or_nobody(readers: Sequence[Someone]) -> str:
    """The names as alternatives in a sentence; "nobody" where there is none."""
    if not readers:
        return "nobody"
    names = [each.name for each in readers]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
