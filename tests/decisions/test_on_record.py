"""From a file to a decision on record: once, whole, numbered, and never changed after."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.races import at_once

from throughline.decisions.actions import notices as actions
from throughline.decisions.models import AwardLine, Notice, Reading, SignOff
from throughline.decisions.queries import notices as queries
from throughline.frame.models import StoredFile
from throughline.frame.upload import Upload
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act

from .conftest import AT, LEAD, NOTICE, OFFICER, confirm_everything, record, send

TWO = NOTICE + "\n\n" + NOTICE.replace("WMX/2023/07", "WMX/2023/08").replace("Lantern Street", "Harbour Row")


def answer(do: Callable[..., Any], reading: Reading, path: str, **said: Any) -> None:
    do(reading_id=reading.id, path=path, **said, actor=OFFICER, at=AT)


class TestANoticeThatWasSent:
    def test_is_read_and_nothing_is_on_record_yet(self, reading: Reading) -> None:
        assert reading.found["title"] == "Lantern Street outreach grants"
        assert reading.found["total_pence"] == 9_000_000
        assert Notice.objects.count() == 0

    def test_again_gives_the_same_reading(self, reading: Reading) -> None:
        assert [again.id for again in send(name="another name.txt")] == [reading.id]
        assert StoredFile.objects.count() == 1

    def test_with_two_decisions_is_two_readings(self, db: None) -> None:
        readings = send(TWO)
        assert [r.found["reference"] for r in readings] == ["WMX/2023/07", "WMX/2023/08"]
        first, second = record(readings[0].id), record(readings[1].id)
        assert (first.number, second.number) == ("2023-001", "2023-002")

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("empty.txt", b"   "),
            ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
            ("shopping.txt", b"Milk, bread and two lemons.\n"),
            ("bomb.docx", b"PK\x03\x04" + bytes(500)),
            ("cut.pdf", b"%PDF-1.7\n" + bytes(300)),
            ("line.txt", b"a" * 200_000),
            ("endless.txt", NOTICE.encode() + b"Costs of \xc2\xa31,000 here.\n" * 2000),
        ],
    )
    def test_that_cannot_be_read_leaves_a_sentence_and_nothing_else(
        self, db: None, name: str, content: bytes
    ) -> None:
        acts = Act.objects.count()
        with pytest.raises(RefusedError, match=r"^[A-Z].*\.$"):
            actions.read_notice(upload=Upload(name, content), actor=OFFICER, at=AT)
        assert (StoredFile.objects.count(), Reading.objects.count(), Act.objects.count()) == (0, 0, acts)

    def test_by_somebody_without_the_role_is_not_read(self, db: None) -> None:
        with pytest.raises(RefusedError):
            actions.read_notice(upload=Upload("n.txt", NOTICE.encode()), actor=Actor("person:2"), at=AT)


class TestAReading:
    def test_is_recorded_only_when_every_value_was_looked_at(self, reading: Reading) -> None:
        with pytest.raises(RefusedError, match="unconfirmed"):
            actions.record_decision(reading_id=reading.id, actor=OFFICER, at=AT)
        assert Notice.objects.count() == 0

    def test_records_what_the_person_said_and_not_what_was_read(self, reading: Reading) -> None:
        answer(actions.correct_value, reading, "title", value="Outreach on Lantern Street")
        answer(actions.take_out_value, reading, "status")
        part = {"place": "Penfield Green", "gss_code": None, "pence": 2_000_000}
        answer(actions.correct_value, reading, "breakdown[2]", value=part)
        notice = record(reading.id)
        assert (notice.title, notice.status) == ("Outreach on Lantern Street", None)
        assert notice.award_lines.get(position=2).place == "Penfield Green"

    def test_keeps_an_added_value_with_its_words(self, reading: Reading) -> None:
        path = actions.add_value(
            reading_id=reading.id, field="conditions", value="For Lantern Street", words="outreach on  lantern street",
            actor=OFFICER, at=AT,
        )  # fmt: skip
        assert path == "conditions[+1]"
        notice = record(reading.id)
        place = notice.record["evidence"]["conditions[0]"]
        assert NOTICE[place["start"] : place["end"]] == "outreach on Lantern Street"

    def test_takes_no_value_whose_words_are_not_in_the_notice(self, reading: Reading) -> None:
        said = {"field": "conditions", "value": "Free beer", "actor": OFFICER, "at": AT}
        with pytest.raises(RefusedError, match="not in the notice"):
            actions.add_value(reading_id=reading.id, words="free beer for all", **said)
        with pytest.raises(RefusedError, match="Copy the words"):
            actions.add_value(reading_id=reading.id, words="", **said)

    def test_never_takes_a_signature_from_a_person(self, reading: Reading) -> None:
        value = {"post": "Treasurer", "signed_on": "2023-03-14"}
        with pytest.raises(RefusedError, match="never supplied"):
            actions.add_value(
                reading_id=reading.id, field="sign_offs", value=value, words="Signed by", actor=OFFICER, at=AT
            )

    def test_opens_an_answer_again(self, reading: Reading) -> None:
        answer(actions.take_out_value, reading, "title")
        answer(actions.reopen_value, reading, "title")
        reading.refresh_from_db()
        assert "title" not in reading.answers

    def test_that_is_discarded_records_nothing_and_the_file_may_be_read_again(self, reading: Reading) -> None:
        actions.discard_reading(reading_id=reading.id, actor=OFFICER, at=AT)
        with pytest.raises(RefusedError):
            actions.record_decision(reading_id=reading.id, actor=OFFICER, at=AT)
        assert send()[0].id != reading.id

    def test_asked_twice_is_on_record_once(self, reading: Reading) -> None:
        notice = record(reading.id)
        again = actions.record_decision(reading_id=reading.id, actor=OFFICER, at=AT)
        assert (again.pk, Notice.objects.count()) == (notice.pk, 1)

    def test_whose_recording_breaks_in_the_middle_left_nothing_behind(
        self, reading: Reading, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        confirm_everything(reading.id)
        with monkeypatch.context() as broken:
            broken.setattr(SignOff.objects, "bulk_create", lambda rows: 1 / 0)
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                actions.record_decision(reading_id=reading.id, actor=OFFICER, at=AT)
        assert (Notice.objects.count(), AwardLine.objects.count()) == (0, 0)
        assert actions.record_decision(reading_id=reading.id, actor=OFFICER, at=AT).number == "2023-001"


class TestADecisionOnRecord:
    def test_is_found_by_its_words_and_hidden_from_the_public(self, reading: Reading) -> None:
        notice = record(reading.id, purpose="outreach to rough sleepers")
        assert [found.text for found in queries.search(OFFICER, "lantérn SLEEPERS halewick")] == [
            notice.title
        ]
        assert queries.search(PUBLIC, "lantern") == []
        assert queries.decision_numbered(PUBLIC, notice.number) is None

    def test_whose_figures_disagree_is_recorded_as_disagreeing(self, db: None) -> None:
        notice = record(send(NOTICE.replace("£20,000.00", "£20,000.01"))[0].id)
        assert [f["code"] for f in notice.findings if f["severity"] == "error"] == ["parts-do-not-sum"]
        assert notice.total_pence == Money(9_000_000)

    @pytest.mark.parametrize("change", [{"title": "Mended"}, {"total_pence": 1}, {"number": "2023-777"}])
    def test_is_never_changed(self, reading: Reading, change: dict[str, Any]) -> None:
        notice = record(reading.id)
        with (
            pytest.raises(DatabaseError, match="Cannot update"),
            act(actor=LEAD, at=AT, verb="test", subject=("decision", 1)),
        ):
            Notice.objects.filter(pk=notice.pk).update(**change)

    @pytest.mark.parametrize("model", [Notice, AwardLine, SignOff, Reading, StoredFile])
    def test_is_never_deleted_nor_are_its_parts(self, reading: Reading, model: Any) -> None:
        record(reading.id)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete("default")

    def test_is_published_by_a_lead_with_the_hash_of_what_is_published(self, reading: Reading) -> None:
        notice = record(reading.id)
        with pytest.raises(RefusedError, match="not for your role"):
            actions.publish_decision(number=notice.number, actor=OFFICER, at=AT)
        actions.publish_decision(number=notice.number, actor=LEAD, at=AT)
        assert queries.decision_numbered(PUBLIC, notice.number) is not None
        published = Act.objects.get(verb="decision.published")
        recorded = Act.objects.get(verb="decision.recorded")
        assert published.public
        assert '"record_sha256":"' in published.leaf
        assert published.leaf.split('"record_sha256":"')[1][:64] in recorded.leaf


class TestTheSameDecisionOnceMore:
    def test_from_the_same_file_needs_a_reason_and_says_it(self, reading: Reading) -> None:
        first = record(reading.id)
        again = send()[0]
        with pytest.raises(RefusedError, match=first.number):
            record(again.id)
        second = actions.record_decision(
            reading_id=again.id, again_because="A page was missing.", actor=OFFICER, at=AT
        )
        assert (second.number, second.again_because) == ("2023-002", "A page was missing.")

    def test_from_another_file_is_noticed_by_its_reference_date_and_total(self, reading: Reading) -> None:
        record(reading.id)
        with pytest.raises(RefusedError, match="same reference, date and total"):
            record(send(NOTICE + "\nPrinted again.\n")[0].id)


class TestTwoPeopleAtOnce:
    @pytest.mark.usefixtures("committed_db")
    def test_get_two_numbers_for_two_decisions(self) -> None:
        ids = [reading.id for reading in send(TWO)]
        for each in ids:
            confirm_everything(each)
        done = at_once(
            *(
                lambda each=each: actions.record_decision(reading_id=each, actor=OFFICER, at=AT)
                for each in ids
            )
        )
        assert sorted(notice.number for notice in done) == ["2023-001", "2023-002"]

    @pytest.mark.usefixtures("committed_db")
    def test_get_one_decision_from_one_reading(self) -> None:
        reading = send()[0]
        confirm_everything(reading.id)
        done = at_once(*[lambda: actions.record_decision(reading_id=reading.id, actor=OFFICER, at=AT)] * 3)
        assert {notice.number for notice in done} == {"2023-001"}
        assert Notice.objects.count() == 1

    @pytest.mark.usefixtures("committed_db")
    def test_get_one_reading_from_one_file(self) -> None:
        done = at_once(*[send] * 3)
        assert len({readings[0].id for readings in done}) == 1
        assert Reading.objects.count() == 1
