"""Under which protocol is somebody referred, where a unit and a provider agreed one for each of several?"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from throughline.frame.written import Given, WrittenRows, day_given
from throughline.organisations.working import Service

from ..models import Protocol

AGREED = ("agreed", "replaced", "ended")  # what both sides agreed, whatever became of it


def in_force(provider_id: UUID, unit_id: UUID, on: date) -> list[Protocol]:
    """Of each cohort the newest version that both agreed and that has begun on that day, by cohort; one query.

    The version before binds until the day from which the next one says who is eligible; a cohort that ended has none
    from that day on, until a newer version of it begins.
    """
    return _IN_FORCE(provider=[provider_id], unit=[unit_id], on=on)


def offered(services: Collection[Service], on: date) -> dict[tuple[UUID, UUID], list[str]]:
    """By provider and unit the cohorts of which a referral to that service names one; one query."""
    rows = _IN_FORCE(provider={e.body_id for e in services}, unit={e.unit_id for e in services}, on=on)
    found: dict[tuple[UUID, UUID], list[Protocol]] = {}
    for each in rows:
        found.setdefault((each.provider_id, each.unit_id), []).append(each)
    return {service: to_choose(protocols) for service, protocols in found.items()}


def named(protocols: Sequence[Protocol], cohort: str) -> Protocol | None:
    """The one of that cohort, or the only one where none is named; None where somebody has to choose, or none is in
    force."""
    if len(protocols) == 1 and not cohort:
        return protocols[0]
    said = cohort.casefold()
    return next((each for each in protocols if each.cohort.casefold() == said), None)


def to_choose(protocols: Sequence[Protocol], said: str = "") -> list[str]:
    """The cohorts among which the referrer chooses; none where there is nothing to choose.

    One alone is chosen too where another one was said, which ended meanwhile.
    """
    offered = [each.cohort for each in protocols]
    is_another = bool(said) and named(protocols, said) is None
    return offered if len(offered) > 1 or is_another else []


def _in_force() -> QuerySet[Protocol]:
    among: dict[str, Any] = {"provider__id__among": Given("provider"), "unit__id__among": Given("unit")}
    begun = Protocol.objects.filter(**among, state__in=AGREED, eligible_from__lte=day_given("on"))
    one_of_each = ("provider_id", "unit_id", "cohort")
    ended = Protocol.objects.filter(
        **{name: OuterRef(name) for name in one_of_each},
        version__gte=OuterRef("version"),
        ends_on__lte=day_given("on"),
    )
    begun = begun.exclude(Exists(ended))
    return begun.order_by(*one_of_each, "-version").distinct(*one_of_each)


_IN_FORCE = WrittenRows(_in_force)
