"""Which protocols are there between probation and the providers, and what differs from one version to the next?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import ndiff
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least
from django.utils import timezone

from throughline.frame.lists import Filter, Listing, Sort, by
from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date
from throughline.organisations.queries import names_of

from ..actions.cohorts import AGREED
from ..models import Protocol

TEXTS = {
    "eligible": "Who is eligible",
    "risk_shared": "How risk is shared",
    "who_does_what": "Who does what by when",
}
STATES = {
    "draft": ("Draft", "quiet"),
    "half_agreed": ("One side has agreed", "wait"),
    "agreed": ("In force", "good"),
    "replaced": ("Replaced", "quiet"),
    "ended": ("Ended", "quiet"),
    "discarded": ("Thrown away", "quiet"),
}
ENDED_LATELY = timedelta(days=14)  # for so long the other side reads of it on its first page
LISTING = Listing(
    sorts=(
        Sort("unit", "Unit", ("unit__name", "provider__name", "cohort", "-version", "id")),
        Sort("review", "Next review", ("review_on", "id")),
    ),
    filters=(
        by("state", "State", {code: words for code, (words, _) in STATES.items()}),
        Filter(
            "review",
            "Review",
            lambda _: [("due", "Its day has come")],
            lambda rows, _: rows.filter(is_to_review(timezone.localdate())),
        ),
        Filter(
            "unit",
            "Unit",
            lambda rows: list(rows.order_by("unit__name").values_list("unit__name", "unit__name").distinct()),
            lambda rows, value: rows.filter(unit__name=value),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one part said before and says now, line by line: kept, gone or new."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def every() -> QuerySet[Protocol]:
    """Every version, with the day `until` which it binds where a newer one was agreed or the cohort ended.

    It names nobody on probation.
    """
    since = Protocol.objects.filter(
        provider=OuterRef("provider"), unit=OuterRef("unit"), cohort=OuterRef("cohort"), state__in=AGREED
    )
    newer = since.filter(version__gt=OuterRef("version")).order_by("eligible_from")
    ended = since.filter(version__gte=OuterRef("version"), ends_on__isnull=False).order_by("ends_on")
    until = Least(Subquery(newer.values("eligible_from")[:1]), Subquery(ended.values("ends_on")[:1]))
    return Protocol.objects.select_related("unit", "provider").annotate(until=until)


def is_to_review(today: date) -> Q:
    """The condition that a version is in force and the day of its review has come."""
    return Q(state="agreed", review_on__lte=today)


def stands(row: Protocol, today: date) -> tuple[str, str]:
    """How a version of `every` stands on that day, in words, with the tone: agreed is not yet begun, replaced or ended
    not yet over."""
    until = getattr(row, "until", None)
    if row.state == "agreed" and row.eligible_from > today:
        return f"Agreed, from {long_date(row.eligible_from)}", "wait"
    if row.state in ("replaced", "ended") and until and row.eligible_from <= today < until:
        return f"In force until {long_date(until)}", "good" if row.state == "replaced" else "wait"
    if row.state == "ended" and row.ends_on:
        return f"Ended on {long_date(row.ends_on)}", "quiet"
    return STATES[row.state]


def one(protocol_id: UUID | str) -> Protocol | None:
    """The version of that id."""
    return every().filter(id=protocol_id).first()


def last_before(row: Protocol) -> Protocol | None:
    """The version before it of the same cohort that was not thrown away."""
    earlier = Protocol.objects.filter(
        provider=row.provider_id, unit=row.unit_id, cohort=row.cohort, version__lt=row.version
    )
    return earlier.exclude(state="discarded").order_by("-version").first()


def differences(before: Protocol | None, now: Protocol) -> list[Difference]:
    """What the version says otherwise than the one before; empty where there is none before."""
    if before is None:
        return []
    found = []
    for name, heading in TEXTS.items():
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            sides = {"- ": "gone", "+ ": "new", "  ": "kept"}
            lines = ndiff(_sentences(old), _sentences(new))
            found.append(
                Difference(heading, tuple((sides[line[:2]], line[2:]) for line in lines if line[:2] in sides))
            )
    return found


def names_in(row: Protocol) -> dict[str, str]:
    """Who agreed to it or ended it, by name."""
    return names_of({row.for_probation_by, row.for_provider_by, row.ended_by} - {""})


def signed(row: Protocol, names: dict[str, str]) -> list[dict[str, object]]:
    """Who agreed for which side, and when."""
    sides = (
        ("Probation’s head of unit", row.for_probation_at, row.for_probation_by),
        (f"Manager, {row.provider.name}", row.for_provider_at, row.for_provider_by),
    )
    return [
        {"post": post, "signed_on": timezone.localdate(at) if at else None, "name": names.get(who, "")}
        for post, at, who in sides
    ]


def waiting_for(
    actor: Actor, units: Collection[UUID], body: UUID | None, now: datetime
) -> QuerySet[Protocol]:
    """The versions that wait for the actor's side, those whose review is due, and what somebody else ended lately."""
    today = timezone.localdate(now)
    side = {"unit__in": units} if "head-of-unit" in actor.roles else {"provider": body}
    agreed = "for_probation_at" if "head-of-unit" in actor.roles else "for_provider_at"
    waits = Q(state__in=["draft", "half_agreed"], **{agreed: None})
    ended = Q(ended_at__gt=now - ENDED_LATELY) & ~Q(ended_by=actor.id)
    return every().filter(waits | is_to_review(today) | ended, **side).order_by("drafted_at", "id")


def _sentences(text: str) -> list[str]:
    return [
        each.strip()
        for line in text.splitlines()
        for each in line.replace(". ", ".\n").splitlines()
        if each.strip()
    ]
