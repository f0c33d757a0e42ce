"""Two sides with people who may sign, and an agreement at any point of its way; everybody here is made up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.agreements.conftest import TERMS, councils
from tests.conftest import Prepared

from throughline.agreements import clauses_supplied
from throughline.agreements.actions import agreements as actions
from throughline.agreements.actions import authorities, grants, specifications, terms
from throughline.agreements.models import Agreement, AgreementText, Grant
from throughline.funding.models import Round
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations import actions as organisations
from throughline.organisations.models import Person
from throughline.organisations.queries import body

AT = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
COUNCIL = "bolton"
# Who is there: a name, a role, a body, and for which body they may sign up to which sum ("" for none, None: no limit).
PEOPLE: tuple[tuple[str, str, str, int | str | None], ...] = (
    ("officer", "programme-officer", "gmca", ""),
    ("lead", "programme-lead", "gmca", None),
    ("director", "director", "gmca", None),
    ("assistant", "assistant-director", "gmca", 50_000_00),
    ("legal", "legal", "gmca", ""),
    ("auditor", "auditor", "gmca", ""),
    ("commissioner", "commissioner", COUNCIL, None),
    ("deputy", "commissioner", COUNCIL, 1_000_00),
    ("stranger", "commissioner", "bury", None),
    ("key-worker", "key-worker", COUNCIL, ""),
)
REQUIRED = (
    specifications.RequirementText("R1", "Workers sit in the unit.", "hmpps", "Reintegration"),
    specifications.RequirementText("R2", "Help is offered within ten days.", "review", "Reintegration"),
)


@dataclass
class Town:
    """The people by name, and the steps of an agreement in short words."""

    grant: Grant
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Actor:
        return Person.objects.get(pk=self.people[name].pk).as_actor()

    def add(self, name: str, role: str, of: str, up_to: int | str | None = "") -> Person:
        person = organisations.add_person(
            actor=SUPPLIER, at=AT, name=f"A {name}", email=f"{name}@example.org", body=body(of)
        )
        organisations.grant_role(actor=SUPPLIER, at=AT, person=person, role=role)
        self.people[name] = person
        if up_to != "":
            self.authority(name, of, up_to if isinstance(up_to, int) else None)
        return person

    def authority(self, name: str, of: str, up_to: int | None = None) -> UUID:
        return authorities.record_authority(
            actor=SUPPLIER,
            at=AT,
            person_id=self.people[name].id,
            body_id=body(of).id,
            capacity=f"Signs for {of}",
            source="A made-up scheme.",
            held_from=date(2024, 1, 1),
            up_to=None if up_to is None else Money(up_to),
        ).id

    def drafted(self, kind: str = "grant", by: str = "officer", **changed: Any) -> Agreement:
        """A draft that names its specification."""
        wanted: dict[str, Any] = {
            "kind": kind,
            "place_id": self.grant.place_id,
            "party_id": self.grant.recipient_id,
            "programme_id": self.grant.round.programme_id,
            "grant_id": self.grant.id if kind == "grant" else None,
            "begins_on": date(2024, 4, 1),
            "ends_on": date(2025, 3, 31) if kind == "grant" else date(2027, 3, 31),
            "into_contract_by": date(2026, 4, 1) if kind == "partnership" else None,
        }
        return actions.draft_agreement(actor=self[by], at=AT, **(wanted | changed))

    def issued(self, kind: str = "grant", **changed: Any) -> Agreement:
        agreement = self.drafted(kind, **changed)
        actions.issue(actor=self["officer"], at=AT, agreement_id=agreement.id)
        return self.again(agreement)

    def signed(self, kind: str = "grant", **changed: Any) -> Agreement:
        return self.sign(self.issued(kind, **changed))

    def in_force(self, kind: str = "grant", **changed: Any) -> Agreement:
        return self.countersign(self.signed(kind, **changed))

    def sign(
        self, agreement: Agreement, who: str = "commissioner", at: datetime = AT, seen: str = ""
    ) -> Agreement:
        actions.sign(actor=self[who], at=at, agreement_id=agreement.id, seen=seen or hash_of(agreement))
        return self.again(agreement)

    def countersign(self, agreement: Agreement, who: str = "director", at: datetime = AT) -> Agreement:
        actions.countersign(actor=self[who], at=at, agreement_id=agreement.id, seen=hash_of(agreement))
        return self.again(agreement)

    def again(self, agreement: Agreement) -> Agreement:
        return Agreement.objects.get(pk=agreement.pk)


def hash_of(agreement: Agreement) -> str:
    """The hash of the newest text."""
    return AgreementText.objects.filter(agreement=agreement).order_by("-number")[0].sha256


def populate() -> Town:
    """A decided round, offered; clauses, a current specification, and everybody of `PEOPLE`."""
    clauses_supplied.load(SUPPLIER, AT)
    round_ = Round.objects.get(year="2021/22")
    terms.set_terms(actor=SUPPLIER, at=AT, round_id=round_.id, terms=TERMS)
    grants.offer_round(actor=SUPPLIER, at=AT, round_id=round_.id, recipients=councils())
    version = specifications.write_version(
        actor=SUPPLIER,
        at=AT,
        programme_id=round_.programme_id,
        title="A made-up service",
        requirements=REQUIRED,
    )
    specifications.settle(actor=SUPPLIER, at=AT, version_id=version.id, in_use_from=date(2024, 4, 1))
    town = Town(Grant.objects.select_related("round", "place").get(round=round_, place__name="Bolton"))
    for each in PEOPLE:
        town.add(*each)
    return town


@pytest.fixture
def town(prepared_there: Prepared) -> Iterator[Town]:
    with prepared_there(populate) as made:
        yield made


@pytest.fixture
def committed_town(loaded: str) -> Town:
    """The same where commits are real, for races."""
    return populate()


@pytest.fixture
def browsers(town: Town, settings: Any) -> Callable[[str], Client]:
    """A browser in which one of the town's people has signed in."""
    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def signed_in(who: str) -> Client:
        client = Client()
        town.people[who].set_password("violet anvil seventeen")
        town.people[who].save()
        client.force_login(town.people[who])
        return client

    return signed_in
