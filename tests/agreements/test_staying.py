"""What may nobody change about what was offered, decided, checked or paid, not even past every page?"""

import pytest
from tests.agreements.conftest import AT, OFFICER, SUPPLIER, TERMS, in_an_act
from tests.agreements.posts.conftest import a_grant
from tests.staying import refuses, send

from throughline.agreements.actions import grants, terms
from throughline.agreements.models import Grant, Terms
from throughline.funding.models import Round
from throughline.organisations import actions as organisations

OF_ITS_TERMS = "WHERE terms_id = (SELECT id FROM agreements_terms WHERE round_id = %s)"
SAID_OF_TERMS = (
    "UPDATE agreements_terms SET price_basis = 'fixed' WHERE round_id = %s",
    f"UPDATE agreements_termsinstalment SET due_on = '2030-01-01' {OF_ITS_TERMS}",  # noqa: S608 - ours
    f"UPDATE agreements_termscondition SET text = 'Something easier' {OF_ITS_TERMS}",  # noqa: S608 - ours
    f"DELETE FROM agreements_termscondition {OF_ITS_TERMS}",  # noqa: S608 - ours
    f"UPDATE agreements_spendrule SET is_eligible = true {OF_ITS_TERMS}",  # noqa: S608 - ours
    "INSERT INTO agreements_spendrule (terms_id, code, label, is_eligible, note) "
    "SELECT id, 'cars', 'Cars', true, '' FROM agreements_terms WHERE round_id = %s",
)


class TestTheTermsOfARound:
    @pytest.mark.parametrize("sql", SAID_OF_TERMS)
    def test_stay_once_a_grant_was_offered_on_them(self, grant: Grant, sql: str) -> None:
        refuses(sql, grant.round_id)

    def test_may_be_set_anew_before(self, set_: Round) -> None:
        terms.set_terms(actor=OFFICER, at=AT, round_id=set_.id, terms=TERMS)
        send(SAID_OF_TERMS[0], set_.id)

    def test_are_kept_by_every_database_that_we_serve_on(self, committed_db: str) -> None:
        organisations.load_reference(actor=SUPPLIER, at=AT)
        grant = a_grant()
        with in_an_act():
            kept = Terms.objects.create(
                round=grant.round,
                **{name: getattr(TERMS, name) for name in ("recipient_kind", "price_basis", "payment_basis")},
                assurance_model=TERMS.assurance_model,
                begins_on=TERMS.begins_on,
                ends_on=TERMS.ends_on,
                source=TERMS.source,
            )
        refuses("UPDATE agreements_terms SET price_basis = 'fixed' WHERE id = %s", kept.pk)
        refuses(SAID_OF_TERMS[-1], grant.round_id)


class TestACondition:
    def test_keeps_its_answer_until_the_next_step(self, grant: Grant) -> None:
        condition = grant.conditions.get(code="delivery")
        said = {"actor": OFFICER, "at": AT, "condition_id": condition.id}
        grants.answer_condition(**said, step="meet", because="Seen.")
        refuses("UPDATE agreements_condition SET because = 'Never seen.' WHERE id = %s", condition.id)
        refuses("UPDATE agreements_condition SET answered_by = 'person:other' WHERE id = %s", condition.id)
        assert grants.answer_condition(**said, step="find_unmet", because="Not so.").because == "Not so."
