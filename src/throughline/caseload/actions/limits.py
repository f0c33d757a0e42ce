"""Who may see a limited record, who breaks the glass in an emergency, and who asks to be shown? Authority: R37."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from throughline.frame.encryption import box
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.organisations.working import sight_of

from ..models import AskedToSee, Glass, LimitName, Referral
from ..queries.confirming import one_to_confirm
from ..queries.seeing import ASKED, glass_to_act_on, named
from ..sealed import Words, closed, opened, place_of
from ..sight import look_at_one
from .referrals import locked

LIMITERS = frozenset({"head-of-unit", "provider-manager"})
BREAKERS = frozenset({"key-worker", "provider-manager", "probation-practitioner", "head-of-unit"})
GLASS_HOURS = 4
GOOD_DAYS = 30  # how long a confirmed limit is good for: unverified, by each unit's practice


def limit(
    *,
    actor: Actor,
    at: datetime,
    referral_id: UUID,
    access: str,
    source: str,
    said_on: date,
    staff: Sequence[str] = (),
) -> None:
    """The person's record is open, restricted to the named or closed to them, as the source said on that day.

    It is good for thirty days from that day. Whoever sets a limit that shuts them out loses sight with it. Whoever
    sees the record through broken glass alone says nothing of who may see it: the glass would stay open for ever.
    """
    referral = locked(referral_id)
    if not _is_theirs_to_see(referral, actor, timezone.localdate(at)):
        raise RefusedError(
            "You see this record through broken glass.", "Somebody who may see it says who else may."
        )
    _limit(referral, actor=actor, at=at, access=access, source=source, said_on=said_on, staff=staff)


def _is_theirs_to_see(referral: Referral, actor: Actor, on: date) -> bool:
    person = referral.person
    if referral.unit_id not in sight_of(actor, on).units:
        return False
    if person.access == "open":
        return True
    mine = LimitName.objects.filter(
        person=person, staff=actor.id, kind={"restricted": "may"}.get(person.access, "may_not")
    )
    is_good = person.access_good_until is not None and person.access_good_until >= on
    return is_good and mine.exists() == (person.access == "restricted")


def _limit(
    referral: Referral,
    *,
    actor: Actor,
    at: datetime,
    access: str,
    source: str,
    said_on: date,
    staff: Sequence[str],
) -> None:
    if not actor.roles & LIMITERS:
        raise RefusedError(
            "This is not for your role.", "The unit's head or the service's manager can do it."
        )
    if access in ("restricted", "excluding") and not (source.strip() and staff):
        raise RefusedError("A limit says who told you of it and whom it names.")
    on = timezone.localdate(at)
    if said_on > on or said_on + timedelta(days=GOOD_DAYS) <= on:
        raise RefusedError(
            f"A limit stands on what its source said in the last {GOOD_DAYS} days.", "Ask the source again."
        )
    person = referral.person
    kind = {"restricted": "may", "excluding": "may_not"}.get(access, "")
    facts: dict[str, Json] = {"access": access, "names": len(set(staff)) if kind else 0}
    with act(actor=actor, at=at, verb="person.limited", subject=("person", person.id), facts=facts):
        wanted = set(staff) if kind else set()
        LimitName.objects.filter(person=person).exclude(kind=kind, staff__in=wanted).delete()
        LimitName.objects.bulk_create(
            LimitName(id=uuid4(), person=person, kind=kind, staff=each)
            for each in sorted(wanted - set(named(person)))
        )
        person.access, person.access_source, person.access_on, person.access_by = (
            access,
            source.strip(),
            said_on,
            actor.id,
        )
        person.access_good_until = said_on + timedelta(days=GOOD_DAYS)
        person.save(update_fields=["access", "access_source", "access_on", "access_by", "access_good_until"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT caseload_look()")  # who set it sees from here on as it says


def confirm(
    *,
    actor: Actor,
    at: datetime,
    reference: str,
    access: str,
    source: str,
    said_on: date,
    staff: Sequence[str] = (),
) -> None:
    """Who may see a record that nobody sees is said by the head of its unit, who need not see it.

    Referral.DoesNotExist for everybody else. Whoever the limit left out lets others in, not themselves.
    """
    found = one_to_confirm(reference)
    if found is None:
        raise Referral.DoesNotExist
    lets_in = {"open": True, "restricted": actor.id in staff, "excluding": actor.id not in staff}[access]
    if lets_in and not found.was_named:
        raise RefusedError(
            "You were not named when this record was limited, so you do not open it to yourself.",
            "Name whoever takes care of the person, or ask another head of the unit.",
        )
    with transaction.atomic():  # when it is refused, so is the sight
        look_at_one(found.person_id)
        referral = locked(found.referral_id)
        if one_to_confirm(reference) is None:
            raise RefusedError("Somebody else said who may see this record meanwhile.")
        _limit(
            referral,
            actor=actor,
            at=at,
            access=access,
            source=source,
            said_on=said_on,
            staff=staff,
        )


def break_glass(*, actor: Actor, at: datetime, reference: str, because: str) -> Referral:
    """The record is open to the actor for four hours, and who answers for the unit reviews why.

    RefusedError when there is no such reference, or no reason: an emergency still has a sentence.
    """
    if not actor.roles & BREAKERS:
        raise RefusedError(
            "This is not for your role.", "Key workers, probation practitioners and their managers can."
        )
    if len(because.strip()) < 10:
        raise RefusedError("Say in a sentence what the emergency is.")
    glass_id = uuid4()
    with act(
        actor=actor, at=at, verb="glass.broken", subject=("glass", glass_id), facts={"hours": GLASS_HOURS}
    ):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT caseload_break_glass(%s, %s, %s, %s)",
                [reference.strip().upper(), glass_id, at, at + timedelta(hours=GLASS_HOURS)],
            )
            [found] = cursor.fetchone()
        if found is None:
            raise RefusedError(
                "No referral has this reference.",
                "It stands on every message about the person, as DR-ABC-DEF.",
            )
        glass = Glass.objects.select_related("person").get(id=glass_id)
        glass.because = closed(
            glass.person, Words(because.strip()), place_of("caseload_glass", glass_id, "because")
        )
        glass.save(update_fields=["because"])
        _write_to_reviewers(glass.unit_id)
    return Referral.objects.get(reference=reference.strip().upper())


def review_glass(*, actor: Actor, at: datetime, glass_id: UUID, was_right: bool, words: str) -> None:
    """Somebody else who answers for the unit says whether it was right, and what follows."""
    if not actor.roles & LIMITERS:
        raise RefusedError(
            "This is not for your role.", "The unit's head or the service's manager can do it."
        )
    glass = glass_to_act_on(glass_id)
    if glass.reviewed_at:
        raise RefusedError("This was reviewed already.")
    if glass.broken_by == actor.id:
        raise RefusedError(
            "You broke this glass yourself.", "Somebody else who answers for the unit reviews it."
        )
    if not words.strip():
        raise RefusedError("Say in a sentence what you found.")
    place = place_of("caseload_glass", glass.id, "because")
    why = opened(glass.person, glass.because, Words, place)
    with act(
        actor=actor, at=at, verb="glass.reviewed", subject=("glass", glass.id), facts={"was_right": was_right}
    ):
        glass.because = closed(glass.person, Words(why.text, {"review": words.strip()}), place)
        glass.reviewed_at, glass.reviewed_by, glass.was_right = at, actor.id, was_right
        glass.save(update_fields=["because", "reviewed_at", "reviewed_by", "was_right"])


def ask_to_see(*, actor: Actor, at: datetime, unit_id: UUID, about: str, because: str) -> AskedToSee:
    """The unit's single point of contact reads who asks about whom and why; the asker learns nothing from asking."""
    if not actor.roles & BREAKERS:
        raise RefusedError(
            "This is not for your role.", "Key workers, probation practitioners and their managers can."
        )
    if not (about.strip() and because.strip()):
        raise RefusedError("Say about whom you ask, and why.")
    asked = AskedToSee(id=uuid4(), unit_id=unit_id, asked_at=at, asked_by=actor.id)
    asked.sealed = box(ASKED).encrypt(f"{about.strip()}\n{because.strip()}".encode())
    with act(actor=actor, at=at, verb="record.asked_for", subject=("unit", unit_id)):
        asked.save(force_insert=True)
        _write_to_reviewers(unit_id)
    return asked


def _write_to_reviewers(unit_id: UUID) -> None:
    from ..jobs import write_of_seeing  # a job begins in actions, and this one begins a job

    write_of_seeing.defer(unit=str(unit_id))


def answer_asker(*, actor: Actor, at: datetime, asked_id: UUID) -> None:
    """It was answered, outside this page: the answer itself is given by telephone."""
    if not actor.roles & LIMITERS:
        raise RefusedError(
            "This is not for your role.", "The unit's head or the service's manager can do it."
        )
    asked = AskedToSee.objects.select_for_update().get(id=asked_id)
    if asked.answered_at:
        raise RefusedError("This was answered already.")
    if asked.asked_by == actor.id:
        raise RefusedError("You asked this yourself.", "The unit that you asked says that it was answered.")
    with act(actor=actor, at=at, verb="record.asker_answered", subject=("unit", asked.unit_id)):
        asked.answered_at, asked.answered_by = at, actor.id
        asked.save(update_fields=["answered_at", "answered_by"])
