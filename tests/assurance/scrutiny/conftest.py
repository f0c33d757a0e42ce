"""A partnership with members and a quorum, and certified returns of two kinds of grants; every figure is made up."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from tests.agreements.conftest import TERMS, in_an_act, like
from tests.agreements.conftest import councils as councils
from tests.agreements.conftest import grant as grant
from tests.agreements.conftest import offered as offered
from tests.agreements.conftest import round_ as round_
from tests.agreements.conftest import set_ as set_
from tests.agreements.conftest import staff as staff

from throughline.agreements.actions.terms import RoundTerms
from throughline.agreements.models import Grant
from throughline.assurance.actions import meetings, scrutiny
from throughline.assurance.actions.scrutiny import Said
from throughline.assurance.models import Certification, Question, Return, ReturnGrant, ReturnVersion, Scrutiny
from throughline.governance.actions import groups
from throughline.governance.models import Group, Member
from throughline.kernel.actor import Actor
from throughline.ledger.canonical import canonical
from throughline.organisations import actions as organisations
from throughline.organisations.models import Person
from throughline.organisations.queries import body

AT = datetime(2025, 6, 12, 9, 30, tzinfo=UTC)
TODAY = date(2025, 6, 12)
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
OFFICER = Actor(f"person:{uuid4()}", frozenset({"programme-officer"}))
LEAD = Actor(f"person:{uuid4()}", frozenset({"programme-lead"}))
DIRECTOR = Actor(f"person:{uuid4()}", frozenset({"director"}))
GIVEN = Said(
    outcome="given", words="The money did what the decision said.", chair_delegation="Minute 7 of 2024"
)

__all__ = ["like"]


def someone(name: str, role: str, of: str) -> Actor:
    """A person of that organisation, acting in that role."""
    person = organisations.add_person(
        actor=SUPPLIER, at=AT, name=name, email=f"{uuid4()}@example.org", body=body(of)
    )
    return Actor(f"person:{person.id}", frozenset({role} if role else ()))


@pytest.fixture
def chair(looked_at: None) -> Actor:
    return someone("The Chair", "csp-chair", "bolton-csp")


@pytest.fixture
def secretary(looked_at: None) -> Actor:
    return someone("The Officer", "csp-officer", "bolton-csp")


@pytest.fixture
def partnership(looked_at: None, chair: Actor) -> Group:
    """Bolton's partnership as a group: chair, police, council, probation and health; three make its quorum."""
    lead = Actor(LEAD.id, LEAD.roles)
    group = groups.found_group(
        code="bolton-csp",
        about=groups.AboutGroup("Bolton Community Safety Partnership", quorum_least=3),
        actor=lead,
        at=AT,
    )
    since = date(2024, 1, 1)
    seat = {"group_id": group.pk, "actor": lead, "at": AT, "member_from": since}
    groups.seat_member(**seat, role="chair", person_id=UUID(chair.id.removeprefix("person:")))
    groups.seat_member(**seat, body_id=body("bolton").pk, name="A councillor")
    groups.seat_member(**seat, body_id=body("probation-greater-manchester").pk, name="A head of unit")
    groups.seat_member(**seat, name="A chief superintendent")
    groups.seat_member(**seat, name="A director of nursing")
    return group


def seats(group: Group) -> dict[str, UUID]:
    """The seats by the name of whoever sits there."""
    return {str(each).partition(" (")[0]: each.pk for each in Member.objects.filter(group=group)}


def content(amounts: Mapping[UUID, tuple[int, int, int]], award: int) -> bytes:
    """A return's bytes: planned, spent and expected of each grant, in pence."""
    return canonical(
        {
            "kind": "year_end",
            "grants": [
                {
                    "grant": str(grant),
                    "award_pence": award,
                    "price_basis": "actual",
                    "sums": {
                        "plan_pence": plan,
                        "actual_pence": actual,
                        "projected_pence": projected,
                        "unallocated_pence": max(award - actual - projected, 0),
                    },
                }
                for grant, (plan, actual, projected) in amounts.items()
            ],
            "posts": [],
            "answers": [],
        }
    )


def a_return(
    of: Grant,
    kind: str = "year_end",
    *,
    state: str = "certified",
    amounts: tuple[int, int, int] = (100_00, 60_00, 0),
    award: int = 100_00,
    submitted_by: str = "person:submitter",
    certified_by: str = "person:certifier",
    due_on: date = date(2025, 5, 31),
    quarter: int | None = None,
) -> Return:
    """A return of one grant whose first version is in that state, as if others had acted."""
    with in_an_act():
        made = Return.objects.create(
            place=of.place,
            recipient=of.recipient,
            year="2024/25",
            kind=kind,
            quarter=quarter,
            opens_on=date(2025, 4, 1),
            due_on=due_on,
            state="scheduled",
        )
        ReturnGrant.objects.create(of=made, grant=of)
    if state != "scheduled":
        move(made, "open")
    if state not in ("scheduled", "open"):
        a_version(made, of, amounts, award, submitted_by, certified_by, is_certified=state != "submitted")
        move(made, "submitted")
    ways = {
        "certified": (),
        "scrutinised": ("scrutinised",),
        "queried": ("queried",),
        "accepted": ("accepted",),
    }
    if state in ways:
        for each in ("certified", *ways[state]):
            move(made, each)
    return made


def a_version(
    of: Return,
    grant: Grant,
    amounts: tuple[int, int, int],
    award: int = 100_00,
    submitted_by: str = "person:submitter",
    certified_by: str = "person:certifier",
    *,
    is_certified: bool = True,
) -> ReturnVersion:
    """The next version of the return, certified or not."""
    said = content({grant.id: amounts}, award)
    with in_an_act():
        version = ReturnVersion.objects.create(
            of=of,
            number=of.versions.count() + 1,
            content=said,
            sha256=sha256(said).hexdigest(),
            submitted_at=AT,
            submitted_by=submitted_by,
        )
        if is_certified:
            Certification.objects.create(
                version=version,
                name="A finance officer",
                capacity="Section 151 officer",
                sha256=version.sha256,
                certified_at=AT,
                certified_by=certified_by,
            )
    return version


def move(of: Return, state: str) -> None:
    with in_an_act():
        Return.objects.filter(pk=of.pk).update(state=state)
    of.refresh_from_db()


@pytest.fixture
def returned(grant: Grant) -> Return:
    """A certified year-end return of Bolton's grant."""
    return a_return(grant)


@pytest.fixture
def round_terms(request: pytest.FixtureRequest) -> RoundTerms:
    """The terms of the round; by those of a governed grant the partnership governs the money."""
    return like(assurance_model="csp_governs") if "governed" in request.fixturenames else TERMS


@pytest.fixture
def governed(grant: Grant) -> Grant:
    """The same grant under terms by which the partnership governs the money."""
    return grant


@pytest.fixture
def begun(returned: Return, secretary: Actor) -> Scrutiny:
    """That return before the partnership."""
    return scrutiny.begin(actor=secretary, at=AT, return_id=returned.id)


@pytest.fixture
def note(partnership: Group, secretary: Actor) -> Callable[..., UUID]:
    """Notes a meeting of the partnership on a return; gives the point of its agenda."""

    def noted(
        of: Scrutiny, there: tuple[str, ...], interests: Mapping[str, tuple[str, bool]] | None = None
    ) -> UUID:
        members = seats(partnership)
        return meetings.note_meeting(
            actor=secretary,
            at=AT,
            scrutiny_id=of.id,
            noted=meetings.Noted(
                on=date(2025, 6, 10),
                presence={pk: "present" if name in there else "apologies" for name, pk in members.items()},
                interests={members[name]: said for name, said in (interests or {}).items()},
                minutes="The return was read and discussed.",
            ),
        )

    return noted


@pytest.fixture
def question(looked_at: None) -> Question:
    """A scored question for grants of every size, and no other is asked."""
    with in_an_act():
        Question.objects.filter(answer="score").update(asked_until=date(2024, 4, 1))
        return Question.objects.create(
            code="reaches-people",
            section="Scrutiny",
            text="Does the money reach the people whom it is for?",
            used_for="The authority's choice of which returns it samples.",
            answer="score",
            asked_in=["scrutiny"],
            asked_from=date(2024, 4, 1),
            position=1,
        )


def person(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.id.removeprefix("person:"))
