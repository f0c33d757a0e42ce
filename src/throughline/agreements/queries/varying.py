"""How does a grant stand before and while it is varied: its award, its agreement in force, what else changes it?"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from throughline.kernel.money import Money

from ..models import Agreement, Grant, Variation, VariationLine
from ..varying.rules import ON_ITS_WAY, GrantNow, Line
from ..varying.wording import Named
from .grants import awards

BEING_DECIDED = ("deciding", "amended", "agreed")


def grants_now(ids: Iterable[UUID], *, but_not: UUID | None = None) -> dict[UUID, GrantNow]:
    """Each grant as it stands; `taken` by variations other than `but_not`. Four queries."""
    wanted = list(ids)
    award = awards(wanted)
    texts = {each.grant_id: each for each in Agreement.objects.filter(grant__in=wanted, state="in_force")}
    waiting = set(
        Agreement.objects.filter(grant__in=wanted, state__in=ON_ITS_WAY).values_list("grant_id", flat=True)
    )
    taken: dict[UUID, set[str]] = {}
    others = VariationLine.objects.filter(grant__in=wanted, variation__state__in=BEING_DECIDED)
    for grant, what in others.exclude(variation=but_not).values_list("grant_id", "what"):
        taken.setdefault(grant, set()).add(what)
    rows = Grant.objects.filter(id__in=wanted).select_related("round__programme", "place")
    return {
        each.id: _now(each, award.get(each.id, Money(0)), texts.get(each.id), each.id in waiting, taken)
        for each in rows
    }


def _now(
    grant: Grant, award: Money, text: Agreement | None, on_its_way: bool, taken: dict[UUID, set[str]]
) -> GrantNow:
    return GrantNow(
        id=grant.id,
        name=f"{grant.place.name}, {grant.round.programme.name} {grant.round.year}",
        state=grant.state,
        award=award,
        text=str(text.id) if text else "",
        begins_on=text.begins_on if text else None,
        ends_on=text.ends_on if text else None,
        specification=str(text.specification_id or "") if text else "",
        words=text.own_words if text else "",
        on_its_way=on_its_way,
        taken=frozenset(taken.get(grant.id, ())),
    )


def rows_of(variation: Variation) -> QuerySet[VariationLine]:
    """A variation's lines with their grants: by programme, year, place and what changes."""
    return variation.lines.select_related(
        "grant__round__programme", "grant__round__decision", "grant__place", "grant__recipient"
    ).order_by("grant__round__programme__code", "grant__round__year", "grant__place__name", "what", "id")


def lines_of(rows: Iterable[VariationLine]) -> list[Line]:
    """The lines as rules read them."""
    return [
        Line(
            each.grant_id,
            f"{each.grant.place.name}, {each.grant.round.programme.name} {each.grant.round.year}",
            each.what,
            _said(each.before_pence, each.before),
            _said(each.after_pence, each.after),
        )
        for each in rows
    ]


def named(rows: Sequence[VariationLine]) -> list[Named]:
    """The grants of the lines, one for each line, as a decision names them."""
    return [
        Named(
            place=each.grant.place.name,
            recipient=each.grant.recipient.name,
            programme=each.grant.round.programme.name,
            programme_code=each.grant.round.programme.code,
            year=each.grant.round.year,
            decision=each.grant.round.decision.number if each.grant.round.decision else "",
        )
        for each in rows
    ]


def _said(pence: Money | None, words: str) -> Money | str:
    return words if pence is None else pence
