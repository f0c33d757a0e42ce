"""The commands with which whoever runs the server lets the first administrator in."""

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from throughline.cli.__main__ import main
from throughline.frame.addresses import VARIABLES
from throughline.frame.data_folder import DataFolder, Holder
from throughline.organisations import queries
from throughline.organisations.cli import _address_of


@pytest.mark.usefixtures("reference")
class TestAddingTheFirstAdministrator:
    def test_prints_a_link_and_nothing_else_on_standard_output(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["people", "add", "Ada Min", "Ada@Example.org"]) == 0
        printed = capsys.readouterr()
        [line] = printed.out.splitlines()
        assert "/invitations/" in line
        assert "works once, for 7 days" in printed.err
        person = queries.person_named("ada@example.org")
        assert person is not None
        assert person.as_actor().roles == {"administrator"}

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["add", "Ada", "no address"], "“no address” is not an email address."),
            (
                ["add", "Ada", "a@example.org", "--organisation", "nowhere"],
                "There is no organisation “nowhere”.",
            ),
            (["add", "Ada", "a@example.org", "--role", "emperor"], "There is no such role."),
            (["link", "nobody@example.org"], "Nobody signs in with “nobody@example.org”."),
        ],
    )
    def test_refuses_in_one_sentence_and_adds_nobody(
        self, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
    ) -> None:
        assert main(["people", *words]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith(sentence)
        assert queries.person_named("a@example.org") is None

    def test_lets_somebody_who_is_locked_out_start_afresh(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["people", "add", "Ada Min", "ada@example.org"])
        first = capsys.readouterr().out
        assert main(["people", "link", "ada@example.org"]) == 0
        assert capsys.readouterr().out != first


class TestWithoutAnInstallation:
    def test_says_what_to_set(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("DATABASE_URL")
        assert main(["people", "link", "ada@example.org"]) == 2
        assert "DATABASE_URL missing" in capsys.readouterr().err

    def test_says_how_to_make_one_in_the_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in VARIABLES.values():
            monkeypatch.delenv(name)
        assert main(["people", "link", "ada@example.org", "--data", str(tmp_path)]) == 2
        assert f"There is no Throughline in {tmp_path} yet." in capsys.readouterr().err


class TestBesideARunningUp:
    def test_prints_the_address_at_which_that_one_answers(self, tmp_path: Path, settings: Settings) -> None:
        folder = DataFolder(tmp_path)
        folder.make()
        assert _address_of(str(tmp_path)) == settings.PUBLIC_ADDRESS
        with folder.held(Holder(os.getpid(), "throughline up", "http://127.0.0.1:8123")):
            assert _address_of(str(tmp_path)) == "http://127.0.0.1:8123"
