"""How does an intervention come into the catalogue, and how is each of its sessions given? Authority: R34."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Q

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from ..care.courses import Course, may_give
from ..care.local_time import day_of
from ..lifecycle import MANAGER, PROVIDER
from ..models import Delivered, Intervention, Pathway, Referral
from . import pathways
from .referrals import locked
from .telling import tell

KEEPERS = MANAGER | {"programme-officer", "programme-lead", "supplier"}


def publish(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    kind: str,
    title: str,
    content: str,
    sessions: int,
    is_illustration: bool = False,
) -> Intervention:
    """A new version is in use from today and the one before it is used no more; who is on that one finishes it."""
    if not actor.roles & KEEPERS:
        Refused(
            "The catalogue is not for your role.", "The programme team or a provider's manager can."
        ).or_raise()
    if not title.strip() or not content.strip():
        raise RefusedError("Say what it is called and what is done in it.")
    if not 0 < sessions <= 24:
        raise RefusedError("An intervention has one to 24 sessions.")
    today = day_of(at)
    with act(actor=actor, at=at, verb="intervention.published", subject=("intervention", code)) as doing:
        before = list(Intervention.objects.select_for_update().filter(code=code).order_by("-version"))
        for each in before:
            if each.used_until is None:
                each.used_until = max(today, each.used_from)
                each.save(update_fields=["used_until"])
        made = Intervention(
            id=uuid4(),
            code=code,
            version=before[0].version + 1 if before else 1,
            kind=kind,
            title=title.strip(),
            content=content.strip(),
            sessions=sessions,
            used_from=today,
            is_illustration=is_illustration,
        )
        made.save(force_insert=True)
        doing.facts["version"] = made.version
    return made


def give(
    *, actor: Actor, at: datetime, referral_id: UUID, intervention_id: UUID, session: int, given_on: date
) -> Delivered:
    """The session was given; the first begins the pathway, the last completes it and probation is told.

    The same session of the same day again gives the one that is on record.
    """
    referral = locked(referral_id)
    if not actor.roles & PROVIDER:
        Refused(
            "Recording a session is not for your role.", "It is for the service's key workers."
        ).or_raise()
    intervention = Intervention.objects.get(id=intervention_id)
    pathway = _pathway(referral, intervention)
    given = list(Delivered.objects.filter(pathway=pathway, intervention=intervention)) if pathway else []
    again = next((each for each in given if (each.session, each.given_on) == (session, given_on)), None)
    if again is not None:
        return again
    course = Course(intervention.sessions, frozenset(each.session for each in given))
    may_give(course, session, given_on, day_of(at)).or_raise()
    if not given and intervention.used_until and given_on >= intervention.used_until:
        raise RefusedError("This version is not used any more. Begin with the current one.")
    with act(
        actor=actor,
        at=at,
        verb="intervention.given",
        subject=("referral", referral.id),
        facts={"intervention": intervention.code, "version": intervention.version, "session": session},
    ):
        if pathway is None:
            pathway = pathways.start(
                actor=actor, at=at, referral_id=referral.id, kind=intervention.kind, runs_from=given_on
            )
        made = Delivered(
            id=uuid4(),
            referral=referral,
            pathway=pathway,
            intervention=intervention,
            session=session,
            given_on=given_on,
            given_by=actor.id,
        )
        made.save(force_insert=True)
        if session == course.next and len(course.given) + 1 == course.sessions:
            tell(
                referral=referral,
                kind="intervention_completed",
                about_on=given_on,
                code=intervention.code[:24],
                actor=actor,
                at=at,
            )
            _end_when_all_are_complete(pathway, given_on)
    return made


def _pathway(referral: Referral, intervention: Intervention) -> Pathway | None:
    """The pathway on which this intervention is given to them: the one that runs, or the one that it completed."""
    mine = Pathway.objects.select_for_update().filter(referral=referral, kind=intervention.kind)
    given = Q(delivered__intervention=intervention)
    found = list(mine.filter(runs_until=None)) or list(
        Pathway.objects.filter(given, referral=referral, kind=intervention.kind).order_by("-runs_from")[:1]
    )
    return found[0] if found else None


def _end_when_all_are_complete(pathway: Pathway, on: date) -> None:
    given: dict[UUID, set[int]] = {}
    wanted: dict[UUID, int] = {}
    for each in Delivered.objects.filter(pathway=pathway).select_related("intervention"):
        given.setdefault(each.intervention_id, set()).add(each.session)
        wanted[each.intervention_id] = each.intervention.sessions
    if all(len(given[each]) == wanted[each] for each in given):
        pathway.runs_until = max(on, pathway.runs_from) + timedelta(days=1)
        pathway.save(update_fields=["runs_until"])
