"""Does only a code of its column come in, by whichever way, and is what the caseload writes one?"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from throughline.caseload import codes as caseload
from throughline.caseload import models as written
from throughline.caseload.care.courses import NOT_TAKEN
from throughline.caseload.care.questions import PROFILE
from throughline.caseload.probation_note import TOLD
from throughline.evidence import codes, extract, store, synthetic
from throughline.evidence.actions import extracts
from throughline.evidence.checking import Rejected
from throughline.evidence.coded import wrong
from throughline.evidence.measures.catalogue import MEASURES
from throughline.evidence.models import Extract
from throughline.frame import sealed_file
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
ANALYST = Actor("person:analyst", frozenset({"analyst"}))
COVERS = (date(2024, 4, 1), date(2026, 4, 1))
NAME = "John Smith of 4 Elm Road"
DOCS = Path(__file__).parents[2] / "docs" / "exports.md"


@pytest.fixture(scope="module")
def made_up() -> dict[str, pa.Table]:
    return synthetic.make(seed=6, people=120)


def saying(
    tables: dict[str, pa.Table], table: str, column: str, rows: Mapping[int, str | None]
) -> dict[str, pa.Table]:
    """The same tables with another word in some rows of a column."""
    content = tables[table]
    words = content.column(column).to_pylist()
    for row, word in rows.items():
        words[row] = word
    place = content.column_names.index(column)
    return tables | {table: content.set_column(place, column, pa.array(words, pa.string()))}


class TestAColumnOfCodes:
    def test_says_which_they_are_in_the_schema_and_on_its_page(self) -> None:
        page = DOCS.read_text(encoding="utf-8")
        for table in extract.TABLES:
            for column in table.columns:
                assert (column.codes is not None) == (column.kind == "code"), (table.name, column.name)
                if column.codes is None:
                    continue
                assert bool(column.codes.values) != bool(column.codes.shape)
                [line] = [
                    each
                    for each in page.splitlines()
                    if each.startswith("- `") and f"`{table.name}.{column.name}`" in each
                ]
                said = ", ".join(f"`{value}`" for value in column.codes.values) or column.codes.shaped
                assert line.endswith(f": {said}"), line

    @pytest.mark.parametrize("name", ["provider", "unit", "place", "intervention"])
    def test_that_is_open_has_a_shape_into_which_no_sentence_fits_and_asks_the_register(
        self, name: str
    ) -> None:
        open_ = codes.CODES[name]
        for text in (NAME, "x" * 61, "He came late and said that it was too far away", "a\nb", "=cmd()", ""):
            assert open_.why_not(text, codes.NO_REGISTER), text
            assert not text or text not in open_.why_not(text, codes.NO_REGISTER)
        assert not open_.why_not("Smith", codes.NO_REGISTER)
        assert "register" in open_.why_not("Smith", {name: {"Bolton"}}) or name == "intervention"
        assert not open_.why_not("Bolton", {name: {"Bolton"}})

    @pytest.mark.parametrize(
        "name",
        ["Kingston upon Hull, City of", "Stoke-on-Trent", "King’s Lynn", "Bury and Rochdale", "Ynys Môn"],
    )
    def test_of_places_takes_the_names_that_there_are(self, name: str) -> None:
        assert not codes.CODES["place"].why_not(name, codes.NO_REGISTER)


class TestTheCaseload:
    def test_writes_the_codes_of_the_schema_and_no_others(self) -> None:
        ends = {*caseload.PLANNED, *caseload.UNPLANNED}
        lists: dict[str, set[str]] = {
            "sentence": {each.code for each in caseload.SENTENCES} | {"other"},
            "requirement": {*caseload.REQUIREMENTS, "other"} - {""},
            "triage": {*caseload.DECLINE, *caseload.REDIRECT, "other"},
            "exit": ends | {"other"},
            "treatment_end": ends | {*NOT_TAKEN, "other"},
            "risk": set(caseload.RISK_LEVELS),
            "item": {each.key for each in PROFILE},
            "told": set(TOLD),
        }
        for name, expected in lists.items():
            assert set(codes.CODES[name].values) == expected, name

    @pytest.mark.parametrize(
        ("name", "model", "field"),
        [
            ("source", "Referral", "source"),
            ("state", "Referral", "state"),
            ("pause", "Referral", "pause"),
            ("withdrawal", "Referral", "withdrawn_for"),
            ("need", "NeedSought", "need"),
            ("complexity", "NeedSought", "complexity"),
            ("level", "NeedLevel", "level"),
            ("assessment", "Assessment", "kind"),
            ("stage", "OutcomesProfile", "stage"),
            ("contact", "Appointment", "kind"),
            ("mode", "Appointment", "mode"),
            ("contact_state", "Appointment", "state"),
            ("no_session", "Appointment", "no_session"),
            ("pathway", "Pathway", "kind"),
            ("treatment", "Treatment", "state"),
            ("intervention_kind", "Intervention", "kind"),
            ("harm", "HarmReduction", "kind"),
            ("onward", "Onward", "outcome"),
            ("outcome", "Outcome", "outcome"),
            ("achieved", "Outcome", "achieved"),
            ("answer", "RecoveryCheck", "answer"),
            ("route", "Concern", "route"),
            ("about", "Concern", "about"),
            ("drug_related", "DeathReview", "is_drug_related"),
        ],
    )
    def test_offers_in_its_forms_what_the_schema_takes(self, name: str, model: str, field: str) -> None:
        choices: Any = getattr(written, model)._meta.get_field(field).choices
        offered = {code for code, _ in choices if code}
        if name == "state":
            offered -= {"draft", "discarded"}  # never in an extract
        assert set(codes.CODES[name].values) == offered


class TestTablesInMemory:
    def test_of_the_generator_and_of_every_worked_example_say_codes_alone(
        self, made_up: dict[str, pa.Table]
    ) -> None:
        assert wrong(made_up, codes.NO_REGISTER) == []
        known = {
            (table.name, column.name): column.codes for table in extract.TABLES for column in table.columns
        }
        for measure in MEASURES:
            for table, rows in measure.example.rows.items():
                for row in rows:
                    for column, text in row.items():
                        allowed = known.get((table, column))
                        assert allowed is None or not text or not allowed.why_not(text, codes.NO_REGISTER), (
                            measure.code, table, column, text,
                        )  # fmt: skip

    @pytest.mark.parametrize(
        ("table", "column", "text"),
        [
            ("referrals", "source", NAME),
            ("referrals", "unit", NAME),
            ("referrals", "state", "accepted "),
            ("people", "person", NAME),
            ("people", "disability", "maybe"),
            ("people", "died_in", "May 2026"),
            ("contacts", "kind", "1:1"),
            ("costs", "stream", "Grant"),
        ],
    )
    def test_are_named_by_table_row_and_column_and_never_by_what_stands_there(
        self, made_up: dict[str, pa.Table], table: str, column: str, text: str
    ) -> None:
        last = made_up[table].num_rows - 1
        found = wrong(saying(made_up, table, column, {0: text, last: text}), codes.NO_REGISTER)
        assert [(each.file, each.row, each.column) for each in found] == [
            (table, row + 2, column) for row in dict.fromkeys((0, last))
        ]
        assert not [each for each in found if text in each.in_words()]

    def test_are_looked_at_chunk_by_chunk_and_in_what_must_not_be_empty(
        self, made_up: dict[str, pa.Table]
    ) -> None:
        one = made_up["contacts"]
        worse = saying(made_up, "contacts", "mode", {3: NAME})["contacts"]
        chunks = pa.concat_tables([one.cast(worse.schema), worse])
        [found] = wrong(made_up | {"contacts": chunks}, codes.NO_REGISTER)
        assert found.row == one.num_rows + 3 + 2
        [empty] = wrong(saying(made_up, "referrals", "person", {4: None}), codes.NO_REGISTER)
        assert (empty.row, empty.column, empty.reason) == (6, "person", "It is empty, and must not be.")


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    settings.THROUGHLINE_DATA = tmp_path
    return tmp_path


@pytest.mark.django_db
class TestASealedFile:
    def test_with_a_text_for_a_code_is_refused_whole_and_every_row_is_told(
        self, data: Path, made_up: dict[str, pa.Table]
    ) -> None:
        key, told = sealed_file.new_key(), list[Rejected]()
        rows = dict.fromkeys(range(30), NAME)
        about = {"period": [day.isoformat() for day in COVERS], "is_made_up": True}
        store.written(data / "given", saying(made_up, "referrals", "source", rows), about, key)
        asked: dict[str, Any] = {"actor": ANALYST, "at": AT, "file": data / "given", "key": key}
        with pytest.raises(RefusedError, match=r"30 rows are wrong.*And 10 more") as refused:
            extracts.take_sealed(**asked, tell=told.extend)
        assert "referrals, row 2, column source: This is none of community, custody" in str(refused.value)
        assert NAME not in str(refused.value)
        assert [each.row for each in told] == list(range(2, 32))
        assert not Extract.objects.exists()

    def test_about_real_people_names_places_units_and_providers_of_the_register_alone(
        self, data: Path, made_up: dict[str, pa.Table], monkeypatch: pytest.MonkeyPatch, staff: Any
    ) -> None:
        monkeypatch.setattr(extracts, "papers_stand", lambda tables, on: None)
        staff("analyst")  # loads the register
        source = extracts.Source("Real", "caseload", COVERS, is_made_up=False)
        told: list[Rejected] = []
        with pytest.raises(RefusedError, match="nothing was taken"):
            extracts.take(actor=ANALYST, at=AT, source=source, tables=made_up, tell=told.extend)
        reasons = {(each.column, each.reason) for each in told}
        assert ("provider", "No provider of this name is on the register.") in reasons
        assert "place" not in {column for column, _ in reasons}
        moved = saying(made_up, "referrals", "place", {0: "Smith"})
        told.clear()
        with pytest.raises(RefusedError):
            extracts.take(actor=ANALYST, at=AT, source=source, tables=moved, tell=told.extend)
        assert ("place", "No place of this name is on the register.") in {
            (each.column, each.reason) for each in told
        }
