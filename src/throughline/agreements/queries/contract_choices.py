"""From what does somebody choose who fills in a local contract?"""

from datetime import date
from uuid import UUID

from django.db.models import Q

from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date
from throughline.organisations import queries as organisations
from throughline.organisations.reach import reach_of

from .contracts import visible_to


def places(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The localities within the actor's reach, by name."""
    reach = reach_of(actor, on)
    rows = organisations.localities().order_by("name")
    return [(str(each.id), each.name) for each in rows if reach.covers(each.id)]


def providers() -> list[tuple[str, str]]:
    """Every provider on record, by name."""
    rows = organisations.bodies().filter(kind="provider").order_by("name", "id")
    return [(str(each.id), each.name) for each in rows]


def earlier(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The contracts that another one may follow."""
    rows = visible_to(actor, on).filter(state__in=("running", "ended"))
    return [
        (str(each.id), f"{each.place.name}: {each.title}, until {long_date(each.ends_on)}") for each in rows
    ]


def councils(on: date) -> dict[str, UUID]:
    """The council that serves each place on that day, by the place's id."""
    rows = (
        organisations.bodies()
        .filter(
            Q(places_served__served_from__isnull=True) | Q(places_served__served_from__lte=on),
            Q(places_served__served_until__isnull=True) | Q(places_served__served_until__gt=on),
            kind="local authority",
        )
        .values_list("places_served__place", "id")
    )
    return {str(place): body for place, body in rows if place}
