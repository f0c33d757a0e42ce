"""Are two files taken whole, or refused by file, row and column, so that nothing is half-taken?"""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.evidence.linkage.checking import check, check_both, common_kind, locality
from throughline.evidence.linkage.days import days_of
from throughline.evidence.linkage.keys import check_of, key_of, keyed, make_secret, secret_in, write_keyed
from throughline.evidence.linkage.quality import from_json, report
from throughline.evidence.linkage.reading import read, read_bytes
from throughline.evidence.linkage.shapes import NotTakenError, People
from throughline.evidence.linkage.shifts import distributions, refuse_far, shifts
from throughline.kernel.verdict import RefusedError

TODAY = date(2026, 4, 1)
HEADING = ("person", "forename", "surname", "birth_date", "sex", "locality", "sector")
ADA = ("P1", "Ada", "O’Shea", "1988-02-29", "F", "Bolton", "BL1 4")
BEN = ("P2", "Ben", "Łoś", "1979-12-30", "M", "Bury", "")


def file_of(*rows: tuple[str, ...], heading: tuple[str, ...] = HEADING) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([heading, *rows])
    return out.getvalue().encode()


def taken(content: bytes, name: str = "probation.csv") -> People:
    raw = read_bytes(name, content)
    return check(raw, common_kind(raw, raw), TODAY)


def said(content: bytes) -> str:
    with pytest.raises(NotTakenError) as refused:
        taken(content)
    assert "Nothing was taken from either file." in str(refused.value)
    return str(refused.value)


def taken_or_told(content: bytes) -> bool:
    """Whether the file was taken, or everything that is wrong with it was told."""
    try:
        return len(taken(content)) > 0
    except NotTakenError as refused:
        return all(each.in_words() for each in refused.problems) and bool(refused.problems)


def many(change: dict[str, list[str]], rows: int = 100) -> bytes:
    """A file of made-up people in which one column says something else."""
    cells = {name: [value] * rows for name, value in zip(HEADING, ADA, strict=True)}
    cells["person"] = [f"P{n}" for n in range(rows)]
    return file_of(*zip(*(cells | change).values(), strict=True))


class TestAFileThatIsRight:
    def test_is_taken_with_what_each_cell_means(self):
        people = taken(file_of(ADA, BEN))
        assert people.kind == "names"
        assert people.values["surname"] == ["oshea", "łos"]
        assert people.values["sector"] == ["BL1 4", None]
        assert people.values["birth_date"][0] == (date(1988, 2, 29) - date(1970, 1, 1)).days

    def test_may_call_its_columns_as_other_systems_do(self):
        heading = (
            "Client ID",
            "First name",
            "Last Name",
            "DOB",
            "Gender",
            "Local Authority",
            "Postcode sector",
        )
        assert taken(file_of(ADA, heading=heading)).values["sex"] == ["F"]

    def test_may_be_separated_by_semicolons_and_begin_with_a_mark(self):
        content = b"\xef\xbb\xbf" + file_of(ADA).replace(b",", b";")
        assert taken(content).values["forename"] == ["ada"]

    def test_may_end_in_empty_rows_as_spreadsheets_leave_them(self):
        assert len(taken(file_of(ADA) + b",,,,,,\r\n,,,,,,\r\n")) == 1

    def test_may_have_columns_that_are_not_used_and_they_are_named(self):
        people = taken(file_of((*ADA, "x"), heading=(*HEADING, "Shoe size")))
        assert people.unused == ("“Shoe size”",)

    def test_of_initials_is_compared_by_initials_with_a_file_of_names(self):
        heading = ("person", "forename_initial", "surname_initial", "birth_date", "sex", "locality")
        initials = read_bytes(
            "t.csv", file_of(("T1", "a", "O", "1988-02-29", "F", "Bolton"), heading=heading)
        )
        names = read_bytes("p.csv", file_of(ADA))
        assert common_kind(names, initials) == "initials"
        assert check(names, "initials", TODAY).values["surname_initial"] == ["o"]

    @pytest.mark.parametrize("spelled", ["BOLTON Metropolitan Borough Council", "Bolton MBC", "bolton"])
    def test_may_spell_a_council_in_any_usual_way(self, spelled):
        assert locality(spelled) == "bolton"


class TestAFileThatCannotBeRead:
    def test_names_its_encoding_the_row_the_column_and_how_to_save_it(self):
        content = (
            file_of(BEN, ("P3", "Zoë", "X", "1980-01-20", "F", "Bury", "")).decode().replace("Łoś", "Los")
        )
        text = said(content.encode("cp1252"))
        assert "probation.csv, column forename, row 3" in text
        assert "Windows-1252" in text
        assert "CSV UTF-8" in text

    def test_is_told_when_it_is_utf_16(self):
        assert "UTF-16" in said(file_of(ADA).decode().encode("utf-16"))

    def test_is_told_when_its_accents_were_broken_on_the_way(self):
        broken = file_of(("P1", "ZoÃ«", "SiÃ©n", *ADA[3:]))
        assert "column surname, row 2: Letters with accents were broken" in said(broken)

    @pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b" ,,\n"])
    def test_is_told_when_it_is_empty(self, content):
        assert "It is empty." in said(content)

    def test_is_told_when_only_its_heading_is_there(self):
        assert "no row below it" in said(file_of())

    def test_is_told_when_it_is_a_workbook(self):
        assert "Excel workbook" in said(b"PK\x03\x04" + b"\x00" * 200)

    def test_of_a_million_columns_is_refused_at_once(self):
        assert "more than 200 columns" in said(b"person," * 1_000_000 + b"x\n1\n")
        assert "more than 200 columns" in said(b"a," * 300 + b"person\n1\n")

    def test_with_a_cell_of_a_million_letters_is_refused_at_its_row(self):
        assert "row 2" in said(file_of(("P1", "A" * 1_000_000, *ADA[2:])))

    def test_with_an_open_quotation_mark_is_refused(self):
        assert "cannot be read from here on" in said(file_of(ADA) + b'P9,"Eve,X,1990-01-01,F,Bury,\n')

    def test_with_a_row_that_is_not_as_wide_as_its_heading_names_the_row(self):
        text = said(file_of(ADA, BEN[:5], ADA))
        assert "probation.csv, row 3: This row does not have 7 cells" in text

    def test_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(NotTakenError, match="No such file"):
            read(tmp_path / "away.csv")

    @given(st.binary(max_size=400))
    def test_of_any_bytes_is_taken_or_refused_in_words(self, content):
        assert taken_or_told(content)

    @given(st.lists(st.lists(st.text(max_size=8), min_size=7, max_size=7), min_size=1, max_size=5))
    def test_of_any_cells_is_taken_or_refused_in_words(self, rows):
        assert taken_or_told(file_of(*map(tuple, rows)))


class TestRowsThatCannotBeRight:
    def test_a_number_that_stands_twice_is_named_with_both_rows(self):
        text = said(file_of(ADA, BEN, ADA))
        assert "column person, rows 2 and 4: The same number" in text

    def test_all_problems_of_a_file_are_told_at_once(self):
        text = said(file_of(("", "Ada", "X", "2031-01-01", "Z", "Bolton", "M14 5AB")))
        for each in ("column person", "in the future", "none of M, F", "whole postcode"):
            assert each in text

    def test_what_is_wrong_with_somebody_is_told_without_repeating_it(self):
        assert "2031" not in said(file_of(("P1", "Ada", "X", "2031-05-06", "F", "Bolton", "")))

    def test_of_many_only_the_first_five_are_named_and_the_rest_counted(self):
        assert "rows 2, 3, 4, 5, 6 and 95 more" in said(many({"sex": ["Q"] * 100}))

    def test_a_file_that_is_made_up_in_part_is_refused(self):
        rows = [(*ADA, "yes"), (*BEN, "")]
        assert "made up whole or not at all" in said(file_of(*rows, heading=(*HEADING, "made_up")))

    def test_a_missing_column_is_named(self):
        assert "column locality: This column is missing" in said(file_of(ADA[:5], heading=HEADING[:5]))


class TestBirthDates:
    def days(self, *cells: str) -> list[int | None]:
        found, problems = days_of("p.csv", "birth_date", cells, TODAY)
        assert not problems, [each.in_words() for each in problems]
        return found

    def wrong(self, *cells: str) -> str:
        return "\n".join(each.in_words() for each in days_of("p.csv", "birth_date", cells, TODAY)[1])

    def test_may_be_written_in_several_ways(self):
        one = [(date(1988, 5, 28) - date(1970, 1, 1)).days]
        for cell in (
            "1988-05-28",
            "28/05/1988",
            "28.5.1988",
            "28 May 1988",
            "28-may-1988",
            "1988-05-28T00:00:00",
        ):
            assert self.days(cell) == one

    def test_may_have_the_month_first_when_some_day_shows_it(self):
        assert self.days("02/25/1990", "03/04/1990")[1] == (date(1990, 3, 4) - date(1970, 1, 1)).days

    def test_are_refused_as_numbers_of_excel(self):
        assert "column birth_date, row 3: This is Excel's number" in self.wrong("1988-05-28", "32291")

    def test_are_refused_with_two_digits_for_the_year(self):
        assert "the century is not known" in self.wrong("28/05/88")

    def test_that_never_have_a_day_above_twelve_were_exchanged(self):
        cells = [
            (date(1960, 1, 1) + timedelta(days=31 * n)).replace(day=1 + n % 12).isoformat() for n in range(90)
        ]
        assert "No day of 90 is above 12" in self.wrong(*cells)

    def test_that_mix_day_first_and_month_first_are_refused(self):
        assert "rows 3: Some" not in self.wrong("28/05/1988", "05/28/1988", "13/01/1990")
        assert "row 3: Some dates have the day first" in self.wrong("28/05/1988", "05/28/1988", "13/01/1990")

    def test_that_a_spreadsheet_exchanged_where_it_could_are_found_by_their_two_ways_of_writing(self):
        text = self.wrong("1988-03-04", "28/05/1988", "1990-07-11", "30/01/1975")
        assert "rows 2 and 4: In these rows day and month are exchanged" in text

    def test_with_a_month_above_twelve_were_exchanged(self):
        assert "row 2: Day and month are exchanged" in self.wrong("1988-28-05")

    @pytest.mark.parametrize(
        ("cell", "why"),
        [
            ("1990-02-30", "no such day"),
            ("2026-04-02", "in the future"),
            ("2015-01-31", "less than 16"),
            ("1901-01-31", "more than 100"),
        ],
    )
    def test_that_cannot_be_are_told_why(self, cell, why):
        assert why in self.wrong("1988-05-28", cell)

    def test_may_be_empty(self):
        assert self.days("1988-05-28", "")[1] is None


class TestTwoFilesTogether:
    def people(
        self, rows: list[tuple[str, ...]], name: str = "t.csv", heading: tuple[str, ...] = HEADING
    ) -> People:
        return taken(file_of(*rows, heading=heading), name)

    def wrong(self, left: People, right: People) -> str:
        with pytest.raises(NotTakenError) as refused:
            check_both(left, right)
        return str(refused.value)

    def test_of_which_one_is_made_up_are_refused(self):
        made_up = self.people([(*ADA, "yes")], heading=(*HEADING, "made_up"))
        assert "One is made up" in self.wrong(made_up, self.people([ADA]))

    def test_without_one_locality_in_common_are_refused(self):
        elsewhere = self.people([("T1", "Ada", "X", "1988-02-29", "F", "Leeds", "")])
        assert "Not one locality is spelled alike" in self.wrong(self.people([ADA]), elsewhere)

    def test_of_which_one_has_first_and_family_names_exchanged_are_refused(self):
        people = [(f"P{n}", f"First{n}", f"Family{n}", *ADA[3:]) for n in range(40)]
        turned = [(f"T{n}", f"Family{n}", f"First{n}", *ADA[3:]) for n in range(40)]
        assert "the other way round" in self.wrong(self.people(people), self.people(turned))

    def test_with_a_known_link_to_nobody_are_refused_at_the_row(self):
        left = self.people([(*ADA, "T9")], "p.csv", (*HEADING, "partner"))
        assert "p.csv, column partner, row 2: No row of t.csv" in self.wrong(
            left, self.people([("T1", *ADA[1:])])
        )

    def test_of_keys_and_of_names_are_refused_with_the_way_out(self):
        secret = b"s" * 32
        raw = read_bytes("p.csv", file_of(ADA))
        keyed_file = read_bytes(
            "k.csv",
            file_of(*map(tuple, list(keyed(raw, secret))[1:]), heading=tuple(next(keyed(raw, secret)))),
        )
        with pytest.raises(NotTakenError, match="need keys"):
            common_kind(raw, keyed_file)


class TestAColumnThatChangedItsMeaning:
    def test_is_named_with_what_it_was_and_what_it_is(self):
        usual = taken(many({"sex": ["M"] * 80 + ["F"] * 20}))
        now = taken(many({"sex": ["F"] * 80 + ["M"] * 20}))
        frozen = distributions(usual, TODAY)
        with pytest.raises(
            NotTakenError, match=r"column sex: .*F is 80% here and was 20% there.*--accept sex"
        ):
            refuse_far(now, frozen, shifts(now, frozen, TODAY), TODAY, ())

    def test_is_taken_when_somebody_says_that_it_is_right(self):
        now = taken(many({"sex": ["F"] * 100}))
        frozen = distributions(taken(many({"sex": ["M"] * 100})), TODAY)
        refuse_far(now, frozen, shifts(now, frozen, TODAY), TODAY, ("sex",))

    def test_is_not_seen_in_a_handful_of_rows_where_chance_does_as_much(self):
        now = taken(file_of(ADA))
        frozen = distributions(taken(many({"sex": ["M"] * 100})), TODAY)
        refuse_far(now, frozen, shifts(now, frozen, TODAY), TODAY, ())


class TestTheReportOnAFile:
    def test_counts_empty_distinct_and_impossible_cells(self):
        content = many({"surname": ["unknown"] * 10 + ["Smith"] * 90, "sector": [""] * 7 + ["BL1 4"] * 93})
        raw = read_bytes("p.csv", content)
        found = {each.name: each for each in report(raw, (), check(raw, "names", TODAY)).columns}
        assert (found["surname"].impossible, found["sector"].empty, found["person"].distinct) == (10, 7, 100)
        assert found["surname"].frequent[0] == ("Smith", 90)

    def test_of_an_earlier_program_says_that_small_counts_were_not_kept(self):
        made = report(read_bytes("p.csv", many({"sector": [""] * 3 + ["BL1 4"] * 97})))
        assert [each.empty for each in made.columns if each.name == "sector"] == [3]
        earlier = made.as_json() | {"columns": [{**each, "empty": -1} for each in made.as_json()["columns"]]}
        assert "not kept" in from_json(earlier).as_text()

    def test_never_shows_what_names_somebody(self):
        raw = read_bytes("p.csv", many({"birth_date": ["1988-02-29"] * 100}))
        shown = {each.name: each.frequent for each in report(raw).columns}
        assert shown["person"] == shown["birth_date"] == ()

    def test_comes_back_as_it_was_kept(self):
        made = report(read_bytes("p.csv", many({})))
        assert from_json(made.as_json()) == made


class TestKeyedHashes:
    SECRET = bytes(range(32))

    def alike(self, one: str, other: str) -> float:
        left, right = (int(key_of(self.SECRET, "surname", name), 16) for name in (one, other))
        return 2 * (left & right).bit_count() / (left.bit_count() + right.bit_count())

    def test_of_the_same_name_are_the_same_however_it_is_written(self):
        assert key_of(self.SECRET, "surname", "O’Shea") == key_of(self.SECRET, "surname", "OSHEA")

    def test_of_names_that_are_spelled_alike_share_most_bits(self):
        assert self.alike("Catherine", "Katherine") > 0.7
        assert self.alike("Smith", "Okonkwo") < 0.4

    def test_mean_nothing_under_another_secret_or_in_another_column(self):
        other = bytes(reversed(range(32)))
        assert key_of(self.SECRET, "surname", "Smith") != key_of(other, "surname", "Smith")
        assert key_of(self.SECRET, "forename", "Lee") != key_of(self.SECRET, "surname", "Lee")

    def test_stand_in_the_file_in_the_place_of_the_names(self):
        rows = list(keyed(read_bytes("p.csv", file_of(ADA, BEN)), self.SECRET))
        assert not {"forename", "surname"} & {*rows[0]}
        assert "Ada" not in str(rows)
        people = check(
            read_bytes("k.csv", file_of(*map(tuple, rows[1:]), heading=tuple(rows[0]))), "keys", TODAY
        )
        assert people.values["key_check"][0] == check_of(self.SECRET)

    def test_made_with_two_secrets_are_refused(self):
        def file(secret: bytes) -> People:
            rows = list(keyed(read_bytes("p.csv", file_of(ADA)), secret))
            return check(read_bytes("k.csv", file_of(tuple(rows[1]), heading=tuple(rows[0]))), "keys", TODAY)

        with pytest.raises(NotTakenError, match="different secrets"):
            check_both(file(self.SECRET), file(b"x" * 32))

    def test_a_secret_is_its_owners_alone_and_never_overwritten(self, tmp_path: Path):
        make_secret(tmp_path / "s")
        assert (tmp_path / "s").stat().st_mode & 0o77 == 0
        assert len(secret_in(tmp_path / "s")) == 32
        with pytest.raises(RefusedError):
            make_secret(tmp_path / "s")

    def test_a_file_of_keys_is_whole_or_not_there(self, tmp_path: Path):
        raw = read_bytes("p.csv", file_of(ADA[:1], heading=HEADING[:1]))
        with pytest.raises(NotTakenError):
            write_keyed(raw, self.SECRET, tmp_path / "k.csv")
        assert not (tmp_path / "k.csv").exists()
