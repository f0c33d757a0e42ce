"""Does every record come under the newest secret, whatever is killed meanwhile, and does it open as before?"""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.caseload.conftest import AT, TODAY, Ward, make_referral, make_ward
from tests.harness import Connection

from throughline.caseload.actions import episodes, evaluating, limits
from throughline.caseload.actions.people import identity_of
from throughline.caseload.exports.evaluation import COHORTS
from throughline.caseload.models import EvaluationFile, Person
from throughline.caseload.queries import referrals, seeing
from throughline.caseload.sight import look
from throughline.frame.encryption import is_newest
from throughline.frame.sealed_file import KEY_BYTES
from throughline.frame.sealing import PURPOSE, unwrapped
from throughline.kernel.actor import Actor

PEOPLE = 12
OLD, NEW = "only-for-tests", "a newer secret of this installation"
# Stops for a moment after each person, so that a kill falls between two of them.
SLOWLY = """
import os, time
os.environ["DATABASE_URL"] = os.environ["DATABASE_KEEPER_URL"]
import django
django.setup()
from datetime import UTC, datetime
from throughline.caseload.actions.rotating import rotate
rotate(at=datetime.now(UTC), tell=lambda done: (print(done.people, flush=True), time.sleep(0.2)))
"""


def command(*words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, "THROUGHLINE_SECRET_KEY": NEW, "THROUGHLINE_OLD_SECRET_KEYS": OLD},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def rotate() -> str:
    run = command("-m", "throughline.cli", "caseload", "rotate-keys")
    said, faults = run.communicate(timeout=120)
    assert run.returncode == 0, faults
    return said


@pytest.fixture
def ward(committed_db: str) -> Ward:
    """Twelve people, the first with a number in a provider's system, and one who was asked for."""
    with transaction.atomic():
        ward = make_ward()
    for number in range(PEOPLE):
        with transaction.atomic():
            made = make_referral(ward, "assigned", crn=f"X1{number:05d}")
            if number == 0:
                look(ward.worker, TODAY)
                episodes.link(actor=ward.worker, at=AT, referral_id=made.id, client_id="c1", episode_id="e1")
    with transaction.atomic():
        look(ward.elm_worker, TODAY)
        limits.ask_to_see(
            actor=ward.elm_worker, at=AT, unit_id=ward.north, about="X100000", because="He came."
        )
        analyst = Actor("system:analyst", frozenset({"analyst"}))
        row = evaluating.ask(
            actor=analyst, at=AT, name="Made up", because="outcomes", cohort=next(iter(COHORTS)), dates="day",
            period=(TODAY, TODAY + timedelta(days=1)), is_made_up=True,
        )  # fmt: skip
        protects = Actor("system:protects", frozenset({"data-protection"}))
        evaluating.release(actor=protects, at=AT, evaluation_id=row.id)
    return ward


def newest(as_superuser: Connection) -> int:
    rows = as_superuser.execute("SELECT wrapped_key FROM caseload_person").fetchall()
    return sum(is_newest(PURPOSE, bytes(key)) for (key,) in rows)


class TestARotationThatIsKilled:
    def test_between_two_people_goes_on_and_opens_and_finds_all_with_the_new_secret_alone(
        self, ward: Ward, as_superuser: Connection, settings: Any
    ) -> None:
        dying = command("-c", SLOWLY)
        assert dying.stdout is not None
        assert [dying.stdout.readline().strip() for _ in range(3)] == ["1", "2", "3"], dying.communicate()
        dying.send_signal(signal.SIGKILL)
        assert dying.wait() == -signal.SIGKILL
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
        time.sleep(0.2)
        half = newest(as_superuser)
        assert 3 <= half < PEOPLE
        assert self.found(ward) == PEOPLE, "half way all are found, by either secret"
        assert f"{PEOPLE - half} people, 0 probation records, 1 questions and 1 evaluation files" in rotate()
        assert "0 people, 0 probation records, 0 questions and 0 evaluation files" in rotate()
        assert newest(as_superuser) == PEOPLE
        settings.SECRET_KEY_FALLBACKS = []
        assert self.found(ward) == PEOPLE
        with transaction.atomic():
            look(ward.worker, TODAY)
            assert len({identity_of(each).crn for each in Person.objects.all()}) == PEOPLE
            [link] = episodes.links_of(ward.ash, ["C1"])
            assert episodes.numbers_of(link)["EPISODID"] == "E1"
            look(ward.head, TODAY)
            [(_, about, _)] = seeing.asked_and_open()
            assert about == "X100000"
            row = EvaluationFile.objects.get()
            assert len(unwrapped(bytes(row.wrapped_key or b""))) == KEY_BYTES
        said = as_superuser.execute(
            "SELECT leaf::jsonb->'facts'->>'people' FROM ledger_act WHERE verb = 'keys.rotated' ORDER BY id"
        ).fetchall()
        assert said == [(str(PEOPLE - half),), ("0",)]

    def found(self, ward: Ward) -> int:
        with transaction.atomic():
            look(ward.practitioner, TODAY)
            return sum(
                referrals.searched(referrals.in_sight(), f"X1{number:05d}").count()
                for number in range(PEOPLE)
            )
