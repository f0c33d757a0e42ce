"""What may nobody change about a return that was asked about and judged, not even past every page?"""

from collections.abc import Callable

import pytest
from django.db import DatabaseError
from tests.assurance.scrutiny.conftest import AT, OFFICER, TODAY, in_an_act, someone
from tests.assurance.scrutiny.test_cells import make
from tests.staying import refuses as sent

from throughline.agreements.models import Grant
from throughline.assurance.actions import findings, risk
from throughline.assurance.models import Return, ReturnGrant, ReturnQuery, Scrutiny


def refuses(change: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError, match=r"Cannot|never|denied"), in_an_act():
        change()


class TestAReturn:
    def test_goes_on_covering_the_grants_that_it_covers(self, returned: Return) -> None:
        refuses(lambda: ReturnGrant.objects.filter(of=returned).delete())

    def test_keeps_what_was_asked_about_it(self, returned: Return) -> None:
        with in_an_act():
            asked = ReturnQuery.objects.create(
                version=returned.versions.get(), words="Why so little?", asked_at=AT, asked_by="person:a"
            )
        rows = ReturnQuery.objects.filter(pk=asked.pk)
        refuses(lambda: rows.update(words="Thank you."))
        refuses(rows.delete)
        with in_an_act():
            rows.update(answer="A post was vacant.", answered_at=AT, answered_by="person:b")


class TestAScrutiny:
    def test_keeps_who_began_it_and_is_never_deleted(self, begun: Scrutiny) -> None:
        refuses(lambda: Scrutiny.objects.filter(pk=begun.pk).update(begun_by="person:other"))
        refuses(Scrutiny.objects.filter(pk=begun.pk).delete)


class TestAFinding:
    def test_stays_as_it_was_made_and_answered(self, grant: Grant) -> None:
        found = make(grant, OFFICER)
        past = "UPDATE assurance_correctiveaction SET {} WHERE id = %s"
        for change in ("words = 'Nothing.'", "due_on = '2030-01-01'", "owner_role = 'auditor'"):
            sent(past.format(change), found.pk)
        owner = someone("The Commissioner", "commissioner", "bolton")
        findings.answer(actor=owner, at=AT, finding_id=found.pk, words="It was paid back.")
        sent(past.format("answer = 'No.'"), found.pk)
        sent(past.format("answered_by = 'person:other'"), found.pk)


class TestAVisit:
    def test_stays_as_planned_and_as_it_was_seen(self, grant: Grant) -> None:
        visit = risk.plan_visit(
            actor=OFFICER, at=AT, grant_id=grant.pk, planned_on=TODAY, site="The office", purpose="To see"
        )
        sent("UPDATE assurance_visit SET purpose = 'Another' WHERE id = %s", visit.pk)
        risk.note_visit(actor=OFFICER, at=AT, visit_id=visit.pk, made_on=TODAY, words="All was well.")
        sent("UPDATE assurance_visit SET words = 'Nothing was well.' WHERE id = %s", visit.pk)
