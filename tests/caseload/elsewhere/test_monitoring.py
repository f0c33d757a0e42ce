"""What does a row of a monitoring file say happened, and what is wrong with it?"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.caseload import codes
from throughline.caseload.elsewhere.monitoring import (
    DISCHARGES,
    MODALITIES,
    Row,
    by_client,
    column_of,
    read,
    read_row,
)
from throughline.kernel.verdict import RefusedError

TODAY = date(2026, 6, 1)
ROW = {
    "clientid": "c1", "episodid": "e1", "triaged": "2026-03-04", "modal": "2", "modst": "2026-03-10",
    "disd": "2026-05-20", "disrsn": "80", "rfls": "8", "dob": "1988-02-29",
}  # fmt: skip


def one(**said: str) -> Row:
    [row] = read([(2, ROW | said)], TODAY)
    return row


def said_by(row: Row) -> list[tuple[str, str, str]]:
    return [(each.kind, each.on.isoformat(), each.code) for each in row.events]


def faults(row: Row) -> list[str]:
    return [each.column for each in row.faults]


class TestARow:
    def test_says_triage_start_and_end_with_our_reason(self) -> None:
        row = one()
        assert (row.client_id, row.episode_id, row.is_from_justice, row.faults) == ("C1", "E1", True, ())
        assert said_by(row) == [
            ("first_contact", "2026-03-04", ""),
            ("treatment_start", "2026-03-10", ""),
            ("exit", "2026-05-20", "drug_free"),
        ]
        assert [column_of(each) for each in row.events] == ["TRIAGED", "MODST", "DISD"]

    def test_says_of_a_modality_that_is_no_treatment_no_start(self) -> None:
        assert said_by(one(modal="9", disd="", disrsn="")) == [("first_contact", "2026-03-04", "")]

    def test_of_an_episode_that_goes_on_ends_nothing(self) -> None:
        assert [each[0] for each in said_by(one(disd="", disrsn=""))] == ["first_contact", "treatment_start"]

    @pytest.mark.parametrize("code", [each.code for each in DISCHARGES])
    def test_ends_for_a_reason_of_ours_whatever_its_code(self, code: str) -> None:
        assert said_by(one(disrsn=code))[-1][2] in codes.PLANNED | codes.UNPLANNED

    def test_says_which_codes_nobody_has_confirmed(self) -> None:
        assert [each.code for each in DISCHARGES if each.is_verified] == ["80", "81", "82"]
        assert not any(each.is_verified for each in MODALITIES)
        assert {each.code: each.means for each in DISCHARGES}["90"] == "died"

    def test_names_the_event_alike_however_the_file_is_written(self) -> None:
        other = one(clientid=" C1 ", triaged="04/03/2026", modst="20260310", disrsn=" 80 ")
        assert [each.event_id for each in other.events] == [each.event_id for each in one().events]
        assert [each.says for each in other.events] == [each.says for each in one().events]


class TestACellThatIsWrong:
    @pytest.mark.parametrize(
        ("said", "columns", "kinds"),
        [
            ({"triaged": "soon"}, ["TRIAGED"], ["treatment_start", "exit"]),
            ({"triaged": "46085"}, ["TRIAGED"], ["treatment_start", "exit"]),
            ({"triaged": "2026-06-02"}, ["TRIAGED"], ["treatment_start", "exit"]),
            ({"triaged": "1926-03-04"}, ["TRIAGED"], ["treatment_start", "exit"]),
            ({"triaged": "04/03/26"}, ["TRIAGED"], ["treatment_start", "exit"]),
            ({"triaged": "31/02/2026"}, ["TRIAGED"], ["treatment_start", "exit"]),
            ({"modal": "99"}, ["MODAL"], ["first_contact", "exit"]),
            ({"modal": ""}, ["MODAL"], ["first_contact", "exit"]),
            ({"disrsn": "79"}, ["DISRSN"], ["first_contact", "treatment_start"]),
            ({"disd": ""}, ["DISD"], ["first_contact", "treatment_start"]),
            ({"disd": "2026-03-01"}, ["DISD"], []),
            ({"disd": "2026-03-09"}, ["DISD"], []),
            ({"clientid": ""}, ["CLIENTID"], []),
            ({"episodid": ""}, ["EPISODID"], []),
            ({"clientid": "C" * 61}, ["CLIENTID"], []),
        ],
    )
    def test_is_named_by_its_column_and_what_else_can_be_read_stands(
        self, said: dict[str, str], columns: list[str], kinds: list[str]
    ) -> None:
        row = one(**said)
        assert (faults(row), [each.kind for each in row.events]) == (columns, kinds)

    def test_repeats_nothing_of_the_row(self) -> None:
        row = one(triaged="SECRET", modal="SECRET", disrsn="SECRET")
        assert len(row.faults) == 3
        assert "SECRET" not in " ".join(each.why for each in row.faults)

    def test_of_a_workbook_is_a_day_at_midnight(self) -> None:
        assert said_by(one(triaged="2026-03-04 00:00:00"))[0][1] == "2026-03-04"


class TestAFileThatIsRefusedWhole:
    def test_has_the_month_before_the_day_in_one_of_its_rows(self) -> None:
        rows: list[Any] = [(2, ROW | {"triaged": "03/04/2026"}), (3, ROW | {"triaged": "03/14/2026"})]
        with pytest.raises(RefusedError, match="Row 3, TRIAGED: this day has the month before"):
            read(rows, TODAY)

    def test_says_every_column_that_is_missing_or_renamed(self) -> None:
        row = {name: value for name, value in ROW.items() if name != "disd"} | {"start": row_start()}
        del row["modst"]
        with pytest.raises(RefusedError, match="These are missing: MODST, DISD"):
            read([(2, row)], TODAY)


def row_start() -> str:
    return ROW["modst"]


_CELL = st.sampled_from(
    ["", "2026-03-04", "2026-05-20", "2027-01-01", "x", "46085", "90", "2", "99", "C1", "É"]
)


class TestWhateverStandsInARow:
    @given(st.fixed_dictionaries(dict.fromkeys(ROW, _CELL)))
    def test_it_is_read_and_says_only_days_that_have_been(self, said: dict[str, str]) -> None:
        row = read_row(2, {"client_id": said["clientid"], "episode_id": "E", **_ours(said)}, TODAY)
        assert all(each.on <= TODAY for each in row.events)
        assert row.events or row.faults or not any(_ours(said)[name] for name in ("triaged", "discharged"))

    @given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("12")), max_size=8), st.randoms())
    def test_the_order_of_the_rows_changes_nothing(self, who: list[tuple[str, str]], chance: Any) -> None:
        rows = [
            (n, ROW | {"clientid": client, "episodid": episode}) for n, (client, episode) in enumerate(who)
        ]
        other = list(rows)
        chance.shuffle(other)
        assert _taken_in_order(rows) == _taken_in_order(other)


def _ours(said: dict[str, str]) -> dict[str, str]:
    names = {"triaged": "triaged", "modality": "modal", "modality_start": "modst", "discharged": "disd"}
    return {ours: said[name] for ours, name in (names | {"discharge": "disrsn", "source": "rfls"}).items()}


def _taken_in_order(rows: Any) -> list[list[tuple[str, ...]]]:
    """What each row says, in the order in which the rows of each person are taken."""
    return [
        [tuple(e.event_id for e in row.events) for row in group] for group in by_client(read(rows, TODAY))
    ]
