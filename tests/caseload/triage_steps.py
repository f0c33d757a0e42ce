"""How do tests bring a referral or an offer into any state, and take each step of triage on it?"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward

from throughline.caseload.actions import deleting, pausing, transfers, triage
from throughline.caseload.lifecycle import REFERRAL
from throughline.caseload.models import Assessment, LimitName, Pathway, Person, Referral
from throughline.caseload.sealed import Said, closed, place_of
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

CARED_FOR = {"assigned", "assessed", "on_pathway", "paused"}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def path_to(state: str) -> list[str]:
    """The states between draft and this one, the shortest way."""
    waiting, seen = deque([["draft"]]), {"draft"}
    while waiting:
        way = waiting.popleft()
        if way[-1] == state:
            return way[1:]
        for start, to in REFERRAL.transitions():
            if start == way[-1] and to not in seen:
                seen.add(to)
                waiting.append([*way, to])
    raise AssertionError(state)


def bring(ward: Ward, made: Referral, state: str) -> None:
    """The draft goes the shortest way to that state; its key worker is the north unit's."""
    look(ward.practitioner, TODAY)
    for each in path_to(state):
        values: dict[str, Any] = {"state": each}
        if each == "sent":
            values |= {"sent_at": AT, "sent_by": ward.practitioner.id}
        if each in CARED_FOR:
            values["key_worker"] = ward.worker.id
        if each == "paused":
            values |= {"pause": "recall", "paused_on": TODAY}
        with act(actor=ward.practitioner, at=AT, verb="test.moved", subject=("referral", made.id)):
            Referral.objects.filter(id=made.id).update(**values)
    made.refresh_from_db()


def take_step(ward: Ward, step: str, made: Referral, actor: Actor) -> Any:
    """That step of triage, allocation or pausing, by that actor."""
    who: dict[str, Any] = {"actor": actor, "at": AT, "referral_id": made.id}
    steps = {
        "accept": lambda: triage.accept(**who),
        "redirect": lambda: triage.redirect(**who, to="IRS", where="Housing First, 0161 496 0001"),
        "decline": lambda: triage.decline(**who, reason="OOA"),
        "note_treatment": lambda: triage.note_treatment(**who),
        "coordinate": lambda: triage.coordinate(**who),
        "assign": lambda: triage.assign(**who, key_worker=ward.worker.id),
        "pause": lambda: pausing.pause(**who, reason="recall", since=TODAY, prison="HMP Forest Bank"),
    }
    if step.startswith("resume"):
        return pausing.resume(**who)
    return steps[step]()


def ready_to(ward: Ward, made: Referral, step: str) -> None:
    """A paused referral is as far as this step of going on asks for."""
    if made.state != "paused":
        return
    look(ward.worker, TODAY)
    with act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", made.id)):
        if step == "resume_accepted":
            Referral.objects.filter(id=made.id).update(key_worker="")
        if step == "resume":
            Pathway(referral=made, kind="brief", runs_from=TODAY, begun_by=ward.worker.id).save(
                force_insert=True
            )
        if step == "resume_assessed":
            one = Assessment(referral=made, kind="first", state="draft", begun_at=AT, begun_by=ward.worker.id)
            one.said = closed(made.person, Said(), place_of("caseload_assessment", one.id, "said"))
            one.save(force_insert=True)
            Assessment.objects.filter(id=one.id).update(
                state="complete", completed_at=AT, completed_by=ward.worker.id
            )


def offered(ward: Ward, made: Referral, *, to: str = "south") -> Any:
    """The person is offered to the south unit of the same provider, or to the west one of the other."""
    look(ward.worker, TODAY)
    return transfers.offer(
        actor=ward.worker,
        at=AT,
        referral_id=made.id,
        to_unit=getattr(ward, to),
        to_provider=ward.ash if to == "south" else ward.elm,
        to_place=ward.bolton,
        because="Has moved house.",
    )


def asked_by(client: Client, path: str) -> int:
    """How many questions a page asks of the database once it is known who looks, the second time."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    asked = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
    looked = next(
        number for number, sql in enumerate(asked) if "throughline.side" in sql and "set_config" in sql
    )
    assert looked < 7
    return len(asked) - looked - 1


def limit(ward: Ward, made: Referral, *names: str) -> None:
    """The record is restricted to those whom it names."""
    look(ward.head, TODAY)
    with act(actor=ward.head, at=AT, verb="limit.set", subject=("person", made.person_id)):
        for staff in names:
            LimitName.objects.create(person_id=made.person_id, kind="may", staff=staff)
        Person.objects.filter(id=made.person_id).update(
            access="restricted",
            access_source="probation",
            access_on=TODAY,
            access_by=ward.head.id,
            access_good_until=timezone.localdate() + timedelta(days=9),
        )


def deleted(ward: Ward, person_id: UUID) -> None:
    """The person's record is kept for a year and deleted long after it, by the manager."""
    officer = Actor("system:data-protection", frozenset({"data-protection"}))
    deleting.keep_for(actor=officer, at=AT, body_id=ward.ash, years=1, since=TODAY)
    look(ward.manager, TODAY)
    deleting.delete(actor=ward.manager, at=AT.replace(year=2040), person_id=person_id)
