"""Last night's backup is restored, and today's file comes again: what was asked for is not asked for twice.

This is the drill of docs/payments.md, "After a restore", on a real dump and a real restore.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.harness import Cluster, connect_django
from tests.payments.conftest import AT, Town, answer_file, paid, rejected

from throughline.frame.backup import back_up, restore
from throughline.frame.postgres import make_database
from throughline.frame.upload import Upload
from throughline.payments.actions import answers
from throughline.payments.models import Instalment, PaymentRequest, RequestRun
from throughline.payments.queries import money


@pytest.fixture
def emptied(committed_on: Cluster) -> Iterator[str]:
    """A new server's database, into which a backup is restored."""
    name = f"test_{uuid4().hex[:12]}"
    make_database(committed_on.administrator, name)
    yield name
    committed_on.drop(name)


def standing(town: Town) -> dict[str, Any]:
    """What the database says of money, without who and when."""
    return {
        "instalments": sorted(Instalment.objects.values_list("pk", "state")),
        "requests": sorted(PaymentRequest.objects.values_list("reference", "outcome", "ledger_reference")),
        "runs": sorted(RequestRun.objects.values_list("number", "state", "file", "control_total_pence")),
        "money": {each.pk: money.of_grants([each.pk])[each.pk] for each in town.grants},
    }


class TestAfterARestore:
    def test_the_same_files_lead_to_the_same_outcome(
        self,
        committed_town: Town,
        committed_on: Cluster,
        emptied: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        town = committed_town
        monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path / "data"))
        back_up(tmp_path / "last-night.tar", None, with_keys=False, at=AT)

        run = town.released()  # today: finance has the file, and answers
        one, other = run.requests.order_by("reference")
        file = answer_file(paid(one), rejected(other))
        town.answer(*lines_of(file))
        today = standing(town)

        before = connect_django(committed_on, emptied)
        restore(tmp_path / "last-night.tar", tmp_path / "restored")
        assert not RequestRun.objects.exists(), "today is not in last night's backup"

        early = answers.load(actor=town["finance-preparer"], at=AT, upload=file)
        problems = [each.problem for each in early.rows.order_by("number")]
        assert all(
            "which is due and was not asked for here. If this record was restored" in each
            for each in problems
        )
        assert not PaymentRequest.objects.exists(), "an answer to nothing changes nothing"

        again = town.released()
        assert again.file_id == run.file_id, (
            "the same bytes: finance's system knows the file, and it is not sent"
        )
        answers.load(actor=town["finance-preparer"], at=AT, upload=file)
        assert standing(town) == today
        connect_django(committed_on, before)


def lines_of(file: Upload) -> list[str]:
    return file.content.decode().splitlines()[1:]
