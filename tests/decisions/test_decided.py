"""From the last signature to a decision on record: what it says, and what it leaves in the file."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from tests.published_schema import follows_schema

from throughline.decisions import decided
from throughline.decisions.decided import DecisionMade
from throughline.decisions.drafting.content import Attached, LeansOn
from throughline.decisions.models import Notice, Regime
from throughline.decisions.ports import PlannedSplit, planned_split
from throughline.decisions.queries import notices as queries
from throughline.decisions.record import from_published, published_bytes, published_form
from throughline.frame import events
from throughline.frame.models import StoredFile
from throughline.governance.models import Promise
from throughline.governance.queries import promises as watched
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act
from throughline.organisations import actions as organisations
from throughline.organisations.models import ProgrammeCode

from .conftest import AT
from .deciding import (
    DRAFTER,
    SIGNATURES,
    SIGNED_AT,
    SIGNER,
    decide,
    put_decided_on_record,
    signature,
    signed_draft,
)

pytestmark = pytest.mark.django_db


def on_record(notice: Notice) -> Notice:
    return queries.decision_on_record(notice.number)


def in_force(**said: object) -> Regime:
    """A made-up row of what a function brings with it."""
    row = {
        "function": "authority", "in_force_from": date(2020, 1, 1), "scrutiny_body": "Harbour committee",
        "key_decision_applies": True, "key_decision_from_pence": Money(5_000_000), "call_in_applies": True,
        "call_in_working_days": 5, "publish_within_working_days": 2, "publication_duty": "Soon.",
        "authority": "Made-up rule 3", "made_at": SIGNED_AT, "made_by": "system:tests",
    }  # fmt: skip
    with act(actor=DRAFTER, at=SIGNED_AT, verb="test", subject=("regime", "made up")):
        regime = Regime.objects.create(**{**row, **said})
        regime.state = "unconfirmed"
        regime.save(update_fields=["state"])
    return regime


class TestADraftThatAllHaveSigned:
    def test_is_a_decision_of_the_year_of_its_last_signature(self) -> None:
        notice = on_record(decide())
        assert (notice.number, notice.state, notice.status) == ("2026-001", "decided", "Approved")
        assert notice.decided_on == date(2026, 6, 3)  # in London, where it is past midnight

    def test_says_who_signed_when_in_the_order_of_turns_and_the_last_post_decides(self) -> None:
        said = on_record(decide()).facts().said
        assert [(each.post, each.signed_on) for each in said.sign_offs] == [
            ("Assistant Director", date(2026, 5, 28)),
            ("Director for Safer and Stronger Communities", date(2026, 5, 29)),
            ("Deputy Mayor", date(2026, 6, 3)),
        ]
        assert said.decision_makers == ("Deputy Mayor",)

    def test_says_that_somebody_signed_for_the_holder_of_the_post(self) -> None:
        signed = [signature("Deputy Mayor", 1, under=date(2026, 6, 1))]
        (given,) = on_record(decide(signatures=signed)).facts().said.sign_offs
        assert given.on_behalf == "On behalf of the post, under a delegation from 1 June 2026"

    def test_says_which_part_goes_to_whom(self) -> None:
        lines = on_record(decide()).parts_now()
        assert [(line.place, line.recipient, line.pence) for line in lines] == [
            ("Bury", "Bury harbour trust", Money(4_000_000)),
            ("Oldham", "Oldham harbour trust", Money(5_000_000)),
        ]

    def test_gives_reasons_alternatives_fund_and_route_each_under_a_name_of_its_own(self) -> None:
        made = on_record(decide()).facts().made
        assert made
        assert made.text_of("reasons") == "Twice as many people slept rough as the winter before."
        assert made.text_of("alternatives").startswith("A single contract")
        assert made.text_of("fund") == "The harbour safety fund"
        assert made.text_of("route") == "Grant"
        names = [each.name for each in made.texts]
        assert len(names) == len(set(names))

    def test_keeps_the_very_bytes_that_were_signed_as_its_file(self) -> None:
        notice = decide()
        assert notice.file_id == notice.file_sha256
        kept = json.loads(bytes(StoredFile.objects.get(pk=notice.file_id).content))
        assert len(kept["salt"]) >= 32

    def test_follows_the_published_schema_and_comes_back_from_it(self) -> None:
        text = resources.files("throughline.decisions").joinpath("data/decision.schema.json").read_text()
        notice = on_record(decide())
        form = published_form(notice.facts())
        assert follows_schema(form, json.loads(text))
        assert published_bytes(from_published(form)) == published_bytes(notice.facts())

    def test_leans_on_what_was_linked(self) -> None:
        linked = [
            LeansOn("item", "Steering group of 4 May 2026", about="Meeting", decided_on="2026-05-04"),
            LeansOn("decision", "Harbour grants", number="2021-001", decided_on="2021-11-01"),
        ]
        facts = on_record(decide(leans_on=linked)).facts()
        assert facts.made
        assert [(each.kind, each.text) for each in facts.made.leans_on] == [
            ("Meeting", "Steering group of 4 May 2026")
        ]
        assert [each.text for each in facts.said.related] == ["2021-001 Harbour grants"]

    def test_is_told_upward_in_the_same_transaction(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[DecisionMade] = []
        monkeypatch.setitem(events._HANDLERS, DecisionMade, [told.append])
        notice = decide(outcome="approved_as_amended", amendment="From 1 July.")
        (event,) = told
        assert (event.number, event.outcome, event.is_money_exempt) == (
            notice.number, "approved_as_amended", False,
        )  # fmt: skip

    def test_leaves_nothing_when_whoever_listens_refuses(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuses(event: DecisionMade) -> None:
            raise RefusedError("The run has changed.")

        monkeypatch.setitem(events._HANDLERS, DecisionMade, [refuses])
        with pytest.raises(RefusedError):
            decide()
        assert not Act.objects.filter(verb="decision.made").exists()

    def test_is_seen_by_nobody_outside_before_it_is_published(self) -> None:
        assert queries.decision_numbered(PUBLIC, decide().number) is None

    def test_is_put_on_record_by_a_signer_only(self) -> None:
        draft, version = signed_draft()
        with pytest.raises(RefusedError):
            put_decided_on_record(
                draft=draft, version=version, outcome="approved", amendment="", signatures=(),
                actor=DRAFTER, at=SIGNED_AT,
            )  # fmt: skip


class TestAPromiseWhoseDayIsNoDate:
    @pytest.mark.parametrize("due", ["by March 2027", "2027-02-30", "2027-2-3", "soon"])
    def test_is_watched_under_its_words_and_stops_no_signature(self, due: str) -> None:
        promises = [{"text": "A risk log is kept.", "owner": "", "due": due}]
        notice = decide({"leans": {"promises": promises}})
        promise = Promise.objects.get(decision_number=notice.number)
        assert (promise.due_on, promise.due_words) == (None, due)
        assert on_record(notice).facts().said.promises[0].due == due


class TestADecisionAgainst:
    def test_awards_nothing_to_anybody_and_says_what_was_asked_for(self) -> None:
        notice = on_record(decide(outcome="refused"))
        assert (notice.status, notice.total_pence, notice.parts_now()) == ("Refused", None, [])
        made = notice.facts().made
        assert made
        assert made.text_of("proposed_total") == "£90,000.00"


class TestTheFunction:
    def test_of_the_authority_brings_key_decision_call_in_and_a_day_to_publish_by(self) -> None:
        in_force()
        notice = on_record(decide({"function": {"function": "authority"}}))
        assert (notice.key_decision, notice.subject_to_call_in) == (True, True)
        assert notice.effective_from is None  # known when it is published and the call-in can be counted
        made = notice.facts().made
        assert made
        assert made.law
        assert made.law.publish_by == date(2026, 6, 5)
        assert made.law.is_confirmed is False

    def test_of_the_commissioner_brings_neither_and_it_has_effect_at_once(self) -> None:
        in_force(
            function="police-and-crime",
            key_decision_applies=False,
            key_decision_from_pence=None,
            call_in_applies=False,
            call_in_working_days=None,
        )
        notice = on_record(decide())
        assert (notice.key_decision, notice.subject_to_call_in) == (False, False)
        assert notice.effective_from == date(2026, 6, 3)

    def test_without_a_row_in_force_leaves_all_of_it_unsaid(self) -> None:
        in_force(in_force_until=date(2026, 6, 3))
        notice = on_record(decide({"function": {"function": "authority"}}))
        assert (notice.key_decision, notice.subject_to_call_in) == (None, None)


def everything_in_the_database(notice: Notice) -> Iterator[str]:
    """Each row of the room's tables that is about the decision, and each act, as text."""
    tables = ("notice", "awardline", "yearamount", "signoff", "revision")
    with connection.cursor() as cursor:
        for table in tables:
            for name in (f"decisions_{table}", f"decisions_{table}history"):
                cursor.execute(f"SELECT to_jsonb(t)::text FROM {name} t")  # noqa: S608 - our own names
                yield from (row[0] for row in cursor.fetchall())
    yield from Act.objects.filter(verb__startswith="decision").values_list("leaf", flat=True)


class TestAnExemptPart:
    MONEY = {"exempt": {"exempt": [{"section": "financial", "ground": "business", "why": "Secret-why."}]}}

    def test_never_comes_into_the_rows_that_everything_public_is_made_from(self) -> None:
        exempt = ("financial", "reasons", "route", "risk", "leans", "alternatives", "fund", "power")
        notice = decide(
            {"exempt": {"exempt": [{"section": slug, "ground": "business"} for slug in exempt]}},
            attachments=[
                Attached(
                    "1", "Bid of the harbour trust", "bid.pdf", "a" * 64, "pdf", 9, exempt_ground="business"
                )
            ],
        )
        text = " ".join(everything_in_the_database(notice))
        for words in (
            "90,000", "9000000", "4000000", "harbour trust", "Twice as many", "Advised as", "stay vacant",
            "risk log", "single contract", "safety fund", "Made-up Act", "bid.pdf", "Bid of", "a" * 64,
        ):  # fmt: skip
            assert words.casefold() not in text.casefold(), words

    def test_is_named_with_its_ground_and_without_why(self) -> None:
        made = on_record(decide(self.MONEY)).facts().made
        assert made
        ((part, ground),) = [(each.part, each.ground) for each in made.exempt]
        assert part == "Financial"
        assert ground.startswith("Financial or business affairs")
        assert "Secret-why" not in json.dumps(published_form(on_record(decide(self.MONEY)).facts()))

    def test_of_safeguarding_is_not_called_an_answer_that_is_missing(self) -> None:
        hidden = {"exempt": {"exempt": [{"section": "safeguarding", "ground": "individual"}]}}
        said = on_record(decide({**hidden, "safeguarding": {"children_answer": "Yes."}})).facts().said
        assert (said.safeguarding.children, said.safeguarding.adults) == (None, None)

    def test_is_taken_out_of_public_sentences_that_tell_it_too(self) -> None:
        made = (
            on_record(
                decide(
                    {**self.MONEY, "reasons": {"reasons": "£90,000 is 10 % of 190,000; bury Harbour  trust."}}
                )
            )
            .facts()
            .made
        )
        assert made
        assert made.text_of("decision") == "Grants of (exempt) are awarded to the harbour boroughs."
        assert made.text_of("reasons") == "(exempt) is 10 % of 190,000; (exempt)."

    def test_is_taken_out_of_the_titles_that_it_leans_on(self) -> None:
        linked = [LeansOn("item", "Support for the Bury harbour trust", about="Endorsement")]
        made = on_record(decide(self.MONEY, leans_on=linked)).facts().made
        assert made
        assert [each.text for each in made.leans_on] == ["Support for the (exempt)"]

    def test_of_money_hides_what_it_is_worth_over_all_its_years(self) -> None:
        said = {"when": {"whole_life_pence": 27_000_000}, "reasons": {"reasons": "It comes to £270,000."}}
        made = on_record(decide({**self.MONEY, **said})).facts().made
        assert made
        assert made.text_of("reasons") == "It comes to (exempt)."

    def test_that_is_all_the_files_hides_their_titles(self) -> None:
        hidden = {"exempt": {"exempt": [{"section": "attachments", "ground": "business"}]}}
        bid = Attached("1", "Bid of the harbour trust", "bid-of-may.pdf", "a" * 64, "pdf", 9)
        said = {"reasons": {"reasons": "As the bid of the harbour trust (bid-of-may.pdf) says."}}
        made = on_record(decide({**hidden, **said}, attachments=[bid])).facts().made
        assert made
        assert made.text_of("reasons") == "As the (exempt) ((exempt)) says."

    @pytest.mark.parametrize(
        ("changes", "read"),
        [
            ({}, ["A risk log is kept.", "The £90,000 is paid."]),
            (MONEY, ["A risk log is kept."]),
            ({"exempt": {"exempt": [{"section": "leans", "ground": "business"}]}}, []),
        ],
    )
    def test_that_is_promised_is_read_by_the_authority_and_by_no_partner(
        self, changes: dict[str, Any], read: list[str]
    ) -> None:
        organisations.load_reference(actor=Actor("system:tests"), at=AT)
        promises = [{"text": "A risk log is kept."}, {"text": "The £90,000 is paid."}]
        draft, version = signed_draft({**changes, "leans": {"promises": promises}})
        draft.programme = ProgrammeCode.objects.get(code="gm-irs-dr")
        put_decided_on_record(
            draft=draft, version=version, outcome="approved", amendment="", signatures=SIGNATURES,
            actor=SIGNER, at=SIGNED_AT,
        )  # fmt: skip
        partner = Actor(f"person:{uuid4()}", frozenset({"hmpps-contract-manager"}))
        for actor, expected in ((SIGNER, [each["text"] for each in promises]), (partner, read)):
            assert [each.item.title for each in watched.visible_to(actor)] == expected

    def test_tells_whoever_opens_the_round_that_its_money_is_exempt(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: list[DecisionMade] = []
        monkeypatch.setitem(events._HANDLERS, DecisionMade, [told.append])
        decide(self.MONEY)
        assert told[0].is_money_exempt

    def test_still_counts_for_the_law(self) -> None:
        in_force()
        notice = on_record(decide({**self.MONEY, "function": {"function": "authority"}}))
        assert (notice.total_pence, notice.key_decision) == (None, True)

    def test_is_in_a_file_whose_hash_nobody_can_guess(self) -> None:
        assert decide(self.MONEY).file_sha256 != decide(self.MONEY).file_sha256


class TestADateOfSignature:
    def test_is_that_of_london_in_winter_and_in_summer(self) -> None:
        winter = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
        notice = decide(signatures=[signature("Deputy Mayor", 1, winter)])
        assert notice.decided_on == date(2026, 1, 31)


class TestADecisionThatIsMadeUp:
    """It never reaches the public (R46): by its figures anywhere, by its subject in a demonstration only."""

    def test_rests_on_a_split_that_is_an_illustration(self, monkeypatch: pytest.MonkeyPatch) -> None:
        draft, _version = signed_draft()
        draft.run_id = uuid4()
        for is_made_up in (True, False):
            split = PlannedSplit(
                draft.run_id, "h/2026-27", "h", "2026/27", "By need", Money(1), (), "a" * 64,
                is_illustration=is_made_up,
            )  # fmt: skip
            monkeypatch.setattr(planned_split, "_answer", {draft.run_id: split}.get)
            assert decided._is_illustration(draft) is is_made_up

    def test_says_so_in_its_subject_in_a_demonstration(self, settings: Any) -> None:
        subject = {"subject": {"title": "Illustration: Harbour outreach grants"}}
        assert not decide(subject).is_illustration
        settings.DEMONSTRATION = True
        notice = decide(subject)
        assert notice.is_illustration
        assert not queries.visible_to(PUBLIC).filter(number=notice.number).exists()
        assert not decide().is_illustration
