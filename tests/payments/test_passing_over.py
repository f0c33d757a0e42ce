"""What do two senior people let pass, and what not any more?"""

import pytest
from tests.payments.conftest import AT, Town, populate, with_condition

from throughline.agreements.actions import grants
from throughline.agreements.models import Condition
from throughline.kernel.verdict import RefusedError
from throughline.payments.actions import holds, keeping
from throughline.payments.models import Override
from throughline.payments.queries.standing import standings


@pytest.fixture
def town(looked_at: None) -> Town:
    return populate(1, with_condition())


def found_unmet(town: Town, because: str) -> None:
    condition = Condition.objects.get(grant=town.grant)
    grants.answer_condition(
        actor=town["programme-officer"],
        at=AT,
        condition_id=condition.pk,
        step="find_unmet" if condition.state == "open" else "reopen",
        because=because,
    )


def asked(town: Town) -> Override:
    return holds.ask_override(
        actor=town["programme-lead"],
        at=AT,
        instalment_id=town.first().pk,
        conditions=["delivery"],
        reason="The people are in post and have to be paid.",
    )


class TestAConditionThatWasLetPass:
    def test_is_passed_over_while_it_says_the_same(self, town: Town) -> None:
        holds.answer_override(actor=town["director"], at=AT, override_id=asked(town).pk, agrees=True)
        assert town.first().state == "due"

    def test_holds_the_money_again_once_it_says_something_else(self, town: Town) -> None:
        holds.answer_override(actor=town["director"], at=AT, override_id=asked(town).pk, agrees=True)
        found_unmet(town, "Nobody was in post after all.")
        keeping.keep_up(at=AT)
        assert town.first().state == "held"
        (reason,) = standings(None, AT.date(), [town.grant.pk])[0].in_the_way
        assert "Nobody was in post after all" in reason.text
        assert "has to be asked for anew" in reason.text
        holds.answer_override(actor=town["treasurer"], at=AT, override_id=asked(town).pk, agrees=True)
        assert town.first().state == "due"

    def test_is_not_agreed_to_once_it_says_something_else_than_was_asked(self, town: Town) -> None:
        override = asked(town)
        found_unmet(town, "Nobody was in post after all.")
        with pytest.raises(RefusedError, match="This was asked for when it stood"):
            holds.answer_override(actor=town["director"], at=AT, override_id=override.pk, agrees=True)
        holds.answer_override(
            actor=town["director"], at=AT, override_id=override.pk, agrees=False, because="It has changed."
        )
        assert town.first().state == "held"
