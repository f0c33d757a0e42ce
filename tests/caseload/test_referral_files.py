"""Do referrals come in as a file: each row once, each row that was not taken with how to put it right?"""

import csv
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, SUPPLIER, Ward, make_ward
from tests.harness import Connection
from tests.pages import words

from throughline.caseload.actions.referral_files import BATCH, bring_in
from throughline.caseload.actions.referring import values_of
from throughline.caseload.elsewhere.referral_rows import COLUMNS
from throughline.caseload.models import Imported, Referral
from throughline.caseload.queries import referral_files as queries
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations.models import UnitPlace

Browse = Callable[[Actor], Client]
PAGE = "/refer-from-a-file/"


def cover(ward: Ward) -> None:
    """The north unit covers one place, so that a row need not say where it goes."""
    with act(actor=SUPPLIER, at=AT, verb="test.made", subject=("unit", "covered")):
        UnitPlace.objects.create(unit_id=ward.north, place_id=ward.bolton)


@pytest.fixture
def made_up(ward: Ward, settings: Any) -> None:
    """As in a demonstration nobody is real, and the unit covers a place."""
    settings.DEMONSTRATION = True
    cover(ward)


def row(own: str, **changes: str) -> dict[str, str]:
    """The row of example with an id and a CRN of its own."""
    said = dict(zip(COLUMNS, queries.example(), strict=True))
    return {**said, "row_id": own, "crn": f"X{sum(map(ord, own)):06}", **changes}


def sheet(*rows: dict[str, str]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def bring(ward: Ward, content: bytes) -> Imported:
    """Bring a file in as the practitioner; ends with their sight."""
    run = bring_in(actor=ward.practitioner, at=timezone.now(), name="x.csv", content=content)
    look(ward.practitioner, timezone.localdate())
    return run


def counts(run: Imported) -> tuple[int, int, int, int]:
    return run.rows, run.taken, run.same, run.rejected


@pytest.mark.django_db
@pytest.mark.usefixtures("made_up")
class TestAFileOfReferrals:
    def test_is_with_the_service_row_by_row(self, ward: Ward) -> None:
        custody = {
            "source": "In custody, before release",
            "prison": "Forest Bank",
            "release_on": "2027-01-05",
        }
        run = bring(ward, sheet(row("1"), row("2", **custody, need_ACCOM="High")))
        assert counts(run) == (2, 2, 0, 0), list(queries.result(run))
        rows = {each.source: each for each in Referral.objects.all()}
        assert {each.state for each in rows.values()} == {"sent"}
        assert rows["custody"].needs_sought.get(need="ACCOM").complexity == "HIGH"
        assert rows["community"].practitioner == ward.practitioner.id

    def test_says_of_each_row_which_column_is_wrong_and_how_to_put_it_right(self, ward: Ward) -> None:
        run = bring(
            ward,
            sheet(
                row("1", need_DNR="huge", date_of_birth="someday"),
                row("2", children_at_home="", unit="Atlantis"),
                row("3", date_of_birth="2015-01-01"),
                row("", crn="12"),
                row("5"),
            ),
        )
        assert counts(run) == (5, 1, 0, 4)
        wrong = {(each.row, each.column): each.why for each in queries.rejects_of(run)}
        assert set(wrong) == {
            (2, "need_DNR"), (2, "date_of_birth"), (3, "children_at_home"), (3, "unit"), (4, ""), (5, "row_id"),
            (5, "crn"),
        }  # fmt: skip
        assert wrong[2, "need_DNR"] == "This is none of: LOW, MEDIUM, HIGH."
        assert "under 18" in wrong[4, ""]
        said = " ".join(wrong.values())
        assert not [word for word in ("huge", "someday", "Ada", "Made-Up", "2015") if word in said]

    def test_has_its_telephone_numbers_as_they_were_before_the_spreadsheet(self, ward: Ward) -> None:
        run = bring(
            ward,
            sheet(row("1", phone="7700900123", team_phone="+44 161 496 0000"), row("2", phone="7.7E+09")),
        )
        assert counts(run) == (2, 1, 0, 1)
        values = values_of(Referral.objects.select_related("person").get())
        assert (values["phone"], values["team_phone"]) == ("07700900123", "+44 161 496 0000")
        assert "shortened" in queries.rejects_of(run).get().why

    def test_of_real_people_is_refused_until_the_papers_are_there(self, ward: Ward, settings: Any) -> None:
        settings.DEMONSTRATION = False
        run = bring(ward, sheet(row("1")))
        assert counts(run) == (1, 0, 0, 1)
        assert "Data protection impact assessment" in queries.rejects_of(run).get().why

    def test_never_comes_in_twice(self, ward: Ward) -> None:
        first = bring(ward, sheet(row("1"), row("2", need_DNR="")))
        again = bring(ward, sheet(row("1"), row("2", need_DNR="")))
        assert again.id == first.id
        mended = bring(ward, sheet(row("1"), row("2"), row("1", why_now="Else.")))
        assert counts(mended) == (3, 1, 1, 1)
        assert Referral.objects.count() == 2

    def test_says_whom_to_ask_where_somebody_may_be_known(self, ward: Ward) -> None:
        run = bring(ward, sheet(row("1", crn="X111111"), row("2", crn="X111111")))
        assert [ask for _, _, ask in queries.taken_of(run)] == ["", "the head of the unit"]


@pytest.mark.django_db
@pytest.mark.usefixtures("made_up")
class TestThePages:
    def test_bring_a_file_in_and_give_its_result(self, ward: Ward, browse: Browse) -> None:
        browser = browse(ward.practitioner)
        content = sheet(row("1"), row("2", safe_contact=""))
        answer = browser.post(PAGE, {"file": SimpleUploadedFile("x.csv", content)})
        assert answer.status_code == 302, words(answer)
        shown = words(browser.get(answer["Location"]))
        assert "1 row was not taken" in shown
        assert "Say how the person may safely be contacted." in shown
        lines = b"".join(browser.get(f"{answer['Location']}result.csv")).decode().splitlines()
        assert len(lines) == 3
        assert "1 file" in words(browser.get(PAGE))

    def test_give_a_sheet_that_comes_in_as_it_stands(self, ward: Ward, browse: Browse) -> None:
        browser = browse(ward.practitioner)
        for name in ("sheet.csv", "sheet.xlsx"):
            given = browser.get(PAGE + name)
            content = given.getvalue() if hasattr(given, "getvalue") else given.content
            answer = browser.post(PAGE, {"file": SimpleUploadedFile(name, content)})
            assert answer.status_code == 302, words(answer)
        assert "Known already 1" in words(browser.get(answer["Location"]))

    def test_take_the_file_put_right_that_is_as_long_as_the_one_before(
        self, ward: Ward, browse: Browse
    ) -> None:
        """Whoever goes back with the browser sends the same form again, with the same token."""
        browser, wrong = browse(ward.practitioner), sheet(row("1", date_of_birth="1990-50-06"))
        shown = []
        for content in (wrong, wrong, wrong.replace(b"1990-50-06", b"1990-05-06")):
            said = {"csrfmiddlewaretoken": "one", "file": SimpleUploadedFile("x.csv", content)}
            shown.append(words(browser.post(PAGE, said, follow=True)))
        assert "came twice" in shown[1]
        assert "came twice" not in shown[2]
        assert "With the service 1" in shown[2]

    def test_are_for_probation_and_each_file_for_whoever_brought_it(self, ward: Ward, browse: Browse) -> None:
        run = bring(ward, sheet(row("1")))
        for actor in (ward.worker, ward.manager, ward.officer):
            assert browse(actor).get(PAGE).status_code == 403
        for actor in (ward.head, ward.west_practitioner, ward.court):
            assert browse(actor).get(f"{PAGE}{run.id}/").status_code == 404
            assert "Nothing sent from a file yet" in words(browse(actor).get(PAGE))

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"a,b\n1,2", "These are missing: row_id"),
            (b"PKx", "workbook"),
            (b"", "empty"),
            (
                b"row_id,given_names,date_of_birth,risk_word\n1,Ada,1990-05-06,Not alone.\n",
                "no columns of these names: risk_word",
            ),
        ],
    )
    def test_say_beside_the_field_why_a_file_is_none(
        self, ward: Ward, browse: Browse, content: bytes, says: str
    ) -> None:
        answer = browse(ward.practitioner).post(PAGE, {"file": SimpleUploadedFile("x.csv", content)})
        assert answer.status_code == 200
        assert says in words(answer)


SCRIPT = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
settings.DEMONSTRATION = True
from django.utils import timezone
from throughline.caseload.actions.referral_files import bring_in
from throughline.kernel.actor import Actor
actor = Actor(sys.argv[1], frozenset({"probation-practitioner"}))
die = (lambda _: os.kill(os.getpid(), signal.SIGKILL)) if sys.argv[2] == "dies" else (lambda _: None)
run = bring_in(actor=actor, at=timezone.now(), name="x.csv", content=sys.stdin.buffer.read(), tell=die)
print(run.rows, run.taken, run.same, run.rejected)
"""


class TestAFileThatIsKilled:
    def test_in_the_middle_loses_nothing_and_doubles_nothing(
        self, committed_db: str, as_superuser: Connection
    ) -> None:
        with transaction.atomic():
            ward = make_ward()
            cover(ward)
        many = 2 * BATCH + 3
        content = sheet(*(row(str(number), crn=f"X{number:06}") for number in range(many)))

        def run(how: str) -> "subprocess.CompletedProcess[bytes]":
            command = [sys.executable, "-c", SCRIPT, ward.practitioner.id, how]
            return subprocess.run(
                command, input=content, capture_output=True, env=dict(os.environ), check=False
            )

        assert run("dies").returncode == -signal.SIGKILL
        half = as_superuser.execute("SELECT count(*) FROM caseload_referral").fetchone()
        assert half == (BATCH,)
        for _ in range(2):
            said = run("lives")
            assert said.stdout.split() == [str(many).encode(), str(many).encode(), b"0", b"0"], said.stderr
        whole = as_superuser.execute("SELECT count(*), count(DISTINCT person_id) FROM caseload_referral")
        assert whole.fetchone() == (many, many)
