"""A made-up area with its people, two grants of two programmes, and returns in every state."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from throughline.agreements.actions import grants
from throughline.agreements.actions.terms import InstalmentTerms, RoundTerms, SpendTerms, set_terms
from throughline.assurance.actions import calendar, certifying, filling
from throughline.assurance.actions.questions import Put, put_questions
from throughline.assurance.lifecycle import RETURN
from throughline.assurance.models import Return, ReturnVersion
from throughline.assurance.queries.contents import content_of
from throughline.assurance.scrutiny.rules import JUDGED
from throughline.funding.models import Programme, Round
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY
from throughline.kernel.money import Money
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.models import Person
from throughline.organisations.queries import body, places_by_code

AT = datetime(2025, 7, 3, 9, 30, tzinfo=UTC)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
CLOCK = Actor("system:tests-clock", frozenset({"system"}))
AWARD = Money(100_000_00)
STRANGER = Actor("person:00000000-0000-4000-8000-000000000000")
BOLTON = "E08000001"
SPEND = (
    SpendTerms("staff", "Key workers"),
    SpendTerms("rooms", "Rooms"),
    SpendTerms("cars", "Vehicles", is_eligible=False),
)
QUESTIONS = (
    ("delivered", "What was delivered", "How many people began?", "number", "fixed"),
    ("evidence", "What was delivered", "What shows that it was delivered?", "text", "fixed"),
    ("risks", "Looking ahead", "What could go wrong from here?", "text", ""),
)


@dataclass
class Area:
    """Bolton: one person a role, by role; its grants by programme; and the steps of a return in short words."""

    people: dict[str, Person] = field(default_factory=dict)
    grants: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, role: str) -> Actor:
        return Person.objects.get(pk=self.people[role].pk).as_actor()

    def add(self, name: str, *roles: str, of: str = "bolton") -> Person:
        person = organisations.add_person(
            actor=COMMAND, at=AT, name=f"A {name}", email=f"{name}@example.org", body=body(of)
        )
        for role in roles:
            organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        self.people[name] = person
        return person

    def grant(self, programme: str, *, award: Money = AWARD, basis: str = "actual", year: str = "2025/26",
              small: Money | None = None, recipient: str = "bolton", **more: Any) -> UUID:  # fmt: skip
        """A live grant of that programme in Bolton."""
        with act(actor=COMMAND, at=AT, verb="tried", subject=("test", programme)):
            of, _ = Programme.objects.get_or_create(
                code=programme,
                defaults={"name": programme.upper(), "purpose": "Made up.", "authority": body("gmca")},
            )
            round_ = Round.objects.create(programme=of, year=year, standing="not_held")
        begins = date(int(year[:4]), 4, 1)
        terms = RoundTerms(
            recipient_kind=more.get("recipient_kind", "local_authority"),
            price_basis=basis,
            payment_basis="in_advance",
            assurance_model=more.get("assurance_model", "csp_scrutinises"),
            begins_on=begins,
            ends_on=date(begins.year + 1, 3, 31),
            source="A test",
            instalments=(InstalmentTerms(begins),),
            spend=SPEND,
            small_grant=small,
            pools_programmes=more.get("pools_programmes", True),
            is_first_year=more.get("is_first_year", False),
        )
        set_terms(actor=COMMAND, at=AT, round_id=round_.id, terms=terms)
        place = places_by_code()[BOLTON].id
        [offered] = grants.offer_illustration(
            actor=COMMAND,
            at=AT,
            round_id=round_.id,
            amounts={place: award},
            recipients={place: body(recipient).id},
        )
        grants.accept(actor=COMMAND, at=AT, grant_id=offered.id)
        grants.go_live(actor=COMMAND, at=AT, grant_id=offered.id)
        self.grants[programme] = offered.id
        return offered.id

    def one(self, kind: str = "quarterly", year: str = "2025/26", quarter: int | None = 1) -> Return:
        """The return of that kind, as it stands."""
        return Return.objects.get(kind=kind, year=year, quarter=quarter if kind == "quarterly" else None)

    def opened(self, kind: str = "quarterly", **more: Any) -> Return:
        asked = self.one(kind, **more)
        return calendar.open_return(actor=CLOCK, at=AT, return_id=asked.id)

    def fill(self, asked: Return, by: str = "commissioner", **amounts: str) -> Return:
        """Everything that the return asks for is typed: a thousand pounds a line unless said otherwise."""
        content, typed = content_of(asked), []
        for line in content.lines:
            values = {
                name: amounts.get(name, "1000") if line.is_eligible else "0" for name in content.columns
            }
            typed.append(filling.Typed(line.ref, values | {"words": "As agreed."}, line.revision))
        for post in content.posts:
            typed.append(filling.Typed(post.ref, {"words": "Since May; a colleague covers."}, post.revision))
        for each in content.questions:
            typed.append(
                filling.Typed(
                    each.ref, {"answer": "12" if each.kind == "number" else "As planned."}, each.revision
                )
            )
        filling.save(actor=self[by], at=AT, return_id=asked.id, typed=typed)
        return Return.objects.get(pk=asked.pk)

    def submitted(self, asked: Return | None = None, **amounts: str) -> Return:
        asked = self.fill(asked or self.opened(), **amounts)
        filling.submit(actor=self["commissioner"], at=AT, return_id=asked.id)
        return Return.objects.get(pk=asked.pk)

    def certified(self, asked: Return | None = None, **amounts: str) -> Return:
        asked = self.submitted(asked, **amounts)
        certifying.certify(actor=self["certifier"], at=AT, return_id=asked.id, seen=newest(asked).sha256)
        return Return.objects.get(pk=asked.pk)

    def accepted(self, asked: Return | None = None, **amounts: str) -> Return:
        asked = self.certified(asked, **amounts)
        if asked.kind in JUDGED:
            certifying.scrutinise(actor=COMMAND, at=AT, return_id=asked.id)
        return certifying.accept(actor=self["programme-officer"], at=AT, return_id=asked.id)


def newest(asked: Return) -> ReturnVersion:
    return ReturnVersion.objects.filter(of=asked).order_by("-number")[0]


def populate() -> Area:
    """Reference data, one person for each role that touches a return (of Bolton, save the team), the questions."""
    organisations.load_reference(actor=COMMAND, at=AT)
    area = Area()
    for role in RETURN.roles:
        if role not in ("system", "supplier"):
            area.add(role, role, of="gmca" if role.startswith("programme-") else "bolton")
    put_questions(
        actor=COMMAND,
        at=AT,
        questions=[
            Put(code, section, text, "Deciding whom to help.", answer, ("plan", "quarterly", "february", "year_end"),
                date(2021, 4, 1), price_basis=basis, position=position)
            for position, (code, section, text, answer, basis) in enumerate(QUESTIONS)
        ],
    )  # fmt: skip
    return area


@pytest.fixture
def area(db: None) -> Area:
    """Bolton before any grant."""
    return populate()


@pytest.fixture
def granted(area: Area) -> Area:
    """Bolton with one grant at actual spend, so that its returns of 2025/26 are on the calendar."""
    area.grant("recovery")
    return area


@pytest.fixture
def committed_area(committed_db: str) -> Area:
    """The same where commits are real, for races."""
    area = populate()
    area.grant("recovery")
    return area


class Stages:
    """The first quarterly return in each state, and every step that may be tried on it."""

    def __init__(self, area: Area) -> None:
        self.area = area
        area.grant("recovery")
        self.actors = {NOBODY: STRANGER, "system": CLOCK, "supplier": COMMAND} | {
            role: area[role] for role in RETURN.roles if role not in ("system", "supplier")
        }
        self.area.add("officer-2", "programme-officer", of="gmca")

    @contextmanager
    def at(self, state: str) -> Iterator[Return]:
        """A return in that state; whatever becomes of it is as if it had never been."""
        with transaction.atomic():
            yield getattr(self, f"_{state}")()
            connection.check_constraints()
            transaction.set_rollback(True)

    def _scheduled(self) -> Return:
        return self.area.one()

    def _open(self) -> Return:
        return self.area.fill(self.area.opened())

    def _submitted(self) -> Return:
        return self._by_the_command(self._open())

    def _by_the_command(self, asked: Return) -> Return:
        """Submitted by nobody whose role is tried, so that the role alone decides."""
        filling.submit(actor=COMMAND, at=AT, return_id=asked.id)
        return Return.objects.get(pk=asked.pk)

    def _certified(self) -> Return:
        asked = self._submitted()
        certifying.certify(actor=COMMAND, at=AT, return_id=asked.id, seen=newest(asked).sha256)
        return Return.objects.get(pk=asked.pk)

    def _queried(self) -> Return:
        asked = self._certified()
        officer = self.area["officer-2"]
        certifying.query(actor=officer, at=AT, return_id=asked.id, questions=[("", "Why so much?")])
        [query] = newest(asked).queries.all()
        filling.answer_query(actor=self.area["commissioner"], at=AT, query_id=query.id, answer="Rent rose.")
        return Return.objects.get(pk=asked.pk)

    def _scrutinised(self) -> Return:
        return certifying.scrutinise(actor=COMMAND, at=AT, return_id=self._certified().id)

    def _accepted(self) -> Return:
        return certifying.accept(actor=COMMAND, at=AT, return_id=self._certified().id)

    def _dropped(self) -> Return:
        lead = self.area["programme-lead"]
        return calendar.drop(actor=lead, at=AT, return_id=self.area.one().id, because="The grant ended.")


@pytest.fixture
def browsers(area: Area, settings: Any) -> Callable[[str], Any]:
    """A browser in which one of the area's people has signed in."""
    from django.test import Client

    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def signed_in(who: str) -> Client:
        client = Client()
        area.people[who].set_password("violet anvil seventeen")
        area.people[who].save()
        client.force_login(area.people[who])
        return client

    return signed_in
