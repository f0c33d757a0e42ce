"""Which tables left through the gate, and who reads them?"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import product
from typing import Protocol
from uuid import UUID

from django.db.models import QuerySet

from throughline.kernel.actor import Actor
from throughline.organisations.places import reference_rows

from ..gate import Dimension, Shown, Within
from ..measures.broad import what_is_put_together
from ..models import Release

Left = Release  # what a page holds, that may not import a model

_SEALED = ("linkage__wrapped_key", "linkage__sealed_places")
_YEARS = range(2015, 2060)
_READ: dict[UUID, Shown] = {}
_MOST_READ = 5_000
READERS = frozenset(
    {
        "programme-officer",
        "programme-lead",
        "analyst",
        "hmpps-analyst",
        "hmpps-contract-manager",
        "director-of-probation",
        "commissioner",
        "director-of-public-health",
        "csp-officer",
        "csp-chair",
        "auditor",
        "head-of-unit",
    }
)


def visible_to(actor: Actor) -> QuerySet[Release]:
    """The tables that this actor may read, newest first; nobody's rows stand in them."""
    rows = Release.objects.select_related("extract__returned", "linkage").defer(*_SEALED)
    rows = rows.order_by("-released_at", "-id")
    return rows if actor.is_system or actor.roles & READERS else rows.none()


def newest(
    actor: Actor, *, measure: str, by: str, period: str = "", version: int | None = None
) -> Release | None:
    """The newest table of this measure and breakdown, of a period if one is named."""
    rows = visible_to(actor).filter(measure=measure, by=by)
    if period:
        rows = rows.filter(period=period)
    if version is not None:
        rows = rows.filter(measure_version=version)
    return rows.first()


class Span(Protocol):
    """Days from the first to the last."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...


def _holding(rows: QuerySet[Release], span: Span | None) -> QuerySet[Release]:
    """Those made of an extract in which these days lie whole."""
    if span is None:
        return rows
    return rows.filter(extract__covers_from__lte=span.first, extract__covers_until__gt=span.last)


def newest_of_each(
    actor: Actor, *, measures: Sequence[str] = (), by: str = "", holding: Span | None = None
) -> list[Release]:
    """The newest table of each measure × by × period, newest period first; of these alone, if any are named."""
    rows = _holding(visible_to(actor), holding)
    if measures:
        rows = rows.filter(measure__in=measures)
    if by:
        rows = rows.filter(by=by)
    return list(
        rows.order_by("measure", "by", "-period", "-released_at", "-id").distinct("measure", "by", "period")
    )


def latest(actor: Actor, by: Sequence[str], *, holding: Span | None = None) -> list[Release]:
    """The newest table of each measure by each of these breakdowns, of its newest period; one statement."""
    rows = _holding(visible_to(actor).filter(by__in=by), holding)
    return list(rows.order_by("measure", "by", "-period", "-released_at", "-id").distinct("measure", "by"))


def held(actor: Actor, release_id: UUID) -> Release | None:
    """This table, if the actor may read it."""
    return visible_to(actor).filter(pk=release_id).first()


def source_of(extract_id: UUID, version: int) -> str:
    """The name of what was counted: the same extract by the same version of a measure."""
    return f"{extract_id} {version}"


def as_shown(release: Release) -> Shown:
    """The table as it left, as the gate reads it."""
    return Shown(
        release.name,
        tuple(
            Dimension(each["name"], tuple(each["categories"]), each["is_sensitive"])
            for each in release.dimensions
        ),
        {tuple(cell["key"]): cell["count"] for cell in release.cells},
        release.rounded_to,
        tuple(release.reasons),
        {tuple(cell["key"]): cell["pence"] for cell in release.cells if "pence" in cell},
        release.period,
        source_of(release.extract_id, release.measure_version),
        release.cohort,
    )


def left_of(cohorts: Collection[str]) -> Callable[[str], list[Shown]]:
    """For any of these cohorts every table that left until now, oldest first; what left never changes.

    Of one moment by their names: which cells are hidden must not hang on ids that are drawn.
    """
    rows = (
        Release.objects.filter(cohort__in=cohorts)
        .order_by("released_at", "measure", "measure_version", "by", "period", "id")
        .values_list("cohort", "pk")
    )
    ids: dict[str, list[UUID]] = {}
    for cohort, pk in rows:
        ids.setdefault(cohort, []).append(pk)

    def of(cohort: str) -> list[Shown]:
        wanted = ids.get(cohort, [])
        found = {pk: shown for pk in wanted if (shown := _READ.get(pk))}
        unread = [pk for pk in wanted if pk not in found]
        read = {pk: as_shown(each) for pk, each in Release.objects.in_bulk(unread).items()} if unread else {}
        if len(_READ) + len(read) > _MOST_READ:
            _READ.clear()
        _READ.update(read)
        return [(found | read)[pk] for pk in wanted]

    return of


def what_lies_in_what() -> tuple[Within, ...]:
    """What everybody knows: which localities a unit covers, in which quarter a month and in which group an age lies."""
    covers: dict[str, frozenset[str]] = {}
    for row in reference_rows("probation_delivery_units.csv"):
        covers[row["unit"]] = covers.get(row["unit"], frozenset()) | frozenset(row["localities"].split(";"))
    months = product(_YEARS, range(1, 13))
    quarters = {f"{year}-{month:02}": frozenset({f"{year} Q{(month + 2) // 3}"}) for year, month in months}
    fixed = (Within("unit", "place", covers), Within("month", "quarter", quarters))
    return (*fixed, *what_is_put_together())
