import pytest

from throughline.kernel.wording import either, quoted


class TestWhatSomebodyTyped:
    def test_is_quoted_as_it_is(self) -> None:
        assert quoted("O’Brien, Żuławy") == "“O’Brien, Żuławy”"
        assert quoted("x" * 60) == f"“{'x' * 60}”"

    def test_is_cut_when_long(self) -> None:
        assert quoted("x" * 61) == f"“{'x' * 60}…”"

    @pytest.mark.parametrize("character", ["\n", "\r", "\x1b", "\0", "\u202e", "\u2028"])
    def test_cannot_start_a_line_or_steer_a_terminal(self, character: str) -> None:
        assert quoted(f"a{character}b") == "“a b”"


class TestAChoice:
    def test_reads_as_people_say_it(self) -> None:
        assert either(["a"]) == "a"
        assert either(["a", "b"]) == "a or b"
        assert either(("a", "b", "c")) == "a, b or c"
