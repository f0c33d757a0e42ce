"""Who reads the performance file, what do its pages show, and what stays on record of it? People are made up."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.triage_steps import asked_by, limit
from tests.pages import words

from throughline.caseload.actions import appointments, attendance, performing
from throughline.caseload.actions.performing import make_performance_file, performance_file
from throughline.caseload.exports.performance import NAMES
from throughline.caseload.models import Read, Referral
from throughline.caseload.sight import look
from throughline.frame import sealed_file
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

PERIOD = (date(2026, 3, 1), date(2026, 3, 31))
DAYS = {
    "first_day": 1, "first_month": 3, "first_year": 2026, "last_day": 31, "last_month": 3, "last_year": 2026,
    "unit": "",
}  # fmt: skip
MACHINE = Actor("system:export", frozenset({"system"}))
KEY = bytes(64)


def rows_in(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def met(ward: Ward, made: Referral) -> None:
    """An assessment booked at 9:30 on 2 March for 11 o'clock, to which the person came seven minutes late."""
    look(ward.worker, TODAY)
    planned = appointments.Planned(
        AT + timedelta(hours=1, minutes=30), 45, "IN_PERSON_PROBATION_OFFICE", ward.worker.id
    )
    one = appointments.book(actor=ward.worker, at=AT, referral_id=made.id, kind="assessment", planned=planned)
    attendance.attend(
        actor=ward.worker,
        at=AT + timedelta(hours=3),
        appointment_id=one.id,
        came=attendance.Came(late_minutes=7),
    )


class TestTheFile:
    def test_says_of_a_referral_on_record_what_was_worked_out_by_hand(
        self, ward: Ward, referred: Callable[..., Referral]
    ) -> None:
        made = referred("assigned")
        met(ward, made)
        look(ward.manager, TODAY)
        [row] = rows_in(performance_file(actor=ward.manager, at=AT, period=PERIOD, because="review"))
        assert tuple(row) == NAMES
        by_hand = dict.fromkeys(NAMES, "") | {
            "referral_ref": made.reference,
            "referral_id": str(made.id),
            "contract_ref": "ash-service/Bolton",
            "organisation_id": "ash-service",
            "caseworker_id": ward.worker.id,
            "service_user_crn": "X123456",
            "date_referral_received": "2026-03-02T09:30:00Z",
            "date_saa_first_arranged": "2026-03-02T09:30:00Z",
            "date_saa_first_scheduled_for": "2026-03-02T11:00:00Z",
            "date_saa_first_attended": "2026-03-02T11:00:00Z",
            "saa_attended_on_time": "false",
            "outcomes_to_be_achieved_count": "0",
            "count_of_sessions_attended": "0",
        }
        assert row == by_hand

    def test_holds_whom_its_reader_sees_and_nobody_else(
        self, ward: Ward, referred: Callable[..., Referral]
    ) -> None:
        seen, hidden = referred("assigned"), referred("assigned", crn="X000009")
        limit(ward, hidden, ward.worker.id)
        for actor, there in (
            (ward.manager, {seen.reference}),
            (ward.head, {seen.reference}),
            (ward.elm_manager, set()),
        ):
            look(actor, TODAY)
            text = performance_file(actor=actor, at=AT, period=PERIOD, because="team")
            assert {row["referral_ref"] for row in rows_in(text)} == there, actor
        look(ward.manager, TODAY)
        for unit, many in ((ward.north, 1), (ward.south, 0), (ward.west, 0)):
            text = performance_file(actor=ward.manager, at=AT, period=PERIOD, because="team", unit_id=unit)
            assert len(rows_in(text)) == many

    def test_is_on_record_with_who_why_and_what_is_left_out_and_without_a_count(
        self, ward: Ward, referred: Callable[..., Referral]
    ) -> None:
        made = referred("assigned")
        look(ward.manager, TODAY)
        text = performance_file(actor=ward.manager, at=AT, period=PERIOD, because="commissioner")
        with connection.cursor() as cursor:
            cursor.execute("SELECT leaf FROM ledger_act WHERE verb = 'performance_file.made'")
            [(leaf,)] = cursor.fetchall()
        facts = json.loads(leaf)["facts"]
        assert facts["because"] == "commissioner"
        assert facts["asked_by"] == ward.manager.id
        assert facts["period"] == ["2026-03-01", "2026-03-31"]
        assert facts["left_out"] == performing.LEFT_OUT
        assert not [text for text in (made.reference, "X123456", str(made.id), "O’Shea") if text in leaf]
        assert (
            sha256(text.encode()).hexdigest() not in leaf
        )  # whoever guesses a person's row cannot try the guess
        assert Read.objects.filter(person=made.person_id, what="performance file").count() == 1

    @pytest.mark.parametrize("name", ["worker", "practitioner", "officer", "court"])
    def test_is_refused_to_whoever_answers_for_no_service_and_no_unit(self, ward: Ward, name: str) -> None:
        actor = getattr(ward, name)
        look(actor, TODAY)
        with pytest.raises(RefusedError):
            performance_file(actor=actor, at=AT, period=PERIOD, because="review")

    @pytest.mark.parametrize(
        ("period", "because"),
        [
            ((PERIOD[1], PERIOD[0]), "review"),
            ((date(2025, 1, 1), date(2026, 3, 1)), "review"),
            (PERIOD, "curious"),
        ],
    )
    def test_covers_days_that_run_forward_a_year_at_most_for_a_reason(
        self, ward: Ward, period: tuple[date, date], because: str
    ) -> None:
        look(ward.manager, TODAY)
        with pytest.raises(RefusedError):
            performance_file(actor=ward.manager, at=AT, period=period, because=because)

    def test_by_command_is_sealed_of_one_provider_and_of_nobody_limited(
        self, ward: Ward, referred: Callable[..., Referral], tmp_path: Path
    ) -> None:
        seen, hidden = referred("assigned"), referred("assigned", crn="X000009")
        limit(ward, hidden, ward.worker.id)
        asked: dict[str, Any] = {
            "actor": MACHINE, "at": AT, "key": KEY, "period": PERIOD, "because": "review",
            "asked_by": ward.manager.id,
        }  # fmt: skip
        manifest = make_performance_file(file=tmp_path / "one", provider="ash-service", **asked)
        assert len(manifest["unverified"]) == 7
        content = (tmp_path / "one").read_bytes()
        assert b"X123456" not in content
        with sealed_file.opened(content, KEY) as (_, tables):
            [row] = rows_in(b"".join(tables.read("performance")).decode())
        assert row["referral_ref"] == seen.reference
        with pytest.raises(RefusedError, match="works for that provider"):
            make_performance_file(file=tmp_path / "two", provider="elm-service", **asked)


class TestItsPages:
    def test_preview_explain_and_give_the_file(
        self, ward: Ward, referred: Callable[..., Referral], browse: Any
    ) -> None:
        made = referred("assigned")
        browser = browse(ward.manager)
        said = words(browser.get("/performance-file/", DAYS))
        assert made.reference in said
        assert "Not established" in said
        assert f"{made.reference} : all 27 values and their rules 2 March 2026" in said
        answer = browser.post("/performance-file/", DAYS)
        assert "Choose why you need it." in words(answer)
        answer = browser.post("/performance-file/", {**DAYS, "because": "review"})
        assert (
            answer["Content-Disposition"] == 'attachment; filename="performance-2026-03-01-to-2026-03-31.csv"'
        )
        assert [row["referral_ref"] for row in rows_in(answer.content.decode())] == [made.reference]
        one = words(browser.get(f"/performance-file/{made.reference}/"))
        for text in (*NAMES, "X123456", "The CRN on record.", "2 March 2026 at 9:30am"):
            assert text in one
        assert asked_by(browser, "/performance-file/?" + "&".join(f"{k}={v}" for k, v in DAYS.items())) <= 10

    def test_are_not_there_for_whoever_may_not_see(
        self, ward: Ward, referred: Callable[..., Referral], browse: Any
    ) -> None:
        made = referred("assigned")
        assert browse(ward.elm_manager).get(f"/performance-file/{made.reference}/").status_code == 404
        for actor in (ward.worker, ward.practitioner, ward.officer):
            assert browse(actor).get("/performance-file/").status_code == 403

    def test_say_what_is_wrong_with_the_days(self, ward: Ward, browse: Any) -> None:
        answer = browse(ward.manager).get("/performance-file/", DAYS | {"last_year": 2025})
        assert "on or after the first" in words(answer)
        assert timezone.localdate() > date(2026, 1, 1)
