"""What is there to choose from for a post: localities, employers, units, and who may pay for it?"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from throughline.funding.queries import streams as funding
from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations

from ..models import FundedPost
from . import grants

GONE = ("withdrawn", "terminated")


def places(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The localities within the actor's reach, by id."""
    return [(str(each.id), each.name) for each in funding.places_visible_to(actor, on)]


def bodies() -> list[tuple[str, str]]:
    """Every organisation that may employ somebody, by id."""
    return [(str(each.id), each.name) for each in organisations.bodies().order_by("name", "id")]


def units() -> list[tuple[str, str]]:
    """Every unit with its places and the list that has it, by id."""
    return [
        (
            str(each.id),
            f"{each.name} ({', '.join(covered.place.name for covered in each.coverage.all())}; {each.list_name})",
        )
        for each in organisations.units()
    ]


def unit(unit_id: UUID) -> Any:
    """The unit, or None."""
    return organisations.units().filter(pk=unit_id).first()


def payers_of(actor: Actor, place_ids: Collection[UUID], on: date) -> list[tuple[str, str]]:
    """The grants and streams of these places that may pay for a post, ours first, newest first."""
    ours = grants.visible_to(actor, on).filter(place__in=place_ids).exclude(state__in=GONE)
    return [
        *((f"grant:{each.id}", f"{each.round.programme}, {each.round.year}, {each.place}") for each in ours),
        *(
            (f"stream:{each.id}", f"{each.name}, {each.place}")
            for each in funding.visible_to(actor, on).filter(place__in=place_ids)
        ),
    ]


def places_among(rows: "QuerySet[FundedPost]") -> list[tuple[str, str]]:
    """The localities of these posts, by code."""
    found = rows.order_by("place__gss_code").values_list("place__gss_code", "place__name")
    return list(dict.fromkeys(found))


def units_of(rows: Iterable[FundedPost]) -> list[tuple[UUID, str]]:
    """The units of these posts, by name."""
    return sorted({(each.unit.id, each.unit.name) for each in rows if each.unit}, key=lambda each: each[1])
