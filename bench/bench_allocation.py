"""How long do 317 places with floors and caps take?

The floor is what no exact way can avoid: one product of fractions for each place and one sort of the prices
at which a place leaves its floor or reaches its cap. Medians of the same run; nothing is gated.
"""

import random
from fractions import Fraction

from bench.measuring import medians_ms

from throughline.funding.allocation import run
from throughline.funding.rules import Inputs, Place, allocate
from throughline.kernel.money import Money

PLACES, ROUNDS, AIM_MS = 317, 41, 50


def main() -> None:
    inputs = places_with_floors_and_caps()
    split = allocate(inputs)
    held = sum(share.bound is not None for share in split.shares)
    price = split.unit_price or Fraction(0)
    turns = [(place.floor or Money(0)).pence / place.need for place in inputs.places]
    turns += [(place.cap or Money(0)).pence / place.need for place in inputs.places]

    def floor() -> None:
        sorted(turns)
        for place in inputs.places:
            place.need * price

    least, shares, record = medians_ms(ROUNDS, floor, lambda: allocate(inputs), lambda: run(inputs))
    print(f"allocation of {PLACES} places, {held} held at a limit (median of {ROUNDS}, aim < {AIM_MS} ms)")
    for what, took in (("floor", least), ("shares", shares), ("shares, record, digest", record)):
        print(f"  {what:<24}{took:8.2f} ms {took / least:6.1f} × floor")


def places_with_floors_and_caps() -> Inputs:
    """A made-up country: councils of unlike size, about a third of them held at a limit."""
    chance = random.Random(317)
    places = []
    for number in range(PLACES):
        count = round(chance.lognormvariate(6, 0.8)) + 1
        usual = count * 9_000
        floor = round(usual * chance.uniform(0.7, 1.1))
        cap = max(floor, round(usual * chance.uniform(0.95, 1.5)))
        places.append(Place(f"Place {number}", Fraction(count), floor=Money(floor), cap=Money(cap)))
    counted = sum(place.need for place in places)
    return Inputs(Money(int(counted * 9_000)), tuple(places))


if __name__ == "__main__":
    main()
