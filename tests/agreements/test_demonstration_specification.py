"""Is the demonstration's specification loaded once, whole, and never outside demonstrations?"""

from datetime import date

import pytest
from tests.agreements.conftest import AT, OFFICER, SUPPLIER

from throughline.agreements import demonstration_checks, demonstration_specification
from throughline.agreements.models import RecipientCheck, SpecificationVersion
from throughline.agreements.queries import specifications as queries
from throughline.funding.models import Programme
from throughline.kernel.verdict import RefusedError


@pytest.fixture
def demonstration(looked_at: None, settings: object) -> None:
    """An installation that demonstrates."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]  # pytest-django's settings


@pytest.mark.usefixtures("demonstration")
class TestTheMadeUpSpecification:
    def test_is_one_version_before_anything_is_agreed_and_a_second_for_what_comes(self) -> None:
        assert demonstration_specification.load(actor=SUPPLIER, at=AT)
        assert demonstration_specification.load_next(actor=SUPPLIER, at=AT)
        states = dict(SpecificationVersion.objects.values_list("number", "state"))
        assert states == {1: "earlier", 2: "current"}
        second = SpecificationVersion.objects.get(number=2)
        page = queries.version_page(OFFICER, second.id, date(2026, 11, 1))
        assert page is not None
        kinds = [(each.kind, each.code) for each in page.differences]
        assert kinds == [("changed", "R4"), ("removed", "R7"), ("added", "R8"), ("added", "R9")]

    def test_is_loaded_once_however_often_it_is_asked_for(self) -> None:
        for load in (demonstration_specification.load, demonstration_specification.load_next):
            assert [load(actor=SUPPLIER, at=AT) for _ in range(3)] == [True, False, False]

    def test_says_that_it_is_an_illustration(self) -> None:
        demonstration_specification.load(actor=SUPPLIER, at=AT)
        assert all(SpecificationVersion.objects.values_list("is_illustration", flat=True))

    def test_shows_what_became_of_what_people_said(self) -> None:
        demonstration_specification.load(actor=SUPPLIER, at=AT)
        demonstration_specification.load_next(actor=SUPPLIER, at=AT)
        said = queries.you_said(OFFICER, Programme.objects.get().id)
        assert [each.since.number for each in said] == [2, 2, 1]


class TestOutsideDemonstrations:
    @pytest.mark.parametrize(
        "load",
        [
            demonstration_specification.load,
            demonstration_specification.load_next,
            demonstration_checks.load,
        ],
    )
    def test_nothing_made_up_is_loaded(self, looked_at: None, load: object) -> None:
        with pytest.raises(RefusedError, match="for demonstrations"):
            load(actor=SUPPLIER, at=AT)  # type: ignore[operator]  # each is a loader
        assert not SpecificationVersion.objects.exists()
        assert not RecipientCheck.objects.exists()
