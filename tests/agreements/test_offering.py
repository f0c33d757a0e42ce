"""Is a decided round offered once, to the penny, to whom it was said, however often and by how many at once?"""

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError
from tests.agreements.conftest import (
    AT,
    KEY_WORKER,
    LEAD,
    OFFICER,
    TERMS,
    a_provider,
    councils,
    in_an_act,
    in_state,
)
from tests.harness import Cluster
from tests.races import outcomes

from throughline.agreements.actions import grants, terms
from throughline.agreements.models import Condition, Grant, GrantAmount
from throughline.agreements.queries.grants import awarded_in, awards, recipients_of
from throughline.decisions.on_record import ToRecord
from throughline.funding.models import Round
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act


def offer(round_: Round, **changes: Any) -> list[Grant]:
    values = {"actor": OFFICER, "at": AT, "round_id": round_.id, "recipients": councils(), **changes}
    return grants.offer_round(**values)


class TestADecidedRound:
    def test_is_offered_in_one_act_to_the_penny(self, set_: Round) -> None:
        made = offer(set_)
        assert len(made) == 10
        assert sum((each for each in awards(each.id for each in made).values()), Money(0)) == Money(
            63_973_300
        )
        assert sum(award.pence for _, _, award in awarded_in([set_.id])) == 63_973_300
        whole = Act.objects.get(verb="round.offered")
        assert Act.objects.filter(verb="grant.offered", leaf__contains=str(whole.id)).count() == 10

    def test_is_offered_to_whom_was_said(self, set_: Round) -> None:
        to, provider = councils(), a_provider()
        bolton = next(each for each in to if place_name(each) == "Bolton")
        made = offer(set_, recipients=to | {bolton: provider.id})
        assert recipients_of(set_.id) == to | {bolton: provider.id}
        kinds = {place_name(each.place_id): each.recipient_kind for each in made}
        assert kinds.pop("Bolton") == "provider"
        assert set(kinds.values()) == {"local_authority"}

    def test_offered_again_offers_nothing_twice(self, set_: Round) -> None:
        offer(set_)
        assert offer(set_) == []
        assert Grant.objects.count() == 10

    def test_sets_the_conditions_of_its_terms_with_their_days(self, set_: Round) -> None:
        grant = offer(set_)[0]
        found = {each.code: (each.state, str(each.due_on)) for each in grant.conditions.all()}
        assert found == {
            "delivery": ("open", "2022-02-14"),
            "spending_plan": ("open", "2021-11-30"),
            "last_report": ("not_applicable", "2021-11-30"),
        }
        assert grant.conditions.get(code="last_report").because == "A first grant has no earlier report."

    def test_is_refused_whole_when_one_place_has_no_recipient(self, set_: Round) -> None:
        to = councils()
        bury = next(each for each in to if place_name(each) == "Bury")
        del to[bury]
        with pytest.raises(RefusedError, match="who receives the grant of Bury"):
            offer(set_, recipients=to)
        assert not Grant.objects.exists()

    def test_is_refused_without_terms(self, round_: Round) -> None:
        with pytest.raises(RefusedError, match="no terms yet"):
            offer(round_)

    def test_is_refused_when_its_decision_states_no_parts(self, looked_at: None) -> None:
        with pytest.raises(RefusedError, match="its decision comes first"):
            offer(Round.objects.get(year="2024/25"))

    def test_is_refused_to_who_may_not(self, set_: Round) -> None:
        with pytest.raises(RefusedError, match="not for your role"):
            offer(set_, actor=KEY_WORKER)

    def test_is_no_illustration(self, set_: Round) -> None:
        assert not any(each.is_illustration for each in offer(set_))

    def test_of_a_made_up_decision_is_an_illustration(
        self, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
    ) -> None:
        made_up = partial(ToRecord, is_illustration=True)
        monkeypatch.setattr("tests.funding.conftest.ToRecord", made_up)
        round_ = request.getfixturevalue("another_round")
        terms.set_terms(actor=OFFICER, at=AT, round_id=round_.id, terms=TERMS)
        assert [each.is_illustration for each in offer(round_)] == [True] * 10


class TestAPlaceWhoseGrantEnded:
    def test_is_offered_its_part_again_when_the_first_was_withdrawn(self, grant: Grant) -> None:
        withdrawn = in_state(grant, "withdrawn")
        again = offer(withdrawn.round)
        assert [(each.place_id, each.allocation_id) for each in again] == [
            (grant.place_id, grant.allocation_id)
        ]
        assert sum(award.pence for _, _, award in awarded_in([grant.round_id])) == 63_973_300

    def test_is_not_offered_the_same_part_twice_when_it_was_terminated(self, grant: Grant) -> None:
        assert offer(in_state(grant, "terminated").round) == []

    def test_cannot_have_the_part_twice_in_the_database_either(self, grant: Grant) -> None:
        values = {
            "round": grant.round,
            "place": grant.place,
            "recipient": grant.recipient,
            "recipient_kind": "provider",
        }
        in_state(grant, "terminated")
        with pytest.raises(IntegrityError, match="allocation_is_granted_once"), in_an_act():
            Grant.objects.create(
                **values,
                allocation_id=grant.allocation_id,
                state="offered",
                offered_at=AT,
                offered_by=LEAD.id,
            )


class TestAnIllustration:
    @pytest.fixture
    def undecided(self, looked_at: None) -> Round:
        round_ = Round.objects.get(year="2025/26")
        terms.set_terms(actor=OFFICER, at=AT, round_id=round_.id, terms=TERMS)
        return round_

    def illustrate(self, round_: Round) -> list[Grant]:
        return grants.offer_illustration(
            actor=OFFICER,
            at=AT,
            round_id=round_.id,
            amounts=dict.fromkeys(councils(), Money(1_000_000)),
            recipients=councils(),
        )

    def test_says_so_on_every_grant(self, undecided: Round) -> None:
        made = self.illustrate(undecided)
        assert len(made) == 10
        assert all(each.is_illustration and each.allocation_id is None for each in made)
        assert set(GrantAmount.objects.values_list("because", flat=True)) == {
            "Illustration: no record gives this amount"
        }

    def test_is_offered_once(self, undecided: Round) -> None:
        self.illustrate(undecided)
        assert self.illustrate(undecided) == []

    def test_never_stands_beside_decided_parts(self, set_: Round) -> None:
        with pytest.raises(RefusedError, match="has decided parts"):
            self.illustrate(set_)

    def test_is_told_by_the_database_from_a_grant_that_rests_on_a_decision(self, undecided: Round) -> None:
        made = self.illustrate(undecided)[0]
        with pytest.raises(Exception, match=r"is_illustration|grant_keeps|grant_rests"), in_an_act():
            Grant.objects.filter(pk=made.pk).update(is_illustration=False)

    def test_of_no_money_is_none(self, undecided: Round) -> None:
        bolton = next(iter(councils()))
        with pytest.raises(RefusedError, match="no money to offer"):
            grants.offer_illustration(
                actor=OFFICER,
                at=AT,
                round_id=undecided.id,
                amounts={bolton: Money(0)},
                recipients=councils(),
            )


class TestTwoWhoOfferTheSameRoundAtOnce:
    def test_offer_each_part_once(self, own: Round) -> None:
        who = [outcomes_of(own, each) for each in (OFFICER, LEAD)]
        assert outcomes(*who) == ["done", "done"]
        assert Grant.objects.count() == 10
        assert Condition.objects.count() == 30

    def test_on_terms_that_a_third_is_changing_offer_on_the_one_or_the_other_whole(self, own: Round) -> None:
        changed = terms_changed(own)
        said = outcomes(outcomes_of(own, OFFICER), changed)
        assert said[0] == "done"
        assert said[1] == "done" or "vary the grants instead" in said[1]
        assert set(Grant.objects.values_list("conditions__code", flat=True)) in (
            {"delivery", "spending_plan", "last_report"},
            {None},
        )

    @pytest.fixture
    def own(self, loaded: str, cluster: Cluster) -> Round:
        round_ = Round.objects.get(year="2021/22")
        terms.set_terms(actor=OFFICER, at=AT, round_id=round_.id, terms=TERMS)
        return round_


def outcomes_of(round_: Round, actor: Any) -> Any:
    to = councils()
    return lambda: grants.offer_round(actor=actor, at=AT, round_id=round_.id, recipients=to)


def terms_changed(round_: Round) -> Any:
    from dataclasses import replace

    return lambda: terms.set_terms(actor=LEAD, at=AT, round_id=round_.id, terms=replace(TERMS, conditions=()))


def place_name(place: Any) -> str:
    from throughline.organisations.queries import place_named

    return place_named(place)
