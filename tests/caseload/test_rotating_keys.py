"""Does every record come under the newest secret, whatever is killed meanwhile, and does it open as before?"""

import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from tests.caseload.conftest import AT, TODAY, Ward, make_referral, make_ward
from tests.caseload.elsewhere.conftest import record_elsewhere
from tests.harness import Connection

from throughline.caseload.actions import episodes, evaluating, limits, own_page
from throughline.caseload.actions.importing import Provider, bring_in
from throughline.caseload.actions.people import identity_of
from throughline.caseload.actions.taking import OtherWordsError, note_taken, taken_before
from throughline.caseload.exports.evaluation import COHORTS
from throughline.caseload.models import EvaluationFile, Person, Referral
from throughline.caseload.queries import referrals, seeing
from throughline.caseload.sight import look
from throughline.frame import sealing
from throughline.frame.encryption import is_newest
from throughline.frame.scope import enter_scope
from throughline.frame.sealed_file import KEY_BYTES
from throughline.frame.sealing import PURPOSE, unwrapped
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations.sign_in import SecondStepAdapter

PEOPLE = 12
LATER = AT + timedelta(days=160)
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
def by_the_old(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every hash that is made under the older secret in this process; it fills while things are done."""
    made, as_ever = set[str](), sealing._hash

    def noted(secret: str, purpose: str, text: str) -> str:
        found = as_ever(secret, purpose, text)
        if secret == OLD:
            made.add(found)
        return found

    monkeypatch.setattr(sealing, "_hash", noted)
    return made


@pytest.fixture
def ward(committed_db: str, by_the_old: set[str]) -> Ward:
    """Twelve people, the first with a number in a provider's system, and one who was asked for."""
    with transaction.atomic():
        ward = make_ward()
    for number in range(PEOPLE):
        with transaction.atomic():
            made = make_referral(ward, "assigned", crn=f"X1{number:05d}")
            if number == 0:
                look(ward.worker, TODAY)
                episodes.link(actor=ward.worker, at=AT, referral_id=made.id, client_id="c1", episode_id="e1")
    Authenticator.objects.create(
        user_id=ward.worker.id.removeprefix("person:"),
        type=Authenticator.Type.TOTP,
        data={"secret": SecondStepAdapter().encrypt("made up")},
    )
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
        evaluating.release(actor=PROTECTS, at=AT, evaluation_id=row.id)
    return ward


FILE = b"event_id,reference,crn,client_id,episode_id,kind,on,time,code\r\n7,,X100001,,,attendance,2026-03-13,,attended"
PROTECTS = Actor("system:protects", frozenset({"data-protection"}))
MACHINE = Actor("client:made-up", frozenset({"system"}))


def came_in(ward: Ward) -> tuple[int, int, int, int]:
    """A file of the provider's own system: its rows, and what became of them."""
    run = bring_in(
        actor=ward.manager, at=LATER, provider=Provider(ward.ash, "ash-service"), name="x.csv",
        content=FILE + f"\r\n{uuid4()}".encode() + b",,,,,nothing,,,",  # another file, so that its rows are asked for
    )  # fmt: skip
    return run.rows, run.taken, run.same, run.rejected


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
        assert (
            f"{PEOPLE - half} people, 0 probation records, 1 questions, 1 other keys and 1 second steps"
            in rotate()
        )
        assert "0 people, 0 probation records, 0 questions, 0 other keys and 0 second steps" in rotate()
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
            [step] = Authenticator.objects.all()
            assert SecondStepAdapter().decrypt(step.data["secret"]) == "made up"
            enter_scope(PROTECTS)
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


class TestWhatCameInBeforeTheSecretChanged:
    def test_is_known_again_by_the_new_one_alone_and_no_hash_of_the_older_is_left(
        self, ward: Ward, as_superuser: Connection, by_the_old: set[str], settings: Any
    ) -> None:
        with transaction.atomic():
            record_elsewhere(ward)
        assert came_in(ward) == (2, 1, 0, 1)
        with transaction.atomic():
            look(ward.practitioner, TODAY)
            assert taken_before(MACHINE, "key of a request", "words") is None
            note_taken(actor=MACHINE, key="key of a request", says="words", answer={"said": "yes"})
            code = own_page.make_code(
                actor=ward.worker, at=AT - timedelta(days=30), referral_id=_one(ward.worker)
            )
        assert len(by_the_old) > PEOPLE
        assert left(as_superuser, by_the_old)
        rotate()
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, []
        assert left(as_superuser, by_the_old) == []
        assert came_in(ward) == (2, 0, 1, 1)
        with transaction.atomic():
            look(ward.practitioner, TODAY)
            before = taken_before(MACHINE, "key of a request", "words")
            assert before is not None
            assert before.answer == {"said": "yes"}
            with pytest.raises(OtherWordsError):
                taken_before(MACHINE, "key of a request", "other words")
        with transaction.atomic(), pytest.raises(RefusedError):
            own_page.open_with(at=AT, code=code)


def _one(actor: Actor) -> UUID:
    look(actor, TODAY)
    return Referral.objects.values_list("id", flat=True).order_by("sent_at", "id")[0]


def left(as_superuser: Connection, hashes: set[str]) -> list[str]:
    """The tables of this room in which one of these stands, in any column, histories too."""
    names = as_superuser.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relname LIKE 'caseload\\_%' ORDER BY 1"
    ).fetchall()
    return [
        name
        for (name,) in names
        if any(
            hashes & set(re.findall(r"[0-9a-f]{32}", row))
            for (row,) in as_superuser.execute(f'SELECT t::text FROM "{name}" t').fetchall()  # type: ignore[call-overload]  # our own names
        )
    ]
