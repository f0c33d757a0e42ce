"""Does the ministry's file come in whole or not at all, each fault named, and go with its extract? R40, R42"""

import os
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from openpyxl import Workbook

from throughline.evidence import store, synthetic
from throughline.evidence.actions import extracts, offences
from throughline.evidence.codes import NO_REGISTER
from throughline.evidence.models import Extract, ReturnedFile
from throughline.evidence.offences.checking import GROUPS, NotTakenError, Returned, Sent, check
from throughline.evidence.ports import PSEUDONYMS
from throughline.evidence.synthetic.offences import offences_file
from throughline.frame import sealed_file
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.queries import history_of

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
TODAY = date(2026, 5, 1)
KNOWN = date(2026, 3, 31)
COVERS = (date(2024, 4, 1), date(2026, 4, 1))
ANALYST = Actor("person:analyst", frozenset({"analyst"}))
GUARDIAN = Actor("person:guardian", frozenset({"data-protection"}))
MACHINE = Actor("system:evidence", frozenset({"system"}))
ONE, TWO, STRANGER = "1" * 32, "2" * 32, "3" * 32
SENT = {each: Sent(each, date(2024, 6, 1)) for each in (ONE, TWO)}
HEADER = "person,offence_on,proven_on,group"
GOOD = [f"{ONE},2024-07-30,2024-09-13,theft", f"{ONE},2024-08-30,2024-10-14,drug", f"{TWO},,,"]


def lines(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows]).encode()


def checked(content: bytes, name: str = "back.csv", **said: Any) -> Returned:
    return check(name, content, **{"sent": SENT, "known_until": KNOWN, "today": TODAY, **said})


def workbook(*rows: list[Any]) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


class TestAFileThatIsRight:
    def test_says_who_offended_and_who_was_matched_without_any(self) -> None:
        found = checked(lines(*GOOD))
        assert found.rows == [
            (ONE, "2024-07-30", "2024-09-13", "theft"),
            (ONE, "2024-08-30", "2024-10-14", "drug"),
            (TWO, "", "", ""),
        ]
        assert (found.matched, found.strangers) == (2, 0)

    def test_says_the_same_in_any_order_and_as_a_workbook_with_days_as_excel_keeps_them(self) -> None:
        book = workbook(
            HEADER.split(","),
            [TWO, None, None, None],
            [ONE, date(2024, 8, 30), date(2024, 10, 14), "Drug offences"],
            [ONE, "2024-07-30", "2024-09-13", "Theft"],
        )
        assert checked(book, "back.xlsx").rows == checked(lines(*GOOD)).rows

    def test_may_have_semicolons_a_mark_at_its_beginning_and_empty_rows(self) -> None:
        text = lines(*GOOD, "", ",,,").decode().replace(",", ";")
        assert checked(("\ufeff" + text).encode()).rows == checked(lines(*GOOD)).rows

    def test_tells_two_offences_of_one_day_apart_by_their_number(self) -> None:
        rows = [f"{ONE},2024-07-30,2024-09-13,theft,{number}" for number in (1, 2)]
        assert len(checked(lines(*rows, header=f"{HEADER},offence")).rows) == 2

    @pytest.mark.parametrize("code", GROUPS)
    def test_may_name_each_group_as_the_ministry_does(self, code: str) -> None:
        row = f"{ONE},2024-07-30,2024-09-13,{GROUPS[code].upper()} offences"
        assert checked(lines(row)).rows[0][3] == code


class TestARowThatIsWrong:
    @pytest.mark.parametrize(
        ("row", "column", "reason"),
        [
            (f"{ONE},45503,2024-09-13,theft", "offence_on", "as Excel counts it"),
            (f"{ONE},30/07/2024,2024-09-13,theft", "offence_on", "Nobody can tell day from month"),
            (f"{ONE},2024-30-07,2024-09-13,theft", "offence_on", "Day and month are swapped"),
            (f"{ONE},2024-06-31,2024-09-13,theft", "offence_on", "There is no such day"),
            (f"{ONE},2024-09-14,2024-09-13,theft", "proven_on", "It lies before offence_on"),
            (f"{ONE},2024-05-31,2024-09-13,theft", "offence_on", "before the person was first referred"),
            (f"{ONE},2024-07-30,2026-05-02,theft", "proven_on", "still to come"),
            (f"{ONE},2024-07-30,2026-04-01,theft", "proven_on", "up to which the ministry looked"),
            (f"{ONE},2024-07-30,,theft", "proven_on", "It is empty"),
            (f"{ONE},,,theft", "offence_on", "It is empty"),
            (f"{ONE},2024-07-30,2024-09-13,", "group", "none of the ministry’s groups"),
            (f"{ONE},2024-07-30,2024-09-13,arson and Ann Example", "group", "none of the ministry’s groups"),
            (",2024-07-30,2024-09-13,theft", "person", "It is empty"),
            ("Ann Example,2024-07-30,2024-09-13,theft", "person", "no pseudonym"),
            (f"{STRANGER},2024-07-30,2024-09-13,theft", "person", "This person is not in the extract"),
            (GOOD[0], "", "the same as row 2"),
            (f"{ONE},,,", "offence_on", "other rows of this person say offences"),
        ],
    )
    def test_turns_the_file_away_and_is_named_by_file_row_and_column(
        self, row: str, column: str, reason: str
    ) -> None:
        with pytest.raises(NotTakenError) as refusal:
            checked(lines(*GOOD, row))
        where = f"back.csv, row 5, column {column}: " if column else "back.csv, row 5: "
        assert where in str(refusal.value)
        assert reason in str(refusal.value)
        assert "1 row is wrong, and nothing was taken" in str(refusal.value)
        assert "Ann Example" not in str(refusal.value)

    def test_is_one_of_twenty_that_are_named_however_many_there_are(self) -> None:
        with pytest.raises(NotTakenError, match=r"30 rows are wrong.* And 10 more"):
            checked(lines(*GOOD, *[f"{STRANGER},,,"] * 30))

    def test_is_left_out_when_it_is_of_somebody_else_and_the_analyst_says_so(self) -> None:
        found = checked(lines(*GOOD, f"{STRANGER},2024-07-30,2024-09-13,theft"), without_strangers=True)
        assert (found.matched, found.strangers, len(found.rows)) == (2, 1, 3)
        with pytest.raises(NotTakenError, match="no pseudonym"):
            checked(lines(*GOOD, "Ann Example,,,"), without_strangers=True)


class TestAFileThatIsNone:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "back.csv is empty"),
            (b"\xef\xbb\xbf\r\n,,,\r\n", "back.csv is empty"),
            (lines(), "a heading and no row below it"),
            (lines(*GOOD).decode().encode("utf-16"), "UTF-16"),
            (
                lines(GOOD[0], f"{ONE},2024-07-30,2024-09-13,théft").decode().encode("cp1252"),
                "not in UTF-8: see row 3",
            ),
            (lines(*GOOD, f"{ONE},\x00,,"), "row 5: a zero byte"),
            (lines("x", header="person,offence_on"), "names no column proven_on and group"),
            (lines(*GOOD, header=f"{HEADER},name"), "nobody asked for what stands in column 5"),
            (lines(*GOOD, header=f"{HEADER},group"), "names group twice"),
            (lines(*GOOD, f"{ONE},2024-07-30,2024-09-13,theft,more"), "row 5: it has 5 cells"),
            (lines(*GOOD, f"{ONE}"), "row 5: it has 1 cells"),
            (lines(*GOOD, f'{ONE},"2024-07-30,2024-09-13,theft'), "is no CSV file from row 5 on"),
            (b"," * 1_000_000 + b"\n", "empty"),
            (b"person" + b",a" * 1_000_000 + b"\n" + b",a" * 1_000_000, "far too many columns"),
            (b",".join([b"person"] * 300) + b"\n1\n", "has 300 columns"),
            (b"%PDF-1.7 and so on", "is a PDF"),
            (b"\xd0\xcf\x11\xe0 and so on", "is an old Excel workbook"),
            (b"PK\x03\x04 and so on", "back.csv: This file cannot be read as a workbook"),
        ],
    )
    def test_is_refused_in_words(self, content: bytes, reason: str) -> None:
        with pytest.raises(RefusedError, match=reason):
            checked(content)

    def test_whose_days_are_swapped_all_through_is_refused_though_each_could_be(self) -> None:
        rows = [f"{ONE},2024-07-{1 + n % 12:02},2024-1{n % 3}-{1 + n // 12:02},theft" for n in range(140)]
        with pytest.raises(RefusedError, match="column offence_on: hardly any day is after the 12th"):
            checked(lines(*rows))

    def test_which_knows_until_earlier_than_is_said_is_refused(self) -> None:
        rows = [
            f"{ONE},2024-07-{1 + n % 28:02},2024-{9 + n // 100:02}-{1 + n % 28:02},{group}"
            for n in range(140)
            for group in ["theft"]
        ]
        numbered = [f"{row},{n}" for n, row in enumerate(rows)]
        content = lines(*numbered, header=f"{HEADER},offence")
        assert len(checked(content, known_until=date(2024, 12, 31)).rows) == 140
        with pytest.raises(RefusedError, match="nothing was proven in the half year before"):
            checked(content)


@pytest.fixture(scope="module")
def made_up() -> dict[str, pa.Table]:
    return synthetic.make(seed=6, people=1500)


@pytest.fixture(scope="module")
def file(made_up: dict[str, pa.Table]) -> bytes:
    return offences_file(made_up, seed=6, known_until=KNOWN)


@pytest.fixture
def held(db: None, tmp_path: Path, settings: Any, made_up: dict[str, pa.Table]) -> Extract:
    settings.THROUGHLINE_DATA = tmp_path
    source = extracts.Source("Made up", "generator", COVERS, True, 6)
    return extracts.take(actor=MACHINE, at=AT, source=source, tables=made_up)


def take(row: Extract, content: bytes, **said: Any) -> ReturnedFile:
    asked = {"actor": ANALYST, "at": AT, "known_until": KNOWN, "name": "back.csv"}
    return offences.take(extract_id=row.id, content=content, **{**asked, **said})


def folder(row: Extract) -> list[str]:
    return sorted(path.name for path in extracts.folder().iterdir())


class TestWhatTheMinistryReturned:
    def test_is_sealed_with_its_extract_and_on_record_without_a_count(
        self, held: Extract, file: bytes
    ) -> None:
        back = take(held, file)
        assert folder(held) == sorted([held.file, back.file])
        assert b"theft" not in (extracts.folder() / back.file).read_bytes()
        [taken] = [each for each in history_of("extract", held.id) if each.verb == "extract.offences_taken"]
        assert taken.facts == {
            "known_until": "2026-03-31",
            "keyed_by": "extract",
            "evaluation": "",
            "manifest": back.manifest["seal"],
        }
        opened = [each for each in history_of("extract", held.id) if each.verb == "extract.opened"]
        assert opened[-1].facts["because"] == "returned"

    def test_comes_back_row_for_row_with_the_day_of_which_it_knows(self, held: Extract, file: bytes) -> None:
        take(held, file)
        tables, heard = offences.returned_rows(held)
        assert heard == {"offences": KNOWN}
        rows = [
            ",".join("" if value is None else str(value) for value in row.values())
            for row in tables["offences"].to_pylist()
        ]
        assert rows == sorted(file.decode().split("\r\n")[1:-1])

    def test_changes_nothing_the_second_time_also_in_another_order(self, held: Extract, file: bytes) -> None:
        first = take(held, file)
        head, *rows = file.decode().strip().split("\r\n")
        again = take(held, "\n".join([head, *rows[::-1]]).encode(), at=AT + timedelta(days=1))
        assert (again.id, again.taken_at) == (first.id, AT)
        assert len(folder(held)) == 2
        verbs = [each.verb for each in history_of("extract", held.id)]
        assert verbs.count("extract.offences_taken") == 1

    def test_is_not_exchanged_for_another_file(self, held: Extract, file: bytes) -> None:
        first = take(held, file)
        with pytest.raises(RefusedError, match="Another file is held"):
            take(held, b"\r\n".join(file.split(b"\r\n")[:-5]))
        assert folder(held) == sorted([held.file, first.file])

    def test_that_is_wrong_in_one_row_leaves_nothing(self, held: Extract, file: bytes) -> None:
        with pytest.raises(NotTakenError):
            take(held, file + b"nobody,,,\r\n")
        assert folder(held) == [held.file]
        assert not ReturnedFile.objects.exists()

    def test_is_destroyed_with_its_extract(
        self, held: Extract, file: bytes, django_capture_on_commit_callbacks: Any
    ) -> None:
        back = take(held, file)
        kept = (extracts.folder() / back.file).read_bytes()
        with django_capture_on_commit_callbacks(execute=True):
            extracts.destroy(actor=GUARDIAN, at=AT, extract_id=held.id)
        assert folder(held) == []
        assert bytes(Extract.objects.get(id=held.id).wrapped_key) == b""
        (extracts.folder() / "copy").write_bytes(kept)  # that somebody kept elsewhere
        with pytest.raises(RefusedError, match="not its key"):
            store.returned(extracts.folder() / "copy", sealed_file.new_key())
        with pytest.raises(RefusedError, match="destroyed"):
            take(held, file)

    def test_stays_when_what_belongs_to_nobody_goes(self, held: Extract, file: bytes) -> None:
        back = take(held, file)
        (extracts.folder() / "left.sealed").write_bytes(b"x")
        for path in extracts.folder().iterdir():
            os.utime(path, (0, 0))
        assert extracts.let_go(at=AT) == 1
        assert folder(held) == sorted([held.file, back.file])

    def test_is_taken_in_by_an_analyst_alone(self, held: Extract, file: bytes) -> None:
        for role in ("data-protection", "programme-lead"):
            with pytest.raises(RefusedError, match="Only an analyst"):
                take(held, file, actor=Actor("person:x", frozenset({role})))

    @pytest.mark.parametrize(
        ("known_until", "reason"),
        [(date(2026, 5, 2), "still to come"), (date(2025, 9, 30), "Nobody’s 548 days have run")],
    )
    def test_knows_until_a_day_that_can_be(
        self, held: Extract, file: bytes, known_until: date, reason: str
    ) -> None:
        with pytest.raises(RefusedError, match=reason):
            take(held, file, known_until=known_until)

    def test_about_real_people_waits_for_the_papers(
        self, held: Extract, made_up: dict[str, pa.Table], file: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(extracts, "papers_stand", lambda tables, on: None)
        monkeypatch.setattr(extracts, "_register", lambda is_made_up: NO_REGISTER)
        source = extracts.Source("Real", "provider", COVERS, False)
        real = extracts.take(actor=ANALYST, at=AT, source=source, tables=made_up)
        with pytest.raises(RefusedError, match="No organisation here has the code made-up-service-1"):
            take(real, file)
        assert not ReturnedFile.objects.exists()

    def test_may_be_keyed_as_the_evaluation_file_was(
        self, held: Extract, file: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = [line.split(",") for line in file.decode().strip().split("\r\n")]
        ours = sorted({row[0] for row in rows[1:]})
        theirs = {f"{number:032x}": person for number, person in enumerate(ours)}
        by_ours = {person: other for other, person in theirs.items()}
        monkeypatch.setattr(PSEUDONYMS, "_answer", lambda evaluation, at: theirs)
        sent = "\n".join([HEADER, *(",".join([by_ours[row[0]], *row[1:]]) for row in rows[1:])]).encode()
        back = take(held, sent, evaluation=held.id)
        assert (back.keyed_by, back.evaluation) == ("evaluation", held.id)
        found = offences.returned_rows(held)[0]["offences"]
        assert found.num_rows == len(rows) - 1
        assert set(found.column("person").to_pylist()) == set(ours)
