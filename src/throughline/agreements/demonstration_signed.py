"""Which agreements did the made-up people of a demonstration sign, and which wait for them?

In 2021/22 each area's commissioner signed a partnership agreement before its provider's grant agreement; from 2024/25
on the councils are the recipients. Nobody of those who signed exists.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from throughline.funding.queries import rounds as funding
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.verdict import RefusedError
from throughline.organisations import demonstration_localities as localities
from throughline.organisations import queries as organisations

from .actions import agreements
from .actions.agreement_signing import countersign, sign
from .actions.authorities import record_authority
from .demonstration import CLOSED, CODE, MIDLIFE, NEXT, TERMS, grant_ids
from .models import Agreement, Grant, SigningAuthority

SOURCE = "Illustration: a made-up scheme of delegation"
SINCE = date(2021, 4, 1)
ISSUED = {
    CLOSED: datetime(2021, 11, 4, 9, tzinfo=UTC),
    MIDLIFE: datetime(2024, 6, 6, 9, tzinfo=UTC),
    NEXT: datetime(2025, 4, 7, 9, tzinfo=UTC),
}
NOT_SIGNED, NOT_COUNTERSIGNED = "wigan", "trafford"  # of the illustrative year: one waits for each side
COUNTERSIGNS = "director"


class Signing:
    """Everybody who signs, by area, and the two acts that bring an agreement into force."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        asked = [("commissioner", area) for area in localities.areas()]
        asked += [("provider-manager", code) for code in localities.PROVIDERS]
        self.people = {
            each: UUID(found.id.removeprefix("person:")) for each, found in localities.actors(asked).items()
        }
        self.bodies = {each.code: each.id for each in organisations.bodies()}
        self.places = {each.name.casefold(): each.id for each in organisations.localities()}
        self.director = organisations.person_named(f"{COUNTERSIGNS}@{localities.DOMAIN}")
        self.programme = next(each.id for each in funding.programmes() if each.code == CODE)

    def may_sign(self, at: datetime) -> None:
        """Commissioners sign for their councils, managers for their providers, the director for the authority."""
        for (role, code), person in self.people.items():
            capacity = "Commissioner of substance misuse services" if role == "commissioner" else "Manager"
            self._authority(person, self.bodies[code], capacity, at)
        if self.director is not None:
            self._authority(self.director.id, self.bodies["gmca"], "Director", at)

    def _authority(self, person: UUID, body: UUID, capacity: str, at: datetime) -> None:
        record_authority(
            actor=self.actor,
            at=at,
            person_id=person,
            body_id=body,
            capacity=capacity,
            source=SOURCE,
            held_from=SINCE,
        )

    def partnership(self, area: str, at: datetime, *, until: date, into_contract_by: date) -> Agreement:
        """The area's commissioner promises to bring the specification into the next contract. Authority: R17."""
        return agreements.draft_agreement(
            actor=self.actor,
            at=at,
            kind="partnership",
            place_id=self.places[area],
            party_id=self.bodies[area],
            programme_id=self.programme,
            begins_on=at.date(),
            ends_on=until,
            into_contract_by=into_contract_by,
            is_illustration=True,
        )

    def grant(self, grant: Grant, year: FinancialYear, at: datetime) -> Agreement:
        """The agreement about one grant, for its round's own days."""
        terms = TERMS[year]
        return agreements.draft_agreement(
            actor=self.actor,
            at=at,
            kind="grant",
            place_id=grant.place_id,
            party_id=grant.recipient_id,
            programme_id=self.programme,
            grant_id=grant.id,
            begins_on=terms.begins_on,
            ends_on=terms.ends_on,
            is_illustration=True,
        )

    def out(self, agreement: Agreement, at: datetime) -> str:
        """It is issued; the hash of what went out."""
        return agreements.issue(actor=self.actor, at=at, agreement_id=agreement.id).sha256

    def signed(self, agreement: Agreement, seen: str, role: str, code: str, at: datetime) -> None:
        sign(
            actor=self.actor,
            at=at,
            agreement_id=agreement.id,
            seen=seen,
            as_person=self.people[role, code],
        )

    def countersigned(self, agreement: Agreement, seen: str, at: datetime) -> None:
        if self.director is not None:
            countersign(
                actor=self.actor, at=at, agreement_id=agreement.id, seen=seen, as_person=self.director.id
            )


def load(*, actor: Actor, at: datetime) -> bool:
    """The agreements of three years, signed as far as they are; False when they are there already."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up agreements are for demonstrations; this installation is not one.")
    if SigningAuthority.objects.filter(source=SOURCE).exists():
        return False
    with transaction.atomic():
        signing = Signing(actor)
        signing.may_sign(ISSUED[CLOSED])
        _partnerships(signing)
        _closed(signing)
        _to_councils(signing, MIDLIFE, localities.areas())
        _to_councils(
            signing, NEXT, [a for a in localities.areas() if a not in (NOT_SIGNED, NOT_COUNTERSIGNED)]
        )
        _waiting(signing, at)
    return True


def _partnerships(signing: Signing) -> None:
    for days, area in enumerate(localities.areas()):
        at = ISSUED[CLOSED] + timedelta(days=days % 4)
        made = signing.partnership(
            area, at, until=date(2027, 3, 31), into_contract_by=date(2024 + days % 4, 4, 1)
        )
        seen = signing.out(made, at + timedelta(hours=1))
        signing.signed(made, seen, "commissioner", area, at + timedelta(days=5))
        signing.countersigned(made, seen, at + timedelta(days=6))


def _closed(signing: Signing) -> None:
    for area, grant in _grants(CLOSED).items():
        at = ISSUED[CLOSED] + timedelta(days=1)
        made = signing.grant(grant, CLOSED, at)
        seen = signing.out(made, at + timedelta(hours=1))
        signing.signed(made, seen, "provider-manager", localities.provider_of(area), at + timedelta(days=7))
        signing.countersigned(made, seen, at + timedelta(days=12))


def _to_councils(signing: Signing, year: FinancialYear, areas: Iterable[str]) -> None:
    grants = _grants(year)
    for days, area in enumerate(areas):
        at = ISSUED[year] + timedelta(days=days % 3)
        made = signing.grant(grants[area], year, at)
        seen = signing.out(made, at + timedelta(hours=1))
        signing.signed(made, seen, "commissioner", area, at + timedelta(days=3))
        signing.countersigned(made, seen, at + timedelta(days=5))


def _waiting(signing: Signing, at: datetime) -> None:
    """One was issued three days ago and waits for its commissioner, one was signed and waits for the director."""
    grants = _grants(NEXT)
    for area in (NOT_SIGNED, NOT_COUNTERSIGNED):
        made = signing.grant(grants[area], NEXT, at - timedelta(days=4))
        seen = signing.out(made, at - timedelta(days=3))
        if area == NOT_COUNTERSIGNED:
            signing.signed(made, seen, "commissioner", area, at - timedelta(days=1))


def _grants(year: FinancialYear) -> dict[str, Grant]:
    ids = grant_ids(year)
    found = Grant.objects.in_bulk(ids.values())
    return {area: found[id_] for area, id_ in ids.items()}
