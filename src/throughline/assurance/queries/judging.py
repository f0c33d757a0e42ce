"""Who judges a certified return, and does it want a statement?"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from throughline.agreements.queries import grants as agreements
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
    stated = _years_stated(returns)
    found = {}
    for each in returns:
        mine = [grants[one] for one in covers[each.pk] if one in grants]
        years = stated.get((each.place_id, each.recipient_id), set())
        found[each.pk] = Judging(
            model_of(Covered(one.assurance_model, one.recipient_kind) for one in mine),
            wants_statement(
                each.kind,
                is_small=_is_small(mine),
                before=any(year < each.year for year in years),
            ),
        )
    return found


def _is_small(grants: Collection[agreements.Judged]) -> bool:
    """As when the returns were put on the calendar: where one programme sets no limit, the papers are not few."""
    limits = [each.small_grant for each in grants]
    in_all: Money = sum((each.award for each in grants), NOTHING)
    return bool(limits) and None not in limits and in_all < min(each for each in limits if each is not None)


def _years_stated(returns: Collection[Return]) -> dict[tuple[UUID, UUID], set[str]]:
    """By area and recipient the years on whose papers the partnership has said something."""
    of = "scrutiny__version__of"
    rows = Statement.objects.filter(
        **{f"{of}__place__in": {each.place_id for each in returns}},
        **{f"{of}__recipient__in": {each.recipient_id for each in returns}},
    )
    found: dict[tuple[UUID, UUID], set[str]] = {}
    for place, recipient, year in rows.values_list(
        f"{of}__place", f"{of}__recipient", f"{of}__year"
    ).distinct():
        found.setdefault((place, recipient), set()).add(year)
    return found
