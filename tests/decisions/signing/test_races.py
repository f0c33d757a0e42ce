"""Two people at once, over two real connections: one outcome each, and the ledger whole."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from tests import races

from throughline.decisions.actions import drafting
from throughline.decisions.actions import signing as actions
from throughline.decisions.models import Draft, Notice, Signature
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act

from .conftest import AT, Town, hash_of, states


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each gave or was refused with, begun together, each in a transaction of its own connection."""
    results = races.at_once(*map(transaction.atomic, works))
    broken = [each for each in results if isinstance(each, Exception) and not isinstance(each, RefusedError)]
    assert not broken
    return results


def answering(town: Town, draft: Draft, who: str, step: str = "sign", words: str = "") -> Callable[[], Any]:
    """The answer of a page that this person has open now."""
    actor, seen = town[who], hash_of(draft)
    row = Signature.objects.get(draft=draft, post_id=town.post(who), version__sha256=seen)
    return lambda: actions.answer(
        draft_id=draft.id, signature=str(row.id), step=step, seen=seen, words=words, actor=actor, at=AT
    )


def refusals(results: list[Any]) -> int:
    assert None not in results, "a thread died"
    return sum(isinstance(each, RefusedError) for each in results)


def acts(draft: Draft) -> list[str]:
    rows = Act.objects.filter(subject_kind="draft", subject_id=str(draft.id)).order_by("at", "id")
    return list(rows.values_list("verb", flat=True))


@pytest.fixture
def town(committed_town: Town) -> Town:
    return committed_town


class TestTwoWhoSignAtOnce:
    def test_both_sign_and_the_next_is_asked_once(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), "assistant-director")
        results = at_once(answering(town, draft, "director"), answering(town, draft, "treasurer"))
        assert refusals(results) == 0
        assert states(draft) == {
            "assistant-director": "given",
            "director": "given",
            "treasurer": "given",
            "deputy-mayor": "asked",
        }

    def test_decide_once_when_both_are_last(self, town: Town) -> None:
        small = {"total_pence": 20_000_00, "parts": []}
        draft = town.asked(financial=small, when={"purpose_key": ""})
        town.signed_by(draft, "assistant-director")
        results = at_once(answering(town, draft, "director"), answering(town, draft, "treasurer"))
        assert refusals(results) == 0
        assert sorted(each.done for each in results) == ["approve", "sign"]
        assert Notice.objects.filter(draft=draft).count() == 1


class TestTwoDecisionsToOneRecipientAtOnce:
    def test_the_second_counts_the_first_and_asks_for_a_further_post(self, town: Town) -> None:
        small = {
            "total_pence": 30_000_00,
            "parts": [{"place": "Bury", "recipient": "Bury Council", "pence": 30_000_00}],
        }
        drafts = [town.signed_by(town.asked(financial=small), "assistant-director", "director") for _ in "ab"]
        results = at_once(*(answering(town, each, "treasurer") for each in drafts))
        assert refusals(results) == 0
        assert sorted(each.done for each in results) == ["approve", "return_with_reasons"]
        assert "must sign too by now" in "".join(each.lapsed for each in results)


class TestADoubleClick:
    def test_signs_once(self, town: Town) -> None:
        draft = town.asked()
        click = answering(town, draft, "assistant-director")
        assert refusals(at_once(click, click)) == 1
        assert acts(draft).count("draft.signed") == 1

    def test_decides_once(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), "assistant-director", "director", "treasurer")
        click = answering(town, draft, "deputy-mayor")
        assert refusals(at_once(click, click)) == 1
        assert Notice.objects.filter(draft=draft).count() == 1

    def test_asks_once(self, town: Town) -> None:
        draft, lead = town.drafted(), town["programme-lead"]
        results = at_once(
            *2 * [lambda: actions.ask_for_signatures(draft_id=draft.id, actor=lead, at=AT) or "asked"]
        )
        assert refusals(results) == 1
        assert Signature.objects.filter(draft=draft).count() == 4


class TestSigningAgainst:
    """Whoever comes second is told; a signature never stands on a draft that went back."""

    def outcome(self, town: Town, draft: Draft, results: list[Any]) -> None:
        assert refusals(results) <= 1
        draft.refresh_from_db()
        assert draft.state in ("draft", "returned")
        assert not Signature.objects.filter(draft=draft, state__in=("planned", "asked", "given")).exists()

    def test_a_recall(self, town: Town) -> None:
        draft, officer = town.asked(), town["programme-officer"]
        results = at_once(
            answering(town, draft, "assistant-director"),
            lambda: actions.recall(draft_id=draft.id, words="", actor=officer, at=AT) or "recalled",
        )
        self.outcome(town, draft, results)

    def test_a_return(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), "assistant-director")
        results = at_once(
            answering(town, draft, "director"),
            answering(town, draft, "treasurer", "return_with_reasons", "The total is wrong."),
        )
        self.outcome(town, draft, results)

    def test_an_amendment(self, town: Town) -> None:
        draft, officer = town.asked(), town["programme-officer"]

        def amend() -> str:
            drafting.save_section(
                draft_id=draft.id,
                section="reasons",
                values={"reasons": "Quietly other ones."},
                revision=1,
                actor=officer,
                at=AT,
            )
            return "amended"

        signed, amended = at_once(answering(town, draft, "assistant-director"), amend)
        assert isinstance(amended, RefusedError), "what is out for signature is not changed"
        assert signed.done == "sign"

    def test_a_harmless_correction_leaves_both(self, town: Town) -> None:
        draft, officer = town.asked(), town["programme-officer"]
        results = at_once(
            answering(town, draft, "assistant-director"),
            lambda: (
                actions.correct_harmlessly(
                    draft_id=draft.id, field="contact_telephone", value="0161 496 0999", actor=officer, at=AT
                )
                or "corrected"
            ),
        )
        assert refusals(results) == 0
        assert states(draft)["assistant-director"] == "given"
