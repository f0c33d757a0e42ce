"""How do templates print values, and what do they refuse?"""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from jinja2 import UndefinedError

from throughline.kernel.money import Money
from throughline.web.assets import assets_digest
from throughline.web.jinja import anchor, day, moment, money, pence, plural


def printed(template: str, **context: object) -> str:
    return engines["jinja2"].from_string(template).render(context).strip()


class TestAnAmount:
    def test_is_printed_to_the_penny_with_its_pound_sign(self) -> None:
        assert printed("{{ it | money }}", it=Money(6957332)) == "£69,573.32"

    def test_may_come_as_whole_pence(self) -> None:
        assert money(125700000) == "£1,257,000.00"
        assert pence(Money(5)) == pence(5) == 5

    def test_is_never_a_fraction(self) -> None:
        with pytest.raises(TypeError):
            money(12.5)  # type: ignore[arg-type]  # what a careless view might pass


class TestADay:
    def test_is_printed_as_people_write_it(self) -> None:
        assert day(date(2024, 5, 28)) == "28 May 2024"
        assert day(date(2021, 11, 1)) == "1 November 2021"

    def test_of_a_moment_is_the_day_in_london(self) -> None:
        assert day(datetime(2024, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2024"


class TestAMoment:
    def test_is_printed_in_london_time_in_summer_and_winter(self) -> None:
        assert moment(datetime(2024, 7, 8, 13, 30, tzinfo=UTC)) == "8 July 2024 at 2:30pm"
        assert moment(datetime(2024, 1, 8, 9, 5, tzinfo=UTC)) == "8 January 2024 at 9:05am"

    def test_on_the_hour_needs_no_minutes_and_noon_is_twelve(self) -> None:
        assert moment(datetime(2024, 1, 8, 12, tzinfo=UTC)) == "8 January 2024 at 12pm"
        assert moment(datetime(2024, 1, 8, 0, tzinfo=UTC)) == "8 January 2024 at 12am"

    def test_without_a_time_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            moment(datetime(2024, 1, 8, 9))  # noqa: DTZ001 - the mistake that is refused


class TestACount:
    @pytest.mark.parametrize(
        ("count", "words"), [(0, "0 grants"), (1, "1 grant"), (10, "10 grants"), (1257, "1,257 grants")]
    )
    def test_agrees_with_its_noun(self, count: int, words: str) -> None:
        assert plural(count, "grant") == words

    def test_knows_the_odd_plural_it_is_given(self) -> None:
        assert plural(2, "person", "people") == "2 people"


class TestAnEvidencePath:
    def test_becomes_a_place_that_a_link_can_name(self) -> None:
        assert anchor("breakdown[0].pence") == "breakdown-0-pence"


class TestAMissingValue:
    def test_fails_the_page_when_the_name_is_not_there(self) -> None:
        with pytest.raises(UndefinedError, match="totel"):
            printed("{{ totel }}", total=1)

    def test_fails_the_page_when_an_attribute_is_not_there(self) -> None:
        with pytest.raises(UndefinedError, match="punds"):
            printed("{% if it.punds %}yes{% endif %}", it=Money(1))

    def test_is_empty_for_a_key_that_a_dict_lacks_as_components_expect(self) -> None:
        assert printed("{% if it.hint %}yes{% else %}no{% endif %}", it={}) == "no"


class TestWhatPeopleTyped:
    def test_is_never_markup(self) -> None:
        assert printed("{{ it }}", it="<script>") == "&lt;script&gt;"

    def test_is_never_markup_inside_a_component_either(self) -> None:
        page = printed(
            """{% from "web/components.html" import facts, tag %}{{ facts([(it, it, it)]) }}{{ tag(it) }}""",
            it="<b>bold</b>",
        )
        assert "<b>" not in page
        assert page.count("&lt;b&gt;") == 4


class TestAnAsset:
    def test_has_an_address_that_changes_with_its_content(self) -> None:
        from django.conf import settings

        address = printed("{{ asset('throughline.css') }}")
        assert address == f"/static/{assets_digest(settings.ROOT)}/throughline.css"
