"""Which agreements did the made-up people of a demonstration sign, and which wait for them?

In 2021/22 each area's commissioner signed a partnership agreement before its provider's grant agreement; from 2024/25
on the councils are the recipients. Nobody of those who signed exists.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from throughline.funding.queries import rounds as funding
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act
from throughline.organisations import demonstration_localities as localities
from throughline.organisations import queries as organisations
from throughline.organisations.demonstration import DOMAIN

from .actions import agreements
from .actions.agreement_signing import sign
from .actions.authorities import record_authority
from .demonstration import CLOSED, CODE, MIDLIFE, NEXT, TERMS, grant_ids
from .lifecycle import AGREEMENT, GRANT
from .models import Agreement, AgreementSignature, AgreementText, Grant, SigningAuthority
from .signing.composing import composed
from .signing.content import frozen
from .signing.rules import SIDE_OF
from .signing.standing import with_facts

SOURCE = "Illustration: a made-up scheme of delegation"
SINCE = date(2021, 4, 1)
ISSUED = {
    CLOSED: datetime(2021, 11, 4, 9, tzinfo=UTC),
    MIDLIFE: datetime(2024, 6, 6, 9, tzinfo=UTC),
    NEXT: datetime(2025, 4, 7, 9, tzinfo=UTC),
}
NOT_SIGNED, NOT_COUNTERSIGNED = "wigan", "trafford"  # of the illustrative year: one waits for each side
COUNTERSIGNS = "director"
CAPACITIES = {
    "commissioner": "Commissioner of substance misuse services",
    "provider-manager": "Manager",
    COUNTERSIGNS: "Director",
}


class Signing:
    """Everybody who signs, by area, and the acts that bring an agreement into force.

    Each act is written with what it changes, as in use, but what is asked for at each step there is asked for once
    here: forty agreements come with a first start. The database's own guards hold all the same (R16).
    """

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        asked = [("commissioner", area) for area in localities.areas()]
        asked += [("provider-manager", code) for code in localities.PROVIDERS]
        self.people = {
            each: UUID(found.id.removeprefix("person:")) for each, found in localities.actors(asked).items()
        }
        director = organisations.person_named(f"{COUNTERSIGNS}@{DOMAIN}")
        if director is None:
            raise RefusedError("Load the demonstration people first.")
        self.people[COUNTERSIGNS, "gmca"] = director.id
        self.names = organisations.names_of(f"person:{each}" for each in self.people.values())
        self.bodies = {each.code: each.id for each in organisations.bodies()}
        self.places = {each.name.casefold(): each.id for each in organisations.localities()}
        self.programme = next(each.id for each in funding.programmes() if each.code == CODE)
        self.authorities: dict[tuple[str, str], SigningAuthority] = {}

    def may_sign(self, at: datetime) -> None:
        """Commissioners sign for their councils, managers for their providers, the director for the authority."""
        for (role, code), person in self.people.items():
            self.authorities[role, code] = record_authority(
                actor=self.actor,
                at=at,
                person_id=person,
                body_id=self.bodies[code],
                capacity=CAPACITIES[role],
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

    def in_force(self, agreement: Agreement, signer: tuple[str, str], at: datetime) -> None:
        """It goes out, the other side signs three days later, the director two days after that."""
        sign_by = at.date() + timedelta(days=28)
        agreement = with_facts(Agreement.objects.filter(pk=agreement.pk)).get()
        content = frozen(composed(agreement, number=1, sign_by=sign_by, on=at.date()))
        digest = hashlib.sha256(content).hexdigest()
        with self._step(agreement, "issue", at, sign_by=sign_by) as doing:
            text = AgreementText.objects.create(
                agreement=agreement,
                number=1,
                content=content,
                sha256=digest,
                frozen_at=at,
                frozen_by=self.actor.id,
            )
            doing.facts |= {"text": 1, "sha256": digest}
        self._signed(agreement, text, "sign", signer, at + timedelta(days=3))
        self._signed(agreement, text, "countersign", (COUNTERSIGNS, "gmca"), at + timedelta(days=5))

    def _signed(
        self, agreement: Agreement, text: AgreementText, step: str, who: tuple[str, str], at: datetime
    ) -> None:
        authority, person = self.authorities[who], f"person:{self.people[who]}"
        with self._step(agreement, step, at) as doing:
            AgreementSignature.objects.create(
                text=text,
                side=SIDE_OF[step],
                name=self.names[person],
                capacity=authority.capacity,
                authority=authority,
                sha256=text.sha256,
                signed_at=at,
                signed_by=person,
            )
            doing.facts |= {"sha256": text.sha256, "side": SIDE_OF[step], "authority": str(authority.id)}
            doing.personal |= {"name": self.names[person], "capacity": authority.capacity}
            if agreement.grant_id and step == "sign":
                self._move(agreement.grant_id, "accept")
        if agreement.grant_id and step == "countersign":
            live, subject = GRANT.step("go_live"), ("grant", str(agreement.grant_id))
            with act(actor=self.actor, at=at, verb=live.event, subject=subject):
                self._move(agreement.grant_id, "go_live")

    def _move(self, grant: UUID, step: str) -> None:
        Grant.objects.filter(pk=grant).update(state=GRANT.step(step).to)

    @contextmanager
    def _step(self, agreement: Agreement, step: str, at: datetime, **changes: date) -> Iterator[OpenAct]:
        row = AGREEMENT.step(step)
        subject = ("agreement", str(agreement.id))
        with act(actor=self.actor, at=at, verb=row.event, subject=subject) as doing:
            yield doing
            Agreement.objects.filter(pk=agreement.pk).update(state=row.to, **changes)


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
        signing.in_force(made, ("commissioner", area), at + timedelta(hours=1))


def _closed(signing: Signing) -> None:
    for area, grant in _grants(CLOSED).items():
        at = ISSUED[CLOSED] + timedelta(days=5)
        made = signing.grant(grant, CLOSED, at)
        signing.in_force(made, ("provider-manager", localities.provider_of(area)), at + timedelta(hours=1))


def _to_councils(signing: Signing, year: FinancialYear, areas: Iterable[str]) -> None:
    grants = _grants(year)
    for days, area in enumerate(areas):
        at = ISSUED[year] + timedelta(days=days % 3)
        made = signing.grant(grants[area], year, at)
        signing.in_force(made, ("commissioner", area), at + timedelta(hours=1))


def _waiting(signing: Signing, at: datetime) -> None:
    """One was issued three days ago and waits for its commissioner, one was signed and waits for the director."""
    grants = _grants(NEXT)
    for area in (NOT_SIGNED, NOT_COUNTERSIGNED):
        made = signing.grant(grants[area], NEXT, at - timedelta(days=4))
        text = agreements.issue(actor=signing.actor, at=at - timedelta(days=3), agreement_id=made.id)
        if area == NOT_COUNTERSIGNED:
            sign(
                actor=signing.actor,
                at=at - timedelta(days=1),
                agreement_id=made.id,
                seen=text.sha256,
                as_person=signing.people["commissioner", area],
            )


def _grants(year: FinancialYear) -> dict[str, Grant]:
    ids = grant_ids(year)
    found = Grant.objects.in_bulk(ids.values())
    return {area: found[id_] for area, id_ in ids.items()}
