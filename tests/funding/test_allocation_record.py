"""What a run leaves behind (R15)."""

import hashlib
import json
from fractions import Fraction

import pytest
from hypothesis import given
from tests.funding.test_allocation_properties import runs

from throughline.funding.allocation import METHOD, freeze, recompute, run, thaw
from throughline.funding.rules import Inputs, Place
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

INPUTS = Inputs(
    Money(10_001),
    (
        Place("Ynys Môn", Fraction(25, 2), floor=Money(1), cap=Money(9_000), last_year=Money(4_000)),
        Place("Bury, north", Fraction(1, 3), weight=Fraction(3, 2), last_year=Money(0)),
        Place("Elsewhere", None, excluded="funded by another grant"),
    ),
    max_loss=Fraction(5, 2),
)


class TestARun:
    @given(runs())
    def test_recomputes_from_its_frozen_inputs_to_the_byte(self, inputs: Inputs) -> None:
        done = run(inputs)
        assert thaw(done.frozen) == inputs
        assert done.frozen == freeze(inputs)
        assert recompute(done.frozen) == done.record

    def test_keeps_everything_it_depended_on(self) -> None:
        assert thaw(freeze(INPUTS)) == INPUTS
        assert json.loads(freeze(INPUTS)) == {
            "method": METHOD,
            "total_pence": 10_001,
            "max_loss_percent": "5/2",
            "places": [
                {
                    "place": "Ynys Môn",
                    "count": "25/2",
                    "weight": "1",
                    "floor_pence": 1,
                    "cap_pence": 9_000,
                    "last_year_pence": 4_000,
                    "excluded": "",
                },
                {
                    "place": "Bury, north",
                    "count": "1/3",
                    "weight": "3/2",
                    "floor_pence": None,
                    "cap_pence": None,
                    "last_year_pence": 0,
                    "excluded": "",
                },
                {
                    "place": "Elsewhere",
                    "count": None,
                    "weight": "1",
                    "floor_pence": None,
                    "cap_pence": None,
                    "last_year_pence": None,
                    "excluded": "funded by another grant",
                },
            ],
        }

    def test_records_inputs_price_factor_and_shares(self) -> None:
        done = run(INPUTS)
        record = json.loads(done.record)
        assert record["inputs"] == json.loads(done.frozen)
        assert record["unit_price_pence"] == str(done.split.unit_price)
        assert record["growth_factor"] == str(done.split.growth_factor)
        assert record["shares"] == [
            {"place": "Ynys Môn", "count": "25/2", "pence": 9_000, "bound": "cap"},
            {"place": "Bury, north", "count": "1/3", "pence": 1_001, "bound": None},
        ]

    def test_is_written_the_same_way_by_every_version(self) -> None:
        # Locked runs are these bytes. When the digest changes, the method needs a new version beside the old.
        done = run(Inputs(Money(10_001), tuple(Place(name, Fraction(1)) for name in "abc")))
        assert done.digest == hashlib.sha256(done.record).hexdigest()
        assert done.digest == "351adaa2b5dc5290769ea2b4be0db64ce9df08569eed01de8ab04daa9883100c"

    @pytest.mark.parametrize(
        "other",
        [
            Inputs(Money(10_002), INPUTS.places, INPUTS.max_loss),
            Inputs(Money(10_001), INPUTS.places[:2], INPUTS.max_loss),
            Inputs(Money(10_001), INPUTS.places, Fraction(5)),
            Inputs(Money(10_001), tuple(reversed(INPUTS.places)), INPUTS.max_loss),
        ],
    )
    def test_has_another_digest_when_anything_is_different(self, other: Inputs) -> None:
        assert run(other).digest != run(INPUTS).digest

    def test_of_an_unknown_method_is_not_recomputed_by_this_one(self) -> None:
        with pytest.raises(RefusedError, match="another method than throughline-allocation-1"):
            recompute(freeze(INPUTS).replace(b"throughline-allocation-1", b"throughline-allocation-9"))
