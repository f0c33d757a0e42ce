"""What does the monitoring officer find in the monthly register?"""

import csv
from datetime import date
from io import StringIO
from typing import Any

import psycopg

from throughline.decisions.reading.shape import ReadDecision
from throughline.decisions.record import FileFacts, Recorded
from throughline.publication.monthly import lacking, months_until

MONTH = "/register/monthly/2021-11"


def text_of(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


class TestTheMonths:
    def test_run_from_the_first_decision_to_today_without_a_gap(self) -> None:
        found = months_until({date(2021, 11, 1): 1, date(2022, 1, 1): 2}, date(2022, 2, 20))
        assert [(each.slug, each.decisions) for each in found] == [
            ("2022-02", 0), ("2022-01", 2), ("2021-12", 0), ("2021-11", 1),
        ]  # fmt: skip

    def test_reach_a_decision_that_is_dated_after_today(self) -> None:
        found = months_until({date(2021, 11, 1): 1}, date(2021, 10, 5))
        assert [each.slug for each in found] == ["2021-11"]

    def test_are_none_before_the_first_decision(self) -> None:
        assert months_until({}, date(2022, 2, 20)) == []

    def test_without_a_decision_say_so_and_do_not_say_that_none_was_taken(
        self, looked_at: None, client: Any
    ) -> None:
        text = text_of(client, "/register/monthly/2021-12/")
        assert "No decision on record for December 2021" in text
        assert "That does not mean that none was taken." in text
        assert "Earlier: November 2021" in text

    def test_before_the_first_and_no_month_at_all_are_not_there(self, looked_at: None, client: Any) -> None:
        for slug in ("2021-10", "2021-13", "0000-00", "9999-12"):
            assert client.get(f"/register/monthly/{slug}/").status_code == 404
            assert client.get(f"/register/monthly/{slug}.csv").status_code == 404


class TestAMonth:
    def test_names_what_its_record_lacks(self, looked_at: None, client: Any) -> None:
        assert "The record lacks: conditions, reasons." in text_of(client, f"{MONTH}/")

    def test_downloads_with_what_its_record_lacks(self, looked_at: None, client: Any) -> None:
        [row] = csv.DictReader(StringIO(text_of(client, f"{MONTH}.csv")))
        assert (row["decision"], row["total_pence"]) == ("2021-001", "63973300")
        assert row["record_lacks"] == "conditions; reasons"
        assert client.get(f"{MONTH}.json").json()["monthly-2021-11"][0]["recipient"] == row["recipient"]

    def test_names_the_decisions_that_do_not_say_whose_function_it_was(
        self, looked_at: None, client: Any
    ) -> None:
        for path in ("/register/monthly/", "/register/monthly/2024-05/"):
            assert "/register/decisions/2024-001/" in text_of(client, path)
        assert "/register/decisions/2024-001/" not in text_of(client, f"{MONTH}/")

    def test_lacks_everything_when_the_notice_said_nothing(self) -> None:
        file = FileFacts("", "0" * 64, None, is_held=False)
        record = Recorded("", "2021-001", "published", ReadDecision(), "", (), {}, file)
        assert lacking(record) == ["recipient", "purpose", "conditions", "reasons"]


class TestAnUnpublishedDecision:
    def test_is_in_no_month(
        self, looked_at: None, client: Any, as_superuser: psycopg.Connection[Any]
    ) -> None:
        as_superuser.execute("ALTER TABLE decisions_notice DISABLE TRIGGER USER")
        as_superuser.execute(
            "UPDATE decisions_notice SET state = 'recorded', made_public_at = NULL, made_public_by = ''"
        )
        assert client.get(f"{MONTH}/").status_code == 404
        assert "No month yet" in text_of(client, "/register/monthly/")
