"""Does what a provider's own system says come in, once for ever, with every row accounted for?"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.caseload.conftest import AT, TODAY, Ward, make_referral, make_ward
from tests.caseload.elsewhere.conftest import record_elsewhere
from tests.harness import Connection

from throughline.caseload import codes
from throughline.caseload.actions import limits
from throughline.caseload.actions.importing import BATCH, Provider, bring_in
from throughline.caseload.models import (
    Appointment,
    EpisodeLink,
    Imported,
    ImportedEvent,
    NeedLevel,
    Outcome,
    RecoveryCheck,
    Referral,
    Told,
    Treatment,
)
from throughline.caseload.queries.imports import rejects_of
from throughline.caseload.sight import look
from throughline.kernel.verdict import RefusedError

Make = Callable[..., Referral]
LATER = AT + timedelta(days=160)
LEVELS = " ".join(f"{need}=low" for need in codes.NEEDS)
HEADER = "event_id,reference,crn,client_id,episode_id,kind,on,time,code"


def sheet(*rows: str) -> bytes:
    return "\r\n".join((HEADER, *rows)).encode()


def bring(ward: Ward, content: bytes, at: datetime = LATER, **more: Any) -> Imported:
    """Bring a file in as the manager of Ash; ends with the manager's sight."""
    run = bring_in(
        actor=ward.manager,
        at=at,
        provider=Provider(ward.ash, "ash-service"),
        name="x.csv",
        content=content,
        **more,
    )
    look(ward.manager, TODAY)
    return run


def counts(run: Imported) -> tuple[int, int, int, int]:
    return run.rows, run.taken, run.same, run.rejected


def why(run: Imported) -> list[tuple[int, str]]:
    return [(each.row, each.column) for each in rejects_of(run)]


def story(reference: str) -> tuple[str, ...]:
    """From acceptance to the check after three months, in the wrong order."""
    return (
        f"8,{reference},,,,recovery_check,2026-07-17,,3 sustained",
        f"1,{reference},,,,accepted,2026-03-03,,",
        f"2,{reference},,C77,E1,first_contact,2026-03-06,14:30,",
        f"3,{reference},,,,needs,2026-03-06,,{LEVELS}",
        f"4,{reference},,C77,E1,treatment_start,2026-03-10,,",
        f"5,{reference},,,,attendance,2026-03-12,,missed",
        "6,,X123456,,,attendance,2026-03-13,,attended",
        f"7,{reference},,,,exit,2026-04-20,,80 use=ACHIEVED",
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("elsewhere")
class TestAPersonWhoseRecordIsElsewhere:
    def test_goes_from_acceptance_to_recovery_without_a_keystroke(self, ward: Ward, referred: Make) -> None:
        made = referred()
        run = bring(ward, sheet(*story(made.reference)))
        assert (counts(run), why(run)) == ((8, 8, 0, 0), [])
        made.refresh_from_db()
        assert (made.state, made.first_contact_on, made.exit_reason, made.was_planned) == (
            "exited", date(2026, 3, 6), "drug_free", True,
        )  # fmt: skip
        assert NeedLevel.objects.filter(assessment__referral=made, level="low").count() == 8
        assert Treatment.objects.get().started_on == date(2026, 3, 10)
        assert RecoveryCheck.objects.get(months=3).answer == "sustained"
        assert Outcome.objects.get().achieved == "ACHIEVED"
        came = Appointment.objects.order_by("begins_at").values_list("state", flat=True)
        assert list(came) == ["attended", "did_not_attend", "attended"]

    def test_tells_probation_as_a_page_would(self, ward: Ward, referred: Make) -> None:
        made = referred()
        bring(ward, sheet(*story(made.reference)))
        told = set(Told.objects.filter(referral=made).values_list("kind", flat=True))
        assert told >= {
            "accepted",
            "attended",
            "assessed",
            "treatment_started",
            "did_not_attend",
            "exited",
            "check",
        }

    def test_may_have_been_accepted_here_already(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        run = bring(ward, sheet(f"1,{made.reference},,,,accepted,2026-03-03,,"))
        assert counts(run) == (1, 1, 0, 0)
        assert Told.objects.filter(referral=made, kind="accepted").count() == 1

    def test_is_found_by_crn_and_afterwards_by_the_clientid_that_was_linked_once(
        self, ward: Ward, referred: Make
    ) -> None:
        referred("accepted")
        run = bring(
            ward,
            sheet(
                "1,,X123456,C77,E1,attendance,2026-03-05,,attended",
                "2,,,c77,,attendance,2026-03-06,,attended",
            ),
        )
        assert counts(run) == (2, 2, 0, 0)
        assert EpisodeLink.objects.count() == 1
        kept = bytes(EpisodeLink.objects.get().link)
        assert b"C77" not in kept


@pytest.mark.django_db
@pytest.mark.usefixtures("elsewhere")
class TestARowThatIsNotTaken:
    def test_is_explained_one_by_one_and_names_nobody(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        other = referred("accepted", crn="Y654321", given_names="Bea")
        run = bring(
            ward,
            sheet(
                f"1,{made.reference},,C77,,attendance,2026-03-05,,attended",
                f"2,{other.reference},,C77,,attendance,2026-03-06,,attended",
                f"3,{made.reference},Y654321,,,attendance,2026-03-06,,attended",
                "4,DR-222-222,,,,attendance,2026-03-06,,attended",
                f"5,{made.reference},,,,attendance,2026-02-06,,attended",
                f"6,{made.reference},,,,declined,2026-03-06,,CAP",
                "7,,,nobody,,attendance,2026-03-06,,attended",
                f"8,{made.reference},,,,attendance,someday,,attended",
            ),
        )
        assert counts(run) == (8, 1, 0, 7)
        assert dict(why(run)) == {
            3: "client_id", 4: "crn", 5: "reference", 6: "kind", 7: "kind", 8: "client_id", 9: "on",
        }  # fmt: skip
        said = " ".join(each.why for each in rejects_of(run))
        for name in ("Ada", "Bea", "X123456", "Y654321", "C77", made.reference, other.reference):
            assert name not in said
        assert Appointment.objects.count() == 1

    def test_reads_the_same_for_somebody_hidden_and_for_nobody(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        look(ward.manager, TODAY)
        limits.limit(
            actor=ward.manager, at=AT, referral_id=made.id, access="restricted", staff=[ward.worker.id],
            source="Probation’s duty manager", said_on=TODAY,
        )  # fmt: skip
        run = bring(
            ward,
            sheet(
                f"1,{made.reference},,,,attendance,2026-03-05,,attended",
                "2,DR-222-222,,,,attendance,2026-03-05,,attended",
                "3,,X123456,,,attendance,2026-03-05,,attended",
            ),
        )
        assert counts(run) == (3, 0, 0, 3)
        assert len({each.why for each in rejects_of(run)}) == 1

    def test_says_which_papers_are_missing_for_a_real_person(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        look(ward.manager, TODAY)
        made.person.is_made_up = False
        from throughline.ledger.actions import act

        with act(actor=ward.manager, at=AT, verb="test.made_real", subject=("person", made.person_id)):
            made.person.save(update_fields=["is_made_up"])
        run = bring(ward, sheet(f"1,{made.reference},,,,attendance,2026-03-05,,attended"))
        assert "Data protection impact assessment" in rejects_of(run).get().why


@pytest.mark.django_db
@pytest.mark.usefixtures("elsewhere")
class TestTheSameAgain:
    def test_file_changes_nothing_and_says_the_same(self, ward: Ward, referred: Make) -> None:
        content = sheet(*story(referred().reference), "9,DR-222-222,,,,accepted,2026-03-03,,")
        first = bring(ward, content)
        told = Told.objects.count()
        again = bring(ward, content, at=LATER + timedelta(days=1))
        assert (again.id, counts(again)) == (first.id, counts(first))
        assert (Imported.objects.count(), ImportedEvent.objects.count(), Told.objects.count()) == (1, 8, told)

    def test_event_in_another_file_is_known_already(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        row = f"1,{made.reference},,,,attendance,2026-03-05,,attended"
        bring(ward, sheet(row))
        run = bring(ward, sheet("1,,X123456,,,attendance,05/03/2026,,Attended", row.replace("1,", "2,", 1)))
        assert counts(run) == (2, 1, 1, 0)

    def test_id_with_other_content_or_about_somebody_else_is_told(self, ward: Ward, referred: Make) -> None:
        made, other = referred("accepted"), referred("accepted", crn="Y654321")
        bring(ward, sheet(f"1,{made.reference},,,,attendance,2026-03-05,,attended"))
        run = bring(
            ward,
            sheet(
                f"1,{made.reference},,,,attendance,2026-03-05,,missed",
                f"1,{other.reference},,,,attendance,2026-03-05,,attended",
            ),
        )
        assert (counts(run), why(run)) == ((2, 0, 0, 2), [(2, "event_id"), (3, "event_id")])
        assert Appointment.objects.get().state == "attended"


@pytest.mark.django_db
@pytest.mark.usefixtures("elsewhere")
class TestAFileThatIsRefusedWhole:
    @pytest.mark.parametrize("content", [b"name,age\r\nx,y", HEADER.encode(), b""])
    def test_says_why_and_leaves_nothing(self, ward: Ward, content: bytes) -> None:
        with pytest.raises(RefusedError):
            bring(ward, content)
        look(ward.manager, TODAY)
        assert Imported.objects.count() == 0

    def test_is_too_long_for_a_page(self, ward: Ward) -> None:
        with pytest.raises(RefusedError, match="command"):
            bring(
                ward,
                sheet("1,DR-222-222,,,,accepted,2026-03-05,,", "2,DR-222-222,,,,accepted,2026-03-05,,"),
                most=1,
            )


def many(reference: str, how_many: int) -> Iterable[str]:
    day = date(2026, 3, 3)
    for number in range(how_many):
        on = day + timedelta(days=number % 50)
        yield f"{number},{reference},,,,attendance,{on},{9 + number % 8:02}:00,{('attended', 'missed')[number % 2]}"


class TestAnImportThatIsKilled:
    ROWS = 6 * BATCH + 7

    def command(self, file: Path) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "throughline.cli",
                "caseload",
                "import",
                str(file),
                "--provider",
                "ash-service",
                "--json",
            ],
            env={**os.environ, "THROUGHLINE_SECRET_KEY": "only-for-tests"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def test_in_the_middle_loses_nothing_and_doubles_nothing(
        self, committed_db: str, as_superuser: Connection, tmp_path: Path
    ) -> None:
        with transaction.atomic():
            ward = make_ward()
            made = make_referral(ward, "accepted")
            record_elsewhere(ward)
        file = tmp_path / "events.csv"
        file.write_bytes(sheet(*many(made.reference, self.ROWS)))
        dying = self.command(file)
        for _ in range(600):
            done = as_superuser.execute("SELECT coalesce(max(taken), 0) FROM caseload_imported").fetchone()
            if done and done[0] >= BATCH:
                break
            assert dying.poll() is None, dying.communicate()
            time.sleep(0.05)
        dying.send_signal(signal.SIGKILL)
        assert dying.wait() == -signal.SIGKILL
        half = as_superuser.execute("SELECT count(*) FROM caseload_importedevent").fetchone()
        assert half
        assert 0 < half[0] < self.ROWS
        again = self.command(file)
        said, faults = again.communicate(timeout=300)
        assert again.returncode == 0, faults
        told = json.loads(said)
        assert (told["rows"], told["taken"], told["same"], told["rejected"]) == (self.ROWS, self.ROWS, 0, 0)
        events = as_superuser.execute("SELECT count(*), count(DISTINCT key) FROM caseload_importedevent")
        assert events.fetchone() == (self.ROWS, self.ROWS)
        assert as_superuser.execute("SELECT count(*) FROM caseload_appointment").fetchone() == (self.ROWS,)
        assert json.loads(self.command(file).communicate(timeout=300)[0])["taken"] == self.ROWS
        assert as_superuser.execute("SELECT count(*) FROM caseload_imported").fetchone() == (1,)
