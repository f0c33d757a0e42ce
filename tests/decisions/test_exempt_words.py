"""An exempt amount, name or text is found in a public sentence however it is written there, and nothing else is."""

import unicodedata

import pytest

from throughline.decisions.exempt_words import patterns, whole

TEXT = "The bid named three towns. Its author asked that nobody learn of the second one!"


def hides(
    sentence: str, *, amounts: tuple[int, ...] = (), words: tuple[str, ...] = (), texts: tuple[str, ...] = ()
) -> bool:
    return any(each.search(whole(sentence)) for each in patterns(amounts, words, texts))


class TestAnAmountOf90000Pounds:
    @pytest.mark.parametrize(
        "written",
        [
            "£90,000", "£90,000.00", "90000", "90,000.00", "£90 000", "£90\u202f000", "£90k", "£ 90 K",
            "90 thousand", "£0.09m", "£0.09 million", "£0.09mn", "(£90,000)", "£90,000, in all.", "It is £90,000.",
        ],
    )  # fmt: skip
    def test_is_found_as(self, written: str) -> None:
        assert hides(f"Grants of {written} are awarded", amounts=(90_000_00,))

    @pytest.mark.parametrize(
        "written",
        ["£190,000", "£90,000.50", "£90,001", "£900,000", "£90m", "90 people", "£9,000", "1.90k", "90kg"],
    )
    def test_is_not_found_as(self, written: str) -> None:
        assert not hides(f"Grants of {written} are awarded", amounts=(90_000_00,))


class TestASmallAmount:
    @pytest.mark.parametrize("written", ["£2026", "£2,026", "2,026", "2026.00"])
    def test_is_found_where_it_is_money(self, written: str) -> None:
        assert hides(written, amounts=(2_026_00,))

    @pytest.mark.parametrize("written", ["in 2026/27", "2026 people"])
    def test_is_told_from_a_year_and_a_count(self, written: str) -> None:
        assert not hides(written, amounts=(2_026_00,))

    def test_of_nothing_hides_nothing(self) -> None:
        assert not hides("0 and £0", amounts=(0,))


class TestAName:
    @pytest.mark.parametrize(
        "written",
        [
            "O’Brien-Ńguyen Trust", "O'BRIEN–ŃGUYEN  trust", "O'Brien-Nguyen Trust",
            "O\u200b'Brien-Ńguyen\u00a0Trust", unicodedata.normalize("NFD", "O'Brien-Ńguyen Trust"),
            "O'Brien-Ńguyen\nTrust",
        ],
    )  # fmt: skip
    def test_is_found_however_it_is_typed(self, written: str) -> None:
        assert hides(f"It goes to {written}.", words=("O'Brien-Ńguyen Trust",))

    def test_of_another_is_not(self) -> None:
        assert not hides("It goes to O'Brien Trust.", words=("O'Brien-Ńguyen Trust",))


class TestAText:
    def test_is_found_as_a_whole_and_by_each_of_its_sentences(self) -> None:
        assert hides(f"As was said: {TEXT}", texts=(TEXT,))
        assert hides("The bid named  three towns. We agreed.", texts=(TEXT,))

    def test_that_is_short_hides_no_ordinary_words(self) -> None:
        assert not hides("Yes, as before.", texts=("Yes", "As before."))
