"""Which decided rounds wait to be offered, on which terms, and to whom would each part go?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from throughline.funding.queries import rounds as funding
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations import queries as organisations

from ..models import Grant, Terms
from ..terms import RECIPIENTS
from .grants import recipients_of, terms_of


@dataclass(frozen=True, slots=True)
class Part:
    """One place's part of a round: how much, who is suggested to receive it, and its grant if it was offered."""

    place_id: UUID
    place: str
    amount: Money
    suggested: UUID | None
    grant: Any = None


@dataclass(frozen=True, slots=True)
class Offering:
    """A round as it is offered: its terms or those that would be copied, its parts, and who could receive them."""

    round: Any
    terms: Terms | None
    like: Terms | None
    like_round: Any
    parts: Sequence[Part]
    bodies: Sequence[tuple[str, str]]

    @property
    def open(self) -> list[Part]:
        return [each for each in self.parts if each.grant is None]

    @property
    def total(self) -> Money:
        return sum((each.amount for each in self.open), Money(0))


def round_of(actor: Actor, code: str, slug: str) -> Any:
    """The round at that address, or None when the actor may see no such round."""
    overview = funding.round_overview(actor, code, slug)
    return overview.round if overview else None


def terms_before(actor: Actor, round_: Any) -> tuple[Terms | None, Any]:
    """The terms of the newest earlier round of the programme that has any, and that round."""
    earlier = [
        each
        for each in funding.visible_to(actor).filter(programme=round_.programme_id)
        if each.year < round_.year
    ]
    found = terms_of(each.pk for each in earlier)
    last = max((each for each in earlier if each.pk in found), key=lambda each: str(each.year), default=None)
    return (found[last.pk], last) if last else (None, None)


def offering(actor: Actor, round_: Any) -> Offering:
    """What the page shows on which a round is offered."""
    terms = terms_of([round_.pk]).get(round_.pk)
    like, like_round = terms_before(actor, round_)
    before = recipients_of(like_round.pk) if like_round else {}
    bodies = list(organisations.bodies())
    by = terms or like
    councils = {} if by and by.recipient_kind == "provider" else _councils()
    granted = {
        each.place_id: each
        for each in Grant.objects.filter(round=round_.pk)
        .exclude(state="withdrawn")
        .select_related("recipient")
    }
    return Offering(
        round=round_,
        terms=terms,
        like=like,
        like_round=like_round,
        parts=[
            Part(
                each.place_id,
                each.place.name,
                each.amount_pence,
                before.get(each.place_id) or councils.get(each.place_id),
                granted.get(each.place_id),
            )
            for each in funding.current_allocations(round_.pk)
        ],
        bodies=[(str(each.pk), each.name) for each in sorted(bodies, key=lambda each: each.name)],
    )


def parts_to_offer() -> QuerySet[Any]:
    """The parts of confirmed rounds that nobody was offered, by place."""
    granted = Grant.objects.filter(round=OuterRef("round"), place=OuterRef("place")).exclude(
        state="withdrawn"
    )
    return funding.standing_allocations().filter(~Exists(granted), round__standing="confirmed")


def to_offer(on: date) -> list[tuple[Any, int]]:
    """The confirmed rounds with parts that nobody was offered, newest first, each with how many; one query."""
    return by_round(parts_to_offer().select_related("round__programme", "round__decision", "place"), on)


def by_round(parts: Iterable[Any], on: date) -> list[tuple[Any, int]]:
    """The rounds of these parts, newest first, each with how many.

    A round whose year is over was given by other means: it can be offered, and waits for nobody.
    """
    waiting: dict[UUID, int] = {}
    rounds: dict[UUID, Any] = {}
    for each in parts:
        is_over = (each.round.financial_year.period.last_day or on) < on
        if not is_over:
            waiting[each.round_id] = waiting.get(each.round_id, 0) + 1
            rounds[each.round_id] = each.round
    found = [(rounds[each], count) for each, count in waiting.items()]
    return sorted(found, key=lambda pair: str(pair[0].year), reverse=True)


def _councils() -> dict[UUID, UUID]:
    """The council of each place."""
    return {
        served.place_id: body.pk
        for body in organisations.bodies().filter(kind="local authority").prefetch_related("places_served")
        for served in body.places_served.all()
        if served.served_until is None
    }


RECIPIENT_WORDS = RECIPIENTS
