"""How is a total divided between places by what was counted in each?

The method in plain words is docs/allocation.md. Authority: R13, R14, R15.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from operator import itemgetter
from typing import Literal

from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import quoted

Bound = Literal["floor", "cap", "max-loss"]

MOST = Money(2**53 - 1)  # canonical JSON carries no larger whole number
NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a run; `count` is None while missing, `excluded` the reason when it gets no share."""

    name: str
    count: Fraction | None
    weight: Fraction = Fraction(1)
    floor: Money | None = None
    cap: Money | None = None
    last_year: Money | None = None
    excluded: str = ""

    @property
    def need(self) -> Fraction:
        return self.weight * (self.count or 0)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a run depends on; `max_loss` in percent of last year's amounts, None: no damping."""

    total: Money
    places: tuple[Place, ...]
    max_loss: Fraction | None = None

    @property
    def sharing(self) -> tuple[Place, ...]:
        """The places that are not excluded."""
        return tuple(place for place in self.places if not place.excluded)

    def guarantee(self, place: Place) -> Money:
        """The part of last year's amount that the place cannot lose, in whole pence, rounded up."""
        if self.max_loss is None or place.last_year is None:
            return NOTHING
        return Money(ceil(place.last_year.pence * (100 - self.max_loss) / 100))

    def least(self, place: Place) -> Money:
        """The place's floor or its guaranteed part of last year, whichever is more."""
        return max(place.floor or NOTHING, self.guarantee(place))


@dataclass(frozen=True, slots=True)
class Share:
    """What one place gets, and the limit at which its exact share stands."""

    place: str
    count: Fraction
    amount: Money
    bound: Bound | None


@dataclass(frozen=True, slots=True)
class Split:
    """Shares that sum to the total, in the order of the places.

    `unit_price` is the price of a unit of need in pence, None when more than one would give these shares;
    `growth_factor` the part of the growth above the guarantee that is kept, None without damping.
    """

    unit_price: Fraction | None
    growth_factor: Fraction | None
    shares: tuple[Share, ...]


def place_key(name: str) -> str:
    """The same text for names that only differ in capital letters, spaces or the coding of their accents."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def allocate(inputs: Inputs) -> Split:
    """The exact shares to the penny; RefusedError with a sentence when there are none. Authority: R14."""
    may_allocate(inputs).or_raise()
    places = inputs.sharing
    needs = [place.need for place in places]
    floors = [(place.floor or NOTHING).pence for place in places]
    caps = [None if place.cap is None else place.cap.pence for place in places]
    price, settled = _price(needs, floors, caps, inputs.total.pence)
    exact = [_held(need * price, low, high) for need, low, high in zip(needs, floors, caps, strict=True)]

    factor = None
    if inputs.max_loss is not None:
        least = [inputs.least(place).pence for place in places]
        growth = [max(share - low, Fraction(0)) for share, low in zip(exact, least, strict=True)]
        spare = inputs.total.pence - sum(least)
        factor = Fraction(spare) / sum(growth) if any(growth) else Fraction(1)
        exact = [low + factor * above for low, above in zip(least, growth, strict=True)]

    amounts = _whole_pence(inputs.total, places, exact)
    return Split(
        price if settled else None,
        factor,
        tuple(
            Share(place.name, place.count or Fraction(0), amount, _bound(inputs, place, share))
            for place, share, amount in zip(places, exact, amounts, strict=True)
        ),
    )


def may_allocate(inputs: Inputs) -> Verdict:
    """Whether these inputs have an allocation; the reason names the place or the sums. Authority: R14."""
    if not NOTHING < inputs.total <= MOST:
        return Refused(f"The total is {inputs.total}; it must be above {NOTHING} and at most {MOST}.")
    if inputs.max_loss is not None and not 0 <= inputs.max_loss <= 100:
        return Refused("The largest loss is a percentage from 0 to 100.")
    seen: dict[str, str] = {}
    for place in inputs.places:
        if not (key := place_key(place.name)):
            return Refused("A place has no name.")
        if key in seen:
            other = f", the other time as {quoted(seen[key])}" if seen[key] != place.name else ""
            return Refused(f"{quoted(place.name)} is named twice{other}.")
        seen[key] = place.name
    for place in inputs.sharing:
        if reason := _fault(inputs, place):
            return Refused(f"{quoted(place.name)}: {reason}.")
    return _feasible(inputs)


def _fault(inputs: Inputs, place: Place) -> str:
    """What is wrong with one place's own figures, empty when nothing is."""
    if place.count is None:
        return "its count is missing, and a missing count is not zero"
    if place.count < 0:
        return "its count is below zero"
    if place.weight < 0:
        return "its weight is below zero"
    for what, amount in (
        ("floor", place.floor),
        ("cap", place.cap),
        ("amount of last year", place.last_year),
    ):
        if amount is not None and not NOTHING <= amount <= MOST:
            return f"its {what} is {amount}; it must be from {NOTHING} to {MOST}"
    if inputs.max_loss is not None and place.last_year is None:
        return "its amount of last year is missing, and a missing amount is not zero"
    if place.cap is not None:
        if place.floor is not None and place.floor > place.cap:
            return f"its floor of {place.floor} is above its cap of {place.cap}"
        if (guarantee := inputs.guarantee(place)) > place.cap:
            return f"its guaranteed part of last year, {guarantee}, is above its cap of {place.cap}"
    return ""


def _feasible(inputs: Inputs) -> Verdict:
    """Whether the total lies between what all floors need and what all caps allow."""
    places = inputs.sharing
    if not any(place.need for place in places):
        return Refused("No place has a count above zero, so there is no need to share the total by.")
    floors = sum((place.floor or NOTHING for place in places), NOTHING)
    if floors > inputs.total:
        return Refused(f"The floors add up to {floors}, which is more than the total of {inputs.total}.")
    least = sum((inputs.least(place) for place in places), NOTHING)
    if least > inputs.total:
        return Refused(
            f"What places must keep of last year's amounts, or their floors, comes to {least}, "
            f"which is more than the total of {inputs.total}."
        )
    most = NOTHING
    for place in places:
        if place.need and place.cap is None:
            return Allowed()
        most += (place.cap if place.need else place.floor) or NOTHING
    if most < inputs.total:
        without = (
            " (a place without need gets no more than its floor)" if not all(p.need for p in places) else ""
        )
        return Refused(
            f"The caps allow {most} in all{without}, which is less than the total of {inputs.total}."
        )
    return Allowed()


def _price(
    needs: Sequence[Fraction], floors: Sequence[int], caps: Sequence[int | None], total: int
) -> tuple[Fraction, bool]:
    """The lowest price at which the held shares sum to `total`, and whether it is the only one."""
    turns = [(Fraction(low) / need, need, -low) for need, low in zip(needs, floors, strict=True) if need]
    turns += [
        (high / need, -need, high)
        for need, high in zip(needs, caps, strict=True)
        if need and high is not None
    ]
    # Up to the next turn the shares sum to held + rising × price: places at a limit, and places paid by need.
    held, rising = sum(floors), Fraction(0)
    price = Fraction(0)
    if held < total:
        for turn, need, amount in sorted(turns, key=itemgetter(0)):
            if held + rising * turn >= total:
                break
            held, rising = held + amount, rising + need
        price = (total - held) / rising
    paid_by_need = any(
        low <= need * price and (high is None or need * price < high)
        for need, low, high in zip(needs, floors, caps, strict=True)
        if need
    )
    return price, paid_by_need


def _held(share: Fraction, floor: int, cap: int | None) -> Fraction:
    raised = max(share, Fraction(floor))
    return raised if cap is None else min(raised, Fraction(cap))


def _whole_pence(total: Money, places: Sequence[Place], exact: Sequence[Fraction]) -> list[Money]:
    """The exact shares in whole pence; the last tie goes to the name that comes first in the alphabet."""
    by_name = sorted(range(len(places)), key=lambda i: place_key(places[i].name))
    amounts = dict(zip(by_name, total.share_out([exact[i] for i in by_name]), strict=True))
    return [amounts[i] for i in range(len(places))]


def _bound(inputs: Inputs, place: Place, share: Fraction) -> Bound | None:
    """The limit at which the exact share stands."""
    if place.floor is not None and share == place.floor.pence:
        return "floor"
    if (guarantee := inputs.guarantee(place)) and share == guarantee.pence:
        return "max-loss"
    return "cap" if place.cap is not None and share == place.cap.pence else None


def may_follow(
    *,
    is_lead: bool,
    number: str,
    total: Money | None,
    parts: Sequence[Money],
    unknown: str,
    contributed: Sequence[Money | None],
) -> Verdict:
    """Whether a round can take over what the decision that stands now says. Authority: R1, R11, R13."""
    if not is_lead:
        return Refused("Taking over what a decision says now is for the programme lead.")
    if total is None:
        return Refused(f"Decision {number} states no total, and a round has only confirmed money.")
    if parts and (given := sum(parts, NOTHING)) != total:
        return Refused(f"The parts of decision {number} come to {given}, not to {total}.")
    if unknown:
        return Refused(f"{quoted(unknown)} is not a place that is known here.")
    if (stated := stated_sum(contributed)) not in (None, total):
        return Refused(f"The contributions stated come to {stated}, and decision {number} states {total}.")
    return Allowed()


def may_intend(intended: Money | None, contributions: Sequence[Money | None]) -> Verdict:
    """Whether that sum may be intended with these contributions, None where one is not stated. Authority: R11."""
    if (stated := stated_sum(contributions)) not in (None, intended):
        of = "nothing is intended" if intended is None else f"{intended} is intended"
        return Refused(f"The contributions come to {stated}, and {of}.")
    given = sum((each for each in contributions if each is not None), NOTHING)
    if intended is not None and given > intended:
        return Refused(f"The contributions come to {given}, more than the {intended} intended.")
    return Allowed()


def stated_sum(contributions: Sequence[Money | None]) -> Money | None:
    """What all contributions come to; None while one of them is not stated, or there is none. Authority: R11."""
    stated = [each for each in contributions if each is not None]
    return sum(stated, NOTHING) if stated and len(stated) == len(contributions) else None
