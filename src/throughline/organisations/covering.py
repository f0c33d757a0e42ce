"""Which unit covers which locality from when until when, and who says so? Units and localities are many to many."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from throughline.frame.lists import Filter, Listing, Sort
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json

from .models import Place, ProbationDeliveryUnit, UnitPlace, covers_on
from .placing.rules import may_end_cover, may_say_what_units_cover

NOW, AHEAD, OVER = "now", "ahead", "over"
WHEN = ((NOW, "Now"), (AHEAD, "From a day to come"), (OVER, "Over"))


def listing(on: date) -> Listing:
    """The list of what units cover, as that day sees it."""
    when = {NOW: covers_on(on), AHEAD: Q(covers_from__gt=on), OVER: Q(covers_until__lte=on)}
    return Listing(
        sorts=(
            Sort("unit", "Unit", ("unit__name", "unit__list_name", "place__name", "covers_from", "id")),
            Sort("place", "Locality", ("place__name", "unit__name", "covers_from", "id")),
        ),
        filters=(
            Filter("when", "When", lambda _: WHEN, lambda rows, value: rows.filter(when.get(value, Q()))),
            Filter(
                "place",
                "Locality",
                lambda rows: [
                    (name, name) for name in sorted(set(rows.values_list("place__name", flat=True)))
                ],
                lambda rows, value: rows.filter(place__name=value),
            ),
        ),
    )


def every(search: str = "") -> QuerySet[UnitPlace]:
    """Each time in which a unit covers a locality, over, now or to come; of those whose name is searched for."""
    rows = UnitPlace.objects.select_related("unit", "place")
    for word in search.split():
        rows = rows.filter(Q(unit__name__icontains=word) | Q(place__name__icontains=word))
    return rows


def one(row_id: int) -> UnitPlace | None:
    """The time of that number."""
    return UnitPlace.objects.select_related("unit", "place").filter(id=row_id).first()


def stands(row: UnitPlace, on: date) -> tuple[str, str]:
    """How it stands on that day, in words, with the tone."""
    if row.covers_until is not None and row.covers_until <= on:
        return "Over", "quiet"
    if row.covers_from is not None and row.covers_from > on:
        return "To come", "wait"
    return ("Ends soon", "wait") if row.covers_until is not None else ("Now", "good")


def choices() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The units that stand and the localities, by id."""
    units = ProbationDeliveryUnit.objects.filter(exists_until=None).order_by("name", "list_name")
    places = Place.objects.order_by("name")
    return (
        [(str(each.id), f"{each.name} ({each.list_name})") for each in units],
        [(str(each.id), each.name) for each in places],
    )


def begin_cover(
    *,
    actor: Actor,
    at: datetime,
    unit_id: UUID,
    place_id: UUID,
    since: date,
    until: date | None,
    because: str,
) -> UnitPlace:
    """The unit covers the locality from that day, until the other where it is known; RefusedError where it does
    already on any of these days."""
    may_say_what_units_cover(actor).or_raise()
    if until is not None and until <= since:
        raise RefusedError("It ends on a day after it begins.")
    with transaction.atomic():
        unit = ProbationDeliveryUnit.objects.select_for_update().get(id=unit_id)
        meets = Q(covers_until__isnull=True) | Q(covers_until__gt=since)
        if until is not None:
            meets &= Q(covers_from__isnull=True) | Q(covers_from__lt=until)
        before = UnitPlace.objects.filter(meets, unit=unit, place=place_id).order_by("covers_from").first()
        if before is not None:
            raise RefusedError(f"{unit.name} covers this locality already {span(before)}. End that first.")
        row = UnitPlace(
            unit=unit, place_id=place_id, covers_from=since, covers_until=until, because=because.strip()
        )
        facts: dict[str, Json] = {"place": str(place_id), "since": since.isoformat()}
        if until is not None:
            facts["until"] = until.isoformat()
        personal: dict[str, Json] = {"because": row.because}
        with act(
            actor=actor, at=at, verb="unit.covers", subject=("unit", unit.id), facts=facts, personal=personal
        ):
            row.save(force_insert=True)
    return row


def end_cover(*, actor: Actor, at: datetime, row_id: int, on: date, because: str) -> UnitPlace:
    """That day is the first on which the unit does not cover the locality; an end to come may be moved."""
    may_say_what_units_cover(actor).or_raise()
    with transaction.atomic():
        row = UnitPlace.objects.select_for_update(of=("self",)).select_related("unit", "place").get(id=row_id)
        may_end_cover(row.covers_from, row.covers_until, on, at.date()).or_raise()
        later = UnitPlace.objects.filter(
            unit=row.unit_id, place=row.place_id, covers_from__gte=row.covers_until or on
        )
        if row.covers_until is not None and later.filter(covers_from__lt=on).exists():
            raise RefusedError("It begins again before that day. End it until then.")
        row.covers_until, row.because = on, because.strip()
        facts: dict[str, Json] = {"place": str(row.place_id), "until": on.isoformat()}
        personal: dict[str, Json] = {"because": row.because}
        with act(
            actor=actor,
            at=at,
            verb="unit.covers_no_more",
            subject=("unit", row.unit_id),
            facts=facts,
            personal=personal,
        ):
            row.save(update_fields=["covers_until", "because"])
    return row


def span(row: UnitPlace) -> str:
    """From when until when, in words."""
    begins = f"from {long_date(row.covers_from)}" if row.covers_from else "from the beginning"
    return f"{begins} until {long_date(row.covers_until)}" if row.covers_until else f"{begins} on"
