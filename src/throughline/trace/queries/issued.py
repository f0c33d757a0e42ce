"""Which packs were issued, of which quarter, in which editions, and what do they say?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from throughline.evidence.tables import Quarter
from throughline.frame.lists import Filter, Listing, Rows, Sort
from throughline.kernel.actor import Actor

from ..models import PackEdition
from ..reporting import Offered, Pack, pack_from
from . import reports

CHANGED = "changed"
__all__ = ["CHANGED", "PackEdition"]


def visible_to(actor: Actor, on: date) -> QuerySet[PackEdition]:
    """Every edition of the packs that this actor may read, newest quarter first."""
    slugs = [each.slug for each in reports.offered(actor, on)]
    rows = PackEdition.objects.filter(pack__in=slugs)
    return rows.order_by("-quarter", "pack", "-number")


def listed(rows: QuerySet[PackEdition]) -> Rows:
    """The same with `latest`: the number of the newest edition of that pack and quarter."""
    same = PackEdition.objects.filter(pack=OuterRef("pack"), quarter=OuterRef("quarter")).order_by()
    return rows.annotate(latest=Subquery(same.values("pack").annotate(n=Max("number")).values("n")))


def listing(offered: Sequence[Offered]) -> Listing:
    """The list of issued packs; by quarter, and by pack where one reads several."""
    names = [(each.slug, each.name) for each in offered]
    pack = Filter("pack", "Whose", lambda _: names, lambda rows, slug: rows.filter(pack=slug))
    return Listing(
        sorts=(Sort("newest", "Newest quarter first", ("-quarter", "pack", "-number")),),
        filters=(
            Filter(
                "quarter",
                "Quarter",
                _quarters,
                lambda rows, slug: rows.filter(quarter=slug.upper().replace("-", " ")),
            ),
            *((pack,) if len(names) > 1 else ()),
        ),
        size=24,
    )


def _quarters(rows: Rows) -> list[tuple[str, str]]:
    found = rows.order_by("-quarter").values_list("quarter", flat=True).distinct()
    return [(each.slug, each.words) for name in found if (each := Quarter.named(name))]


def of_quarter(quarter: Quarter) -> list[PackEdition]:
    """The newest edition of each pack of that quarter; one query."""
    rows = PackEdition.objects.filter(quarter=quarter.name)
    return list(rows.order_by("pack", "-number").distinct("pack"))


def newest(pack: str, quarter: Quarter | None = None) -> PackEdition | None:
    """The newest edition of that pack, of that quarter if one is named."""
    rows = PackEdition.objects.filter(pack=pack, **({"quarter": quarter.name} if quarter else {}))
    return rows.order_by("-quarter", "-number").first()


@dataclass(frozen=True, slots=True)
class Issued:
    """An edition that somebody may read, what it says, and the later one that replaces it."""

    edition: PackEdition
    pack: Pack
    quarter: Quarter
    replaced_by: int | None


def edition(actor: Actor, pack: str, quarter: Quarter, number: int, on: date) -> Issued | None:
    """That edition, where the actor may read it."""
    rows = visible_to(actor, on).filter(pack=pack, quarter=quarter.name)
    found = list(
        rows.select_related("record").filter(Q(number=number) | Q(number__gt=number)).order_by("number")
    )
    if not found or found[0].number != number:
        return None
    return Issued(found[0], shown(found[0]), quarter, found[-1].number if len(found) > 1 else None)


def file_of(actor: Actor, pack: str, quarter: Quarter, number: int, kind: str, on: date) -> bytes | None:
    """The frozen bytes of that edition as PDF or workbook, where the actor may read it."""
    form = {"pdf": "document", "xlsx": "workbook"}[kind]
    found = visible_to(actor, on).filter(pack=pack, quarter=quarter.name, number=number)
    content: Any = found.values_list(f"{form}__content", flat=True).first()
    return None if content is None else bytes(content)


def shown(edition: PackEdition) -> Pack:
    """What an edition says, from its frozen record."""
    return pack_from(json.loads(bytes(edition.record.content)))


def without_changes(pack: Pack) -> Pack:
    """A pack without the section that says what changed since an earlier edition."""
    return replace(pack, sections=tuple(each for each in pack.sections if each.slug != CHANGED))
