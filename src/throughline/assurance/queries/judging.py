"""Who judges a certified return, and does it want a statement?"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from throughline.agreements.queries import grants as agreements
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

from ..models import Return, ReturnGrant, Statement
from ..rules import NOTHING
from ..scrutiny.rules import Covered, Model, model_of, wants_statement


@dataclass(frozen=True, slots=True)
class Judging:
    """Who judges a return, and whether its partnership is asked for a statement on it."""

    model: Model
    wants_statement: bool


def judging_of(returns: Collection[Return]) -> dict[UUID, Judging]:
    """Each of these returns; three queries however many they are. Authority: R25, R26."""
    covers: dict[UUID, list[UUID]] = {each.pk: [] for each in returns}
    for of, grant in ReturnGrant.objects.filter(of__in=covers).values_list("of", "grant"):
        covers[of].append(grant)
    grants = {each.id: each for each in agreements.judged({one for ids in covers.values() for one in ids})}
    assured = _years_assured(returns)
    found = {}
    for each in returns:
        mine = [grants[one] for one in covers[each.pk] if one in grants]
        before = (each.place_id, each.recipient_id, str(FinancialYear.parse(each.year).previous))
        found[each.pk] = Judging(
            model_of(Covered(one.assurance_model, one.recipient_kind) for one in mine),
            wants_statement(
                each.kind,
                is_small=_is_small(mine),
                is_assured=before in assured and not any(one.is_first for one in mine),
            ),
        )
    return found


def _is_small(grants: Collection[agreements.Judged]) -> bool:
    """As when the returns were put on the calendar: where one programme sets no limit, the papers are not few."""
    limits = [each.small_grant for each in grants]
    in_all: Money = sum((each.award for each in grants), NOTHING)
    return bool(limits) and None not in limits and in_all < min(each for each in limits if each is not None)


def _years_assured(returns: Collection[Return]) -> set[tuple[UUID, UUID, str]]:
    """Area, recipient and year of each year whose newest statement that stands gave assurance."""
    of = "scrutiny__version__of"
    rows = (
        Statement.objects.filter(
            **{f"{of}__place__in": {each.place_id for each in returns}},
            **{f"{of}__recipient__in": {each.recipient_id for each in returns}},
        )
        .exclude(scrutiny__state="challenged")
        .order_by("stated_at", "id")
        .values_list(f"{of}__place", f"{of}__recipient", f"{of}__year", "outcome")
    )
    newest = {(place, recipient, year): outcome for place, recipient, year, outcome in rows}
    return {key for key, outcome in newest.items() if outcome != "withheld"}
