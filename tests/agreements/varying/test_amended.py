"""What becomes of a variation whose decision changed what was put to it?"""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.agreements.varying.conftest import AT, World
from tests.pages import words

from throughline.agreements.actions import variations, varied
from throughline.agreements.models import Variation
from throughline.agreements.queries import change_tasks
from throughline.agreements.varying.rules import Change
from throughline.frame.tasks import told
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError


class TestADecisionWithAnAmendment:
    def amended(self, world: World) -> Variation:
        change = Change(world.grant.id, "amount", world.award() + Money(100_00))
        return world.decide(world.deciding([change]), "approve_as_amended", "£60.00 only.")

    def settle(self, world: World, variation: Variation, *changes: Change) -> Variation:
        return variations.settle(actor=world["lead"], at=AT, variation_id=variation.id, changes=changes)

    def test_applies_nothing_until_its_lines_are_named_as_decided(self, world: World) -> None:
        before, variation = world.award(), self.amended(world)
        assert variation.state == "amended"
        with pytest.raises(RefusedError):
            varied.apply(actor=world["lead"], at=AT, variation_id=variation.id)
        assert world.award() == before
        self.settle(world, variation, Change(world.grant.id, "amount", before + Money(60_00)))
        varied.apply(actor=world["lead"], at=AT, variation_id=variation.id)
        assert world.award() == before + Money(60_00)

    def test_names_no_more_than_was_put_to_it(self, world: World) -> None:
        before, variation = world.award(), self.amended(world)
        with pytest.raises(RefusedError, match=r"£0\.01 more than was put to the decision"):
            self.settle(world, variation, Change(world.grant.id, "amount", before + Money(100_01)))

    def test_names_nothing_that_was_not_put_to_it(self, world: World) -> None:
        variation = self.amended(world)
        with pytest.raises(RefusedError, match="names nothing else"):
            self.settle(world, variation, Change(world.grant.id, "words", "Something else."))

    def test_has_its_words_where_the_lines_are_named(
        self, world: World, browsers: Callable[[str], Client]
    ) -> None:
        said = words(browsers("lead").get(f"/variations/{self.amended(world).id}/settle/"))
        assert "£60.00 only." in said
        assert "no more in all than the £100.00 by which" in said

    def test_is_a_task_of_the_lead(self, world: World) -> None:
        self.amended(world)
        assert "Decided as amended: name its lines as decided" in [
            each.what for each in told(change_tasks.waiting_for(world["lead"]))
        ]
