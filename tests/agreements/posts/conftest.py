"""Posts, streams, grants and people for the tests of funded posts; all are made up."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from throughline.agreements.actions import posts as actions
from throughline.agreements.actions.posts import Described
from throughline.agreements.models import FundedPost, Grant, PostShare
from throughline.agreements.queries import posts as queries
from throughline.funding.actions import streams
from throughline.funding.actions.rounds import found_programme
from throughline.funding.actions.streams import Paying
from throughline.funding.models import Round, Stream
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body, places_by_code, units

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
TODAY, APRIL = date(2026, 1, 5), date(2025, 4, 1)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
OFFICER = Actor(f"person:{uuid4()}", frozenset({"programme-officer"}))
THIS = FinancialYear(2025)
BOLTON, BURY, ROCHDALE = "E08000001", "E08000002", "E08000005"


def place_id(code: str = BOLTON) -> UUID:
    return places_by_code()[code].id


def unit_id(name: str) -> UUID:
    return units().filter(name=name)[0].id


def described(**changes: Any) -> Described:
    said: dict[str, Any] = {
        "title": "Key worker",
        "employer_id": body("wigan").id,
        "hundredths_of_full_time": 100,
        "funded_from": APRIL,
        "funded_until": date(2027, 4, 1),
    }
    return Described(**said | changes)


def a_post(place: str = BOLTON, **changes: Any) -> FundedPost:
    return actions.register_post(
        actor=OFFICER, at=AT, place_id=place_id(place), described=described(**changes)
    )


def a_stream(name: str = "A budget", place: str = BOLTON) -> Stream:
    return streams.record_stream(
        actor=OFFICER,
        at=AT,
        place_id=place_id(place),
        paying=Paying(name=name, purpose="treatment", source="Made up", payer_words="P", years={THIS: None}),
    )


def share(post: FundedPost, hundredths: int, payer: Stream | Grant, **changes: Any) -> PostShare:
    kind = "stream_id" if isinstance(payer, Stream) else "grant_id"
    said: dict[str, Any] = {"paid_from": APRIL, kind: payer.id} | changes
    return actions.share_cost(actor=OFFICER, at=AT, post_id=post.id, hundredths=hundredths, **said)


def a_grant(place: str = BOLTON, year: FinancialYear = THIS) -> Grant:
    programme = found_programme(
        actor=COMMAND,
        at=AT,
        code="made-up",
        name="Made up",
        purpose="P",
        authority="gmca",
        names=(),
        objectives=(),
    )
    with act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)):
        round_ = Round.objects.create(programme=programme, year=str(year), standing="not_held")
        grant = Grant.objects.create(
            round=round_,
            place_id=place_id(place),
            recipient=body("bolton"),
            recipient_kind="local_authority",
            is_illustration=True,
            state="offered",
            offered_at=AT,
            offered_by=OFFICER.id,
        )
    return grant


@pytest.fixture
def reference(db: None) -> None:
    organisations.load_reference(actor=COMMAND, at=AT)


@pytest.fixture
def post(reference: None) -> FundedPost:
    return a_post()


@pytest.fixture
def somebody(reference: None) -> Callable[..., Actor]:
    """Somebody with that role in that body."""
    made: list[str] = []

    def of(role: str, at_body: str) -> Actor:
        made.append(role)
        person = organisations.add_person(
            actor=COMMAND,
            at=AT,
            name=f"A {role}",
            email=f"{role}-{len(made)}@example.org",
            body=body(at_body),
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        return person.as_actor()

    return of


def stands(post: FundedPost, on: date = TODAY) -> queries.PostShown:
    found = queries.post_shown(OFFICER, post.id, on)
    assert found is not None
    return found
