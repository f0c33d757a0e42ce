"""Which worlds do the leak tests look at: with somebody hidden in them, and without? Three files share them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from tests.caseload.conftest import AT, SUPPLIER, TODAY, _staff, make_referral, make_ward
from tests.caseload.hidden_people import (
    NAMES,
    Hidden,
    House,
    hide,
    lists_for,
    make_house,
    plain,
    rows_of_each,
    signed_in,
    undone,
    visible,
)

from throughline.caseload import interventions_supplied
from throughline.caseload.actions import asking_to_look
from throughline.caseload.actions.reminding import remind_of_provider
from throughline.caseload.sight import look
from throughline.frame import letters
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.dates import is_working_day
from throughline.ledger.actions import act
from throughline.organisations.models import Body
from throughline.organisations.models import Person as Staff
from throughline.organisations.roles import ROLES

# The roles that the ward holds; of every other role there is one person, who is called as it is.
AT_WORK = {
    "probation-practitioner", "head-of-unit", "prison-and-court-team", "key-worker", "provider-manager",
    "programme-officer",
}  # fmt: skip
# Who looks together, and whom none of them may see. `gone` worked there until yesterday.
OTHER_ROLES = tuple(role.code for role in ROLES if role.code not in AT_WORK)
GROUPS = {
    "the unit": (("worker", "practitioner", "head"), ("restricted", "draft", "south", "west")),
    "its manager": (("manager",), ("restricted", "draft", "west")),
    "another unit": (("worker_south", "south_practitioner"), ("restricted", "draft", "north", "west")),
    "another provider": (
        ("elm_manager", "elm_worker", "west_practitioner"),
        ("restricted", "draft", "north", "south"),
    ),
    "outside": (("gone", "court", "officer", "nobody", *OTHER_ROLES), tuple(NAMES)),
}
POSTED_LISTS = (
    "/concerns/",
    "/feedback/",
    "/release-board/",
    "/recovery-checks/",
    "/inbox/",
    "/waiting/",
    "/my-people/",
    "/referrals/",
)
Answers = dict[str, str]


@dataclass(frozen=True)
class World:
    """The hidden, who does not see them, and what each of these was answered while the hidden were not there."""

    house: House
    hidden: tuple[Hidden, ...]
    without: dict[str, Answers]
    written_without: dict[str, list[str]]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """The ward and those around it, with one person of the north unit whom its people see; undone at the end."""
    with django_db_blocker.unblock(), override_settings(SECOND_STEP_REQUIRED=False), transaction.atomic():
        made = make_house(make_ward())
        interventions_supplied.load(actor=SUPPLIER, at=AT)
        with act(actor=SUPPLIER, at=AT, verb="test.made", subject=("body", "others")):
            gmca = Body.objects.get(code="gmca")
            others = _staff(TODAY, **{role: (role, role, gmca, None) for role in OTHER_ROLES})
        made = replace(made, others={**others, "nobody": PUBLIC})
        make_referral(made.ward, "assigned")
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def without(house: House, request: pytest.FixtureRequest) -> dict[str, Answers]:
    """What everybody who looks in this file (`HERE`) is answered while nobody is hidden."""
    return {name: asked_alone(house, name) for group in request.module.HERE for name in GROUPS[group][0]}


@pytest.fixture(scope="module")
def written(house: House) -> dict[str, list[str]]:
    """What everybody is written while nobody is hidden."""
    return letters_owed(house)


@pytest.fixture(scope="module")
def always(
    house: House, without: dict[str, Answers], written: dict[str, list[str]]
) -> Iterator[tuple[Hidden, ...]]:
    """Those whom no group sees, made once."""
    with undone():
        yield tuple(hide(house, kind) for kind in NAMES if all(kind in kinds for _, kinds in GROUPS.values()))


@pytest.fixture(scope="module")
def world(
    house: House,
    without: dict[str, Answers],
    written: dict[str, list[str]],
    always: tuple[Hidden, ...],
    request: pytest.FixtureRequest,
) -> Iterator[World]:
    """One group's world with those whom it does not see; which group, each class of tests says."""
    names, kinds = GROUPS[request.param]
    with undone():
        there = {each.kind for each in always}
        hidden = (*always, *(hide(house, kind) for kind in kinds if kind not in there))
        yield World(house, hidden, {name: without[name] for name in names if name in without}, written)


@pytest.fixture
def full(world: World) -> tuple[House, tuple[Hidden, ...]]:
    """The world in which there is one of each; whoever asks for it looks from outside."""
    return world.house, world.hidden


def asked_alone(house: House, name: str) -> Answers:
    """What they are answered, before anybody else of them asked."""
    with undone():
        return asked_everything(house, name)


def asked_everything(house: House, name: str) -> Answers:
    """Every list, download and page without arguments, home and search, and how many rows each table shows."""
    actor = house.actor(name)
    browser = signed_in(actor if actor.is_signed_in else None)
    found = {}
    ward = house.ward
    about = {
        "unit_id": ward.north,
        "place_id": ward.bolton,
        "worker_id": ward.worker.id.removeprefix("person:"),
    }
    lists = lists_for(actor, **about)
    with undone():
        for path in (*lists, "/"):
            found[path] = plain(browser.get(path))
        for given, family, crn, _ in (NAMES["restricted"], NAMES["south"]):
            found[f"/search/ {family}"] = plain(browser.get("/search/", {"q": family}))
            for path in lists:
                if path in POSTED_LISTS:
                    with undone():
                        browser.post(path, {"q": crn if crn == NAMES["south"][2] else given})
                        found[f"{path} by {crn}"] = plain(browser.get(path))
                        if path == "/referrals/":
                            found[f"download by {crn}"] = plain(browser.get("/referrals.csv"))
    if "/performance-file/" in lists:
        days = {"first_day": 1, "first_month": 1, "first_year": 2026, "last_day": 31, "last_month": 12}
        days |= {"last_year": 2026, "unit": "", "because": "team"}
        with undone():  # a look is a row: each is counted for whoever looks alone
            found["performance preview"] = plain(browser.get("/performance-file/", days))
            found["performance file"] = plain(browser.post("/performance-file/", days))
    look(actor, visible())
    for table, rows in rows_of_each().items():
        # The worker broke it themselves; the head of its unit reviews it, whoever it is about.
        if (name, table.removesuffix("history")) not in (
            ("worker", "caseload_glass"),
            ("head", "caseload_glass"),
        ):
            found[f"rows of {table}"] = str(rows)
    look(PUBLIC, visible())
    return found


def letters_owed(house: House) -> dict[str, list[str]]:
    """What everybody is written today by all that writes of people, by address; nothing of it stays."""
    ward, at = house.ward, timezone.now()
    while not is_working_day(timezone.localdate(at)):
        at += timedelta(days=1)
    with undone():
        asking_to_look.write_digests(at=at)
        for unit, body in ((ward.north, ward.ash), (ward.south, ward.ash), (ward.west, ward.elm)):
            asking_to_look.write_of_urgent(unit, at=at)
            asking_to_look.write_of_seeing(unit, at=at)
            asking_to_look.write_of_alerts(unit, body, at=at)
        for body in (ward.ash, ward.elm):
            remind_of_provider(body, at=at)
        found: dict[str, list[str]] = {}
        for each in letters.every_letter():
            found.setdefault(each.to, []).append(f"{each.name} {each.subject} {each.text} {each.path}")
        look(PUBLIC, visible())
    return {to: sorted(said) for to, said in found.items()}


def differences(before: Answers, after: Answers) -> list[str]:
    said = []
    for asked, answer in before.items():
        if answer != after[asked]:
            lines = zip(answer.splitlines(), after[asked].splitlines(), strict=False)
            first = next(((a, b) for a, b in lines if a != b), ("", "more lines"))
            said.append(f"{asked}: {first[0].strip()[:120]!r} became {first[1].strip()[:120]!r}")
    return said


def address_of(actor: Actor) -> str:
    """Where letters to them go; nowhere for nobody."""
    return Staff.objects.get(id=actor.id.removeprefix("person:")).email if actor.is_signed_in else "nobody"
