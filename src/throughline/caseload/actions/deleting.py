"""How long is a person's record kept, what holds it, and how does it go? Authority: R39.

Whose record it is says for how many years, from the day on which nothing is under way any more with any provider. A
month later it is deleted: the key that sealed it is destroyed, and what it is found by is gone. The rows stay, with
codes and dates that name nobody, and the ledger proves as before: its digests were taken over sealed bytes.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from throughline.frame.scope import NO_SIGHT, enter_sight
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.organisations import queries as organisations
from throughline.organisations import working

from ..models import HOLDS, Person, Retention
from ..queries.keeping import GRACE, kept_until, rests_since, rule_of, years_before
from ..sight import look_at_one
from .people import forget

LEAST_YEARS, MOST_YEARS = 1, 20
MACHINE = Actor("system:retention", frozenset({"system"}))
MANAGER, OFFICER = "provider-manager", "data-protection"


def keep_for(*, actor: Actor, at: datetime, body_id: UUID, years: int, since: date) -> Retention:
    """From that day the organisation keeps a record so many years after its last referral ended."""
    if OFFICER not in actor.roles:
        raise RefusedError("This is not for your role.", "The data protection officer can do it.")
    if not LEAST_YEARS <= years <= MOST_YEARS:
        raise RefusedError(f"A retention is from {LEAST_YEARS} to {MOST_YEARS} years.")
    if since < timezone.localdate(at):
        raise RefusedError("A retention runs from today or later: what was deleted does not come back.")
    rule = Retention(body_id=body_id, years=years, runs_from=since)
    facts: dict[str, Json] = {"years": years, "since": since.isoformat()}
    try:
        with (
            transaction.atomic(),
            act(actor=actor, at=at, verb="retention.set", subject=("body", body_id), facts=facts),
        ):
            rule.save(force_insert=True)
    except IntegrityError as fault:
        raise RefusedError("A retention from that day is on record. Choose another day.") from fault
    return rule


def hold(*, actor: Actor, at: datetime, person_id: UUID, because: str) -> None:
    """Nothing of the person is deleted while this is said; an empty reason lets it go."""
    if MANAGER not in actor.roles:
        raise RefusedError("This is not for your role.", "The service's manager can do it.")
    if because and because not in dict(HOLDS):
        raise RefusedError("Choose why the record is held.")
    person = Person.objects.select_for_update(of=("self",)).get(id=person_id)
    _is_theirs(actor, person)
    if person.deleted_at:
        raise RefusedError("This record is deleted already.")
    if person.legal_hold == because:
        return
    verb = "person.held" if because else "person.hold_ended"
    facts = {"because": because or person.legal_hold}
    with act(actor=actor, at=at, verb=verb, subject=("person", person.id), facts=facts):
        person.legal_hold = because
        person.save(update_fields=["legal_hold"])


def _is_theirs(actor: Actor, person: Person) -> None:
    """Whoever had the person before still sees them by that referral: the record is another’s by now."""
    if working.body_of(actor.id) != person.body_id:
        raise RefusedError(
            "Another service keeps this person’s record by now.", "Its manager holds and deletes it."
        )


def delete(*, actor: Actor, at: datetime, person_id: UUID) -> None:
    """The person's key is destroyed and nothing finds them; RefusedError while it is kept, held, or anything runs."""
    if not (MANAGER in actor.roles or actor == MACHINE):
        raise RefusedError("This is not for your role.", "The service's manager can do it.")
    person = Person.objects.select_for_update(of=("self",)).get(id=person_id)
    if actor != MACHINE:
        _is_theirs(actor, person)
    if person.deleted_at:
        return
    if person.legal_hold:
        raise RefusedError("A legal hold stands on this record.", "The service's manager can end it.")
    rests, on = rests_since(person.id), timezone.localdate(at)
    if rests is None:
        raise RefusedError("Support of this person is under way, here or elsewhere.", "It ends first.")
    rule = rule_of(person.body_id, on)
    if rule is None:
        raise RefusedError(
            "It is not said how long records of this organisation are kept.",
            "The data protection officer says it.",
        )
    until = kept_until(rests, rule.years)
    if on < until:
        raise RefusedError(f"This record is kept until {long_date(until)}.")
    with act(
        actor=actor,
        at=at,
        verb="person.deleted",
        subject=("person", person.id),
        facts={"rested_since": rests.isoformat(), "years": rule.years},
    ):
        forget(person.id, actor=actor, at=at)


def delete_what_is_over(*, at: datetime) -> int:
    """Every record whose month after its retention is over goes, also those that nobody sees; how many. One by one."""
    count, on = 0, timezone.localdate(at)
    for body in organisations.bodies():
        with transaction.atomic(), connection.cursor() as cursor:
            enter_sight(MACHINE, NO_SIGHT)
            rule = rule_of(body.id, on)
            if rule is None:
                continue
            before = years_before(on - timedelta(days=GRACE), rule.years)
            cursor.execute("SELECT caseload_over(%s, %s)", [body.id, before])
            over = [row for (row,) in cursor.fetchall()]
        for person in over:
            with transaction.atomic():
                enter_sight(MACHINE, NO_SIGHT)
                look_at_one(person)
                delete(actor=MACHINE, at=at, person_id=person)
                count += 1
    return count
