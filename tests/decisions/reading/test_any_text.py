"""Whatever a text is, reading it ends soon, without a crash, and quotes it to the character."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.decisions.reading import Place, as_json, read_decisions
from throughline.decisions.reading.dates import dates

PLACES = [Place("Bolton", "E08000001"), Place("Bury", "E08000002")]
HEAD = "DECISION NOTICE\nSubject: X\nDecision maker: Director\nDate of decision: 1 May 2024\nThe decision is that: "

# The words that the readers react to, so that the random text meets them in every order.
WORDS = [
    "Decision maker: ", "Subject:", "Title\t", "Date of decision: ", "31/02/2024", "28.05.24",
    "1<sup>st</sup> May 2024", "£0.142m", "£ 38, 741.73", "£", "2.6%", "two per cent", "Bolton", "Bury\t",
    "Locality\tAllocation", "Total", "\n", "\n\n", "\t", " | ", ":", "?", "**", "<b>", "</b>", "<td>",
    "</td><tr>", "&amp;", "&pound;", "&#0;", "Agreed by Treasurer", "Signed: ", "Date: ", "........",
    "2023/24", "2024-25", "The decision is that", "awarded to ", "subject to ", "will be reviewed",
    "by 1 June 2025", "Page 3 of 7", "\f", "DECISION NOTICE", "Reference: AB/1", "Is Key decision?: No",
    "section 9 of the Police Act 1996", "endorsed by the Board", "decision of 4 May 2023",
    "Chief Executive and Director", "(a) ", "- ", ". ", "; ", ", ", "X", "☒", "\x00", "\u200b", "é",
]  # fmt: skip
mixed = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=60).map("".join)


class TestAnyTextWhatever:
    @settings(max_examples=250, deadline=None)
    @given(mixed, st.booleans())
    def test_is_read_without_a_crash_and_quoted_exactly(self, text: str, headed: bool) -> None:
        text = HEAD + text if headed else text
        for decision in read_decisions(text, PLACES):
            assert all(text[quote.start : quote.end] == quote.text for quote in decision.evidence.values())
            assert all(text[amount.start : amount.end] == amount.text for amount in decision.amounts)
            assert 0 <= decision.start <= decision.end <= len(text)
            as_json(decision)


HOSTILE = {
    "digits": "1", "tabs": "a\t", "empty cells": "\t", "pounds": "£1", "commas": "1,", "angles": "<a ",
    "entities": "&", "stars": "*", "dots": ". ", "colons": "A: ", "posts": "Director and ",
    "dates": "1 May 2024 ", "years": "2023/24 £5 ", "awards": "award to ", "promises": "will be developed ",
    "signatures": "Agreed by Director\n", "labels": "Title: x\n", "brackets": "(", "boxes": "[ ] ",
    "acts": "Act of the ", "letters": "x", "at signs": "a@", "places": "Bolton £5\n",
    "earlier": "decision of 1 May 2024 ", "headings": "DECISION NOTICE\n", "blank lines": "\n",
    "spaces": "  x",
}  # fmt: skip


class TestAHostileText:
    @pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
    def test_costs_no_more_than_its_length(self, unit: str) -> None:
        """Four times the text may cost eight times the work, never sixteen; a loaded machine gets three tries."""
        for _ in range(3):
            short, long = (_seconds(HEAD + unit * (size // len(unit))) for size in (6_000, 24_000))
            if long < 8 * short + 0.2:
                return
        assert long < 8 * short + 0.2

    def test_of_a_million_digits_is_read_in_seconds(self) -> None:
        assert _seconds(HEAD + "7" * 1_000_000) < 30


class TestAYearThatNoNoticeHas:
    @pytest.mark.parametrize("written", ["28/05/0243", "1 May 3021", "2100-01-01"])
    def test_makes_no_date(self, written: str) -> None:
        assert list(dates(written)) == []


def _seconds(text: str) -> float:
    began = time.process_time()
    read_decisions(text, PLACES)
    return time.process_time() - began
