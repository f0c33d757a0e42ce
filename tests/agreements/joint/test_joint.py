"""A joint plan: written by either side, in force when both agreed to the same words, and what was agreed stays."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from tests.agreements.test_cells import every_role, pairs

from throughline.agreements.actions import joint as actions
from throughline.agreements.actions.joint import Said
from throughline.agreements.joint.lifecycle import JOINT_PLAN
from throughline.agreements.models import JointAction, JointPlan
from throughline.agreements.queries import joint as queries
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Step
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations import working
from throughline.organisations.queries import body, places_by_code, units

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
TODAY, REVIEW = date(2026, 1, 5), date(2027, 3, 31)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
OFFICER = Actor("person:0198b1a0-0000-7000-8000-000000000001", frozenset({"programme-officer"}))
SAID = Said("Fill the vacant post", "Commissioner", date(2026, 3, 1))
Somebody = Callable[..., Actor]


@pytest.fixture
def bolton(db: None) -> UUID:
    organisations.load_reference(actor=COMMAND, at=AT)
    return places_by_code()["E08000001"].id


@pytest.fixture
def somebody(bolton: UUID) -> Somebody:
    """Somebody with that role in that body, who works in that unit if one is named."""
    made: list[str] = []

    def of(role: str, at_body: str, unit: str = "") -> Actor:
        made.append(role)
        person = organisations.add_person(
            actor=COMMAND,
            at=AT,
            name=f"A {role}",
            email=f"{role}-{len(made)}@example.org",
            body=body(at_body),
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        if unit:
            found = units().filter(name=unit)[0].id
            working.place_worker(
                actor=COMMAND, at=AT, person_id=person.id, unit_id=found, since=date(2025, 1, 1)
            )
        return Actor(f"person:{person.id}", frozenset({role}))

    return of


@pytest.fixture
def both(somebody: Somebody) -> tuple[Actor, Actor]:
    """The locality's commissioner and the head of its unit."""
    head = somebody("head-of-unit", "probation-greater-manchester", "Bolton")
    return somebody("commissioner", "bolton"), head


def drafted(place: UUID, actor: Actor = OFFICER, **said: Any) -> JointPlan:
    plan = actions.draft(actor=actor, at=AT, place_id=place, review_on=REVIEW)
    actions.add_action(actor=actor, at=AT, plan_id=plan.id, said=Said(**{**SAID_ABOUT, **said}))
    return plan


SAID_ABOUT: dict[str, Any] = {"what": SAID.what, "who": SAID.who, "by_on": SAID.by_on}


def agreed(place: UUID, both: tuple[Actor, Actor], **said: Any) -> JointPlan:
    plan = drafted(place, both[0], **said)
    for each in both:
        plan = actions.agree(actor=each, at=AT, plan_id=plan.id)
    return plan


class TestAPlan:
    def test_is_in_force_when_the_commissioner_and_the_head_of_unit_agreed(
        self, bolton: UUID, both: tuple[Actor, Actor]
    ) -> None:
        plan = drafted(bolton, both[0])
        actions.agree(actor=both[1], at=AT, plan_id=plan.id)
        assert queries.plans_of(bolton, TODAY).in_force is None
        actions.agree(actor=both[0], at=AT, plan_id=plan.id)
        shown = queries.plans_of(bolton, TODAY).in_force
        assert shown is not None
        assert [(each.side, each.name) for each in shown.sides] == [
            ("locality", "A commissioner"),
            ("probation", "A head-of-unit"),
        ]

    def test_is_agreed_once_by_each_side(self, bolton: UUID, both: tuple[Actor, Actor]) -> None:
        plan = drafted(bolton)
        actions.agree(actor=both[0], at=AT, plan_id=plan.id)
        with pytest.raises(RefusedError, match="Your side has agreed already"):
            actions.agree(actor=both[0], at=AT, plan_id=plan.id)

    def test_is_agreed_by_two_people_also_where_one_holds_both_roles(
        self, bolton: UUID, both: tuple[Actor, Actor]
    ) -> None:
        plan = drafted(bolton)
        actions.agree(actor=both[0], at=AT, plan_id=plan.id)
        as_probation = Actor(both[0].id, frozenset({"director-of-probation"}))
        with pytest.raises(RefusedError, match="Two people agree"):
            actions.agree(actor=as_probation, at=AT, plan_id=plan.id)

    def test_that_says_nothing_is_not_agreed(self, bolton: UUID, both: tuple[Actor, Actor]) -> None:
        plan = actions.draft(actor=OFFICER, at=AT, place_id=bolton, review_on=REVIEW)
        with pytest.raises(RefusedError, match="says nothing"):
            actions.agree(actor=both[0], at=AT, plan_id=plan.id)

    def test_loses_every_agreement_when_its_wording_is_opened_again(
        self, bolton: UUID, both: tuple[Actor, Actor]
    ) -> None:
        plan = drafted(bolton)
        actions.agree(actor=both[0], at=AT, plan_id=plan.id)
        with pytest.raises(RefusedError):
            actions.add_action(actor=both[1], at=AT, plan_id=plan.id, said=SAID)
        actions.take_back(actor=both[1], at=AT, plan_id=plan.id)
        actions.add_action(actor=both[1], at=AT, plan_id=plan.id, said=SAID)
        plan.refresh_from_db()
        assert (plan.state, plan.for_locality_at, plan.for_locality_by) == ("draft", None, "")

    def test_is_written_in_one_version_at_a_time(self, bolton: UUID) -> None:
        drafted(bolton)
        with pytest.raises(RefusedError, match="being written already"):
            drafted(bolton)

    def test_is_replaced_by_the_next_which_begins_with_what_is_not_done(
        self, bolton: UUID, both: tuple[Actor, Actor]
    ) -> None:
        first = agreed(bolton, both)
        [one] = first.actions.all()
        later = actions.draft(actor=both[1], at=AT, place_id=bolton, review_on=REVIEW)
        assert [each.what for each in later.actions.all()] == [one.what]
        for each in both:
            actions.agree(actor=each, at=AT, plan_id=later.id)
        first.refresh_from_db()
        assert (first.state, later.version) == ("replaced", 2)

    def test_keeps_what_is_done_out_of_the_next(self, bolton: UUID, both: tuple[Actor, Actor]) -> None:
        [one] = agreed(bolton, both).actions.all()
        actions.finish_action(actor=both[0], at=AT, action_id=one.id)
        with pytest.raises(RefusedError, match="done already"):
            actions.finish_action(actor=both[0], at=AT, action_id=one.id)
        assert not actions.draft(actor=OFFICER, at=AT, place_id=bolton, review_on=REVIEW).actions.exists()


class TestWhoIsNotOfTheLocality:
    def test_reads_and_writes_nothing_there(self, bolton: UUID, somebody: Somebody) -> None:
        plan = drafted(bolton)
        for other in (
            somebody("commissioner", "bury"),
            somebody("head-of-unit", "probation-greater-manchester", "Wigan"),
            somebody("head-of-unit", "probation-greater-manchester"),
        ):
            assert queries.locality_at(other, "bolton", TODAY) is None
            for take in (actions.agree, actions.discard):
                with pytest.raises(RefusedError, match="another locality"):
                    take(actor=other, at=AT, plan_id=plan.id)
            with pytest.raises(RefusedError, match="another locality"):
                actions.draft(actor=other, at=AT, place_id=bolton, review_on=REVIEW)

    def test_has_its_own(self, somebody: Somebody) -> None:
        head = somebody("head-of-unit", "probation-greater-manchester", "Bury and Rochdale")
        assert [each.name for each in queries.localities(head, TODAY)] == ["Bury", "Rochdale"]
        assert len(queries.localities(OFFICER, TODAY)) == 10

    def test_is_asked_for_nothing(self, bolton: UUID, both: tuple[Actor, Actor], somebody: Somebody) -> None:
        plan = drafted(bolton)
        actions.agree(actor=both[0], at=AT, plan_id=plan.id)
        other = somebody("head-of-unit", "probation-greater-manchester", "Wigan")
        asked = [list(queries.waiting_for_side(each, TODAY)) for each in (*both, other, OFFICER)]
        assert asked == [[], [plan], [], []]


class TestTheDatabase:
    def test_keeps_what_a_side_agreed_to(self, bolton: UUID, both: tuple[Actor, Actor]) -> None:
        plan = agreed(bolton, both)
        [one] = plan.actions.all()
        for change in (
            lambda: JointAction.objects.filter(pk=one.pk).update(what="Something else"),
            lambda: one.delete(),
            lambda: JointAction.objects.create(plan=plan, what="More", who="W", by_on=REVIEW),
            lambda: plan.delete(),
        ):
            with (
                pytest.raises(DatabaseError, match=r"What a side agreed|Cannot delete"),
                transaction.atomic(),
                act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)),
            ):
                change()
        assert JointAction.objects.get().what == SAID.what

    def test_has_no_plan_in_force_to_which_one_side_agreed(
        self, bolton: UUID, both: tuple[Actor, Actor]
    ) -> None:
        plan = drafted(bolton)
        actions.agree(actor=both[0], at=AT, plan_id=plan.id)
        with (
            pytest.raises(DatabaseError, match="joint_plan_is_agreed_by_both"),
            transaction.atomic(),
            act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)),
        ):
            JointPlan.objects.filter(pk=plan.pk).update(state="agreed")


# The two agreeing steps are one act, which takes the one whose turn it is.
TURNS = {("half_agreed", "agree"), ("draft", "agree_too")}


class TestEveryCell:
    @pytest.mark.parametrize(
        ("state", "step"),
        [each for each in pairs(JOINT_PLAN) if (each.values[0], each.values[1].name) not in TURNS],
    )
    def test_of_the_table_is_what_may_be_done(
        self, bolton: UUID, both: tuple[Actor, Actor], monkeypatch: pytest.MonkeyPatch, state: str, step: Step
    ) -> None:
        plan, own = _in_state(bolton, both, state), _side_missing(state)
        monkeypatch.setattr(queries, "may_act", lambda actor, place, on: queries.Allowed())
        one = plan.actions.first()
        assert one is not None
        take: dict[str, Callable[[Actor], Any]] = {
            "write": lambda who: actions.add_action(actor=who, at=AT, plan_id=plan.id, said=SAID),
            "agree": lambda who: actions.agree(actor=who, at=AT, plan_id=plan.id, side=own),
            "agree_too": lambda who: actions.agree(actor=who, at=AT, plan_id=plan.id, side=own),
            "take_back": lambda who: actions.take_back(actor=who, at=AT, plan_id=plan.id),
            "finish": lambda who: actions.finish_action(actor=who, at=AT, action_id=one.id),
            "replace": lambda who: _replaced(who, plan),
            "discard": lambda who: actions.discard(actor=who, at=AT, plan_id=plan.id),
        }
        every_role(JOINT_PLAN, state, step, plan, take[step.name])


def _replaced(who: Actor, plan: JointPlan) -> None:
    JOINT_PLAN.may("replace", plan.state, who).or_raise()
    with act(actor=who, at=AT, verb="test", subject=("test", 1)):
        JointPlan.objects.filter(pk=plan.pk).update(state="replaced")


def _side_missing(state: str) -> str:
    return "probation" if state == "half_agreed" else "locality"


def _in_state(place: UUID, both: tuple[Actor, Actor], state: str) -> JointPlan:
    plan = drafted(place, both[0])
    if state == "discarded":
        return actions.discard(actor=both[0], at=AT, plan_id=plan.id)
    for each in both[: {"half_agreed": 1, "agreed": 2, "replaced": 2}.get(state, 0)]:
        plan = actions.agree(actor=each, at=AT, plan_id=plan.id)
    if state == "replaced":
        _replaced(both[0], plan)
        plan.refresh_from_db()
    return plan
