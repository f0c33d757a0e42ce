"""Whom does a letter about a role, a post or an organisation reach?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from .models import Delegation, Holding, Person, RoleGrant, held_on


def reachable(*, roles: Iterable[str], body_id: object, on: date) -> list[tuple[str, str, str]]:
    """(id, name, address) of the active people who have one of the roles, hold or act for a post, or work there.

    By name; nobody twice.
    """
    wanted, today = set(roles), held_on(on)
    asked = Q(pk__in=RoleGrant.objects.filter(today, role__in=wanted).values("person"))
    asked |= Q(pk__in=Holding.objects.filter(today, post__code__in=wanted).values("person"))
    asked |= Q(
        pk__in=Delegation.objects.filter(today, post__code__in=wanted, ended_at__isnull=True).values("person")
    )
    if body_id is not None:
        asked |= Q(body=body_id)
    people = Person.objects.filter(asked, is_active=True).order_by("name", "id")
    return [(str(each.id), each.name, each.email) for each in people]
