"""How much of each grant was decided to go back to whoever funded it? Authority: R12, R29."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Sum

from throughline.kernel.money import Money

from ..models import YearEnd


def to_return_of(grant_ids: Collection[UUID]) -> dict[UUID, Money]:
    """Of each of these grants, what was decided to go back to its funder; no entry where nothing was."""
    rows = YearEnd.objects.filter(grant__in=grant_ids, outcome="return_to_funder", state="decided")
    found = rows.values("grant").annotate(total=Sum("amount_pence")).order_by("grant")
    return {row["grant"]: _money(row["total"]) for row in found}


def _money(pence: int | Money) -> Money:
    return pence if isinstance(pence, Money) else Money(int(pence))
