"""Where each funder stands: received − committed − to be returned, and no figure where the record gives none."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from throughline.funding import ports
from throughline.funding.actions import receipts
from throughline.funding.models import Contribution, Programme, Round
from throughline.funding.queries.positions import RoundPosition, round_positions
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.ledger.actions import act
from throughline.organisations.queries import body

from .conftest import AGREED, AT, DAY, FINANCE, MILLION, OFFICER, THIS, agreement_of, due

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(programme: Programme) -> Round:
    with act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)):
        made = Round.objects.create(programme=programme, year="2025/26", standing="not_held")
        for code in ("gmca", "hmpps"):
            Contribution.objects.create(round=made, funder=body(code), amount_pence=None)
    return made


@pytest.fixture
def given(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten pounds are committed, four of them paid, one is to go back."""
    used = {round_.id: ports.Used(committed=Money(1000), paid=Money(400), to_return=Money(100))}
    monkeypatch.setattr(ports.used, "_answer", lambda ids: used)


def position(actor: Actor = OFFICER) -> RoundPosition:
    (found,) = round_positions(actor)
    return found


class TestARound:
    def test_with_a_split_that_nobody_stated_gives_no_figure_by_funder(self, given: None) -> None:
        found = position()
        assert [each.committed for each in found.funders] == [None, None]
        assert not found.is_split
        assert (found.committed, found.paid, found.to_return) == (Money(1000), Money(400), Money(100))

    def test_with_stated_amounts_shares_what_is_committed_by_them(
        self, given: None, programme: Programme
    ) -> None:
        agreement = agreement_of(programme, replace(AGREED, years={THIS: Money(300)}))
        agreement_of(programme, replace(AGREED, years={THIS: Money(700)}), funder="gmca")
        receipt = due(agreement, 3)
        receipts.receive_receipt(
            actor=FINANCE, at=AT, receipt_id=receipt.id, reference="GL-1", received_on=DAY
        )
        gmca, hmpps = position().funders
        assert (hmpps.received, hmpps.committed, hmpps.paid, hmpps.to_return) == (
            Money(300),
            Money(300),
            Money(120),
            Money(30),
        )
        assert hmpps.left == Money(-30)
        assert (gmca.received, gmca.committed) == (Money(0), Money(700))
        assert position().left == Money(300 - 1000 - 100)

    def test_whose_record_and_agreement_disagree_says_so(self, given: None, programme: Programme) -> None:
        with act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)):
            Contribution.objects.filter(funder__code="hmpps").update(amount_pence=Money(5_00))
        agreement_of(programme, replace(AGREED, years={THIS: MILLION}))
        [sentence] = position().findings
        assert "the round’s record says £5.00, the agreement says £1,000,000.00" in sentence

    def test_two_agreements_of_one_funder_add_up(self, given: None, programme: Programme) -> None:
        for _ in range(2):
            agreement_of(programme, replace(AGREED, years={THIS: MILLION}))
        assert position().funders[1].stated == MILLION + MILLION

    def test_says_when_its_figures_are_made_up(self, given: None, programme: Programme) -> None:
        assert not position().is_illustration
        agreement_of(programme, replace(AGREED, is_illustration=True))
        assert position().is_illustration

    def test_shows_hmpps_its_own_line_only(
        self, given: None, programme: Programme, somebody: Callable[..., Actor]
    ) -> None:
        receipt = due(agreement_of(programme, replace(AGREED, years={THIS: Money(700)}), funder="gmca"), 7)
        agreement_of(programme, replace(AGREED, years={THIS: Money(300)}))
        receipts.receive_receipt(
            actor=FINANCE, at=AT, receipt_id=receipt.id, reference="GL-1", received_on=DAY
        )
        found = position(somebody("hmpps-finance", "hmpps"))
        assert [each.funder for each in found.funders] == ["HM Prison and Probation Service"]
        assert found.received == Money(0), "what came from others is not theirs to see"
        assert not [each for each in found.sentences if "more is committed" in each]

    def test_takes_as_many_questions_to_the_database_however_many_rounds_there_are(
        self, given: None, programme: Programme, django_assert_num_queries: Callable[[int], object]
    ) -> None:
        with django_assert_num_queries(1):  # type: ignore[attr-defined]  # no type from pytest-django
            round_positions(OFFICER)
        with act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)):
            for year in range(2010, 2020):
                made = Round.objects.create(
                    programme=programme, year=f"{year}/{(year + 1) % 100:02}", standing="not_held"
                )
                Contribution.objects.create(round=made, funder=body("gmca"), amount_pence=None)
        with django_assert_num_queries(1):  # type: ignore[attr-defined]  # as above
            assert len(round_positions(OFFICER)) == 11
