"""The two published decisions that come with Throughline."""

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

from throughline.decisions import supplied
from throughline.decisions.checking import check
from throughline.decisions.models import Notice
from throughline.decisions.queries import notices as queries
from throughline.decisions.reading.files import read_file
from throughline.decisions.reading.reader import read_decisions
from throughline.decisions.reading.shape import Place
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act
from throughline.organisations.places import known_places

from .conftest import AT, OFFICER

COMMAND = Actor("system:supplied")


@pytest.fixture
def loaded(db: None) -> None:
    assert supplied.load(COMMAND, AT)


@pytest.mark.usefixtures("loaded")
class TestTheDecisionOf2021:
    def notice(self) -> Notice:
        return queries.decision_on_record(supplied.number_of("dn21"))

    def test_has_ten_parts_that_add_up_to_its_total(self) -> None:
        parts = {line.place: line.pence for line in self.notice().award_lines.all()}
        assert len(parts) == 10
        assert sum(part.pence for part in parts.values()) == 63_973_300
        assert self.notice().total_pence == Money(63_973_300)
        assert parts["Manchester"] == Money(15_352_873)
        assert {line.gss_code for line in self.notice().award_lines.all()} == {
            code for _, code in known_places()
        }

    def test_was_signed_on_three_days_and_not_by_the_assistant_director(self) -> None:
        said = self.notice().facts().said
        assert [s.signed_on for s in said.sign_offs] == [
            date(2021, 10, 27),
            date(2021, 10, 28),
            date(2021, 11, 1),
        ]
        assert not any("Assistant" in s.post for s in said.sign_offs)
        missing = [f.post for f in self.notice().facts().findings if f.code == "sign-off-not-evidenced"]
        assert len(missing) == 1
        assert "Assistant Director" in str(missing[0])


@pytest.mark.usefixtures("loaded")
class TestTheDecisionOf2024:
    def test_has_its_total_its_dates_and_no_split(self) -> None:
        said = queries.decision_on_record(supplied.number_of("dn24")).facts().said
        assert (said.total_pence, said.breakdown) == (125_700_000, ())
        assert (said.decided_on, said.published_on) == (date(2024, 5, 28), date(2024, 7, 8))
        assert [each.decided_on for each in said.related] == [date(2023, 11, 29), date(2023, 4, 19)]

    def test_says_that_it_was_published_late_and_leans_on_what_is_not_held(self) -> None:
        codes = [f.code for f in queries.decision_on_record(supplied.number_of("dn24")).facts().findings]
        assert codes.count("related-decision-not-held") == 2
        assert {"published-late", "breakdown-missing"} <= set(codes)


class TestLoading:
    @pytest.mark.usefixtures("loaded")
    def test_again_changes_nothing(self) -> None:
        before = Act.objects.count()
        assert not supplied.load(COMMAND, AT)
        assert (Notice.objects.count(), Act.objects.count()) == (2, before)

    @pytest.mark.usefixtures("loaded")
    def test_puts_both_on_the_public_register_and_says_where_they_come_from(self) -> None:
        assert queries.visible_to(PUBLIC).count() == 2
        leaves = Act.objects.filter(verb="decision.recorded").values_list("leaf", flat=True)
        assert all("supplied with Throughline" in leaf for leaf in leaves)

    @pytest.mark.usefixtures("loaded")
    def test_carries_no_email_address_and_no_contact(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM decisions_notice AS n WHERE n::text LIKE '%%@%%'")
            assert cursor.fetchone()[0] == 0

    def test_is_not_for_a_person(self, db: None) -> None:
        with pytest.raises(RefusedError):
            supplied.load(Actor("person:1", frozenset({"auditor"})), AT)
        assert Notice.objects.count() == 0

    def test_is_not_guessed_before_it_was_done(self, db: None) -> None:
        with pytest.raises(RefusedError, match="not been loaded"):
            supplied.number_of("dn21")
        assert OFFICER.is_signed_in


@pytest.mark.parametrize("code", supplied.CODES)
class TestAgainstTheRealFile:
    @pytest.fixture
    def file(self, code: str) -> Path:
        folder = os.environ.get("THROUGHLINE_NOTICES")
        if not folder:
            pytest.skip("THROUGHLINE_NOTICES does not name the folder of the real notices.")
        return Path(folder) / supplied._read(code)["file"]["name"]

    def test_every_value_stands_where_the_record_says(self, code: str, file: Path) -> None:
        data, read = supplied._read(code), read_file(file)
        assert (data["file"]["sha256"], data["file"]["text_sha256"]) == (read.sha256, read.text_sha256)
        for path, place in data["evidence"].items():
            words = read.text[place["start"] : place["end"]]
            assert sha256(words.encode()).hexdigest() == place["sha256"], path

    def test_the_findings_are_those_of_the_file(self, code: str, file: Path) -> None:
        text = read_file(file).text
        [said] = read_decisions(text, [Place(name, gss) for name, gss in known_places()])
        found = [(f.code, f.severity, f.field, f.post) for f in check(said, text)]
        kept = [(f["code"], f["severity"], f["field"], f["post"]) for f in supplied._read(code)["findings"]]
        assert kept == found

    def test_no_sentence_of_the_file_is_kept(self, code: str, file: Path) -> None:
        text = " ".join(read_file(file).text.split())
        data = supplied._read(code)
        kept = [p["text"] for p in data["said"]["promises"]] + [f["message"] for f in data["findings"]]
        kept += [answer for answer in data["said"]["safeguarding"].values() if answer]
        assert not [sentence for sentence in kept if sentence in text]
