"""What was probation told of whom somebody sees, for a file of it; nobody whose record is limited. R36, R37"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from throughline.kernel.actor import Actor

from ..actions.people import identity_of
from ..care.local_time import bounds_of
from ..models import FeedbackFile, Told
from ..probation_note import sentence
from .told import coded, in_sight, own

MINE = "mine"
# What a long import was still saying while the last file was made is in the next one.
OVERLAP = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose feedback, and from which moment until which; `last` is when the last file was made, if that is asked."""

    whose: str
    since: datetime | None
    until: datetime
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file, and whose it is."""

    cells: tuple[str, ...]
    person_id: UUID


def last_file(actor: Actor, whose: str) -> datetime | None:
    """When this actor last took such a file; None before the first."""
    rows = FeedbackFile.objects.filter(asked_by=actor.id, whose=whose)
    return rows.order_by("-asked_at").values_list("asked_at", flat=True).first()


def since_last(actor: Actor, whose: str, now: datetime) -> Asked:
    """Whatever was told since the last file, a little earlier too; everything before the first."""
    last = last_file(actor, whose)
    return Asked(whose, last - OVERLAP if last else None, now, last)


def of_days(whose: str, first: object, last: object, now: datetime) -> Asked:
    """Whatever was told from the first day to the last."""
    begins, ends = bounds_of(first, last)  # type: ignore[arg-type]  # two days of a form
    return Asked(whose, begins, min(ends, now))


def told(actor: Actor, asked: Asked) -> QuerySet[Told]:
    """The messages of the file, oldest first."""
    rows = in_sight().filter(referral__access="open", told_at__lte=asked.until)
    if asked.since is not None:
        rows = rows.filter(told_at__gte=asked.since)
    rows = rows.filter(own(actor)) if asked.whose == MINE else rows.filter(referral__unit=UUID(asked.whose))
    return rows.order_by("told_at", "id")


def row_of(each: Told, asked: Asked) -> Row:
    """One message as the file says it."""
    repeated = asked.last is not None and each.told_at <= asked.last
    cells = (
        str(each.id),
        each.referral.reference,
        identity_of(each.referral.person).crn,
        each.referral.unit.name,
        _moment(each.told_at),
        each.about_on.isoformat(),
        each.kind,
        sentence(each.kind, each.code),
        coded(each.about_on, each.kind, each.code),
        "yes" if each.is_urgent else "no",
        _moment(each.acknowledged_at),
        "yes" if repeated else "no",
    )
    return Row(cells, each.referral.person_id)


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else ""
