"""Two act in the same moment: one of them does, and the other is told why not."""

from typing import Any

import pytest
from tests.agreements.conftest import AT as OFFERED
from tests.agreements.conftest import OFFICER, TERMS, councils
from tests.assurance.scrutiny.conftest import AT, DIRECTOR, GIVEN, LEAD, a_return, someone
from tests.assurance.scrutiny.test_cells import propose
from tests.races import outcomes

from throughline.agreements.actions import grants, terms
from throughline.agreements.models import Grant
from throughline.agreements.queries.grants import awards
from throughline.assurance.actions import certifying, findings, scrutiny, year_end
from throughline.assurance.models import Return, Scrutiny, YearEnd
from throughline.assurance.queries.standing import settled
from throughline.funding.models import Round
from throughline.kernel.money import Money


@pytest.fixture
def grant(loaded: str) -> Grant:
    """Bolton's grant, in a database where others see at once what one has done."""
    round_ = Round.objects.get(year="2021/22")
    if not Grant.objects.filter(round=round_).exists():
        terms.set_terms(actor=OFFICER, at=OFFERED, round_id=round_.id, terms=TERMS)
        grants.offer_round(actor=OFFICER, at=OFFERED, round_id=round_.id, recipients=councils())
    return Grant.objects.get(place__name="Bolton", round=round_)


class TestTwoAtOnce:
    def test_put_a_return_before_the_partnership_once(self, grant: Grant) -> None:
        of = a_return(grant)
        one, two = (someone(name, "csp-officer", "bolton-csp") for name in ("One", "Two"))
        found = outcomes(
            lambda: scrutiny.begin(actor=one, at=AT, return_id=of.pk),
            lambda: scrutiny.begin(actor=two, at=AT, return_id=of.pk),
        )
        assert sorted(found) == ["This return is being looked at already.", "done"]
        assert Scrutiny.objects.filter(version__of=of).count() == 1

    def test_make_one_statement(self, grant: Grant) -> None:
        of = a_return(grant)
        chair, vice = (someone(name, "csp-chair", "bolton-csp") for name in ("Chair", "Vice"))
        begun = scrutiny.begin(actor=chair, at=AT, return_id=of.pk)
        found = outcomes(
            lambda: scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.pk, said=GIVEN),
            lambda: scrutiny.state(actor=vice, at=AT, scrutiny_id=begun.pk, said=GIVEN),
        )
        assert found.count("done") == 1
        assert begun.statements.count() == 1

    def test_take_a_statement_or_ask_about_its_return(self, grant: Grant) -> None:
        of = a_return(grant)
        chair = someone("Chair", "csp-chair", "bolton-csp")
        begun = scrutiny.begin(actor=chair, at=AT, return_id=of.pk)
        scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.pk, said=GIVEN)
        found = outcomes(
            lambda: scrutiny.accept(actor=OFFICER, at=AT, scrutiny_id=begun.pk),
            lambda: certifying.query(actor=LEAD, at=AT, return_id=of.pk, questions=[("", "Which month?")]),
        )
        assert found.count("done") == 1
        states = (Scrutiny.objects.get(pk=begun.pk).state, Return.objects.get(pk=of.pk).state)
        assert states in (("accepted", "accepted"), ("stated", "queried"))

    def test_propose_never_more_than_was_not_spent(self, grant: Grant) -> None:
        award = awards([grant.pk])[grant.pk].pence
        a_return(grant, amounts=(award, award - 100_00, 0), award=award)
        found = outcomes(*[lambda: propose(grant, OFFICER, 60_00)] * 3)
        assert found.count("done") == 1
        assert settled(grant.pk) == Money(60_00)

    def test_decide_and_propose_the_rest_of_the_same_money(self, grant: Grant) -> None:
        award = awards([grant.pk])[grant.pk].pence
        a_return(grant, amounts=(award, award - 100_00, 0), award=award)
        row = propose(grant, OFFICER, 60_00)
        outcomes(
            lambda: year_end.decide(actor=DIRECTOR, at=AT, year_end_id=row.pk),
            lambda: propose(grant, OFFICER, 60_00),
        )
        assert settled(grant.pk) == Money(60_00)
        assert YearEnd.objects.get(pk=row.pk).state == "decided"

    def test_verify_a_finding_or_give_it_back(self, grant: Grant) -> None:
        from tests.assurance.scrutiny.test_cells import finding_in

        row = finding_in(grant, "answered")
        doing: list[Any] = [findings.verify, findings.return_]
        found = outcomes(
            *[
                lambda do=do, who=who: do(actor=who, at=AT, finding_id=row.pk, words="Seen.")
                for do, who in zip(doing, (OFFICER, LEAD), strict=True)
            ]
        )
        assert found.count("done") == 1
