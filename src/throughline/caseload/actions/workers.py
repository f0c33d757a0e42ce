"""What does a key worker take on, and who covers while they are away?"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations
from throughline.organisations import working

from .. import codes
from ..allocation import rules
from ..models import Absence, Skill


def say_skills(
    *, actor: Actor, at: datetime, body: UUID, worker: str, skills: Iterable[str], most_people: int
) -> Skill:
    """What the key worker of that provider takes on, and how many people at most; allocation goes by it."""
    rules.may_keep_workers(actor).or_raise()
    said = [code for code in codes.SKILLS if code in set(skills)]
    if not 0 < most_people <= 200:
        raise RefusedError("A key worker takes on at least 1 and at most 200 people.")
    _of_the_body(worker, body)
    row = Skill.objects.select_for_update().filter(body=body, worker=worker).first()
    skill = row or Skill(id=uuid4(), body_id=body, worker=worker)
    with act(
        actor=actor,
        at=at,
        verb="worker.skills_said",
        subject=("worker", worker),
        facts={"skills": said, "most": most_people},
    ):
        skill.skills, skill.most_people = " ".join(said), most_people
        skill.save()
    return skill


def be_away(
    *,
    actor: Actor,
    at: datetime,
    body: UUID,
    worker: str,
    away_from: date,
    away_until: date,
    covered_by: str,
) -> Absence:
    """The worker is away from that day until the day on which they are back; the other sees their people too."""
    rules.may_keep_workers(actor).or_raise()
    for each in (worker, covered_by):
        _of_the_body(each, body)
    held = Absence.objects.select_for_update().filter(body=body, away_until__gt=away_from)
    others = [rules.Away(each.worker, each.away_from, each.away_until, each.covered_by) for each in held]
    lacking = working.units_without(_id(covered_by), _id(worker), max(away_from, timezone.localdate(at)))
    cover = organisations.names_of([covered_by])[covered_by]
    rules.may_be_away(
        rules.Away(worker, away_from, away_until, covered_by), others, lacking, cover
    ).or_raise()
    absence = Absence(
        id=uuid4(),
        body_id=body,
        worker=worker,
        away_from=away_from,
        away_until=away_until,
        covered_by=covered_by,
    )
    with act(
        actor=actor,
        at=at,
        verb="worker.away",
        subject=("worker", worker),
        facts={
            "from": away_from.isoformat(),
            "until": away_until.isoformat(),
            "covered_by": covered_by,
        },
    ):
        absence.save(force_insert=True)
    return absence


def be_back(*, actor: Actor, at: datetime, absence_id: UUID, on: date) -> Absence:
    """The worker is back on that day."""
    rules.may_keep_workers(actor).or_raise()
    absence = Absence.objects.select_for_update().get(id=absence_id)
    if on >= absence.away_until:
        raise RefusedError("They are back by then already.")
    if on <= absence.away_from:
        raise RefusedError("They are back on a day after they left.")
    with act(
        actor=actor,
        at=at,
        verb="worker.back",
        subject=("worker", absence.worker),
        facts={"on": on.isoformat()},
    ):
        absence.away_until = on
        absence.save(update_fields=["away_until"])
    return absence


def _of_the_body(worker: str, body: UUID) -> None:
    if working.body_of(worker) != body:
        raise RefusedError("This worker belongs to another organisation.")


def _id(worker: str) -> UUID:
    return UUID(worker.removeprefix("person:"))
