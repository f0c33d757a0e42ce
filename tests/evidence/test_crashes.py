"""A real process that takes rows in is killed with SIGKILL: nothing is half there, and doing it again goes on. R40"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.harness import Cluster
from tests.payments.test_crashes import ENDED, in_a_process

from throughline.evidence import store, synthetic
from throughline.evidence.actions import extracts, offences
from throughline.evidence.models import Extract, ReturnedFile
from throughline.evidence.synthetic.offences import offences_file
from throughline.frame import sealed_file
from throughline.frame.addresses import VARIABLES, with_name
from throughline.kernel.actor import Actor
from throughline.ledger.models import Act
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes of its own")
AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
COVERS = (date(2024, 4, 1), date(2026, 4, 1))
MACHINE = Actor("system:evidence", frozenset({"system"}))
COMMAND = Actor("system:tests", frozenset({"supplier"}))
EMAIL = "analyst@example.org"


@pytest.fixture
def data(committed_db: str, tmp_path: Path, settings: Any) -> Path:
    settings.THROUGHLINE_DATA = tmp_path
    return tmp_path


def files() -> list[str]:
    return sorted(path.name for path in extracts.folder().iterdir() if path.suffix == ".sealed")


def opens(row: Extract) -> int:
    tables = extracts.opened(actor=MACHINE, at=AT, extract_id=row.id, because="checking")
    return int(tables["people"].num_rows)


@pytest.fixture
def take(committed_on: Cluster, committed_db: str, data: Path, settings: Any) -> Callable[[], Any]:
    """Start `evidence take` of an extract of made-up people, as a process of its own."""
    organisations.load_reference(actor=COMMAND, at=AT)
    person = organisations.add_person(actor=COMMAND, at=AT, name="An Analyst", email=EMAIL, body=body("gmca"))
    organisations.grant_role(actor=COMMAND, at=AT, person=person, role="analyst")
    file, key = data / "made-up.sealed", data / "the.key"
    sealed_file.make_key(key)
    about = {"period": [day.isoformat() for day in COVERS], "is_made_up": True, "seed": 6}
    store.written(file, synthetic.make(seed=6, people=2000), about, sealed_file.key_in(key))
    addresses = {VARIABLES[role]: with_name(committed_on.addresses[role], committed_db) for role in VARIABLES}
    environment = os.environ | addresses | {"THROUGHLINE_SECRET_KEY": settings.SECRET_KEY}
    asked = ["evidence", "take", str(file), "--key", str(key), "--asked-by", EMAIL, "--data", str(data)]

    def start() -> Any:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "throughline.cli", *asked],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


class TestTakingAnExtract:
    def test_killed_while_it_writes_leaves_nothing_half_and_goes_on_when_run_again(
        self, take: Callable[[], Any]
    ) -> None:
        process, folder, end = take(), extracts.folder(), time.monotonic() + 90
        while not any(folder.iterdir()) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.002)  # its hidden folder is there: it has begun to write
        process.send_signal(signal.SIGKILL)
        said = process.communicate(timeout=30)
        assert process.returncode in (-signal.SIGKILL, 0), said
        held = list(Extract.objects.all())
        assert [opens(each) for each in held] == [2000] * len(held)  # whoever is on record is whole
        assert len(held) == Act.objects.filter(verb="extract.taken").count()
        if process.returncode:
            assert len(held) <= 1
        out, err = take().communicate(timeout=90)
        assert out.strip(), err
        again = Extract.objects.get(id=out.strip())
        assert opens(again) == 2000
        assert len(Extract.objects.all()) == len(held) + 1
        for path in folder.iterdir():
            os.utime(path, (0, 0))
        extracts.let_go(at=AT)  # what the killed one left goes in the night, and nothing else
        assert files() == sorted(each.file for each in Extract.objects.all())
        assert len(list(folder.iterdir())) == len(files())


class TestTakingWhatTheMinistryReturned:
    def test_is_done_whole_or_not_at_all_wherever_the_process_dies(self, data: Path) -> None:
        tables = synthetic.make(seed=6, people=60)
        source = extracts.Source("Made up", "generator", COVERS, True, 6)
        row = extracts.take(actor=MACHINE, at=AT, source=source, tables=tables)
        content = offences_file(tables, seed=6, known_until=row.last_day)

        def take() -> Any:
            return offences.take(
                actor=MACHINE,
                at=AT,
                extract_id=row.id,
                name="back.csv",
                content=content,
                known_until=row.last_day,
            )

        for place in range(1, 200):
            status = in_a_process(take, place)
            assert os.WIFSIGNALED(status), f"ended with {status} before it was killed after its commit"
            many = ReturnedFile.objects.count()
            assert Act.objects.filter(verb="extract.offences_taken").count() == many
            if many:  # the kill came after the commit
                break
            assert offences.returned_rows(row) == ({}, {})
        assert place > 8
        assert os.waitstatus_to_exitcode(in_a_process(take, 10_000)) == ENDED, "it is held already"
        [held] = ReturnedFile.objects.all()
        assert offences.returned_rows(row)[0]["offences"].num_rows == held.manifest["parts"][0]["rows"]
        for path in extracts.folder().iterdir():
            os.utime(path, (0, 0))
        extracts.let_go(at=AT)
        assert files() == sorted([row.file, held.file])
