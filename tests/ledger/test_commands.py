"""What `./throughline ledger …` says, and with which exit code."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from throughline.cli.__main__ import main
from throughline.kernel.actor import Actor
from throughline.ledger import queries
from throughline.ledger.actions import act
from throughline.ledger.checkpoint import SigningKey
from throughline.ledger.custody import Custody
from throughline.ledger.sealer import seal

AT = datetime(2024, 5, 28, 9, 30, tzinfo=UTC)
CLERK = Actor("person:00000000-0000-0000-0000-000000000001")


@pytest.fixture
def folder(tmp_path: Path, committed_db: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose ledger has one sealed act, which changed a row."""
    settings.THROUGHLINE_DATA = tmp_path
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    with act(actor=CLERK, at=AT, verb="place.named", subject=("place", 1)):
        apps.get_model("organisations", "Place").objects.create(
            name="Northmoor", gss_code="X1", kind="made up"
        )
    seal(at=AT)
    return tmp_path


class TestVerify:
    def test_says_in_a_sentence_that_all_is_whole(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["ledger", "verify"]) == 0
        assert capsys.readouterr().out.startswith("Whole: every row of ")

    def test_names_what_was_changed_and_ends_with_3(
        self, folder: Path, as_superuser: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        as_superuser.execute("SET session_replication_role = replica")
        as_superuser.execute("UPDATE organisations_place SET name = 'Bent'")
        assert main(["ledger", "verify"]) == 3
        said = capsys.readouterr()
        assert said.out.startswith("Row ")
        assert said.out.rstrip().endswith(": name.")
        assert said.err == "Wrong: 1 found.\n"

    def test_takes_the_key_from_whoever_asks(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ledger", "verify", "--key", str(Custody(folder).key().public)]) == 0
        assert main(["ledger", "verify", "--key", "no key"]) == 2
        assert capsys.readouterr().err == "The public key is damaged.\n"

    def test_needs_no_signing_key_and_says_whose_word_the_public_one_is(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with act(actor=CLERK, at=AT, verb="counted", subject=("number", 1)):
            pass
        Custody(folder).place.unlink()
        assert main(["ledger", "verify"]) == 0
        said = capsys.readouterr()
        assert said.out.endswith(" 1 acts wait to be sealed.\n")
        assert "the one that the database names" in said.err

    def test_without_the_signing_key_a_ledger_signed_anew_is_still_found(
        self, folder: Path, as_superuser: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Custody(folder).place.unlink()
        forger = SigningKey.new()
        (size, root) = as_superuser.execute("SELECT size, root FROM ledger_checkpoint").fetchone()
        as_superuser.execute("SET session_replication_role = replica")
        as_superuser.execute(
            "UPDATE ledger_checkpoint SET note = %s, key = %s",
            [forger.checkpoint(size, bytes(root)), str(forger.public)],
        )
        assert main(["ledger", "verify"]) == 3
        assert "says one thing in the database and another outside" in capsys.readouterr().out


class TestTheOtherCommands:
    def test_checkpoint_prints_the_signed_note_and_nothing_else(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["ledger", "checkpoint"]) == 0
        assert capsys.readouterr().out == queries.last_checkpoint()

    def test_key_prints_the_public_line(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ledger", "key"]) == 0
        assert capsys.readouterr().out == queries.public_key() + "\n"

    def test_rotate_key_prints_the_new_public_line_and_all_stays_whole(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = queries.public_key()
        assert main(["ledger", "rotate-key"]) == 0
        after = capsys.readouterr().out.strip()
        assert after == str(Custody(folder).key().public) != before
        assert main(["ledger", "verify"]) == 0

    def test_seal_says_how_many(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with act(actor=CLERK, at=AT, verb="counted", subject=("number", 1)):
            pass
        assert main(["ledger", "seal"]) == 0
        assert capsys.readouterr().out == "1 acts sealed.\n"
