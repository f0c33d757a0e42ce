import re

import pytest

from throughline.kernel.identifiers import parse_crn, parse_gss_code, parse_organisation_id


class TestACaseReferenceNumber:
    @pytest.mark.parametrize("text", ["X123456", "x123456", " X 123456 "])
    def test_is_a_letter_and_six_digits(self, text: str) -> None:
        assert parse_crn(text) == "X123456"

    @pytest.mark.parametrize(
        "text", ["", "123456", "X12345", "X1234567", "XX12345", "Ä123456", "X１23456", "X123456\0"]
    )
    def test_or_is_refused_without_repeating_what_may_identify_a_person(self, text: str) -> None:
        sentence = "A case reference number (CRN) is a letter and six digits, such as X123456."
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            parse_crn(text)


class TestAPlaceCode:
    @pytest.mark.parametrize(
        ("text", "code"),
        [("E08000003", "E08000003"), ("e08 000 003", "E08000003"), ("W06000015", "W06000015")],
    )
    def test_is_a_letter_and_eight_digits(self, text: str, code: str) -> None:
        assert parse_gss_code(text) == code

    @pytest.mark.parametrize("text", ["", "E0800003", "E080000030", "A08000003", "08000003", "E08OOOOO3"])
    def test_or_is_refused_in_words(self, text: str) -> None:
        with pytest.raises(ValueError, match=f"“{text}” is not a place code"):
            parse_gss_code(text)


class TestAnOrganisationsIdentifier:
    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("GB-LAE-BOL", "GB-LAE-BOL"),
            ("gb-lae-bol ", "GB-LAE-BOL"),
            ("GB-COH-01234567", "GB-COH-01234567"),
            ("GB-COH-1234567", "GB-COH-01234567"),
            ("GB-COH-SC123456", "GB-COH-SC123456"),
            ("GB-COH-IP12345R", "GB-COH-IP12345R"),
            ("GB-CHC-202918", "GB-CHC-202918"),
            ("GB-CHC-1164883", "GB-CHC-1164883"),
            ("GB-GOR-D18", "GB-GOR-D18"),
        ],
    )
    def test_names_its_register_and_is_written_one_way(self, text: str, written: str) -> None:
        assert parse_organisation_id(text) == written

    @pytest.mark.parametrize("text", ["", "BOL", "GB-XYZ-123", "US-EIN-123456789", "GBLAEBOL", "LAE-BOL"])
    def test_of_a_register_that_is_not_known_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="GB-LAE-, GB-COH-, GB-CHC- or GB-GOR-"):
            parse_organisation_id(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("GB-LAE-BOLT", "three letters"),
            ("GB-LAE-", "three letters"),
            ("GB-COH-123456789", "eight characters"),
            ("GB-COH-S1234567", "eight characters"),
            ("GB-CHC-0164883", "six or seven digits"),
            ("GB-CHC-12345", "six or seven digits"),
            ("GB-CHC-12345678", "six or seven digits"),
            ("GB-GOR-18", "government register code"),
        ],
    )
    def test_of_the_wrong_shape_is_refused_and_told_the_right_one(self, text: str, expected: str) -> None:
        with pytest.raises(ValueError, match=f"“{text}” is not an identifier of .* {expected}"):
            parse_organisation_id(text)

    def test_of_endless_length_is_refused_shortly_on_one_line(self) -> None:
        with pytest.raises(ValueError, match="does not begin with a register") as refusal:
            parse_organisation_id("\n\x1b[31m" * 100_000)
        assert len(str(refusal.value)) < 200
        assert str(refusal.value).isprintable()
