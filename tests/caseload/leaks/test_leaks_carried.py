"""What do addresses, tables, questions and the log say of a person to anybody at all? Never who it is."""

import re
from collections import defaultdict
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from tests.caseload import hidden_people
from tests.caseload.conftest import make_referral
from tests.caseload.hidden_people import (
    NAMES,
    Hidden,
    addresses_of,
    lists_for,
    plain,
    rows_of_each,
    signed_in,
    undone,
    visible,
)

from throughline.caseload.models import Referral
from throughline.caseload.sight import look
from throughline.frame.doors import rule_of
from throughline.kernel.actor import PUBLIC, Actor
from throughline.organisations.roles import ROLES

HERE = ()
pytestmark = pytest.mark.slow
OUTSIDE = pytest.mark.parametrize("world", ["outside"], indirect=True)


class TestEveryAddress:
    def test_of_the_caseload_and_the_evidence_is_one_that_this_suite_asks(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A new address is one of somebody, or a list, once it is said what stands in it."""
        monkeypatch.setattr(hidden_people, "_admits", lambda *_: True)
        nobody = Referral(id=uuid4(), person_id=uuid4(), reference="DR-222-222")
        somebody = Hidden("north", nobody, PUBLIC, defaultdict(uuid4))
        asked = [*addresses_of(somebody, PUBLIC), *lists_for(PUBLIC, unit_id=uuid4())]
        assert len(asked) == len(hidden_people.ADDRESSES) > 200

    def test_lets_somebody_in_who_looks(self) -> None:
        roles = [role.code for role in ROLES]
        looking = [PUBLIC, *(Actor("person:made-up", frozenset({role})) for role in roles)]
        for pattern in hidden_people.ADDRESSES:
            rule = rule_of(pattern.callback)
            assert rule is not None
            assert any(rule.admits(actor) for actor in looking), pattern.name


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
            for path in paths:
                answer = browser.get(path)
                assert answer.status_code < 500, path
                text = answer.content.decode("utf-8", "replace")
                seen += answer.status_code == 200
                carried = " ".join(
                    re.findall(r'(?:href|src|action)="([^"]*)"|<title>(.*?)</title>', text).__str__().split()
                )
                found += [f"{path}: {word}" for words in NAMES.values() for word in words if word in carried]
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
