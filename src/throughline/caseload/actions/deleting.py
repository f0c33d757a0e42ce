"""When is a person's record deleted, and what proves it? Authority: R39.

The key that sealed it is destroyed, and what it is found by is emptied. The rows stay, with codes and dates that name
nobody, and the ledger proves as before: its digests were taken over sealed bytes.
"""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..models import Person, Retention, SearchHash

LEAST_YEARS = 1
_OPEN = (
    "draft",
    "sent",
    "already_in_treatment",
    "accepted",
    "assigned",
    "assessed",
    "on_pathway",
    "paused",
    "exited",
)


def keep_for(*, actor: Actor, at: datetime, body_id: UUID, years: int, since: date) -> Retention:
    """From that day the organisation keeps a record so many years after its last referral ended."""
    if "data-protection" not in actor.roles:
        raise RefusedError("This is not for your role.", "The data protection officer can do it.")
    if not LEAST_YEARS <= years <= 20:
        raise RefusedError("A retention is from 1 to 20 years.")
    rule = Retention(body_id=body_id, years=years, runs_from=since)
    with act(actor=actor, at=at, verb="retention.set", subject=("body", body_id), facts={"years": years}):
        rule.save(force_insert=True)
    return rule


def hold(*, actor: Actor, at: datetime, person: Person, because: str) -> None:
    """Nothing of the person is deleted while this is said; an empty reason lets it go."""
    if "provider-manager" not in actor.roles:
        raise RefusedError("This is not for your role.", "The service's manager can do it.")
    verb = "person.held" if because.strip() else "person.hold_ended"
    with act(actor=actor, at=at, verb=verb, subject=("person", person.id)):
        person.legal_hold = because.strip()
        person.save(update_fields=["legal_hold"])


def due_for_deletion(body_id: UUID, on: date) -> QuerySet[Person]:
    """Whose record's retention has ended by that day, of those in sight; nobody while no retention is set."""
    rule = Retention.objects.filter(body=body_id, runs_from__lte=on).order_by("-runs_from").first()
    if rule is None:
        return Person.objects.none()
    before = _years_before(on, rule.years)
    people = Person.objects.filter(body=body_id, deleted_at__isnull=True, legal_hold="")
    ended = people.annotate(last=Max("referrals__begun_at"), exited=Max("referrals__exited_on"))
    old = Q(last__date__lt=before) & (Q(exited__isnull=True) | Q(exited__lt=before))
    return ended.filter(old).exclude(referrals__state__in=_OPEN).order_by("id")


def delete(*, actor: Actor, at: datetime, person_id: UUID) -> None:
    """The person's key is destroyed and nothing finds them; RefusedError while a hold stands or the record runs."""
    person = Person.objects.select_for_update().get(id=person_id)
    if person.deleted_at:
        return
    if person.legal_hold:
        raise RefusedError("A legal hold stands on this record.", "The service's manager can end it.")
    if person.referrals.filter(state__in=_OPEN).exists():
        raise RefusedError("A referral of this person is under way.", "Close it first.")
    with act(actor=actor, at=at, verb="person.deleted", subject=("person", person.id)) as doing:
        doing.facts["found_by"] = SearchHash.objects.filter(person=person).exclude(hash="").update(hash="")
        person.wrapped_key, person.identity = b"", b""
        person.deleted_at, person.deleted_by = at, actor.id
        person.save(update_fields=["wrapped_key", "identity", "deleted_at", "deleted_by"])


def _years_before(on: date, years: int) -> date:
    """The same day that many years earlier; 29 February counts as 28 February."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
