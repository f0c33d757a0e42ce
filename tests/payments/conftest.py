"""Live grants with their instalments, finance's three people and its codes; every figure and person is made up."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from tests.conftest import Prepared
from tests.harness import Cluster, connect_django

from throughline.agreements.actions import grants, terms
from throughline.agreements.actions.terms import ConditionTerms, InstalmentTerms, RoundTerms
from throughline.agreements.models import (
    Agreement,
    AgreementSignature,
    AgreementText,
    Grant,
    GrantAmount,
    Variation,
    VariationLine,
)
from throughline.frame.upload import Upload
from throughline.funding.models import Round
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.models import Body
from throughline.organisations.queries import body
from throughline.payments.actions import answers, codes, runs
from throughline.payments.models import Answer, Instalment, PaymentRequest, RequestRun

AT = datetime(2021, 12, 1, 9, 30, tzinfo=UTC)
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
REQUEST_COLUMNS = "Supplier = supplier_number\nReference = reference\nAmount = amount\nText = description"
ANSWER_COLUMNS = (
    "Reference = reference\nAmount = amount\nOutcome = outcome\nPaid on = paid_on\n"
    "Document = ledger_reference\nReason = reason"
)
HEADER = "Reference,Amount,Outcome,Paid on,Document,Reason"
TERMS = RoundTerms(
    recipient_kind="local_authority",
    price_basis="actual",
    payment_basis="in_advance",
    assurance_model="csp_scrutinises",
    begins_on=date(2021, 4, 1),
    ends_on=date(2022, 3, 31),
    source="A made-up record.",
    instalments=(InstalmentTerms(date(2021, 11, 30)), InstalmentTerms(date(2022, 2, 28))),
)
ROLES = (
    "programme-officer",
    "programme-lead",
    "finance-preparer",
    "finance-approver",
    "finance-releaser",
    "assistant-director",
    "director",
    "treasurer",
)


def someone(*roles: str) -> Actor:
    return Actor(f"person:{uuid4()}", frozenset(roles))


def in_an_act() -> Any:
    """An act in which a test changes what no page changes."""
    return act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1"))


def councils() -> dict[UUID, UUID]:
    """The council of each locality, by place."""
    served = Body.objects.filter(kind="local authority").values_list("places_served__place", "id")
    return {place: council for place, council in served if place}


def sign(grant: Grant) -> None:
    """Its agreement is in force, as if both sides had signed; and it is live, so that its money is planned."""
    content = f"An agreement about {grant.pk}".encode()
    digest = sha256(content).hexdigest()
    with in_an_act():
        agreement = Agreement.objects.create(
            kind="grant",
            programme_id=grant.round.programme_id,
            place_id=grant.place_id,
            party_id=grant.recipient_id,
            grant=grant,
            begins_on=TERMS.begins_on,
            ends_on=TERMS.ends_on,
            state="draft",
            drafted_at=AT,
            drafted_by=SUPPLIER.id,
        )
        text = AgreementText.objects.create(
            agreement=agreement, number=1, content=content, sha256=digest, frozen_at=AT, frozen_by=SUPPLIER.id
        )
        for side in ("other", "authority"):
            AgreementSignature.objects.create(
                text=text,
                side=side,
                name="Somebody",
                capacity="An office",
                sha256=digest,
                signed_at=AT,
                signed_by=side,
            )
        for state in ("issued", "signed", "in_force"):
            Agreement.objects.filter(pk=agreement.pk).update(state=state)
    grants.accept(actor=SUPPLIER, at=AT, grant_id=grant.pk)
    grants.go_live(actor=SUPPLIER, at=AT, grant_id=grant.pk)


@dataclass
class Town:
    """Live grants, one person a role, and the steps of money in short words."""

    grants: list[Grant]
    people: dict[str, Actor] = field(default_factory=lambda: {role: someone(role) for role in ROLES})

    def __getitem__(self, role: str) -> Actor:
        return self.people[role]

    @property
    def grant(self) -> Grant:
        return self.grants[0]

    def instalments(self, grant: Grant | None = None) -> list[Instalment]:
        """Those that count, by number."""
        rows = Instalment.objects.filter(grant=grant or self.grant).exclude(state="cancelled")
        return list(rows.order_by("number"))

    def first(self) -> Instalment:
        return self.instalments()[0]

    def prepare(self, at: datetime = AT, only: Sequence[Instalment] | None = None) -> RequestRun:
        ids = None if only is None else [each.pk for each in only]
        return runs.prepare(actor=self["finance-preparer"], at=at, instalments=ids)

    def approve(self, run: RequestRun) -> RequestRun:
        return runs.approve(actor=self["finance-approver"], at=AT, run_id=run.pk, seen=seen(run))

    def release(self, run: RequestRun, at: datetime = AT) -> RequestRun:
        run.refresh_from_db()
        return runs.release(actor=self["finance-releaser"], at=at, run_id=run.pk, seen=str(run.file_id))

    def released(self, at: datetime = AT, only: Sequence[Instalment] | None = None) -> RequestRun:
        return self.release(self.approve(self.prepare(at, only)), at)

    def answer(self, *lines: str, at: datetime = AT, name: str = "answer.csv") -> Answer:
        return answers.load(actor=self["finance-preparer"], at=at, upload=answer_file(*lines, name=name))

    def paid(self, at: datetime = AT, only: Sequence[Instalment] | None = None) -> RequestRun:
        """A run of what can be asked for, which finance has paid."""
        run = self.released(at, only)
        self.answer(*(paid(each) for each in run.requests.order_by("reference")), at=at)
        run.refresh_from_db()
        return run

    def vary(self, after: Money, grant: Grant | None = None, at: datetime = AT) -> None:
        """The award is another one now, as if a variation had been decided and signed."""
        row = Grant.objects.get(pk=(grant or self.grant).pk)
        before = Money(sum(each.pence.pence for each in GrantAmount.objects.filter(grant=row)))
        with in_an_act():
            variation = Variation.objects.create(
                title="Another sum",
                reason="Made up.",
                state="prepared",
                begun_at=AT,
                begun_by=SUPPLIER.id,
            )
            VariationLine.objects.create(
                variation=variation, grant=row, what="amount", before_pence=before, after_pence=after
            )
            for state in ("deciding", "agreed"):
                Variation.objects.filter(pk=variation.pk).update(
                    state=state, decision_id=row.round.decision_id
                )
            grants.change_award(
                actor=SUPPLIER, at=at, grant=row, variation=variation, before=before, after=after
            )


def seen(run: RequestRun) -> str:
    """The SHA-256 that the page of a run shows."""
    from throughline.payments.queries.ready import file_of

    return file_of(RequestRun.objects.select_related("mapping").get(pk=run.pk)).sha256


def pounds(amount: Money) -> str:
    return f"{amount.pence // 100}.{amount.pence % 100:02}"


def paid(request: PaymentRequest, on: str = "2021-12-03", document: str = "FIN-1") -> str:
    """The line in which finance says that it paid."""
    return f"{request.reference},{pounds(request.amount_pence)},paid,{on},{document},"


def rejected(request: PaymentRequest, why: str = "Supplier is closed") -> str:
    """The line in which finance says that it did not."""
    return f"{request.reference},{pounds(request.amount_pence)},rejected,,,{why}"


def answer_file(*lines: str, name: str = "answer.csv") -> Upload:
    return Upload(name, "\r\n".join([HEADER, *lines, ""]).encode())


def award_of(grant: Grant) -> Money:
    return Money(sum(each.pence.pence for each in GrantAmount.objects.filter(grant=grant)))


def populate(live: int = 1, round_terms: RoundTerms = TERMS) -> Town:
    """A round with terms, its ten grants offered, the first ones live; finance's codes for all of them."""
    round_ = Round.objects.get(year="2021/22")
    terms.set_terms(actor=SUPPLIER, at=AT, round_id=round_.id, terms=round_terms)
    grants.offer_round(actor=SUPPLIER, at=AT, round_id=round_.id, recipients=councils())
    rows = list(Grant.objects.filter(round=round_).select_related("round", "place").order_by("place__name"))
    for kind, columns in (("request", REQUEST_COLUMNS), ("answer", ANSWER_COLUMNS)):
        codes.keep_mapping(actor=SUPPLIER, at=AT, kind=kind, columns=columns)
    for number, each in enumerate(rows[:live]):
        codes.keep_codes(
            actor=SUPPLIER,
            at=AT,
            body_id=each.recipient_id,
            programme_id=round_.programme_id,
            codes=codes.Codes(f"S{number:05}", cost_centre="CC1"),
        )
        sign(each)
    return Town(rows[:live])


def populate_three() -> Town:
    """The same with three live grants."""
    return populate(3)


@pytest.fixture
def town(prepared_there: Prepared) -> Iterator[Town]:
    """One live grant."""
    with prepared_there(populate) as made:
        yield made


@pytest.fixture
def three(prepared_there: Prepared) -> Iterator[Town]:
    """Three live grants."""
    with prepared_there(populate_three) as made:
        yield made


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def town_of_the_module(supplied: Any, cluster: Cluster, django_db_blocker: Any) -> Iterator[Town]:
    """Two live grants for all tests of a module, in a database of their own; each test takes back what it does."""
    name, kept = cluster.clone(of=supplied[0]), settings.THROUGHLINE_DATA
    settings.THROUGHLINE_DATA = supplied[1]
    with django_db_blocker.unblock():
        before = connect_django(cluster, name)
        yield populate(2)
        connect_django(cluster, before)
    settings.THROUGHLINE_DATA = kept
    cluster.drop(name)


@pytest.fixture
def committed_town(loaded: str) -> Town:
    """Two live grants where commits are real, for races and crashes."""
    return populate(2)


def with_condition(
    code: str = "delivery", *, owner: str = "recipient", text: str = "It was delivered"
) -> RoundTerms:
    """The terms with a condition that a person answers."""
    from dataclasses import replace

    return replace(TERMS, conditions=(ConditionTerms(code, owner, text),))


@pytest.fixture
def staff(looked_at: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Client]:
    """A browser in which somebody with that role, of that body, has signed in."""
    monkeypatch.setattr(settings, "SECOND_STEP_REQUIRED", False)
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
    command = Actor("system:tests")

    def signed_in(role: str, of: str = "gmca") -> Client:
        person = organisations.add_person(
            actor=command, at=AT, name=f"A {role}", email=f"{role}-{of}@example.org", body=body(of)
        )
        organisations.grant_role(actor=command, at=AT, person=person, role=role)
        client = Client()
        client.force_login(person)
        return client

    return signed_in
