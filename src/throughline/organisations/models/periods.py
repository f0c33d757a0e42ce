"""How are periods kept? Half-open: `_from` is the first day, `_until` the first day after; empty is "still"."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable


def held_on(day: date | Combinable) -> Q:
    """The condition that a holding or a role is in force on that day."""
    return Q(held_until__isnull=True, held_from__lte=day) | Q(held_until__gt=day, held_from__lte=day)


def served_on(day: date) -> Q:
    """The condition that a body serves a place on that day; an end that nobody stated is open."""
    begun = Q(served_from__isnull=True) | Q(served_from__lte=day)
    return begun & (Q(served_until__isnull=True) | Q(served_until__gt=day))


def covers_on(day: date) -> Q:
    """The condition that a unit covers a place on that day; without a first day it does from the beginning."""
    begun = Q(covers_from__isnull=True) | Q(covers_from__lte=day)
    return begun & (Q(covers_until__isnull=True) | Q(covers_until__gt=day))


def ends_after_it_begins(prefix: str, name: str) -> models.CheckConstraint:
    begins, ends = f"{prefix}_from", f"{prefix}_until"
    return models.CheckConstraint(
        condition=Q(**{f"{begins}__isnull": True})
        | Q(**{f"{ends}__isnull": True})
        | Q(**{f"{ends}__gte": F(begins)}),
        name=name,
        violation_error_message="This ends before it begins.",
    )
