"""Whom does a letter about a role, a post or an organisation reach, and does anybody stand behind it?"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from .models import Delegation, Holding, Person, PlaceServed, RoleGrant, held_on, served_on


def reachable(*, roles: Iterable[str], body_id: object, on: date) -> list[tuple[str, str, str]]:
    """(id, name, address) of the active people who have one of the roles, hold or act for a post, or work there.

    By name; nobody twice.
    """
    wanted, asked = set(roles), Q()
    for rows, code in _given(on):
        asked |= Q(pk__in=rows.filter(**{f"{code}__in": wanted}).values("person"))
    if body_id is not None:
        asked |= Q(body=body_id)
    people = Person.objects.filter(asked, is_active=True).order_by("name", "id")
    return [(str(each.id), each.name, each.email) for each in people]


def reachable_in(place_id: UUID, *, roles: Iterable[str], on: date) -> list[tuple[str, str, str]]:
    """(id, name, address) of the active people who have one of the roles in an organisation that serves the place."""
    served = PlaceServed.objects.filter(
        served_on(on),
        place=place_id,
    )
    holders = RoleGrant.objects.filter(held_on(on), role__in=set(roles)).values("person")
    people = Person.objects.filter(pk__in=holders, body__in=served.values("body"), is_active=True)
    return [(str(each.id), each.name, each.email) for each in people.order_by("name", "id")]


def somebody_is(role: str, *, on: date) -> Q:
    """The condition that somebody active has that role, or holds or acts for that post; asks nothing itself."""
    found = Q()
    for rows, code in _given(on):
        found |= Q(Exists(rows.filter(**{code: role}, person__is_active=True)))
    return found


def somebody_behind(role: str, body: str, *, on: date) -> Q:
    """The condition on a row that somebody active stands behind the role, post or body in these columns of it."""
    working = Person.objects.filter(is_active=True, body__isnull=False)
    found = Q(**{f"{body}__isnull": False, f"{body}__in": working.values("body")})
    for rows, code in _given(on):
        found |= Q(**{f"{role}__in": rows.filter(person__is_active=True).values(code)})
    return found


def _given(on: date) -> list[tuple[QuerySet[Any], str]]:
    """The roles that were given to people, the posts that they hold, those that they act for; and each code's name."""
    today = held_on(on)
    return [
        (RoleGrant.objects.filter(today), "role"),
        (Holding.objects.filter(today), "post__code"),
        (Delegation.objects.filter(today, ended_at__isnull=True), "post__code"),
    ]
