"""Does an extract come in whole or not at all, sealed, every rejected row explained, and is it gone when destroyed?"""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from throughline.evidence import extract, store, synthetic
from throughline.evidence.actions import extracts, measuring
from throughline.evidence.checking import TWICE, check
from throughline.evidence.drifting import drifted
from throughline.evidence.measures.catalogue import BY_CODE
from throughline.evidence.models import Extract, Release
from throughline.frame import sealed_file
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.queries import history_of

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
TODAY = date(2026, 5, 1)
ANALYST = Actor("person:analyst", frozenset({"analyst"}))
GUARDIAN = Actor("person:guardian", frozenset({"data-protection"}))
COVERS = (date(2024, 4, 1), date(2026, 4, 1))
SEED = 6


@pytest.fixture(scope="module")
def made_up() -> dict[str, pa.Table]:
    return synthetic.make(seed=SEED, people=120)


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    settings.THROUGHLINE_DATA = tmp_path
    return tmp_path


def as_files(tables: dict[str, pa.Table]) -> dict[str, bytes]:
    """The CSV files that a provider would send; of rows that are alike in every column there is one."""
    found = {}
    for table in extract.TABLES:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(table.names)
        columns = [tables[table.name].column(name).to_pylist() for name in table.names]
        rows = zip(*(["" if v is None else v for v in each] for each in columns), strict=True)
        writer.writerows(dict.fromkeys(rows))
        found[f"{table.name}.csv"] = out.getvalue().encode()
    return found


def changed(files: dict[str, bytes], file: str, row: int, column: str, text: str) -> dict[str, bytes]:
    """The same files with another text in one cell; `row` as a spreadsheet counts."""
    lines = list(csv.reader(io.StringIO(files[file].decode())))
    lines[row - 1][lines[0].index(column)] = text
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return files | {file: out.getvalue().encode()}


@pytest.fixture(scope="module")
def files(made_up: dict[str, pa.Table]) -> dict[str, bytes]:
    return as_files(made_up)


class TestRowsThatComeIn:
    def test_of_a_good_extract_are_all_taken(
        self, files: dict[str, bytes], made_up: dict[str, pa.Table]
    ) -> None:
        checked = check(files, TODAY)
        assert checked.rejected == []
        assert {name: len(rows) for name, rows in checked.rows.items()} == {
            name: len(set(zip(*table.to_pydict().values(), strict=True))) for name, table in made_up.items()
        }

    @pytest.mark.parametrize(
        ("file", "column", "text", "reason"),
        [
            ("referrals.csv", "sent_on", "45780", "as Excel counts it"),
            ("referrals.csv", "sent_on", "05/04/2025", "Nobody can tell day from month"),
            ("referrals.csv", "sent_on", "2025-13-04", "Day and month are swapped"),
            ("referrals.csv", "sent_on", "2025-02-30", "There is no such day"),
            ("referrals.csv", "sent_on", "2026-05-02", "still to come"),
            ("referrals.csv", "sent_on", "", "It is empty"),
            ("referrals.csv", "person", "John Smith", "no pseudonym"),
            ("referrals.csv", "person", "0" * 32, "people.csv has no such row"),
            ("referrals.csv", "is_urgent", "1", "neither yes nor no"),
            ("referrals.csv", "source", "=cmd()", "none of community, custody, court, walk_in"),
            ("referrals.csv", "source", "Custody", "none of community, custody, court, walk_in"),
            ("referrals.csv", "state", "John Smith of 4 Elm Road", "none of the 12 codes for state"),
            ("referrals.csv", "unit", "John Smith of 4 Elm Road", "no unit: at most eight words"),
            ("referrals.csv", "place", "He said that he would rather not come any more", "no place"),
            ("referrals.csv", "provider", "John Smith", "no provider: at most 60"),
            ("referrals.csv", "provider", "x" * 61, "no provider: at most 60"),
            ("checks.csv", "answer", "yes", "none of sustained, not, not_reached"),
            ("posts.csv", "state", "FILLED", "none of filled, vacant"),
            ("interventions.csv", "intervention", "for John Smith", "no intervention"),
            ("contacts.csv", "minutes", "45.5", "no whole number"),
            ("contacts.csv", "minutes", "-5", "below zero"),
            ("contacts.csv", "referral", "0" * 32, "referrals.csv has no such row"),
            ("costs.csv", "month", "2025-13", "no month"),
        ],
    )
    def test_that_are_wrong_are_named_by_file_row_column_and_reason(
        self, files: dict[str, bytes], file: str, column: str, text: str, reason: str
    ) -> None:
        checked = check(changed(files, file, 7, column, text), TODAY)
        [first] = [each for each in checked.rejected if each.file == file]
        assert (first.row, first.column) == (7, column)
        assert reason in first.reason
        assert not text or text not in first.in_words()

    def test_whose_pseudonym_stands_twice_or_whose_days_are_in_the_wrong_order_are_turned_away(
        self, files: dict[str, bytes], made_up: dict[str, pa.Table]
    ) -> None:
        same = made_up["referrals"].column("referral")[0].as_py()
        [again, *_] = check(changed(files, "referrals.csv", 3, "referral", same), TODAY).rejected
        assert (again.row, again.reason) == (3, "This pseudonym stands in an earlier row.")
        [before, *_] = check(changed(files, "referrals.csv", 3, "sent_on", "2026-04-30"), TODAY).rejected
        assert "day and month may be swapped" in before.reason

    @pytest.mark.parametrize("file", ["contacts.csv", "checks.csv", "costs.csv", "needs.csv", "posts.csv"])
    def test_that_stand_twice_alike_in_every_column_count_once(
        self, files: dict[str, bytes], file: str
    ) -> None:
        lines = files[file].splitlines(keepends=True)
        checked = check(files | {file: b"".join([*lines, lines[1], lines[2]])}, TODAY)
        assert [(each.file, each.row) for each in checked.rejected] == [
            (file, len(lines) + 1), (file, len(lines) + 2),
        ]  # fmt: skip
        assert {each.reason for each in checked.rejected} == {TWICE}
        assert len(checked.rows[file.removesuffix(".csv")]) == len(lines) - 1

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "is empty"),
            ("person,provider\n".encode("utf-16"), "UTF-16"),
            (b"person,provider,sex,ethnicity,disability,died_in\nx,Caf\xe9,,,,\n", "not in UTF-8: see row 2"),
            (",".join(f"c{n}" for n in range(1_000_000)).encode(), "far too many columns"),
            (",".join(f"c{n}" for n in range(300)).encode() + b"\n", "has 300 columns"),
            (b"person,provider\n", "lacks the columns sex"),
            (b"person,provider,sex,ethnicity,disability,died_in,name\n", "that its table has not: name"),
            (b"provider,person,sex,ethnicity,disability,died_in\n", "another order"),
        ],
    )
    def test_in_a_file_that_is_none_of_its_table_are_refused_as_a_whole(
        self, files: dict[str, bytes], content: bytes, sentence: str
    ) -> None:
        with pytest.raises(RefusedError, match=sentence):
            check(files | {"people.csv": content}, TODAY)

    def test_are_refused_when_a_file_is_missing_or_nobody_asked_for_it(self, files: dict[str, bytes]) -> None:
        with pytest.raises(RefusedError, match=r"no costs\.csv"):
            check({name: content for name, content in files.items() if name != "costs.csv"}, TODAY)
        with pytest.raises(RefusedError, match=r"names\.csv"):
            check(files | {"names.csv": b""}, TODAY)


class TestAColumnThatChangedItsMeaning:
    def test_is_found_by_its_codes_its_numbers_and_how_often_it_is_filled(
        self, made_up: dict[str, pa.Table]
    ) -> None:
        assert drifted(made_up, made_up) == []
        contacts = made_up["contacts"]
        other = dict(made_up)
        many = contacts.num_rows
        for name, values in (("kind", ["x"] * many), ("minutes", [3600] * many), ("mode", [None] * many)):
            place = contacts.column_names.index(name)
            kind = pa.int64() if name == "minutes" else pa.string()
            contacts = contacts.set_column(place, name, pa.array(values, kind))
        found = drifted(made_up, other | {"contacts": contacts})
        assert [each.partition(":")[0] for each in found] == [
            "contacts.kind",
            "contacts.mode",
            "contacts.minutes",
        ]

    def test_is_found_where_day_and_month_are_swapped_and_not_where_days_are_right(
        self, made_up: dict[str, pa.Table]
    ) -> None:
        contacts = made_up["contacts"]
        days = contacts.column("on").to_pylist()
        place = contacts.column_names.index("on")

        def with_days(found: list[Any]) -> dict[str, pa.Table]:
            return made_up | {"contacts": contacts.set_column(place, "on", pa.array(found, pa.date32()))}

        swapped = [day.replace(day=day.month, month=day.day) if day.day <= 12 else None for day in days]
        kept = [day if day.day <= 12 else day - timedelta(days=15) for day in days]
        later = [day + timedelta(days=28) for day in days]
        sentence = "contacts.on: hardly any day is after the 12th: day and month may be swapped."
        assert sentence in drifted(made_up, with_days([each or date(2025, 1, 1) for each in swapped]))
        assert sentence in drifted(made_up, with_days(kept))
        assert drifted(made_up, with_days(later)) == []


@pytest.mark.django_db
class TestTakingAnExtract:
    def test_holds_it_sealed_with_its_manifest_and_a_key_of_its_own(
        self, data: Path, made_up: dict[str, pa.Table]
    ) -> None:
        row = extracts.take_generated(actor=ANALYST, at=AT, seed=SEED, people=120)
        assert (row.state, row.made_from, row.is_made_up, row.seed) == ("held", "generator", True, SEED)
        assert row.manifest["seed"] == SEED
        [file] = (data / "extracts").iterdir()
        assert file.name == row.file
        assert file.stat().st_mode & 0o777 == 0o600
        back = extracts.opened(actor=ANALYST, at=AT, extract_id=row.id, because="checking")
        assert back["referrals"].to_pylist() == made_up["referrals"].to_pylist()

    def test_puts_taking_and_every_opening_on_record_and_nothing_of_the_people(self, data: Path) -> None:
        row = extracts.take_generated(actor=ANALYST, at=AT, seed=SEED, people=20)
        extracts.opened(actor=ANALYST, at=AT, extract_id=row.id, because="checking")
        acts = sorted(history_of("extract", row.id), key=lambda each: each.verb, reverse=True)
        assert [each.verb for each in acts] == ["extract.taken", "extract.opened"]
        assert acts[1].facts == {"because": "checking", "for": "", "engine": "duckdb"}
        assert not [v for v in acts[0].facts.values() if isinstance(v, int) and v not in (True, SEED)]

    def test_is_for_the_analyst_and_for_a_reason(self, data: Path) -> None:
        with pytest.raises(RefusedError):
            extracts.take_generated(actor=GUARDIAN, at=AT, seed=1, people=5)
        row = extracts.take_generated(actor=ANALYST, at=AT, seed=1, people=5)
        for actor, because in ((GUARDIAN, "checking"), (ANALYST, "curiosity")):
            with pytest.raises(RefusedError):
                extracts.opened(actor=actor, at=AT, extract_id=row.id, because=because)

    def test_of_files_with_wrong_rows_takes_nothing_unless_they_are_left_out(
        self, data: Path, files: dict[str, bytes], made_up: dict[str, pa.Table]
    ) -> None:
        asked: dict[str, Any] = {
            "actor": ANALYST, "at": AT, "name": "Elm", "covers": COVERS, "is_made_up": True,
            "files": changed(files, "contacts.csv", 3, "minutes", "soon"),
        }  # fmt: skip
        with pytest.raises(
            RefusedError, match=r"contacts\.csv, row 3, column minutes: This is no whole number"
        ):
            extracts.take_files(**asked)
        assert not Extract.objects.exists()
        assert not (data / "extracts").exists()
        told: list[Any] = []
        row = extracts.take_files(**asked, without_rejected=True, tell=told.extend)
        assert [(each.file, each.row) for each in told] == [("contacts.csv", 3)]
        digests = {each["name"]: each["sha256"] for each in row.manifest["origin"]["files"]}
        assert digests == {name: sha256(content).hexdigest() for name, content in asked["files"].items()}
        assert row.manifest["rejected"] == {"This is no whole number.": 1}
        rows = {part["name"]: part["rows"] for part in row.manifest["parts"]}
        sent = asked["files"]["contacts.csv"].count(b"\n") - 1
        assert rows["contacts"] == sent - 1

    def test_of_an_extract_of_the_caseload_seals_it_anew(
        self, data: Path, made_up: dict[str, pa.Table], tmp_path: Path
    ) -> None:
        key = sealed_file.new_key()
        said = {
            "pseudonyms": "ab12",
            "providers": ["elm"],
            "left_out": {"deleted": 2, "limited": "not counted"},
        }
        about = {"period": [day.isoformat() for day in COVERS], "is_made_up": True, **said}
        given = store.written(tmp_path / "given", made_up, about, key)
        row = extracts.take_sealed(actor=ANALYST, at=AT, file=tmp_path / "given", key=key)
        assert row.manifest["origin"] == {"seal": given["seal"], **said}
        [taken] = [each for each in history_of("extract", row.id) if each.verb == "extract.taken"]
        assert taken.facts["origin"] == given["seal"] != row.manifest["seal"]
        assert (row.made_from, row.covers_from) == ("caseload", COVERS[0])
        with pytest.raises(RefusedError):
            store.opened(data / "extracts" / row.file, key)

    def test_that_looks_different_from_the_one_before_asks_somebody_to_look(
        self, data: Path, files: dict[str, bytes]
    ) -> None:
        asked: dict[str, Any] = {
            "actor": ANALYST,
            "at": AT,
            "name": "Elm",
            "covers": COVERS,
            "is_made_up": True,
        }
        extracts.take_files(**asked, files=files)
        other = files | {"contacts.csv": files["contacts.csv"].replace(b"one_to_one", b"clinic")}
        with pytest.raises(RefusedError, match=r"contacts\.kind"):
            extracts.take_files(**asked, files=other)
        assert extracts.take_files(**asked, files=other, anyway=True).manifest["drifted"]

    def test_of_real_people_is_refused_while_papers_are_missing(
        self, data: Path, made_up: dict[str, pa.Table]
    ) -> None:
        source = extracts.Source("Real", "provider", COVERS, is_made_up=False)
        with pytest.raises(RefusedError, match="No organisation here has the code"):
            extracts.take(actor=ANALYST, at=AT, source=source, tables=made_up)
        assert not Extract.objects.exists()

    def test_that_cannot_be_recorded_leaves_no_file(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(**_: Any) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(Extract.objects, "create", fails)
        with pytest.raises(ZeroDivisionError):
            extracts.take_generated(actor=ANALYST, at=AT, seed=1, people=5)
        assert list((data / "extracts").iterdir()) == []


def measure_in_two() -> dict[str, Any]:
    """Measured until it was stopped, to the end, and once more; what it said and what was there after each."""
    row = extracts.take_generated(actor=ANALYST, at=AT, seed=SEED, people=400)
    told: list[str] = []

    def tell(sentence: str) -> None:
        told.append(sentence)
        if len(told) == 4:
            measuring.stop(actor=ANALYST, extract_id=row.id)

    found: dict[str, Any] = {}
    for name in ("stopped", "finished", "again"):
        measuring.ask(actor=ANALYST, at=AT, extract_id=row.id)
        run = measuring.measure(at=AT, extract_id=row.id, in_short=True, tell=tell)
        found[name] = run, set(Release.objects.values_list("id", flat=True))
    return found


@pytest.mark.slow
class TestMeasuringAnExtract:
    @pytest.fixture
    def measured(self, data: Path, preparing: Any) -> Iterator[dict[str, Any]]:
        with preparing(measure_in_two) as made:
            yield made

    def test_makes_each_table_once_and_goes_on_where_it_stopped(self, measured: dict[str, Any]) -> None:
        run, first = measured["stopped"]
        more = measuring.CHANGES_IN_SHORT & {"referrals", "appropriate", "first-contact"}
        done = 3 * len(measuring.IN_SHORT) + len(more) - len(run.refused)
        assert (run.state, len(first)) == ("stopped", done)
        run, many = measured["finished"]
        assert (run.state, run.done) == ("done", run.of)
        assert set(run.not_measured) >= {"proven-reoffending", "reoffences", "drug-related-reoffending"}
        assert first < many
        assert measured["again"][1] == many

    def test_shows_no_figure_of_a_hidden_count(self, measured: dict[str, Any]) -> None:
        hidden = 0
        for each in Release.objects.filter(measure__in=BY_CODE).exclude(cells=[]):
            counts = {"+".join(cell["key"]): cell["count"] for cell in each.cells}
            hidden += sum(count is None for count in counts.values())
            assert not [key for key, count in counts.items() if count is not None and 0 < count < 5]
            for key, said in each.figures.items():
                assert said["of"] == counts.get(f"{key}+total", counts.get(key))
        assert hidden
