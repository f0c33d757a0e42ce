"""The text of a notice with its found values marked."""

from hypothesis import given
from hypothesis import strategies as st

from throughline.decisions.marking import Mark, segments

TEXT = "Bolton gets £5 and Bury gets £6."
SPANS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, len(TEXT)), st.integers(0, len(TEXT))))


class TestAMarkedText:
    @given(SPANS)
    def test_is_still_the_whole_text_whatever_overlaps(self, spans: list[tuple[str, int, int]]) -> None:
        made = segments(TEXT, 0, len(TEXT), [Mark(*span) for span in spans])
        assert "".join(segment.text for segment in made) == TEXT

    @given(SPANS)
    def test_names_each_value_once_where_its_words_begin(self, spans: list[tuple[str, int, int]]) -> None:
        made = segments(TEXT, 0, len(TEXT), [Mark(*span) for span in spans])
        begun = [anchor for segment in made for anchor in segment.begins]
        assert sorted(begun) == sorted({anchor for anchor, start, end in spans if start < end})
        assert all(segment.leads_to for segment in made if segment.begins)

    def test_leads_to_the_shortest_value_where_two_overlap(self) -> None:
        made = segments(TEXT, 0, len(TEXT), [Mark("sentence", 0, len(TEXT)), Mark("amount", 12, 14)])
        assert {segment.text: segment.leads_to for segment in made}["£5"] == "amount"

    def test_shows_only_the_decisions_own_part_of_the_file(self) -> None:
        assert (
            "".join(s.text for s in segments(TEXT, 7, 14, [Mark("x", 0, 6), Mark("y", 12, 14)])) == "gets £5"
        )
