"""Does the money reach the places that the notice speaks of, each once?"""

import pytest

from .conftest import Findings, codes

TEN = (
    "Bolton",
    "Bury",
    "Manchester",
    "Oldham",
    "Rochdale",
    "Salford",
    "Stockport",
    "Tameside",
    "Trafford",
    "Wigan",
)


def award(claim: str, places: tuple[str, ...] = TEN[:-1]) -> str:
    rows = "\n".join(f"{place}\t£1,000" for place in places)
    return f"Grants totalling £{len(places)},000 are awarded {claim}.\n\nLocality\tAllocation\n{rows}"


class TestAPlaceWithoutAPart:
    @pytest.mark.parametrize(
        "claim", ["to each of the ten localities", "to all ten boroughs", "to every locality"]
    )
    def test_is_found_where_the_text_says_each_or_all(self, on_record: Findings, claim: str) -> None:
        (found,) = on_record(award(claim))
        assert (found.code, found.severity, found.field) == ("place-missing", "warning", "breakdown")
        assert "Wigan has no part" in found.message

    def test_is_found_for_each_place_that_is_missing(self, on_record: Findings) -> None:
        assert len(on_record(award("to each of the ten localities", TEN[1:-1]))) == 2

    @pytest.mark.parametrize(
        "claim",
        [
            "to nine of the ten localities",
            "to all localities except Wigan",
            "to nine localities",
            "to local authorities in Greater Manchester",
            "to each of the nine localities that applied",
            "to every locality. Wigan did not apply this year",
        ],
    )
    def test_is_not_where_the_text_does_not_promise_it_one(self, on_record: Findings, claim: str) -> None:
        assert on_record(award(claim)) == []

    def test_is_none_where_every_place_has_its_part(self, on_record: Findings) -> None:
        assert on_record(award("to each of the ten localities", TEN)) == []

    def test_is_none_where_a_smaller_number_of_places_was_meant(self, on_record: Findings) -> None:
        assert on_record(award("to each of the three localities with a hub", TEN[:3])) == []


class TestAPlaceThatStandsTwice:
    def test_in_one_list_is_found_at_its_second_row(self, on_record: Findings) -> None:
        (found,) = on_record(award("", ("Bolton", "Bury", "Bury", "Wigan")))
        assert (found.code, found.field, found.text) == ("place-repeated", "breakdown[2].place", "Bury")

    def test_in_two_columns_of_one_table_is_found(self, on_record: Findings) -> None:
        rows = "Bolton\t£1,000\tSalford\t£1,000\nBury\t£1,000\tBolton\t£1,000"
        head = "Locality\tAllocation\tLocality\tAllocation"
        assert codes(on_record(f"Grants totalling £4,000 are awarded.\n\n{head}\n{rows}")) == [
            "place-repeated"
        ]

    def test_for_two_providers_is_not(self, on_record: Findings) -> None:
        rows = "Bolton\tAcorn\t£1,000\nBolton\tBeacon\t£1,000\nBury\tAcorn\t£1,000"
        assert (
            on_record(f"Grants totalling £3,000 are awarded.\n\nLocality\tProvider\tAllocation\n{rows}") == []
        )

    def test_in_the_tables_of_two_grants_is_not(self, on_record: Findings) -> None:
        rows = "Locality\tAllocation\nBolton\t£1,000\nBury\t£1,000"
        both = f"Hate Crime Grant\n\n{rows}\n\nVoluntary Sector Grant\n\n{rows}"
        assert on_record(f"Grants totalling £4,000 are awarded.\n\n{both}") == []


class TestAnotherPlacesNameForTheSameProgramme:
    @pytest.mark.parametrize(
        ("title", "more"),
        [
            ("Bolton Community Safety Grant 2024/25", "The Bury Community Safety Grant supports wardens."),
            ("Leeds Youth Justice Mentoring", "The Bradford Youth Justice Mentoring team will grow."),
            ("Youth Justice Mentoring in Wigan", "Mentors joined Youth Justice Mentoring in Salford."),
            ("Greater Manchester Recovery Services", "West Yorkshire Recovery Services began in May."),
        ],
    )
    def test_is_found(self, on_record: Findings, title: str, more: str) -> None:
        (found,) = on_record("To award £20,000 to Acorn Trust.", f"Background: {more}", title=title)
        assert (found.code, found.severity, found.text) == ("place-inconsistent", "warning", more)

    @pytest.mark.parametrize(
        ("title", "more"),
        [
            ("Bolton Community Safety Grant", "The Bolton Community Safety Grant differs from that of Bury."),
            ("Bolton Community Safety Grant", "The Community Safety Grant exists across Greater Manchester."),
            ("Leeds Youth Justice Mentoring", "It is modelled on Youth Justice Mentoring in Bradford."),
            ("Leeds Youth Justice Mentoring", "The team is next to the offices of Bradford Council."),
            ("Greater Manchester Recovery Services", "Recovery Services in Bolton began in May."),
            ("Recovery Services", "Recovery Services in Bolton began in May."),
        ],
    )
    def test_is_not_where_the_other_place_has_its_reason(
        self, on_record: Findings, title: str, more: str
    ) -> None:
        assert on_record("To award £20,000 to Acorn Trust.", f"Background: {more}", title=title) == []
