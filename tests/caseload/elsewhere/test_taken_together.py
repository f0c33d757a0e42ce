"""Do events of a batch that are taken together end as if each had been taken alone?"""

from typing import Any
from unittest.mock import Mock

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.elsewhere.test_importing import LEVELS, Make, bring, counts, sheet

from throughline.caseload.actions import assessing, importing
from throughline.caseload.actions.importing import Taking
from throughline.caseload.models import Appointment, Assessment, NeedLevel, Referral, Told
from throughline.caseload.queries.imports import rejects_of
from throughline.caseload.sight import look
from throughline.ledger.models import Act


@pytest.mark.django_db
@pytest.mark.usefixtures("elsewhere")
class TestMeetingsThatAreTakenTogether:
    """Of somebody new, of somebody whose support ended, and of somebody who was never accepted."""

    def rows(self, referred: Make) -> tuple[str, ...]:
        new, ends, never = referred("accepted"), referred("accepted"), referred("sent")
        return (
            f"1,{new.reference},,,,attendance,2026-03-05,14:30,attended",
            f"2,{new.reference},,,,attendance,2026-03-06,,missed",
            f"3,{new.reference},,,,attendance,2026-03-06,16:00,LOGISTICS",
            f"4,{ends.reference},,,,attendance,2026-03-07,,attended",
            f"2,{new.reference},,,,attendance,2026-03-08,,attended",  # the id of another
            f"4,{ends.reference},,,,attendance,2026-03-07,,attended",  # the same again
            f"5,{ends.reference},,,,exit,2026-03-09,,dropped_out",
            f"6,{ends.reference},,,,attendance,2026-03-10,,attended",  # the support has ended
            f"7,{never.reference},,,,attendance,2026-03-11,,attended",
            f"8,{new.reference},,,,attendance,2026-01-04,,attended",  # before they were referred
            f"9,{new.reference},,C9,E9,attendance,2026-03-12,,attended",
            f"10,{new.reference},,C9,E9,attendance,2026-03-13,,missed",
        )

    def brought(self, ward: Ward, rows: tuple[str, ...]) -> tuple[Any, ...]:
        run = bring(ward, sheet(*rows))
        met = Appointment.objects.order_by("begins_at", "referral", "state")
        told = Told.objects.order_by("about_on", "referral", "kind", "code")
        return (
            counts(run),
            [(each.row, each.column, each.why) for each in rejects_of(run)],
            list(
                met.values_list(
                    "referral", "begins_at", "kind", "state", "no_session", "with_whom", "recorded_by"
                )
            ),
            list(told.values_list("referral", "about_on", "kind", "code", "told_by")),
            list(
                Referral.objects.order_by("id").values_list("id", "state", "key_worker", "first_contact_on")
            ),
        )

    def test_end_as_if_each_had_been_taken_alone(
        self, ward: Ward, referred: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = self.rows(referred)
        with transaction.atomic():
            together = self.brought(ward, rows)
            transaction.set_rollback(True)
        monkeypatch.setattr(Taking, "_brought", lambda *_: None)
        assert together == self.brought(ward, rows)
        assert together[0] == (12, 7, 1, 4)

    def test_stand_in_one_act_of_the_file_and_each_in_its_history(self, ward: Ward, referred: Make) -> None:
        run = bring(ward, sheet(*self.rows(referred)[:3]))
        [doing] = Act.objects.filter(verb="appointments.brought_in")
        assert (doing.subject_kind, doing.subject_id) == ("import", str(run.id))
        for each in Appointment.objects.all():
            states = each.history.order_by("pgh_id").values_list("state", "pgh_act")
            assert list(states) == [("scheduled", doing.id), (each.state, doing.id)]

    def test_stand_in_one_act_though_other_events_stand_between_them(
        self, ward: Ward, referred: Make
    ) -> None:
        one, other = referred("accepted"), referred("accepted")
        rows = (
            f"1,{one.reference},,,,attendance,2026-03-05,,attended",
            f"2,{other.reference},,,,attendance,2026-03-06,,attended",
            f"3,{one.reference},,,,needs,2026-03-07,,{LEVELS}",
            f"4,{other.reference},,,,attendance,2026-03-08,,missed",
            f"5,{other.reference},,,,needs,2026-03-09,,{LEVELS}",
        )
        assert counts(bring(ward, sheet(*rows))) == (5, 5, 0, 0)
        assert Act.objects.filter(verb="appointments.brought_in").count() == 1

    def test_wait_for_the_row_that_links_their_client(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        waits_for = f"1,{made.reference},,,,needs,2026-03-05,,{LEVELS}"
        links = f"2,{made.reference},,C88,E8,attendance,2026-03-06,,attended"
        run = bring(ward, sheet(waits_for, links, "3,,,c88,,attendance,2026-03-07,,attended"))
        assert counts(run) == (3, 3, 0, 0)

    def test_go_one_by_one_where_the_database_refuses_one_of_them(
        self, ward: Ward, referred: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            importing.meetings_elsewhere, "record", Mock(side_effect=IntegrityError("made up"))
        )
        assert self.brought(ward, self.rows(referred))[0] == (12, 7, 1, 4)


@pytest.mark.django_db
@pytest.mark.usefixtures("elsewhere")
class TestNeedsThatAreTakenTogether:
    """Of somebody new, of one met before, of one under way here, of one whose support ended, of one not accepted."""

    def rows(self, ward: Ward, referred: Make) -> tuple[str, ...]:
        new, met, ends, never = (
            referred("accepted"),
            referred("accepted"),
            referred("accepted"),
            referred("sent"),
        )
        drafted = referred("assigned")
        look(ward.worker, TODAY)
        assessing.begin(actor=ward.worker, at=AT, referral_id=drafted.id, kind="first")
        high = LEVELS.replace("low", "high")
        return (
            f"1,{new.reference},,,,needs,2026-03-05,,{LEVELS}",
            f"2,{met.reference},,,,attendance,2026-03-05,14:30,attended",
            f"3,{met.reference},,,,needs,2026-03-06,,{high}",
            f"4,{met.reference},,,,attendance,2026-03-07,,missed",
            f"5,{new.reference},,,,needs,2026-03-08,,{high}",  # the second is a review
            f"6,{drafted.reference},,,,needs,2026-03-08,,{LEVELS}",
            f"7,{never.reference},,,,needs,2026-03-08,,{LEVELS}",
            f"8,{ends.reference},,,,needs,2026-01-04,,{LEVELS}",  # before they were referred
            f"9,{ends.reference},,,,first_contact,2026-03-05,,",
            f"10,{ends.reference},,,,exit,2026-03-09,,dropped_out",
            f"11,{ends.reference},,,,needs,2026-03-10,,{LEVELS}",  # the support has ended
            f"1,{new.reference},,,,needs,2026-03-05,,{LEVELS}",  # the same again
            f"3,{met.reference},,,,needs,2026-03-06,,{LEVELS}",  # the id of another
            f"12,{new.reference},,C9,E9,needs,2026-03-12,,{LEVELS}",
        )

    def brought(self, ward: Ward, rows: tuple[str, ...]) -> tuple[Any, ...]:
        run = bring(ward, sheet(*rows))
        look(ward.manager, TODAY)
        levels = NeedLevel.objects.order_by("assessment__referral", "assessment__kind", "need", "level")
        told = Told.objects.order_by("about_on", "referral", "kind", "code")
        return (
            counts(run),
            [(each.row, each.column, each.why) for each in rejects_of(run)],
            list(levels.values_list("assessment__referral", "assessment__kind", "need", "level")),
            list(
                Assessment.objects.order_by("referral", "kind", "state").values_list(
                    "referral", "kind", "state", "begun_by", "completed_by"
                )
            ),
            list(
                Appointment.objects.order_by("begins_at", "referral").values_list("referral", "kind", "state")
            ),
            list(told.values_list("referral", "about_on", "kind", "code", "told_by")),
            list(
                Referral.objects.order_by("id").values_list("id", "state", "key_worker", "first_contact_on")
            ),
        )

    def test_end_as_if_each_had_been_taken_alone(
        self, ward: Ward, referred: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = self.rows(ward, referred)
        with transaction.atomic():
            together = self.brought(ward, rows)
            transaction.set_rollback(True)
        monkeypatch.setattr(Taking, "_brought", lambda *_: None)
        assert together == self.brought(ward, rows)
        assert together[0] == (14, 8, 1, 5)

    def test_stand_in_one_act_of_the_file_and_each_in_its_history(self, ward: Ward, referred: Make) -> None:
        made = [referred("accepted") for _ in range(3)]
        run = bring(
            ward,
            sheet(*(f"{n},{each.reference},,,,needs,2026-03-05,,{LEVELS}" for n, each in enumerate(made))),
        )
        [doing] = Act.objects.filter(verb="needs.brought_in")
        assert (doing.subject_kind, doing.subject_id) == ("import", str(run.id))
        look(ward.manager, TODAY)
        for each in Assessment.objects.all():
            states = each.history.order_by("pgh_id").values_list("state", "pgh_act")
            assert list(states) == [("draft", doing.id), ("complete", doing.id)]
            assert {level.history.get().pgh_act_id for level in each.levels.all()} == {doing.id}

    def test_cost_few_statements_however_many(self, ward: Ward, referred: Make) -> None:
        def sent(numbers: range) -> int:
            people = [referred("assigned") for _ in numbers]
            rows = (
                f"{n},{each.reference},,,,needs,2026-03-05,,{LEVELS}"
                for n, each in zip(numbers, people, strict=True)
            )
            with CaptureQueriesContext(connection) as asked:
                assert counts(bring(ward, sheet(*rows))) == (len(numbers), len(numbers), 0, 0)
            return len(asked)

        few, more = sent(range(2)), sent(range(10, 18))
        assert more - few <= 6  # the first contact of each is a row of its own

    def test_go_one_by_one_where_the_database_refuses_one_of_them(
        self, ward: Ward, referred: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(importing.needs_elsewhere, "record", Mock(side_effect=IntegrityError("made up")))
        assert self.brought(ward, self.rows(ward, referred))[0] == (14, 8, 1, 5)
