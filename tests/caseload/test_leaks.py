"""What changes for somebody when a person they may not see is there? Nothing: no name, no number, not even a count."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from tests.caseload.conftest import Ward, make_referral, make_ward
from tests.caseload.hidden_people import (
    NAMES,
    Hidden,
    House,
    addresses_of,
    fingerprint,
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
from throughline.caseload.models import Referral
from throughline.caseload.sight import look
from throughline.frame.scope import NO_SIGHT
from throughline.kernel.actor import PUBLIC, Actor
from throughline.organisations.roles import ROLES
from throughline.organisations.working import sight_of

# Who looks together, and whom none of them may see. `gone` worked there until yesterday.
GROUPS = {
    "the unit": (("worker", "practitioner", "head"), ("restricted", "draft", "south", "west")),
    "its manager": (("manager",), ("restricted", "draft", "west")),
    "another unit": (("worker_south",), ("restricted", "draft", "north", "west")),
    "another provider": (
        ("elm_manager", "west_practitioner"),
        ("restricted", "draft", "north", "south"),
    ),
    "outside": (("gone", "court"), tuple(NAMES)),
}
POSTED_LISTS = (
    "/concerns/",
    "/feedback/",
    "/release-board/",
    "/inbox/",
    "/waiting/",
    "/my-people/",
    "/referrals/",
)
PRACTICE = {
    "probation-practitioner",
    "head-of-unit",
    "prison-and-court-team",
    "key-worker",
    "provider-manager",
}
STRANGERS = [None, *(each.code for each in ROLES if each.code not in PRACTICE)]
Answers = dict[str, str]


@dataclass(frozen=True)
class World:
    """The hidden, who does not see them, and what each of these was answered while the hidden were not there."""

    house: House
    hidden: tuple[Hidden, ...]
    without: dict[str, Answers]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """The ward and those around it, with one person of the north unit whom its people see; undone at the end."""
    with django_db_blocker.unblock(), override_settings(SECOND_STEP_REQUIRED=False), transaction.atomic():
        made = make_house(make_ward())
        from tests.caseload.conftest import AT, SUPPLIER

        interventions_supplied.load(actor=SUPPLIER, at=AT)
        make_referral(made.ward, "assigned")
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def without(house: House) -> dict[str, Answers]:
    """What everybody who looks is answered while nobody is hidden."""
    return {name: asked_alone(house, name) for names, _ in GROUPS.values() for name in names}


@pytest.fixture(scope="module")
def always(house: House, without: dict[str, Answers]) -> Iterator[tuple[Hidden, ...]]:
    """Those whom no group sees, made once."""
    with undone():
        yield tuple(hide(house, kind) for kind in NAMES if all(kind in kinds for _, kinds in GROUPS.values()))


@pytest.fixture(scope="module", params=list(GROUPS))
def world(
    house: House,
    without: dict[str, Answers],
    always: tuple[Hidden, ...],
    request: pytest.FixtureRequest,
) -> Iterator[World]:
    """One group's world with those whom it does not see."""
    names, kinds = GROUPS[request.param]
    with undone():
        there = {each.kind for each in always}
        hidden = (*always, *(hide(house, kind) for kind in kinds if kind not in there))
        yield World(house, hidden, {name: without[name] for name in names})


def asked_alone(house: House, name: str) -> Answers:
    """What they are answered, before anybody else of them asked."""
    with undone():
        return asked_everything(house, name)


def asked_everything(house: House, name: str) -> Answers:
    """Every list, download and page without arguments, home and search, and how many rows each table shows."""
    actor = house.actor(name)
    browser = signed_in(actor)
    found = {}
    lists = lists_for(actor)
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
        found["performance preview"] = plain(browser.get("/performance-file/", days))
        with undone():
            found["performance file"] = plain(browser.post("/performance-file/", days))
    look(actor, visible())
    for table, rows in rows_of_each().items():
        if (name, table.removesuffix("history")) != ("worker", "caseload_glass"):  # they broke it themselves
            found[f"rows of {table}"] = str(rows)
    look(PUBLIC, visible())
    return found


def differences(before: Answers, after: Answers) -> list[str]:
    said = []
    for asked, answer in before.items():
        if answer != after[asked]:
            lines = zip(answer.splitlines(), after[asked].splitlines(), strict=False)
            first = next(((a, b) for a, b in lines if a != b), ("", "more lines"))
            said.append(f"{asked}: {first[0].strip()[:120]!r} became {first[1].strip()[:120]!r}")
    return said


class TestWhoMayNotSeeThem:
    def test_is_answered_the_same_whether_they_are_there_or_not(self, world: World) -> None:
        found = []
        for name, before in world.without.items():
            found += [f"{name}: {each}" for each in differences(before, asked_alone(world.house, name))]
        assert not found, "\n".join(found)

    def test_finds_no_page_of_them_and_changes_nothing(self, world: World) -> None:
        found = []
        for name, two in _two_each(world):
            actor = world.house.actor(name)
            browser = signed_in(actor)
            for hidden in two:
                before = fingerprint(hidden.seen_by)
                for asked, path in addresses_of(hidden, actor):
                    for answer in (
                        browser.get(path),
                        browser.post(path, {"reason": "OOA", "text": "Words."}),
                    ):
                        method = answer.request["REQUEST_METHOD"]
                        if answer.status_code not in (404, 405) and (asked, method) != (
                            "referral-sent",
                            "GET",
                        ):
                            found.append(f"{name} {hidden.kind} {asked}: {method} {answer.status_code}")
                        said = answer.content.decode("utf-8", "replace").replace(path, "")
                        found += [
                            f"{name} {hidden.kind} {asked} says {each}"
                            for each in hidden.gives_away
                            if each in said and (asked, each) != ("referral-sent", hidden.referral.reference)
                        ]
                if fingerprint(hidden.seen_by) != before:
                    found.append(f"{name} changed something of {hidden.kind}")
        assert not found, "\n".join(found)

    def test_is_told_of_nobody_hidden_on_a_page_of_somebody_else(self, world: World) -> None:
        """The reference of somebody in sight, the rows of somebody who is not."""
        found, reference = [], _reference_in_sight(world)
        if not reference:
            return
        for name, two in _two_each(world):
            actor = world.house.actor(name)
            browser = signed_in(actor)
            for hidden in two[:1]:
                for asked, path in addresses_of(hidden, actor):
                    swapped = path.replace(hidden.referral.reference, reference)
                    if swapped == path or not re.search(r"[0-9a-f]{8}-", path):
                        continue
                    found += [
                        f"{name} {hidden.kind} {asked}: {answer.status_code}"
                        for answer in (browser.get(swapped), browser.post(swapped, {}))
                        if answer.status_code not in (404, 405) and asked != "referral-answer"
                    ]
        assert not found, "\n".join(found)


def _two_each(world: World) -> Iterator[tuple[str, list[Hidden]]]:
    """Each who looks, with two of the hidden; all of them are tried by somebody of the group."""
    many = len(world.hidden)
    for number, name in enumerate(world.without):
        among = range(2 * number, 2 * number + 2) if len(world.without) > 1 else range(many)
        yield name, [world.hidden[each % many] for each in among]


def _reference_in_sight(world: World) -> str:
    look(world.house.actor(next(iter(world.without))), visible())
    return Referral.objects.values_list("reference", flat=True).first() or ""


OUTSIDE = pytest.mark.parametrize("world", ["outside"], indirect=True)


@pytest.fixture
def full(world: World) -> tuple[House, tuple[Hidden, ...]]:
    """The world in which there is one of each; whoever asks for it wears OUTSIDE."""
    return world.house, world.hidden


@OUTSIDE
class TestEverybodyElse:
    """The roles that work with nobody, and nobody signed in."""

    @pytest.mark.parametrize("role", STRANGERS)
    def test_sees_no_person_anywhere(self, full: Any, role: str | None) -> None:
        _, hidden = full
        with undone():
            actor = _of_role(role)
            assert sight_of(actor or PUBLIC, visible()) == NO_SIGHT
            browser = signed_in(actor)
            for each in hidden[:1]:
                answer = browser.get(f"/people/{each.referral.reference}/")
                assert answer.status_code == 403 or "/sign-in/" in answer.get("Location", "") or role is None
            lists = lists_for(actor) if role in _first_of_each_kind() else []
            for path in (*lists, "/", "/search/?q=Quixworthy", "/search/?q=Z990001"):
                _names_nobody(browser, path)


def _first_of_each_kind() -> set[str | None]:
    """Of the roles that come through the same doors one: sight is the same for all of them, none."""
    found: dict[tuple[str, ...], str | None] = {}
    for role in STRANGERS:
        actor = Actor("person:anybody", frozenset({role})) if role else None
        found.setdefault(tuple(lists_for(actor)), role)
    return set(found.values())


def _of_role(role: str | None) -> Actor | None:
    from tests.caseload.conftest import _somebody

    from throughline.organisations.models import Body

    return _somebody(f"other-{role}", role, Body.objects.get(code="gmca")) if role else None


def _names_nobody(browser: Client, path: str) -> None:
    said = plain(browser.get(path)).replace(path, "")
    for given, family, crn, _ in NAMES.values():
        if "/search/" in path:
            said = said.replace(f'value="{crn}"', "").replace(f"“{crn}”", "")
        assert given not in said, path
        assert not re.search(rf"<a [^>]*>[^<]*{family}", said), path


@OUTSIDE
class TestTheDatabase:
    def test_says_no_name_in_any_column_of_any_table(self, full: Any) -> None:
        _, hidden = full
        found = []
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND"
                "  relnamespace = 'public'::regnamespace"
                " AND has_table_privilege(c.oid, 'SELECT')"
            )
            tables = [name for (name,) in cursor.fetchall()]
            for kind in hidden:
                look(kind.seen_by, visible())
                words = NAMES[kind.kind]
                for table in tables:
                    cursor.execute(
                        f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE ANY (%s)',
                        [[f"%{word}%" for word in words]],
                    )
                    if cursor.fetchone() != (0,):
                        found.append(f"{table} says {kind.kind}")
        assert not found

    def test_is_silent_to_whoever_said_not_who_they_are(self, full: Any) -> None:
        look(PUBLIC, visible())
        assert [table for table, rows in rows_of_each().items() if rows] == []


@OUTSIDE
class TestWhoSeesThem:
    """Not even to those who may see somebody do addresses, titles, letters or the log say who it is."""

    @pytest.mark.parametrize(
        "viewer", ["trusted", "manager", "colleague", "south_practitioner", "elm_worker"]
    )
    def test_reads_names_in_the_content_alone(
        self, full: Any, viewer: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        house, hidden = full
        actor = house.actor(viewer)
        caplog.set_level("DEBUG")
        with undone():
            browser = signed_in(actor)
            look(actor, visible())
            in_sight = set(Referral.objects.values_list("id", flat=True))
            paths = [*lists_for(actor), "/"]
            paths += [
                path
                for each in hidden
                if each.referral.id in in_sight  # what others are shown is looked at above
                for _, path in addresses_of(each, actor)
            ]
            found, seen = [], 0
            with ExitStack():
                for path in paths:
                    answer = browser.get(path)
                    assert answer.status_code < 500, path
                    text = answer.content.decode("utf-8", "replace")
                    seen += answer.status_code == 200
                    carried = " ".join(
                        re.findall(r'(?:href|src|action)="([^"]*)"|<title>(.*?)</title>', text)
                        .__str__()
                        .split()
                    )
                    found += [
                        f"{path}: {word}" for words in NAMES.values() for word in words if word in carried
                    ]
        assert seen > 5
        assert not found
        logged = caplog.text
        assert not [word for words in NAMES.values() for word in words[:3] if word in logged]


@OUTSIDE
class TestTheDuplicateCheck:
    def test_says_the_same_of_the_hidden_and_of_the_restricted(self, full: Any) -> None:
        house, _ = full
        said = set()
        browser = signed_in(house.ward.practitioner)
        for kind in ("restricted", "south", "west"):
            with undone():
                crn = NAMES[kind][2]
                made = make_referral(house.ward, "draft", crn=crn)
                answer = plain(browser.get(f"/referrals/{made.reference}/refer/check/"))
                assert "200 " in answer[:4]
                said.add(answer.replace(crn, "CRN").replace(made.reference, "REFERENCE"))
        assert len(said) == 1


@OUTSIDE
class TestAskingToSee:
    def test_is_answered_the_same_whoever_is_asked_about(self, full: Any) -> None:
        house, _ = full
        said = set()
        for about in (NAMES["restricted"][2], NAMES["draft"][2], "Z000000"):
            with undone():
                browser = signed_in(house.ward.elm_worker)
                answer = browser.post(
                    "/ask-to-see/",
                    {"unit": str(house.ward.north), "about": about, "because": "They came."},
                    follow=True,
                )
                said.add(plain(answer))
        assert len(said) == 1


def test_the_ward_is_whole(house: House) -> None:
    assert isinstance(house.ward, Ward)
