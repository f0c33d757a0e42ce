"""What may nobody change about a return that was asked about and judged, not even past every page?"""

from collections.abc import Callable

import pytest
from django.db import DatabaseError
from tests.assurance.scrutiny.conftest import AT, in_an_act

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
