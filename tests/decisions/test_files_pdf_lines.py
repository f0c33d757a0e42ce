"""Which words of a page stand on one line, and which in one column?"""

from throughline.decisions.reading.pdf_lines import Word, lines_of, rows_of, text_of

LEADING = 14.0


def page(*lines: tuple[float, str]) -> str:
    """The text of lines given as (how many lines down, cells at tab stops of 100 points)."""
    words = []
    for down, line in lines:
        for column, cell in enumerate(line.split("\t")):
            left = 50.0 + 100 * column
            for piece in cell.split():
                words.append(Word(piece, left, left + 6 * len(piece), 700 - down * LEADING, 11))
                left += 6 * len(piece) + 3
    return text_of(rows_of(lines_of(words)))


class TestAPage:
    def test_gives_words_of_one_base_line_one_line_with_tabs_between_cells(self) -> None:
        assert page((0, "Bolton\t£5\tBury\t£6"), (1, "Oldham\t£7\tWigan\t£8")) == (
            "Bolton\t£5\tBury\t£6\nOldham\t£7\tWigan\t£8"
        )

    def test_keeps_a_raised_word_on_its_line_without_a_space(self) -> None:
        words = [Word("27", 50, 62, 700, 11), Word("th", 62.5, 68, 704.5, 8), Word("May", 71, 90, 700, 11)]
        assert text_of(rows_of(lines_of(words))) == "27th May"

    def test_leaves_a_blank_line_where_the_page_leaves_one(self) -> None:
        assert page((0, "Decision"), (1, "as below"), (3.5, "Reasons"), (4.5, "none")) == (
            "Decision\nas below\n\nReasons\nnone"
        )

    def test_begins_the_second_line_of_a_later_cell_with_its_tabs(self) -> None:
        assert page((0, "Marlow\tBeds for\t£9"), (1, "\tpeople"), (2.2, "Wex\tFood\t£4")) == (
            "Marlow\tBeds for\t£9\n\tpeople\nWex\tFood\t£4"
        )

    def test_puts_a_label_before_its_value_when_it_stands_between_the_values_lines(self) -> None:
        assert page((0, "\tDirector of"), (0.5, "Decided by"), (1, "\tHousing"), (2.4, "Status\tDone")) == (
            "Decided by\tDirector of\n\tHousing\nStatus\tDone"
        )

    def test_puts_a_label_before_its_value_when_it_stands_beside_the_values_middle_line(self) -> None:
        assert page(
            (0, "\tDirector"), (1, "Decided by\tof the"), (2, "\tCouncil"), (3.5, "Status\tDone")
        ) == ("Decided by\tDirector\n\tof the\n\tCouncil\nStatus\tDone")

    def test_leaves_labels_at_the_top_of_their_values_where_they_are(self) -> None:
        assert page(
            (0, "Decided by\tDirector of"), (1, "\tHousing"), (2, "Status\tDone"), (3, "\tand dusted")
        ) == ("Decided by\tDirector of\n\tHousing\nStatus\tDone\n\tand dusted")

    def test_reads_a_spread_line_of_many_words_as_a_sentence(self) -> None:
        words = [Word(f"word{i}", 50 + 45 * i, 80 + 45 * i, 700, 11) for i in range(9)]
        assert "\t" not in text_of(rows_of(lines_of(words)))
