"""What does an allocation run leave behind, so that anybody can work it out again?

The frozen inputs are canonical JSON with fractions as text; the record is what `recompute` makes of those
bytes alone. Authority: R15.
"""

import hashlib
import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from throughline.funding.exact import fraction_of, money_of, pence_of, text_of
from throughline.funding.rules import Inputs, Place, Split, allocate
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.canonical import Json, canonical

METHOD = (
    "throughline-allocation-1: need is count times weight; one price per unit of need, each share held "
    "between its floor and cap; with damping, growth above the guaranteed part of last year is scaled by one "
    "factor; whole pence by largest remainder, equal remainders to the larger share, then to the earlier name"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A split with the bytes that prove it."""

    split: Split
    frozen: bytes
    record: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the record, in hex."""
        return hashlib.sha256(self.record).hexdigest()


def run(inputs: Inputs) -> Run:
    """The allocation and its record; RefusedError with a sentence when the inputs have none."""
    split = allocate(inputs)
    frozen = _frozen(inputs)
    return Run(split, canonical(frozen), canonical(_record(frozen, split)))


def freeze(inputs: Inputs) -> bytes:
    """The inputs as bytes from which `recompute` needs nothing else."""
    return canonical(_frozen(inputs))


def thaw(frozen: bytes) -> Inputs:
    """The inputs that `freeze` wrote; RefusedError when another method wrote them."""
    read = json.loads(frozen)
    if read["method"] != METHOD:
        raise RefusedError(f"This run was worked out by another method than {METHOD.partition(':')[0]}.")
    return Inputs(
        total=Money(read["total_pence"]),
        max_loss=fraction_of(read["max_loss_percent"]),
        places=tuple(_place(each) for each in read["places"]),
    )


def recompute(frozen: bytes) -> bytes:
    """The record of a run from its frozen inputs alone, to the byte. Authority: R15."""
    return run(thaw(frozen)).record


def _frozen(inputs: Inputs) -> dict[str, Json]:
    return {
        "method": METHOD,
        "total_pence": inputs.total.pence,
        "max_loss_percent": text_of(inputs.max_loss),
        "places": [
            {
                "place": place.name,
                "count": text_of(place.count),
                "weight": text_of(place.weight),
                "floor_pence": pence_of(place.floor),
                "cap_pence": pence_of(place.cap),
                "last_year_pence": pence_of(place.last_year),
                "excluded": place.excluded,
            }
            for place in inputs.places
        ],
    }


def _record(frozen: dict[str, Json], split: Split) -> dict[str, Json]:
    return {
        "inputs": frozen,
        "unit_price_pence": text_of(split.unit_price),
        "growth_factor": text_of(split.growth_factor),
        "shares": [
            {
                "place": share.place,
                "count": text_of(share.count),
                "pence": share.amount.pence,
                "bound": share.bound,
            }
            for share in split.shares
        ],
    }


def _place(read: dict[str, Any]) -> Place:
    return Place(
        name=read["place"],
        count=fraction_of(read["count"]),
        weight=Fraction(read["weight"]),
        floor=money_of(read["floor_pence"]),
        cap=money_of(read["cap_pence"]),
        last_year=money_of(read["last_year_pence"]),
        excluded=read["excluded"],
    )
