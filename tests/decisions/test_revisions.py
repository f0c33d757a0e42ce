"""After publication: corrected in sight of all, superseded by a later decision, never changed in silence."""

import json
from datetime import date
from importlib import resources
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.published_schema import follows_schema
from tests.races import at_once

from throughline.decisions.actions import notices as actions
from throughline.decisions.actions.revisions import correct_decision, supersede_decision
from throughline.decisions.correcting import correctable
from throughline.decisions.models import AwardLine, Notice, Revision
from throughline.decisions.queries import notices as queries
from throughline.decisions.record import Recorded, from_published, published_bytes, published_form
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act

from .conftest import AT, LEAD, NOTICE, OFFICER, record, send
from .deciding import SIGNED_AT, decide
from .test_decided import in_force

SCHEMA = json.loads(
    resources.files("throughline.decisions").joinpath("data/decision.schema.json").read_text("utf-8")
)


def published(text: str = NOTICE) -> str:
    """The number of a published decision that was read from a notice."""
    notice = record(send(text)[0].id)
    actions.publish_decision(number=notice.number, actor=LEAD, at=AT)
    return notice.number


def published_here(**said: Any) -> str:
    """The number of a published decision that was made here."""
    number = decide(**said).number
    actions.publish_decision(number=number, actor=LEAD, at=SIGNED_AT)
    return number


def now(number: str) -> Recorded:
    return queries.decision_on_record(number).facts()


def correct(number: str, *, version: int = 1, reason: str = "Misread.", **said: Any) -> Notice:
    return correct_decision(
        number=number, version=version, values=said.pop("values", said), reason=reason, actor=LEAD, at=AT
    )


@pytest.mark.django_db
class TestACorrection:
    def test_says_what_was_what_is_and_why(self) -> None:
        number = published()
        correct(number, title="Lantern Row outreach grants", reason="The street's name was misread.")
        (revised,) = now(number).revisions
        assert (revised.version, revised.reason) == (2, "The street's name was misread.")
        (change,) = revised.changes
        assert (change.label, change.was, change.now) == (
            "Subject", "Lantern Street outreach grants", "Lantern Row outreach grants",
        )  # fmt: skip

    def test_of_an_amount_keeps_both_versions_and_lists_only_the_newest(self) -> None:
        number = published()
        row = {"place": "Penfield", "gss_code": None, "pence": 1_500_000}
        correct(number, values={"breakdown[2]": row, "total_pence": 8_500_000})
        assert now(number).said.breakdown[2].pence == 1_500_000
        assert AwardLine.objects.filter(position=2).count() == 2
        listed = [line.pence for line in queries.published_award_lines()]
        assert sum(listed, Money(0)) == Money(8_500_000)

    def test_adds_a_part_that_was_overlooked_and_takes_out_one_that_is_none(self) -> None:
        number = published()
        stood = now(number).evidence["breakdown[2].pence"]
        correct(
            number,
            values={
                "breakdown[1]": None,
                "breakdown[3]": {"place": "Quarrow", "gss_code": None, "pence": 3_000_000},
            },
        )
        found = now(number)
        assert [part.place for part in found.said.breakdown] == ["Halewick", "Penfield", "Quarrow"]
        assert [(each.label, each.was, each.now) for each in found.revisions[0].changes] == [
            ("Part 2", "Oxmoor, £30,000.00", "not said"),
            ("A further part", "not said", "Quarrow, £30,000.00"),
        ]
        assert found.evidence["breakdown[1].pence"] == stood, "Penfield's amount stands where it stood"
        assert "breakdown[2].pence" not in found.evidence
        assert [line.place for line in Notice.objects.get(number=number).parts_now()] == [
            "Halewick", "Penfield", "Quarrow",
        ]  # fmt: skip
        form = published_form(found)
        assert follows_schema(form, SCHEMA)
        assert published_bytes(from_published(form)) == published_bytes(found)

    def test_never_adds_a_signature(self) -> None:
        offered = {each.path for each in correctable(now(published()))}
        assert "conditions[0]" in offered
        assert "sign_offs[0]" in offered
        assert "sign_offs[1]" not in offered

    def test_of_a_part_is_typed_whole_or_left_empty_to_take_it_out(self, staff: Any) -> None:
        number, lead = published(), staff("programme-lead")
        address = f"/decisions/{number}/correct/?v=breakdown%5B0%5D&v=breakdown%5B3%5D"
        typed = {"version": "1", "reason": "Misread.", "v0_place": "", "v0_pence": "", "v1_place": "Quarrow"}
        page = lead.post(address, {**typed, "v1_pence": ""}).content.decode()
        assert "Fill in “A further part: Amount”." in page
        page = lead.post(address, {**typed, "v1_place": "", "v1_pence": "5"}).content.decode()
        assert "or leave all of it empty" in page
        lead.post(address, {**typed, "v1_pence": "5", "confirmed": "yes"})
        assert [part.place for part in now(number).said.breakdown] == ["Oxmoor", "Penfield", "Quarrow"]

    def test_settles_the_findings_that_it_mends_and_brings_those_that_it_makes(self) -> None:
        number = published(NOTICE.replace("£20,000.00", "£20,000.01"))
        assert "parts-do-not-sum" in {each.code for each in now(number).findings}
        row = {"place": "Penfield", "gss_code": None, "pence": 2_000_000}
        correct(number, values={"breakdown[2]": row})
        assert "parts-do-not-sum" not in {each.code for each in now(number).findings}
        correct(number, version=2, values={"breakdown[2]": {**row, "pence": 1}})
        assert "parts-do-not-sum" in {each.code for each in now(number).findings}

    def test_no_longer_claims_that_the_value_stands_in_the_file(self) -> None:
        number = published()
        assert "title" in now(number).evidence
        correct(number, title="Another")
        assert "title" not in now(number).evidence

    def test_follows_the_published_schema_and_comes_back_from_it(self) -> None:
        number = published()
        correct(number, decided_on="2023-03-15")
        form = published_form(now(number))
        assert follows_schema(form, SCHEMA)
        assert form["version"] == 2
        assert published_bytes(from_published(form)) == published_bytes(now(number))

    def test_is_found_by_its_new_words(self) -> None:
        number = published()
        correct(number, title="Candle Lane")
        assert [each.text for each in queries.search(OFFICER, "candle lane")] == ["Candle Lane"]

    def test_is_a_public_act_with_the_hash_of_the_new_record(self) -> None:
        number = published()
        correct(number, title="Candle Lane")
        corrected = Act.objects.get(verb="decision.corrected")
        assert corrected.public
        assert json.loads(corrected.leaf)["facts"]["version"] == 2

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"reason": "  ", "title": "New"}, "Say why"),
            ({"title": "Lantern Street outreach grants"}, "Nothing changes"),
            ({"version": 2, "title": "New"}, "meanwhile"),
        ],
    )
    def test_is_refused_without_a_reason_without_a_change_or_from_an_old_version(
        self, said: Any, sentence: str
    ) -> None:
        number = published()
        with pytest.raises(RefusedError, match=sentence):
            correct(number, **said)
        assert Revision.objects.count() == 0

    def test_is_for_the_programme_lead_and_after_publication_only(self) -> None:
        number = record(send()[0].id).number
        with pytest.raises(RefusedError):
            correct(number, title="New")
        actions.publish_decision(number=number, actor=LEAD, at=AT)
        with pytest.raises(RefusedError):
            correct_decision(
                number=number, version=1, values={"title": "New"}, reason="r", actor=OFFICER, at=AT
            )

    def test_cannot_be_smuggled_past_the_action(self) -> None:
        number = published()
        with (
            pytest.raises(DatabaseError, match="without a new version"),
            act(actor=LEAD, at=AT, verb="test", subject=("decision", number)),
        ):
            Notice.objects.filter(number=number).update(title="Bent", version=2)

    def test_that_was_made_stays_as_it_was_made(self) -> None:
        number = published()
        correct(number, title="New")
        with pytest.raises(DatabaseError), transaction.atomic():
            Revision.objects.all().update(reason="Another")


@pytest.mark.django_db
class TestACorrectionOfADecisionMadeHere:
    def test_may_change_its_reasons_and_not_what_was_signed(self) -> None:
        number = published_here()
        correct(number, values={"texts[reasons]": "Three times as many people slept rough."})
        made = now(number).made
        assert made
        assert made.text_of("reasons").startswith("Three times")
        for path, value in {
            "total_pence": 1,
            "texts[decision]": "Free beer",
            "decided_on": "2020-01-01",
        }.items():
            with pytest.raises(RefusedError, match="Nothing changes"):
                correct(number, version=2, values={path: value})

    def test_never_publishes_what_is_exempt(self) -> None:
        exempt = {"exempt": {"exempt": [{"section": "financial", "ground": "business"}]}}
        number = published_here(changes=exempt)
        for words in ("It was £90,000.00.", "It goes to the Oldham harbour trust."):
            with pytest.raises(RefusedError, match="exempt"):
                correct(number, values={"texts[reasons]": words})
            with pytest.raises(RefusedError, match="exempt"):
                correct(number, reason=words, values={"texts[reasons]": "Harmless."})


@pytest.mark.django_db
class TestALaterDecision:
    def test_stands_in_the_place_of_the_earlier_one_which_stays_public(self) -> None:
        earlier, later = published(), published_here()
        supersede_decision(number=earlier, by=later, reason="The grants were made anew.", actor=LEAD, at=AT)
        assert (now(earlier).state, now(earlier).superseded_by) == ("superseded", later)
        form = published_form(now(earlier))
        assert follows_schema(form, SCHEMA)
        assert (form["superseded_by"], form["revisions"][0]["reason"]) == (
            later,
            "The grants were made anew.",
        )
        assert from_published(form).state == "superseded"

    def test_takes_the_earlier_grants_off_the_list(self) -> None:
        earlier, later = published(), published_here()
        supersede_decision(number=earlier, by=later, reason="Anew.", actor=LEAD, at=AT)
        assert {line.notice.number for line in queries.published_award_lines()} == {later}

    @pytest.mark.parametrize(("by", "sentence"), [("itself", "its own place"), ("2099-001", "no decision")])
    def test_is_another_one_that_is_there(self, by: str, sentence: str) -> None:
        number = published()
        with pytest.raises(RefusedError, match=sentence):
            supersede_decision(
                number=number, by=number if by == "itself" else by, reason="r", actor=LEAD, at=AT
            )

    def test_is_published_and_not_older(self) -> None:
        earlier, later = published(), decide().number
        with pytest.raises(RefusedError, match="is decided"):
            supersede_decision(number=earlier, by=later, reason="r", actor=LEAD, at=AT)
        actions.publish_decision(number=later, actor=LEAD, at=SIGNED_AT)
        with pytest.raises(RefusedError, match="before this one"):
            supersede_decision(number=later, by=earlier, reason="r", actor=LEAD, at=AT)

    def test_ends_all_correcting(self) -> None:
        earlier, later = published(), published_here()
        supersede_decision(number=earlier, by=later, reason="r", actor=LEAD, at=AT)
        with pytest.raises(RefusedError):
            correct(earlier, version=2, title="Too late")


@pytest.mark.django_db
class TestPublishingADecisionMadeHere:
    def test_writes_the_day_and_from_when_it_has_effect(self) -> None:
        in_force()
        said = now(published_here(changes={"function": {"function": "authority"}})).said
        assert said.published_on == date(2026, 6, 3)
        assert said.effective_from == date(2026, 6, 11)  # five working days after the third are over

    def test_does_not_move_an_effect_that_was_planned_for_later(self) -> None:
        in_force()
        changes = {"function": {"function": "authority"}, "when": {"effective_from": "2026-09-01"}}
        assert now(published_here(changes=changes)).said.effective_from == date(2026, 9, 1)


class TestTwoAtOnce:
    @pytest.mark.usefixtures("committed_db")
    def test_publish_a_decision_once(self) -> None:
        number = decide().number
        done = at_once(*[lambda: actions.publish_decision(number=number, actor=LEAD, at=SIGNED_AT)] * 2)
        assert sorted(type(each).__name__ for each in done) == ["Notice", "RefusedError"]

    @pytest.mark.usefixtures("committed_db")
    def test_correct_a_decision_once_from_the_same_version(self) -> None:
        number = published()
        done = at_once(
            lambda: correct(number, title="One"),
            lambda: correct(number, title="Other"),
        )
        assert sorted(type(each).__name__ for each in done) == ["Notice", "RefusedError"]
        assert [each.version for each in Revision.objects.all()] == [2]

    @pytest.mark.usefixtures("committed_db")
    def test_correct_and_supersede_leave_one_history(self) -> None:
        earlier, later = published(), published_here()
        at_once(
            lambda: correct(earlier, title="One"),
            lambda: supersede_decision(number=earlier, by=later, reason="r", actor=LEAD, at=AT),
        )
        facts = now(earlier)
        assert [each.version for each in facts.revisions] == list(range(2, facts.version + 1))
        assert facts.state == "superseded"
