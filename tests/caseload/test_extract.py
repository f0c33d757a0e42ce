"""How does probation's extract come in, and what does a lookup make of it and of probation's own service?"""

from typing import Any

import pytest
import requests
from django.db import connection
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.test_referring_pages import KNOWN, SYSTEM

from throughline.caseload import lookup
from throughline.caseload.actions.extract import COLUMNS, Imported, take_extract
from throughline.caseload.models import ProbationRecord
from throughline.caseload.sight import look
from throughline.frame.lists import csv_text
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

pytestmark = pytest.mark.django_db


def take(*rows: dict[str, str], actor: Actor = SYSTEM, is_made_up: bool = True) -> Imported:
    text = csv_text(COLUMNS, [[row.get(each, "") for each in COLUMNS] for row in rows])
    return take_extract(
        actor=actor, at=AT, text=text, taken_on=TODAY, unit_list="made up", is_made_up=is_made_up
    )


class TestAnExtract:
    def test_that_comes_twice_keeps_one_record_of_each_crn_and_the_newer_words(self, ward: Ward) -> None:
        assert take(KNOWN).came_in == take(KNOWN | {"family_name": "New-Name"}).came_in == 1
        look(ward.practitioner, TODAY)
        found = lookup.look_up("X111111", ward.practitioner).found
        assert found is not None
        assert found.identity.family_name == "New-Name"

    def test_says_of_each_row_that_does_not_come_in_why(self, ward: Ward) -> None:
        came = take(KNOWN | {"crn": "12"}, KNOWN | {"unit": "Nowhere"}, KNOWN, KNOWN | {"release_on": "soon"})
        assert came.came_in == 1
        assert [line for line, _ in came.rejected] == [2, 3, 5]
        assert "X111111" not in str(came.rejected)

    def test_that_does_not_say_whether_a_record_is_limited_is_not_read_as_open(self, ward: Ward) -> None:
        take(KNOWN | {"access": ""})
        look(ward.west_practitioner, TODAY)
        assert lookup.look_up("X111111", ward.west_practitioner).kind == "none"
        look(ward.head, TODAY)
        assert lookup.look_up("X111111", ward.head).kind == "none"

    def test_of_real_people_is_refused_while_papers_are_missing(self, ward: Ward) -> None:
        with pytest.raises(RefusedError, match="may not come in yet"):
            take(KNOWN, is_made_up=False)
        look(ward.practitioner, TODAY)
        assert not ProbationRecord.objects.exists()

    def test_is_not_brought_in_by_a_person(self, ward: Ward) -> None:
        with pytest.raises(RefusedError):
            take(KNOWN, actor=ward.practitioner)

    def test_is_seen_by_probation_in_its_unit_and_by_nobody_else(self, ward: Ward) -> None:
        take(KNOWN)
        for actor, kind in (
            (ward.practitioner, "found"),
            (ward.head, "found"),
            (ward.court, "found"),
            (ward.west_practitioner, "none"),
            (ward.worker, "none"),
            (ward.manager, "none"),
            (ward.elm_manager, "none"),
            (ward.officer, "none"),
        ):
            look(actor, TODAY)
            assert lookup.look_up("X111111", actor).kind == kind, actor
            assert ProbationRecord.objects.count() == (kind == "found"), "as far as it was asked for"

    def test_is_counted_by_nobody_who_names_no_crn(self, ward: Ward) -> None:
        take(KNOWN, KNOWN | {"crn": "X222222", "access": "restricted"})
        for actor in (ward.practitioner, ward.head, ward.court):
            look(actor, TODAY)
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT (SELECT count(*) FROM caseload_probationrecord),"
                    " (SELECT count(*) FROM caseload_probationrecordhistory)"
                )
                assert cursor.fetchone() == (0, 0), actor


class TestProbationsService:
    @pytest.fixture(autouse=True)
    def named(self, settings: Any) -> None:
        settings.PROBATION_RECORDS_ADDRESS = "https://records.example"

    def answer(self, monkeypatch: pytest.MonkeyPatch, status: int, said: Any) -> list[dict[str, Any]]:
        asked: list[dict[str, Any]] = []

        def post(address: str, **given: Any) -> requests.Response:
            asked.append({"address": address, **given})
            response = requests.Response()
            response.status_code = status
            response._content = said
            return response

        monkeypatch.setattr(requests, "post", post)
        return asked

    def test_is_asked_without_the_crn_in_its_address(
        self, ward: Ward, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = self.answer(
            monkeypatch, 200, b'{"is_limited": false, "identity": {"given_names": "Ada", "crn": "X111111"}}'
        )
        answer = lookup.look_up("X111111", ward.practitioner)
        assert answer.found is not None
        assert answer.found.identity.name == "Ada"
        assert "X111111" not in asked[0]["address"]

    def test_that_does_not_say_whether_the_record_is_limited_is_read_as_limited(
        self, ward: Ward, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.answer(monkeypatch, 200, b'{"identity": {"given_names": "Ada"}}')
        assert lookup.look_up("X111111", ward.practitioner).kind == "none"

    @pytest.mark.parametrize(
        ("status", "said", "kind"),
        [(404, b"", "none"), (500, b"", "failed"), (200, b"[1]", "failed"), (200, b"<html>", "failed")],
    )
    def test_that_knows_nobody_or_fails_is_told_apart(
        self, ward: Ward, monkeypatch: pytest.MonkeyPatch, status: int, said: bytes, kind: str
    ) -> None:
        self.answer(monkeypatch, status, said)
        assert lookup.look_up("X111111", ward.practitioner).kind == kind
