"""Every state × step × role of a concern, and of a referral’s exit and close: what the tables allow, and no more."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.test_triage_cells import actors, sees
from tests.caseload.triage_steps import bring, undone

from throughline.caseload.actions import concerns, deaths, leaving
from throughline.caseload.care.lifecycle import CONCERN
from throughline.caseload.lifecycle import REFERRAL
from throughline.caseload.models import Concern, Pathway, RecoveryCheck, Referral
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
SEEN = concerns.Seen("children", "child", "A bruise that the story does not fit.")


def roles_of_concern() -> dict[str, Actor]:
    known = {**actors()}
    return {
        role: known.get(role) or Actor(f"person:{role}", frozenset({role} - {NOBODY}))
        for role in (NOBODY, *CONCERN.roles)
    }


def raised(ward: Ward, made: Referral, state: str) -> Concern:
    look(ward.worker, TODAY)
    who: dict[str, Any] = {"actor": ward.worker, "at": AT}
    row = concerns.raise_concern(referral_id=made.id, seen=SEEN, **who)
    if state in ("acknowledged", "acting", "closed"):
        row = concerns.acknowledge(concern_id=row.id, **who)
    if state in ("acting", "closed"):
        row = concerns.act_on(concern_id=row.id, doing="Phoned the hub.", **who)
    if state == "closed":
        row = concerns.close(concern_id=row.id, receipt="Hub, ref 4471", came_of_it="", **who)
    assert row.state == state
    return row


def take(step: str, row: Concern, actor: Actor) -> Concern:
    who: dict[str, Any] = {"actor": actor, "at": AT, "concern_id": row.id}
    return {
        "acknowledge": lambda: concerns.acknowledge(**who),
        "act": lambda: concerns.act_on(**who, doing="Phoned."),
        "close": lambda: concerns.close(**who, receipt="Hub, ref 4471", came_of_it="A visit."),
    }[step]()


@pytest.mark.parametrize("state", CONCERN.states)
class TestAConcern:
    @pytest.mark.parametrize("name", [each.name for each in CONCERN.steps if each.from_states])
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, ward: Ward, referred: Make, state: str, name: str
    ) -> None:
        row, step = raised(ward, referred("assigned"), state), CONCERN.step(name)
        for role, actor in roles_of_concern().items():
            cell = (state, name, role)
            with undone():
                if state in step.from_states and role in step.roles:
                    assert take(name, row, actor).state == step.to, cell
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{cell} was done: {take(name, row, actor)}")
                    assert Concern.objects.get(id=row.id).state == state, cell

    def test_is_raised_beside_it_by_whoever_may(self, ward: Ward, referred: Make, state: str) -> None:
        made = referred("assigned")
        raised(ward, made, state)
        for role, actor in roles_of_concern().items():
            with undone():
                seen = concerns.Seen("adults", "person", "Has not eaten for days.", is_urgent=True)
                if role in CONCERN.step("raise").roles:
                    row = concerns.raise_concern(actor=actor, at=AT, referral_id=made.id, seen=seen)
                    assert (row.state, row.owner) == ("raised", ward.worker.id)
                else:
                    with pytest.raises(RefusedError):
                        concerns.raise_concern(actor=actor, at=AT, referral_id=made.id, seen=seen)


def end(name: str, made: Referral, actor: Actor) -> Referral:
    who: dict[str, Any] = {"actor": actor, "at": AT, "referral_id": made.id}
    if name == "exit":
        return leaving.leave(**who, reason="dropped_out", on=TODAY)
    return leaving.close(**who)


@pytest.mark.parametrize("state", REFERRAL.states)
class TestAReferral:
    @pytest.mark.parametrize("name", ["exit", "close"])
    def test_ends_and_closes_where_the_table_allows_it_and_stays_where_not(
        self, ward: Ward, referred: Make, state: str, name: str
    ) -> None:
        made, step = referred("draft"), REFERRAL.step(name)
        bring(ward, made, state)
        sees(ward, made)
        for role, actor in actors().items():
            cell = (state, name, role)
            with undone():
                if state in step.from_states and role in step.roles:
                    assert end(name, made, actor).state == step.to, cell
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{cell} was done: {end(name, made, actor)}")
                    assert Referral.objects.get(id=made.id).state == state, cell

    def test_ends_with_a_death_where_it_may_end(self, ward: Ward, referred: Make, state: str) -> None:
        made = referred("draft")
        bring(ward, made, state)
        sees(ward, made)
        death = deaths.Death(TODAY, TODAY, "unknown", "The practitioner, today.")
        exit_, withdraw = REFERRAL.step("exit"), REFERRAL.step("withdraw")
        for role, actor in actors().items():
            ends = next((each for each in (exit_, withdraw) if role in each.roles - {"system"}), None)
            is_over = state in leaving.ENDED
            with undone():
                if ends and (is_over or state in ends.from_states):
                    deaths.notify(actor=actor, at=AT, referral_id=made.id, death=death)
                    after = state if is_over else ends.to
                    assert Referral.objects.get(id=made.id).state == after, (state, role)
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(str(deaths.notify(actor=actor, at=AT, referral_id=made.id, death=death)))

    def test_begins_again_where_it_has_ended(self, ward: Ward, referred: Make, state: str) -> None:
        made = referred("draft")
        bring(ward, made, state)
        sees(ward, made)
        for role, actor in actors().items():
            may = role in REFERRAL.step("begin").roles and state in leaving.ENDED
            with undone():
                if may and role == "key-worker":
                    again = leaving.come_back(actor=ward.worker, at=AT, referral_id=made.id)
                    assert (again.state, again.follows_id) == ("draft", made.id)
                elif not may:
                    with pytest.raises(RefusedError):
                        pytest.fail(str(leaving.come_back(actor=actor, at=AT, referral_id=made.id)))


class TestRecoveryChecks:
    def test_are_answered_by_the_service_and_its_own_system_alone(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=AT, verb="test.made", subject=("referral", made.id)):
            Pathway(referral=made, kind="brief", runs_from=TODAY, begun_by=ward.worker.id).save(
                force_insert=True
            )
            Referral.objects.filter(id=made.id).update(state="exited", exited_on=TODAY, was_planned=True)
            row = RecoveryCheck(referral=made, months=3, due_on=TODAY)
            row.save(force_insert=True)
        for role, actor in actors().items():
            with undone():
                if role in ("key-worker", "provider-manager", "system"):
                    found = leaving.check(actor=actor, at=AT, check_id=row.id, answer="sustained", on=TODAY)
                    assert found.done_by == actor.id
                else:
                    with pytest.raises(RefusedError):
                        leaving.check(actor=actor, at=AT, check_id=row.id, answer="sustained", on=TODAY)
