"""Who is in the file of an evaluation, who releases it, and who opens it? People are made up."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward, _somebody
from tests.caseload.triage_steps import limit
from tests.pages import words

from throughline.caseload.actions import evaluating, papers
from throughline.caseload.exports import evaluation as rules
from throughline.caseload.exports.coding import age_band, ethnicity_group, sex_code, yes_no
from throughline.caseload.exports.evaluation import Candidate, Whose, agreed, counted, why_out
from throughline.caseload.models import (
    PAPERS,
    Consent,
    EvaluationFile,
    Pathway,
    Person,
    Read,
    Referral,
)
from throughline.caseload.sight import look
from throughline.evidence.gate import shown_or_hidden
from throughline.frame import sealed_file
from throughline.frame.models import StoredFile
from throughline.frame.sealing import unwrapped
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.models import Body

NOW = timezone.now
GOOD = Candidate(
    has_papers=True, is_of_kind=True, has_objected=False, has_crn=True, was_accepted=True, has_started=True
)


class TestWhoIsIn:
    @pytest.mark.parametrize(
        ("differs", "cohort", "why"),
        [
            ({}, "started", ""),
            ({"has_started": False}, "started", "not_started"),
            ({"has_started": False}, "accepted", ""),
            ({"was_accepted": False, "has_started": False}, "accepted", "not_accepted"),
            ({"was_accepted": False, "has_started": False}, "referred", ""),
            ({"has_crn": False}, "referred", "no_crn"),
            ({"has_objected": True, "has_crn": False}, "referred", "objected"),
            ({"has_papers": False, "has_objected": True}, "referred", "no_papers"),
            ({"is_of_kind": False, "has_papers": False}, "referred", "other_kind"),
        ],
    )
    def test_is_said_by_the_first_reason_that_holds(
        self, differs: dict[str, bool], cohort: str, why: str
    ) -> None:
        assert why_out(replace(GOOD, **differs), cohort) == why

    def test_is_counted_with_nobody_lost(self) -> None:
        reasons = ["", "", "later", "no_crn", "", "objected"]
        counts = counted(reasons)
        assert sum(counts.values()) == len(reasons)


OBJECTED = {"in": 60, "objected": 6, "not_accepted": 40, "later": 30}


def told(*files: dict[str, int]) -> list[dict[str, int | None]]:
    """What leaves of files with these counts, one after the other, each of the same days."""
    found: list[dict[str, int | None]] = []
    whose = [Whose(f"file {at}", "accepted", date(2026, 1, 1), date(2027, 1, 1)) for at in range(len(files))]
    for at, counts in enumerate(files):
        earlier = [one.shown(said) for one, said in zip(whose, found, strict=False)]
        shown = shown_or_hidden(whose[at].counts(dict.fromkeys(rules.LEFT_OUT, 0) | counts), earlier=earlier)
        found.append({key[0]: many for key, many in shown.cells.items()})
    return found


class TestWhoIsLeftOut:
    def test_is_told_where_it_tells_of_nobody(self) -> None:
        [said] = told(OBJECTED)
        assert (said["objected"], said["not_accepted"], said["no_crn"], said["total"]) == (6, 40, 0, 76)

    def test_is_not_given_back_by_the_sum(self) -> None:
        [said] = told(OBJECTED | {"objected": 3})
        assert said["objected"] is None
        assert [said[name] for name in ("not_accepted", "later", "total")].count(None) > 0

    def test_does_not_tell_of_one_who_objected_between_two_files(self) -> None:
        before, after = told(OBJECTED, OBJECTED | {"in": 59, "objected": 7})
        assert before["objected"] == 6
        assert after["objected"] is None
        assert [after[name] for name in ("not_accepted", "later", "total")].count(None) > 0

    def test_is_hidden_whole_where_so_few_are(self) -> None:
        [said] = told({"objected": 2})
        assert set(said.values()) == {None}

    def test_takes_what_an_earlier_program_hid_as_hidden(self) -> None:
        whose = Whose("file", "accepted", date(2026, 1, 1), date(2027, 1, 1))
        assert whose.shown({"in": 9, "objected": -1, "later": 8}).cells["objected",] is None


class TestWhatIsSaid:
    def test_is_a_day_in_the_form_that_was_agreed(self) -> None:
        day, referred = date(2026, 3, 16), date(2026, 3, 2)
        assert [agreed(day, referred, form) for form in rules.DATES] == ["14", "2026-03", "2026-03-16"]
        assert agreed(None, referred, "day") == ""

    def test_is_coded_and_never_as_it_was_typed(self) -> None:
        assert [age_band(age) for age in (18, 24, 25, 44, 64, 65, None)] == [
            "18-24", "18-24", "25-34", "35-44", "55-64", "65+", "",
        ]  # fmt: skip
        assert [sex_code(text) for text in ("Female", "woman", "Male", "Ada lives at 3 Elm Road", "")] == [
            "F", "F", "M", "other", "",
        ]  # fmt: skip
        assert [ethnicity_group(text) for text in ("White: Irish", "Black Caribbean", "Ada O’Shea", "")] == [
            "white", "black", "not_coded", "",
        ]  # fmt: skip
        assert [yes_no(text) for text in ("None", "Uses a wheelchair", "")] == ["no", "yes", ""]


@pytest.fixture
def analyst(ward: Ward) -> Actor:
    return _somebody("analyst", "analyst", Body.objects.get(code="gmca"))


@pytest.fixture
def protector(ward: Ward) -> Actor:
    return _somebody("protector", "data-protection", Body.objects.get(code="gmca"))


def wanted(analyst: Actor, **changes: Any) -> EvaluationFile:
    asked: dict[str, Any] = {
        "actor": analyst, "at": NOW(), "name": "Made-up evaluation", "because": "outcomes", "cohort": "referred",
        "dates": "offset", "period": (date(2026, 1, 1), date(2027, 1, 1)), "is_made_up": True,
    }  # fmt: skip
    return evaluating.ask(**asked | changes)


def rows_of(row: EvaluationFile) -> list[dict[str, str]]:
    key, content = unwrapped(bytes(row.wrapped_key or b"")), StoredFile.objects.get(pk=row.file).content
    with sealed_file.opened(bytes(content), key) as (_, tables):
        return list(csv.DictReader(io.StringIO(b"".join(tables.read("cohort")).decode())))


class TestAFile:
    def test_is_released_by_another_and_holds_each_person_once(
        self, referred: Callable[..., Referral], analyst: Actor, protector: Actor, ward: Ward
    ) -> None:
        one, again, two = referred("assigned"), referred("assigned"), referred("sent", crn="X777777")
        row = evaluating.release(actor=protector, at=NOW(), evaluation_id=wanted(analyst).id)
        found = rows_of(row)
        assert len(found) == 2
        assert {each["decided"] for each in found} == {"0", ""}
        assert {each["age_band"] for each in found} == {"35-44"}
        assert (row.counts["in"], row.counts["later"]) == (2, None)
        said = json.dumps(found)
        for each in (one, again, two):
            for text in (
                each.reference,
                str(each.id),
                str(each.person_id),
                "X123456",
                "X777777",
                "1988",
                "Ada",
            ):
                assert text not in said

    def test_has_other_pseudonyms_for_each_evaluation(
        self, referred: Callable[..., Referral], analyst: Actor, protector: Actor
    ) -> None:
        referred("sent")
        files = [
            evaluating.release(actor=protector, at=NOW(), evaluation_id=wanted(analyst).id) for _ in range(2)
        ]
        [one], [two] = map(rows_of, files)
        assert one["person"] != two["person"]
        assert one["referral"] != two["referral"]

    def test_holds_nobody_whose_record_is_limited_and_never_counts_them(
        self, referred: Callable[..., Referral], analyst: Actor, protector: Actor, ward: Ward
    ) -> None:
        referred("sent")
        before = evaluating.release(actor=protector, at=NOW(), evaluation_id=wanted(analyst).id)
        hidden = referred("assigned", crn="X888888", family_name="Quixworthy")
        limit(ward, hidden, ward.worker.id)
        after = evaluating.release(actor=protector, at=NOW(), evaluation_id=wanted(analyst).id)
        assert before.counts == after.counts
        assert len(rows_of(before)) == len(rows_of(after)) == 1

    def test_leaves_out_who_said_no_and_who_never_started(
        self, referred: Callable[..., Referral], analyst: Actor, protector: Actor, ward: Ward
    ) -> None:
        no, started = referred("assigned", crn="X000001"), referred("assigned", crn="X000002")
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=NOW(), verb="test.made", subject=("referral", no.id)):
            for answer, minutes in (("yes", 2), ("withdrawn", 1)):
                Consent(
                    referral=no, kind="monitoring", answer=answer, said_on=TODAY,
                    recorded_at=NOW() - timedelta(minutes=minutes), recorded_by=ward.worker.id,
                ).save(force_insert=True)  # fmt: skip
            for each in (no, started):
                Pathway(referral=each, kind="brief", runs_from=TODAY, begun_by=ward.worker.id).save(
                    force_insert=True
                )
        referred("sent", crn="X000003")
        row = evaluating.release(
            actor=protector, at=NOW(), evaluation_id=wanted(analyst, cohort="started").id
        )
        [only] = rows_of(row)
        assert (only["pathway"], only["pathway_started"]) == ("brief", "0")
        assert {name: many for name, many in row.counts.items() if many is not None} == {"in": 1}

    def test_tells_who_is_left_out_beside_the_files_before_on_the_page_and_in_the_manifest(
        self,
        referred: Callable[..., Referral],
        analyst: Actor,
        protector: Actor,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        referred("sent")
        said = []
        for objected in (6, 7):
            many = dict.fromkeys(rules.LEFT_OUT, 0) | OBJECTED | {"objected": objected}
            monkeypatch.setattr(evaluating, "counted", lambda reasons, many=many: many)
            row = evaluating.release(actor=protector, at=NOW(), evaluation_id=wanted(analyst).id)
            key = unwrapped(bytes(row.wrapped_key or b""))
            content = bytes(StoredFile.objects.get(pk=row.file).content)
            with sealed_file.opened(content, key) as (manifest, _):
                assert manifest["counts"] == row.counts
            said.append(row.counts["objected"])
        assert said == [6, None]

    def test_of_real_people_waits_for_the_papers_of_evaluation(
        self, referred: Callable[..., Referral], analyst: Actor, protector: Actor, ward: Ward
    ) -> None:
        made = referred("sent")
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=NOW(), verb="test.moved", subject=("person", made.person_id)):
            Person.objects.filter(id=made.person_id).update(is_made_up=False)
        row = wanted(analyst, is_made_up=False)
        with pytest.raises(RefusedError, match="may not come in yet"), transaction.atomic():
            evaluating.release(actor=protector, at=NOW(), evaluation_id=row.id)
        signer = replace(protector, roles=frozenset({"data-protection", "clinical-safety"}))
        today = timezone.localdate()
        for kind, _ in PAPERS:
            papers.record(
                actor=signer, at=NOW(), body_id=ward.ash, purpose="evaluation", kind=kind, says="Made up.",
                signed_by="Made up", good_from=today, good_until=today + timedelta(days=1),
            )  # fmt: skip
        assert len(rows_of(evaluating.release(actor=protector, at=NOW(), evaluation_id=row.id))) == 1

    def test_leaves_who_releases_it_without_sight_and_is_a_read_of_each(
        self, referred: Callable[..., Referral], analyst: Actor, protector: Actor, ward: Ward
    ) -> None:
        made = referred("sent")
        look(protector, TODAY)
        evaluating.release(actor=protector, at=NOW(), evaluation_id=wanted(analyst).id)
        assert not Referral.objects.exists()
        look(ward.worker, TODAY)
        assert Read.objects.filter(person=made.person_id, what="evaluation file").count() == 1

    def test_is_unreadable_once_its_key_is_destroyed(
        self, referred: Callable[..., Referral], analyst: Actor, protector: Actor
    ) -> None:
        referred("sent")
        row = evaluating.release(actor=protector, at=NOW(), evaluation_id=wanted(analyst).id)
        evaluating.end(actor=protector, at=NOW(), evaluation_id=row.id)
        with pytest.raises(RefusedError, match="destroyed"):
            evaluating.take_key(actor=protector, at=NOW(), evaluation_id=row.id)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM information_schema.columns"
                " WHERE table_name = 'caseload_evaluationfilehistory' AND column_name = 'wrapped_key'"
            )
            assert cursor.fetchone() == (0,)
        assert not bytes(EvaluationFile.objects.get(id=row.id).wrapped_key or b"")

    def test_is_on_record_without_a_count(
        self, referred: Callable[..., Referral], analyst: Actor, protector: Actor
    ) -> None:
        referred("sent")
        evaluating.release(actor=protector, at=NOW(), evaluation_id=wanted(analyst).id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT leaf FROM ledger_act WHERE verb = 'evaluation_file.released'")
            [(leaf,)] = cursor.fetchall()
        facts = json.loads(leaf)["facts"]
        assert facts["asked_by"] == analyst.id
        assert set(facts) == {"asked_by", "manifest", "left_out"}


class TestItsPages:
    def test_go_from_asking_to_file_and_key_by_two_people(
        self, referred: Callable[..., Referral], browse: Any, analyst: Actor, protector: Actor, settings: Any
    ) -> None:
        settings.DEMONSTRATION = True
        referred("sent")
        one: Client = browse(analyst)
        two: Client = browse(protector)
        said = {
            "name": "Made-up evaluation", "because": "outcomes", "cohort": "referred", "dates": "offset",
            "period_from_day": 1, "period_from_month": 1, "period_from_year": 2026,
            "period_until_day": 1, "period_until_month": 1, "period_until_year": 2027,
        }  # fmt: skip
        answer = one.post("/evaluation-files/", said)
        assert answer.status_code == 302, words(answer)
        page = answer["Location"]
        assert "It waits for whoever protects data" in words(one.get(page))
        assert "Release or turn down: Made-up evaluation" in words(two.get("/"))
        assert one.post(f"{page}release/", follow=True).status_code == 200
        assert EvaluationFile.objects.get().state == "asked"
        assert two.post(f"{page}release/").status_code == 302
        assert "Left out in all hidden" in words(two.get(page))
        assert two.post(f"{page}file/").status_code == 403
        assert one.post(f"{page}key/").status_code == 403
        content, key = one.post(f"{page}file/").content, two.post(f"{page}key/").content
        with sealed_file.opened(content, bytes.fromhex(key.decode())) as (manifest, _):
            assert manifest["counts"]["in"] == 1

    def test_are_for_analysts_and_who_protects_data_alone(
        self, ward: Ward, browse: Any, analyst: Actor
    ) -> None:
        row = wanted(analyst)
        for actor in (ward.manager, ward.officer, ward.head, ward.worker):
            browser: Client = browse(actor)
            for path in ("/evaluation-files/", f"/evaluation-files/{row.id}/"):
                assert browser.get(path).status_code == 403
            for path in ("file", "key", "release", "end"):
                assert browser.post(f"/evaluation-files/{row.id}/{path}/").status_code == 403
