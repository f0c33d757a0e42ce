"""Whom does a key worker take care of today, and what does each of them need?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from throughline.frame.lists import Filter, Listing, Sort, by
from throughline.frame.sealing import keyed_hashes
from throughline.frame.written import Given, Written
from throughline.kernel.actor import Actor
from throughline.organisations.queries import names_of

from .. import codes
from ..actions.people import identity_of
from ..lifecycle import UNDER_WAY
from ..models import Appointment, NeedLevel, Referral, SearchHash
from ..rules import Clock, first_contact_clock, words_of
from .candidates import whose_people
from .cases import STATES
from .referrals import UNMET

MINE = {
    "booked": "Next contact booked",
    "none": "No contact booked",
}
LISTING = Listing(
    sorts=(
        Sort("next", "Next contact", ("next_at", "sent_at", "id")),
        Sort("clock", "Longest since referral", ("sent_at", "id")),
        Sort("newest", "Newest first", ("-assigned_at", "id")),
        Sort("unmet", "Not met yet first", UNMET),
    ),
    filters=(
        by("state", "Stands", {state: STATES[state] for state in UNDER_WAY}),
        Filter(
            "contact",
            "Next contact",
            lambda _: list(MINE.items()),
            lambda rows, value: rows.filter(next_at__isnull=value == "none"),
        ),
        by("requirement", "Requirement", {code: words for code, words in codes.REQUIREMENTS.items() if code}),
    ),
    most=1_000,
)


@dataclass(frozen=True, slots=True)
class Mine:
    """A person in the list: who, next contact, clock, high needs."""

    person_id: UUID
    name: str
    reference: str
    href: str
    state: str
    next_at: datetime | None
    clock: Clock | None
    high: tuple[str, ...]
    is_assessed: bool
    is_limited: bool
    key_worker: str


def mine(actor: Actor, now: datetime, asked: str = "") -> QuerySet[Referral]:
    """Whom the actor takes care of or covers today; a manager's everybody in sight who has a key worker.

    `asked` finds by CRN and by words of a name, or their first three letters, through keyed hashes.
    """
    today = timezone.localdate(now)
    rows = Referral.objects.filter(state__in=UNDER_WAY).exclude(key_worker="")
    if "provider-manager" not in actor.roles:
        rows = rows.filter(key_worker__in=whose_people(actor, today))
    for word in words_of(asked[:100])[:6]:
        found = SearchHash.objects.filter(person=OuterRef("person"), hash__in=_hashes(word))
        rows = rows.filter(Exists(found))
    ahead = Appointment.objects.filter(referral=OuterRef("pk"), state="scheduled", begins_at__gte=now)
    return rows.annotate(
        next_at=Subquery(ahead.order_by("begins_at").values("begins_at")[:1])
    ).select_related("person")


def shown(rows: Iterable[Referral], now: datetime) -> list[Mine]:
    """The rows of a page; two further queries however many."""
    page, today = list(rows), timezone.localdate(now)
    levels = _latest_levels(page)
    names = names_of({each.key_worker for each in page})
    return [
        Mine(
            person_id=each.person_id,
            name=identity_of(each.person).name or "Name not known",
            reference=each.reference,
            href=reverse("case", args=[each.reference]),
            state=STATES[each.state],
            next_at=getattr(each, "next_at", None),
            clock=_clock(each, today),
            high=tuple(
                codes.NEEDS[code] for code, level in levels.get(each.id, {}).items() if level == "high"
            ),
            is_assessed=each.id in levels,
            is_limited=each.person.access != "open",
            key_worker=names.get(each.key_worker, ""),
        )
        for each in page
    ]


def _clock(each: Referral, today: date) -> Clock | None:
    """The ten working days, while nobody has met the person."""
    if each.sent_at is None or each.first_contact_on is not None:
        return None
    return first_contact_clock(timezone.localdate(each.sent_at), today)


def _latest_levels(page: list[Referral]) -> dict[UUID, dict[str, str]]:
    """By referral, the levels of its last complete assessment, in the order of the needs."""
    kept: dict[UUID, dict[str, str]] = {}
    seen: dict[UUID, UUID] = {}
    for referral, assessment, need, level in _LEVELS(ids=[each.id for each in page]):
        if seen.setdefault(referral, assessment) == assessment:
            kept.setdefault(referral, {})[need] = level
    return {
        referral: {code: levels[code] for code in codes.NEEDS if code in levels}
        for referral, levels in kept.items()
    }


def _levels() -> QuerySet[NeedLevel, Any]:
    among: dict[str, Any] = {"assessment__referral__id__among": Given("ids")}
    rows = NeedLevel.objects.filter(**among, assessment__state="complete")
    return rows.order_by("-assessment__completed_at", "assessment").values_list(
        "assessment__referral", "assessment", "need", "level"
    )


_LEVELS = Written(_levels)


def _hashes(word: str) -> list[str]:
    """A word as a CRN, as a whole word of a name, and as its beginning."""
    kinds = [("word", word), ("crn", word.upper())] + ([("start", word)] if len(word) == 3 else [])
    return [each for kind, text in kinds for each in keyed_hashes(kind, text)]
