"""What does `./throughline payments due` say, and is it what the page says?"""

import json
from typing import Any

import pytest
from tests.payments.conftest import Town, populate, with_condition

from throughline.cli.__main__ import main


def due(*words: str, capsys: Any) -> str:
    assert main(["payments", "due", *words]) == 0
    return str(capsys.readouterr().out)


class TestTheCommand:
    def test_explains_each_instalment_as_data(self, looked_at: None, capsys: Any) -> None:
        town = populate(1, with_condition())
        [first, last] = json.loads(due("--on", "2021-12-01", "--json", capsys=capsys))
        assert first["grant"] == str(town.grant.pk)
        assert (first["locality"], first["instalment"], first["due_on"]) == ("Bolton", 1, "2021-11-30")
        assert first["pence"] == town.first().amount_pence.pence
        assert (first["verdict"], last["verdict"]) == ("hold", "hold")
        assert first["reasons"][0] == {
            "condition": "delivery",
            "state": "not_met",
            "text": "It was delivered is not answered yet.",
            "who": "The recipient",
        }
        assert [each["state"] for each in first["reasons"][1:]] == ["met", "met"]

    def test_says_it_in_words(self, town: Town, capsys: Any) -> None:
        lines = due("--on", "2021-12-01", capsys=capsys).splitlines()
        amount = town.first().amount_pence
        assert lines[0] == f"2021-11-30  Bolton, instalment 1: {amount}, may be asked for"
        assert lines[1].endswith("not due yet")

    @pytest.mark.parametrize("written", ["soon", "", "2025-02-29", "31/12/2025"])
    def test_wants_a_day(self, written: str, capsys: Any) -> None:
        assert main(["payments", "due", "--on", written]) == 2
        assert capsys.readouterr().err == "--on is a day such as 2025-07-01.\n"

    @pytest.mark.parametrize("day", ["0001-01-01", "2024-02-29", "9999-12-31"])
    def test_answers_for_any_day(self, town: Town, day: str, capsys: Any) -> None:
        assert len(json.loads(due("--on", day, "--json", capsys=capsys))) == 2


class TestWithoutAGrant:
    def test_it_says_so(self, looked_at: None, capsys: Any) -> None:
        assert due(capsys=capsys) == "No grant has an instalment.\n"
        assert json.loads(due("--json", capsys=capsys)) == []


@pytest.fixture(autouse=True)
def data(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
