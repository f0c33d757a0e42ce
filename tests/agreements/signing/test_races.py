"""Two people at once, over two real connections: one outcome each, and never a signature on a text that went back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from tests import races

from throughline.agreements.actions import agreements as actions
from throughline.agreements.actions import grants
from throughline.agreements.models import Agreement, AgreementSignature, AgreementText, Grant
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act

from .conftest import AT, Town, hash_of


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each gave or was refused with, begun together, each in a transaction of its own connection."""
    results = races.at_once(*map(transaction.atomic, works))
    broken = [each for each in results if isinstance(each, Exception) and not isinstance(each, RefusedError)]
    assert not broken
    return results


def refusals(results: list[Any]) -> int:
    assert None not in results, "a thread died"
    return sum(isinstance(each, RefusedError) for each in results)


def signing(town: Town, agreement: Agreement, who: str, step: str = "sign") -> Callable[[], Any]:
    """The answer of a page that this person has open now."""
    actor, seen = town[who], hash_of(agreement)
    take = {"sign": actions.sign, "countersign": actions.countersign}[step]
    return lambda: take(actor=actor, at=AT, agreement_id=agreement.id, seen=seen)


def taking_back(town: Town, agreement: Agreement) -> Callable[[], Any]:
    officer = town["officer"]
    return lambda: actions.take_back(actor=officer, at=AT, agreement_id=agreement.id)


def verbs(agreement: Agreement) -> list[str]:
    rows = Act.objects.filter(subject_kind="agreement", subject_id=str(agreement.id))
    return list(rows.values_list("verb", flat=True))


@pytest.fixture
def town(committed_town: Town) -> Town:
    return committed_town


class TestTwoWhoSignAtOnce:
    def test_for_the_same_side_sign_once(self, town: Town) -> None:
        town.add("second", "commissioner", "bolton", None)
        agreement = town.issued()
        results = at_once(signing(town, agreement, "commissioner"), signing(town, agreement, "second"))
        assert refusals(results) == 1
        assert AgreementSignature.objects.count() == 1
        assert verbs(agreement).count("agreement.signed") == 1

    def test_with_a_double_click_sign_once(self, town: Town) -> None:
        agreement = town.issued()
        click = signing(town, agreement, "commissioner")
        assert refusals(at_once(click, click)) == 1
        assert AgreementSignature.objects.count() == 1

    def test_for_the_authority_bring_it_into_force_once(self, town: Town) -> None:
        agreement = town.signed()
        results = at_once(
            signing(town, agreement, "director", "countersign"),
            signing(town, agreement, "lead", "countersign"),
        )
        assert refusals(results) == 1
        assert verbs(agreement).count("agreement.in_force") == 1
        assert Grant.objects.get(pk=town.grant.pk).state == "live"


class TestAgainstTakingBack:
    """Whoever comes second is told; what went back carries no signature that counts."""

    def test_a_signature_falls_or_is_refused(self, town: Town) -> None:
        agreement = town.issued()
        results = at_once(signing(town, agreement, "commissioner"), taking_back(town, agreement))
        assert refusals(results) <= 1
        assert town.again(agreement).state == "draft"
        actions.issue(actor=town["officer"], at=AT, agreement_id=agreement.id)
        newest = AgreementText.objects.order_by("-number")[0]
        assert not newest.signatures.exists()
        assert town.again(agreement).state == "issued"

    def test_a_countersignature_wins_or_loses_as_a_whole(self, town: Town) -> None:
        agreement = town.signed()
        results = at_once(signing(town, agreement, "director", "countersign"), taking_back(town, agreement))
        assert refusals(results) == 1
        state, grant = town.again(agreement).state, Grant.objects.get(pk=town.grant.pk).state
        sides = sorted(AgreementSignature.objects.values_list("side", flat=True))
        assert (state, grant, sides) in (
            ("in_force", "live", ["authority", "other"]),
            ("draft", "accepted", ["other"]),
        )

    def test_an_issue_happens_once(self, town: Town) -> None:
        agreement, officer, lead = town.drafted(), town["officer"], town["lead"]
        results = at_once(
            *(
                lambda who=who: actions.issue(actor=who, at=AT, agreement_id=agreement.id)
                for who in (officer, lead)
            )
        )
        assert refusals(results) == 1
        assert AgreementText.objects.count() == 1


class TestAgainstTheGrant:
    def test_a_signature_on_a_grant_that_is_withdrawn_never_counts_and_nobody_waits_for_ever(
        self, town: Town
    ) -> None:
        agreement, lead = town.issued(), town["lead"]

        def withdraw() -> Any:
            return grants.stop_or_resume(
                actor=lead, at=AT, grant_id=town.grant.id, step="withdraw", because="A mistake in it."
            )

        results = at_once(signing(town, agreement, "commissioner"), withdraw)
        assert refusals(results) <= 1
        assert (town.again(agreement).state, Grant.objects.get(pk=town.grant.pk).state) == (
            "discarded",
            "withdrawn",
        )

    def test_two_agreements_are_not_drafted_for_one_grant(self, town: Town) -> None:
        officer = town["officer"]
        wanted: dict[str, Any] = {
            "kind": "grant",
            "place_id": town.grant.place_id,
            "party_id": town.grant.recipient_id,
            "programme_id": town.grant.round.programme_id,
            "grant_id": town.grant.id,
            "begins_on": AT.date(),
            "ends_on": AT.date().replace(year=2026),
        }
        results = at_once(*2 * [lambda: actions.draft_agreement(actor=officer, at=AT, **wanted)])
        assert refusals(results) == 1
        assert Agreement.objects.count() == 1
