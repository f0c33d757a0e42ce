"""Who is released when, what is ready for each of them, and who is chasing what is not?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from throughline.frame.lists import Filter, Listing, Sort
from throughline.kernel.actor import Actor
from throughline.organisations import working
from throughline.organisations.queries import names_of

from ..actions.people import identity_of
from ..actions.referring import asked_of
from ..care.local_time import day_of
from ..care.release import BRIDGED, NALOXONE, STAYS_DAYS, Planned
from ..lifecycle import OPEN, PROVIDER
from ..models import Appointment, Pathway, Referral, ReleasePlan, Treatment
from ..rules import Clock
from .by_unit import by_unit
from .cases import LAST_HANDED
from .handing_over import stands_on_board
from .record_modes import ELSEWHERE, mode_of_row

# Prescription, naloxone and the first appointment of whose record is elsewhere stand there, and are asked there. R32
_KEPT_ELSEWHERE = frozenset({"Prescription", "Naloxone", "First appointment"})
_READY = (
    Q(release_on__isnull=False)
    & ~Q(chaser="")
    & (Q(mode=ELSEWHERE) | (Q(bridged__in=("yes", "none")) & Q(naloxone="yes") & Q(first_at__isnull=False)))
)


LISTING = Listing(
    sorts=(Sort("release", "Release date", (F("release_on").asc(nulls_last=True), "id")),),
    filters=(
        Filter(
            "ready",
            "Ready",
            lambda _: [("no", "Something is missing"), ("yes", "Ready")],
            lambda rows, value: rows.filter(_READY) if value == "yes" else rows.exclude(_READY),
        ),
        Filter(
            "when",
            "When",
            lambda _: [("ahead", "To come"), ("out", "Released"), ("unknown", "No date yet")],
            lambda rows, value: rows.filter(when=value),
        ),
        by_unit(),
    ),
    size=50,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the board; health is empty for whoever does not see it."""

    referral: Referral
    name: str
    prison: str
    planned: Planned
    missing: tuple[str, ...]
    when: str
    clock: Clock | None
    chaser: str
    bridged: str
    naloxone: str
    days_off: int | None
    is_elsewhere: bool
    healthcare: tuple[str, str]


def board(today: date) -> QuerySet[Referral]:
    """Whoever is in custody or was released lately without a start of treatment, with what the board asks."""
    plans = ReleasePlan.objects.filter(referral=OuterRef("pk"))
    met = Appointment.objects.filter(
        referral=OuterRef("pk"),
        state__in=("scheduled", "attended"),
        begins_at__date__gte=OuterRef("release_on"),
    )
    begun = Pathway.objects.filter(referral=OuterRef("pk"), runs_from__gte=OuterRef("release_on"))
    treated = Treatment.objects.filter(referral=OuterRef("pk"), started_on__gte=OuterRef("release_on"))
    # Treatment that began before a recall and was seen to go on after it is treatment after release.
    goes_on = Treatment.objects.filter(
        referral=OuterRef("pk"), state="started", reviewed_on__gte=OuterRef("release_on")
    )
    known = (
        ~Q(release_unknown="") | Q(release_on__gte=today - timedelta(days=STAYS_DAYS)) | Q(source="custody")
    )
    return (
        Referral.objects.filter(known, state__in=OPEN)
        .exclude(release_on__lt=today - timedelta(days=STAYS_DAYS))
        .select_related("person", "unit", "provider")
        .annotate(
            mode=Coalesce(mode_of_row(today), Value(ELSEWHERE)),
            chaser=Coalesce(Subquery(plans.values("chased_by")[:1]), Value("")),
            bridged=Coalesce(Subquery(plans.values("is_prescription_bridged")[:1]), Value("")),
            naloxone=Coalesce(Subquery(plans.values("has_naloxone")[:1]), Value("")),
            handed=LAST_HANDED,
            prison_named=Coalesce(Subquery(plans.values("prison")[:1]), Value("")),
            first_at=Subquery(met.order_by("begins_at").values("begins_at")[:1]),
            started_on=Coalesce(
                Subquery(treated.order_by("started_on").values("started_on")[:1]),
                Subquery(begun.exclude(kind="specialist").order_by("runs_from").values("runs_from")[:1]),
                Subquery(goes_on.order_by("reviewed_on").values("reviewed_on")[:1]),
            ),
            when=Case(
                When(release_on__isnull=True, then=Value("unknown")),
                When(release_on__gte=today, then=Value("ahead")),
                default=Value("out"),
            ),
        )
        .exclude(started_on__isnull=False, release_on__lt=today - timedelta(days=21))
    )


def not_ready_soon(today: date, days: int) -> QuerySet[Referral]:
    """Those released within so many days of whom something is missing."""
    rows = board(today).filter(release_on__gte=today, release_on__lte=today + timedelta(days=days))
    return rows.exclude(_READY)


def rows_of(found: Iterable[Referral], actor: Actor, today: date) -> list[Row]:
    """The lines of the board, with names; one query. Prescription and naloxone are health: probation sees them not."""
    rows = list(found)
    names = names_of({each.chaser for each in rows} - {""})  # type: ignore[attr-defined]  # annotated by `board`
    return [_row(each, names, bool(actor.roles & PROVIDER), today) for each in rows]


def _row(each: Referral, names: dict[str, str], sees_health: bool, today: date) -> Row:
    said = vars(each)
    planned = Planned(
        each.release_on,
        said["chaser"],
        said["bridged"],
        said["naloxone"],
        day_of(said["first_at"]) if said["first_at"] else None,
        said["started_on"],
    )
    health = {"Prescription", "Naloxone"}
    missing = planned.missing
    is_elsewhere = said["mode"] == ELSEWHERE
    if is_elsewhere:
        missing = tuple(words for words in missing if words not in _KEPT_ELSEWHERE)
    if not sees_health and health & set(missing):
        missing = (*(words for words in missing if words not in health), "Health: with the service")
    return Row(
        each,
        identity_of(each.person).name,
        said["prison_named"] or asked_of(each).prison,
        planned,
        missing,
        planned.when(today),
        planned.clock(today),
        names.get(said["chaser"], ""),
        BRIDGED[said["bridged"]] if sees_health else "",
        NALOXONE[said["naloxone"]] if sees_health else "",
        (each.release_on - today).days if each.release_on else None,
        is_elsewhere,
        ("", "") if is_elsewhere and not said["handed"] else stands_on_board(each, said["handed"], today),
    )


def who_chases(referral: Referral, actor: Actor, today: date) -> list[tuple[str, str]]:
    """Who may chase: whoever works in the unit for the service, the actor, and who does it now."""
    workers = working.workers_of(referral.unit_id, referral.provider_id, today)
    offered = {f"person:{each.id}": each.name for each in workers}
    further = {actor.id, vars(referral).get("chaser", "")} - {""} - set(offered)
    return [*offered.items(), *names_of(further).items()]
