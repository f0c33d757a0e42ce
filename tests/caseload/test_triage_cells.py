"""Every state × step × role of triage, allocation, pausing and moving: what the tables allow is done, and no more.

A test is a state and a step; it tries each role, and takes back what was done. What a role sees is another question,
asked in `test_walls`: here everybody sees what the worker of the unit sees.
"""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import DatabaseError
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.triage_steps import bring, offered, ready_to, take_step, undone

from throughline.caseload.actions import questions, transfers, triage
from throughline.caseload.allocation.rules import CARED_FOR
from throughline.caseload.lifecycle import OPEN, REFERRAL, TRANSFER
from throughline.caseload.models import Note, Question, Referral, Told, Transfer
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
STEPS = (
    "accept", "redirect", "decline", "note_treatment", "coordinate", "assign", "pause",
    "resume_accepted", "resume_assigned", "resume_assessed", "resume",
)  # fmt: skip
TOLD = {
    "accept": "accepted",
    "coordinate": "accepted",
    "redirect": "redirected",
    "decline": "declined",
    "note_treatment": "already_in_treatment",
    "assign": "allocated",
    "pause": "paused",
}


def actors() -> dict[str, Actor]:
    return {
        role: Actor(f"person:{uuid4()}", frozenset({role} - {NOBODY})) for role in (NOBODY, *REFERRAL.roles)
    }


def sees(ward: Ward, made: Referral) -> None:
    look(ward.practitioner if made.state in ("draft", "discarded") else ward.worker, TODAY)


@pytest.mark.parametrize("state", REFERRAL.states)
@pytest.mark.parametrize("name", STEPS)
class TestAReferral:
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, ward: Ward, referred: Make, state: str, name: str
    ) -> None:
        made, step = referred("draft"), REFERRAL.step(name)
        bring(ward, made, state)
        ready_to(ward, made, name)
        sees(ward, made)
        for role, actor in actors().items():
            cell = (state, name, role)
            with undone():
                if state in step.from_states and role in step.roles:
                    take_step(ward, name, made, actor)
                    made.refresh_from_db()
                    assert made.state == step.to, cell
                    [told] = Told.objects.filter(referral=made)
                    assert told.kind == TOLD.get(name, "resumed"), cell
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{cell} was done: {take_step(ward, name, made, actor)}")
                    made.refresh_from_db()
                    assert made.state == state, cell
                    assert not Told.objects.exists(), cell
            made.refresh_from_db()


@pytest.mark.parametrize("state", REFERRAL.states)
class TestInEachState:
    def test_a_referral_is_moved_otherwise_by_no_mistake_above_the_database(
        self, ward: Ward, referred: Make, state: str
    ) -> None:
        made = referred("draft")
        bring(ward, made, state)
        for to in REFERRAL.states:
            if to == state or (state, to) in REFERRAL.transitions():
                continue
            look(ward.practitioner, TODAY)
            with (
                pytest.raises(DatabaseError, match="Invalid transition"),
                undone(),
                act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", made.id)),
            ):
                Referral.objects.filter(id=made.id).update(state=to, key_worker=ward.worker.id, sent_at=AT)

    def test_another_key_worker_takes_over_only_where_one_takes_care(
        self, ward: Ward, referred: Make, state: str
    ) -> None:
        made = referred("draft")
        bring(ward, made, state)
        sees(ward, made)
        with act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", made.id)):
            Referral.objects.filter(id=made.id).update(key_worker="person:before")
        for role, actor in actors().items():
            with undone():
                given = {"actor": actor, "at": AT, "referral_id": made.id, "key_worker": ward.worker.id}
                if state in CARED_FOR and role in ("key-worker", "provider-manager", "system"):
                    assert triage.reassign(**given).state == state
                else:
                    with pytest.raises(RefusedError):
                        triage.reassign(**given)

    def test_a_question_is_asked_only_while_it_is_with_the_service(
        self, ward: Ward, referred: Make, state: str
    ) -> None:
        made = referred("draft")
        bring(ward, made, state)
        sees(ward, made)
        for role, actor in actors().items():
            asked = {"actor": actor, "at": AT, "referral_id": made.id, "question": "Which days suit?"}
            with undone():
                if state in (*OPEN, "already_in_treatment") and role in (
                    "key-worker",
                    "provider-manager",
                    "system",
                ):
                    questions.ask(**asked)
                    assert Question.objects.get().asked_by == actor.id
                else:
                    with pytest.raises(RefusedError):
                        questions.ask(**asked)

    def test_a_person_is_offered_to_another_unit_only_while_support_is_open(
        self, ward: Ward, referred: Make, state: str
    ) -> None:
        made = referred("draft")
        bring(ward, made, state)
        sees(ward, made)
        for role, actor in actors().items():
            with undone():
                given = {"actor": actor, "at": AT, "referral_id": made.id, "because": "Has moved."}
                to = {"to_unit": ward.south, "to_provider": ward.ash, "to_place": ward.bolton}
                if state in OPEN and role in TRANSFER.step("offer").roles:
                    assert transfers.offer(**given, **to).state == "offered"
                else:
                    with pytest.raises(RefusedError):
                        transfers.offer(**given, **to)


def answer(step: str, offer: Transfer, actor: Actor, ward: Ward) -> None:
    who = {"actor": actor, "at": AT, "transfer_id": offer.id}
    if step == "take":
        transfers.take(**who, key_worker=ward.worker_south.id)
    elif step == "turn_down":
        transfers.turn_down(**who, because="No room until June.")
    else:
        transfers.take_back(**who)


@pytest.mark.parametrize("state", TRANSFER.states)
@pytest.mark.parametrize("name", ["take", "turn_down", "take_back"])
class TestAnOffer:
    def test_is_answered_where_the_table_allows_it_and_stays_where_not(
        self, ward: Ward, referred: Make, state: str, name: str
    ) -> None:
        offer, step = offered(ward, referred("assigned")), TRANSFER.step(name)
        ends = {each.to: each.name for each in TRANSFER.steps}
        if state != "offered":
            look(ward.worker if ends[state] == "take_back" else ward.worker_south, TODAY)
            answer(ends[state], offer, ward.worker_south, ward)
        for role, actor in actors().items():
            look(ward.worker if name == "take_back" else ward.worker_south, TODAY)
            offer = Transfer.objects.get(id=offer.id)
            with undone():
                if state == "offered" and role in step.roles:
                    answer(name, offer, actor, ward)
                    offer.refresh_from_db()
                    assert offer.state == step.to, (state, name, role)
                else:
                    with pytest.raises(RefusedError):
                        answer(name, offer, actor, ward)
                    offer.refresh_from_db()
                    assert offer.state == state, (state, name, role)


class TestWhatIsSaidWithADecision:
    def test_is_read_by_both_sides(self, ward: Ward, referred: Make) -> None:
        made = referred()
        look(ward.worker, TODAY)
        take_step(ward, "redirect", made, ward.worker)
        assert Note.objects.get(referral=made).for_whom == "both"
        made.refresh_from_db()
        assert made.triage_reason == "IRS"

    @pytest.mark.parametrize(
        ("step", "given", "sentence"),
        [
            ("redirect", {"to": "", "where": "Somewhere"}, "where this referral belongs"),
            ("redirect", {"to": "IRS", "where": " "}, "which service"),
            ("decline", {"reason": "because"}, "why this referral is declined"),
            ("decline", {"reason": "OTH"}, "which other reason"),
        ],
    )
    def test_is_complete(
        self, ward: Ward, referred: Make, step: str, given: dict[str, str], sentence: str
    ) -> None:
        made = referred()
        look(ward.worker, TODAY)
        with pytest.raises(RefusedError, match=sentence):
            getattr(triage, step)(actor=ward.worker, at=AT, referral_id=made.id, **given)
