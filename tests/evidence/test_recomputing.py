"""Does every figure that left come out again of its extract, and is it seen when it does not?"""

import argparse
import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.house.generated import versions_now

from throughline.evidence import extract_commands, synthetic
from throughline.evidence.actions import extracts, measuring, offences, recomputing
from throughline.evidence.measures.catalogue import BY_CODE, MEASURES
from throughline.evidence.measures.fingerprint import fingerprint, of_code
from throughline.evidence.models import Extract, Release
from throughline.evidence.synthetic.offences import offences_file
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.queries import history_of

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
ANALYST = Actor("person:analyst", frozenset({"analyst"}))
GUARDIAN = Actor("person:guardian", frozenset({"data-protection"}))
CHOSEN = ("referrals", "retained", "first-contact", "cost-per-start", "posts-filled")


@pytest.fixture
def measured(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Extract:
    """Made-up people whose tables left, of five kinds of measure, of comparison and of capacity."""
    settings.THROUGHLINE_DATA = tmp_path
    row = extracts.take_generated(actor=ANALYST, at=AT, seed=6, people=300)
    some = tuple(each for each in MEASURES if each.code in CHOSEN)
    monkeypatch.setattr("throughline.evidence.measures.catalogue.MEASURES", some)
    measuring.ask(actor=ANALYST, at=AT, extract_id=row.id)
    measuring.measure(at=AT, extract_id=row.id, in_short=True)
    return row


def again(row: Extract, **only: Any) -> list[recomputing.Again]:
    return recomputing.recompute(actor=ANALYST, at=AT, extract_id=row.id, **only)


class TestTablesThatLeft:
    def test_name_the_seal_of_their_extract_and_the_fingerprint_of_their_measure(
        self, measured: Extract
    ) -> None:
        for each in Release.objects.all():
            assert each.seal == measured.manifest["seal"]
            assert each.expression == of_code(each.measure)
            assert bool(each.expression) == (each.measure in BY_CODE)

    def test_come_out_again_number_by_number_and_the_opening_is_on_record(self, measured: Extract) -> None:
        found = again(measured)
        assert {each.release.id for each in found} == set(Release.objects.values_list("id", flat=True))
        assert {each.release.measure for each in found} > {*CHOSEN, "journey", "capacity", "stays"}
        assert [(each.release.measure, each.differs, each.why_not) for each in found if each.differs] == []
        assert [each.release.measure for each in found if each.why_not] == []
        for each in found:
            shown = sum(cell["count"] is not None for cell in each.release.cells)
            assert each.compared >= shown
            assert each.compared or each.release.hidden
        verbs = {each.verb for each in history_of("extract", measured.id)}
        assert verbs >= {"extract.opened", "extract.recomputed"}

    def test_are_worked_out_one_alone_where_one_is_asked_for(self, measured: Extract) -> None:
        one = Release.objects.filter(measure="retained", by="place").get()
        [found] = again(measured, release_id=one.id)
        assert (found.release.id, found.differs) == (one.id, ())

    def test_differ_in_words_once_the_rows_are_others(
        self, measured: Extract, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tables = extracts.opened(actor=ANALYST, at=AT, extract_id=measured.id, because="checking")
        fewer = tables | {"referrals": tables["referrals"].slice(40)}
        monkeypatch.setattr(recomputing, "opened", lambda **_: fewer)
        one = Release.objects.filter(measure="referrals", by="place").get()
        [found] = again(measured, release_id=one.id)
        assert [each for each in found.differs if each.startswith("total: ")]

    def test_differ_when_the_measure_is_another_one_with_the_same_version(
        self, measured: Extract, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = Release.objects.filter(measure="retained", by="place").get()
        monkeypatch.setattr("throughline.evidence.measures.fingerprint.of_code", lambda code: "0" * 64)
        [found] = again(measured, release_id=one.id)
        assert found.differs == ("The measure is another one than then, with the same version.",)

    def test_of_a_version_that_is_gone_say_so(
        self, measured: Extract, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(BY_CODE, "retained", replace(BY_CODE["retained"], version=99))
        one = Release.objects.filter(measure="retained", by="place").get()
        [found] = again(measured, release_id=one.id)
        assert (found.compared, found.differs) == (0, ())
        assert "this program has 99" in found.why_not

    def test_of_an_extract_that_was_destroyed_cannot_be_worked_out_again(self, measured: Extract) -> None:
        extracts.destroy(actor=GUARDIAN, at=AT, extract_id=measured.id)
        with pytest.raises(RefusedError, match="was destroyed"):
            again(measured)


class TestFiguresOfWhatTheMinistryReturned:
    def test_come_out_again(self, db: None, tmp_path: Path, settings: Any, monkeypatch: Any) -> None:
        settings.THROUGHLINE_DATA = tmp_path
        row = extracts.take_generated(actor=ANALYST, at=AT, seed=6, people=600)
        until = date(2026, 3, 31)
        back = offences_file(synthetic.make(seed=6, people=600), seed=6, known_until=until)
        offences.take(
            actor=ANALYST, at=AT, extract_id=row.id, name="back.csv", content=back, known_until=until
        )
        some = tuple(each for each in MEASURES if each.code == "proven-reoffending")
        monkeypatch.setattr("throughline.evidence.measures.catalogue.MEASURES", some)
        measuring.ask(actor=ANALYST, at=AT, extract_id=row.id)
        measuring.measure(at=AT, extract_id=row.id, in_short=True)
        found = [each for each in again(row) if each.release.measure == "proven-reoffending"]
        assert found
        assert not any(each.why_not or each.differs for each in found)
        assert all(each.compared for each in found)


class TestOneTableBesideItself:
    def test_is_compared_in_each_count_sum_and_figure_and_never_in_what_is_hidden(
        self, measured: Extract
    ) -> None:
        one = Release.objects.filter(measure="retained", by="place").get()
        counts: dict[str, Any] = {}

        def kept(release: Any, made: Any, figures: Any) -> Any:
            counts.update(counts=made, figures=figures)
            return compared(release, made, figures)

        compared = recomputing.compared
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(recomputing, "compared", kept)
            again(measured, release_id=one.id)
        place = next(n for n, cell in enumerate(one.cells) if cell["count"])
        worse = copy.deepcopy(one)
        worse.cells[place]["count"] += 1
        [said] = compared(worse, **counts).differs
        assert said.startswith(f"{' + '.join(one.cells[place]['key'])}: ")
        worse = copy.deepcopy(one)
        worse.figures["total"]["share"] += 1e-6
        assert [each for each in compared(worse, **counts).differs if each.startswith("total, share: ")]
        hidden = copy.deepcopy(one)
        hidden.cells[place]["count"] = None
        assert not [each for each in compared(hidden, **counts).differs if each.startswith(said[:12])]


class TestAMeasure:
    def test_has_another_fingerprint_once_it_means_something_else(self) -> None:
        one = BY_CODE["retained"]
        other = BY_CODE["planned-exits"]
        kept = fingerprint(one)
        for changed in (
            replace(one, members=other.members),
            replace(one, matures_after=one.matures_after + 1),
            replace(one, definition=one.definition + " Or not."),
            replace(one, exclusions="Nobody."),
            replace(one, scale=2),
        ):
            assert fingerprint(changed) != kept
        assert fingerprint(replace(one, name="Another name", version=99)) == kept

    def test_that_means_something_else_needs_a_new_version(self) -> None:
        kept = {("retained", 1): "a"}
        with pytest.raises(ValueError, match="give them a new one: retained 1"):
            versions_now(kept, {("retained", 1): "b"})
        versions_now(kept, {("retained", 2): "b"})
        assert kept == {("retained", 1): "a", ("retained", 2): "b"}


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def _acts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        @contextmanager
        def acting(args: argparse.Namespace) -> Iterator[Actor]:
            yield ANALYST

        monkeypatch.setattr(extract_commands, "acting", acting)

    def run(self, *words: str) -> int:
        parser = argparse.ArgumentParser()
        extract_commands.add_commands(parser.add_subparsers())
        args = parser.parse_args([*words, "--asked-by", "x@example.org"])
        done: int = args.run(args)
        return done

    def test_says_how_many_are_equal(self, measured: Extract, capsys: pytest.CaptureFixture[str]) -> None:
        one = Release.objects.filter(measure="retained", by="place").get()
        assert self.run("recompute", "--release", str(one.id)) == 0
        assert "1 of 1 tables are equal; 0 differ, 0 could not" in capsys.readouterr().out

    def test_names_what_differs_and_fails(
        self,
        measured: Extract,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        one = Release.objects.filter(measure="referrals", by="place").get()
        tables = extracts.opened(actor=ANALYST, at=AT, extract_id=measured.id, because="checking")
        late = tables["referrals"].slice(40)
        monkeypatch.setattr(recomputing, "opened", lambda **_: tables | {"referrals": late})
        assert self.run("recompute", "--release", str(one.id)) == 1
        said = capsys.readouterr().out
        assert f"referrals 1 by place ({one.id}): " in said
        assert "0 of 1 tables are equal; 1 differ" in said
        with pytest.raises(RefusedError, match="No table"):
            self.run("recompute", "--release", str(measured.id))

    def test_writes_every_rejected_row_of_files_and_takes_nothing(
        self, db: None, tmp_path: Path, settings: Any
    ) -> None:
        from tests.evidence.test_extracts import as_files

        from throughline.evidence import synthetic

        settings.THROUGHLINE_DATA = tmp_path
        folder = tmp_path / "sent"
        folder.mkdir()
        for name, content in as_files(synthetic.make(seed=6, people=60)).items():
            if name == "contacts.csv":
                content = content.replace(b"one_to_one", b"Mr John Smith")
            (folder / name).write_bytes(content)
        wrong = (folder / "contacts.csv").read_bytes().count(b"Mr John Smith")
        assert wrong > extracts.MOST_SAID
        words = ("files", str(folder), "--from", "2024-04-01", "--until", "2026-04-01", "--made-up")
        out = tmp_path / "rejected.csv"
        with pytest.raises(RefusedError, match="--rejected names them all"):
            self.run(*words, "--rejected", str(out))
        header, *lines = out.read_text(encoding="utf-8").splitlines()
        assert (header, len(lines)) == ("file,row,column,reason", wrong)
        assert all(line.startswith("contacts.csv,") and ",kind," in line for line in lines)
        assert "John" not in out.read_text(encoding="utf-8")
        assert out.stat().st_mode & 0o777 == 0o600
        assert not Extract.objects.exists()
        with pytest.raises(RefusedError, match="nothing is overwritten"):
            self.run(*words, "--rejected", str(out))
