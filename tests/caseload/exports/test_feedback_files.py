"""May probation take what it was told as a file, and nothing of anybody hidden?"""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import load_workbook
from tests.caseload.conftest import AT, TODAY, Ward
from tests.pages import words

from throughline.caseload.actions import limits, telling
from throughline.caseload.exports.feedback import COLUMNS, written
from throughline.caseload.models import FeedbackFile, Read, Referral, Told
from throughline.caseload.queries.feedback_files import since_last
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.ledger.models import Act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
PAGE = "/feedback/file/"


def asked(whose: str = "mine", **more: str) -> dict[str, str]:
    return {"whose": whose, "when": "since", "because": "record", "format": "csv", **more}


def rows_of(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer
    assert "attachment" in answer.headers.get("Content-Disposition", ""), words(answer)
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


class TestTheFile:
    def test_has_a_row_for_each_message_with_probations_own_codes(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        made = referred("assigned")
        look(ward.practitioner, TODAY)
        first = Told.objects.order_by("told_at", "id")[0]
        telling.acknowledge(actor=ward.practitioner, at=AT, told=[first.id])
        rows = rows_of(browse(ward.practitioner).post(PAGE, asked()))
        assert {each["kind"] for each in rows} == {"accepted", "allocated"}
        assert {each["reference"] for each in rows} == {made.reference}
        assert {each["crn"] for each in rows} == {"X123456"}
        assert all(each["note"].startswith("CRS04 ") and "/2026 " in each["note"] for each in rows)
        by_id = {each["id"]: each["acknowledged_at"] for each in rows}
        assert by_id.pop(str(first.id)) == "2026-03-02T09:30:00Z"
        assert set(by_id.values()) == {""}
        assert "Ada" not in str(rows)

    def test_is_on_record_with_who_why_and_what_was_left_out_and_each_person_read(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        made = referred("assigned")
        browse(ward.practitioner).post(PAGE, asked(because="review"))
        said = json.loads(Act.objects.get(verb="feedback_file.made").leaf)["facts"]
        assert (said["asked_by"], said["because"], said["whose"]) == (ward.practitioner.id, "review", "mine")
        assert said["left_out"] == ["limited", "beyond the asker's sight", "deleted"]
        assert "rows" not in said
        look(ward.practitioner, TODAY)
        assert Read.objects.filter(person=made.person_id, what="feedback file").exists()

    def test_is_a_workbook_too_and_runs_no_formula(self, ward: Ward, browse: Browse, referred: Make) -> None:
        referred("assigned")
        answer = browse(ward.practitioner).post(PAGE, asked(format="xlsx"))
        cells = load_workbook(io.BytesIO(answer.content)).get_sheet_by_name("Feedback").to_python()
        assert cells[0] == list(COLUMNS)
        assert len(cells) == 3
        evil = written("xlsx", [["=1+1"] * len(COLUMNS)])
        assert load_workbook(io.BytesIO(evil)).get_sheet_by_index(0).to_python()[1][0] == "'=1+1"

    def test_since_the_last_one_repeats_only_what_came_while_that_was_made(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        referred("assigned")
        browser = browse(ward.practitioner)
        assert len(rows_of(browser.post(PAGE, asked()))) == 2
        assert rows_of(browser.post(PAGE, asked())) == [], "both were told months ago"
        now = timezone.now()
        look(ward.worker, TODAY)
        made = Referral.objects.get()
        for minutes in (30, 300):
            at = now - timedelta(minutes=minutes)
            with act(actor=ward.worker, at=at, verb="test.told", subject=("referral", made.id)):
                telling.tell(referral=made, kind="assessed", about_on=TODAY, actor=ward.worker, at=at)
        again = rows_of(browser.post(PAGE, asked()))
        assert [each["may_be_in_your_last_file"] for each in again] == ["yes"]
        assert since_last(ward.head, "mine", now).since is None

    def test_of_days_has_those_days(self, ward: Ward, browse: Browse, referred: Make) -> None:
        referred("assigned")
        browser = browse(ward.practitioner)
        day = {"first_day": "2", "first_month": "3", "first_year": "2026"}
        last = {"last_day": "2", "last_month": "3", "last_year": "2026"}
        assert len(rows_of(browser.post(PAGE, asked(when="days") | day | last))) == 2
        later = {"first_day": "3", "first_month": "3", "first_year": "2026"} | last | {"last_day": "4"}
        assert rows_of(browser.post(PAGE, asked(when="days") | later)) == []
        assert "Write the first and the last day." in words(browser.post(PAGE, asked(when="days")))
        assert "on or after the first" in words(
            browser.post(PAGE, asked(when="days") | day | last | {"last_day": "1"})
        )


class TestWhoIsNotInIt:
    def test_is_whoever_the_asker_does_not_see(self, ward: Ward, browse: Browse, referred: Make) -> None:
        referred("assigned")
        assert rows_of(browse(ward.west_practitioner).post(PAGE, asked(str(ward.west)))) == []
        refused = browse(ward.west_practitioner).post(PAGE, asked(str(ward.north)))
        assert "There is a problem" in words(refused)
        assert "Content-Disposition" not in refused.headers
        assert len(rows_of(browse(ward.head).post(PAGE, asked(str(ward.north))))) == 2
        assert rows_of(browse(ward.head).post(PAGE, asked("mine"))) == []

    def test_is_whoever_is_limited_also_for_those_who_may_see_them(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        made = referred("assigned")
        look(ward.manager, TODAY)
        limits.limit(
            actor=ward.manager, at=AT, referral_id=made.id, access="restricted",
            staff=[ward.worker.id, ward.practitioner.id], source="Probation’s duty manager", said_on=TODAY,
        )  # fmt: skip
        assert rows_of(browse(ward.practitioner).post(PAGE, asked())) == []

    def test_is_nobody_for_the_service(self, ward: Ward, browse: Browse) -> None:
        for actor in (ward.worker, ward.manager, ward.officer):
            assert browse(actor).get(PAGE).status_code == 403


class TestThePage:
    def test_says_when_the_last_file_was_made_in_few_queries(
        self, ward: Ward, browse: Browse, referred: Make, django_assert_max_num_queries: Any
    ) -> None:
        referred("assigned")
        browser = browse(ward.practitioner)
        browser.post(PAGE, asked())
        assert FeedbackFile.objects.count() == 1
        with django_assert_max_num_queries(14):
            answer = browser.get(PAGE)
        assert "your last file was made" in words(answer)
