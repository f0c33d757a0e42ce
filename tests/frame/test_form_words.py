"""Does a form that nobody gave better words say plainly what does not fit?"""

import pytest
from django import forms

TALL = "9" * 70_000


class Asked(forms.Form):
    which = forms.ChoiceField(choices=[("a", "A")])
    several = forms.MultipleChoiceField(choices=[("a", "A")], required=False)
    whole = forms.IntegerField(required=False, min_value=1, max_value=9)
    row = forms.UUIDField(required=False)
    line = forms.CharField(required=False, max_length=5)


class TestAForm:
    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"which": TALL}, "Choose one of those that are offered."),
            ({"which": "a", "several": [TALL]}, "Choose one of those that are offered."),
            ({"which": "a", "row": "<b>"}, "Choose one of those that are offered."),
            ({"which": "a", "whole": "two"}, "Write a whole number."),
            ({"which": "a", "whole": "0"}, "Write 1 or more."),
            ({"which": "a", "whole": "10"}, "Write 9 or less."),
            ({"which": "a", "line": "longer"}, "Write at most 5 characters; here are 6."),
            ({"which": "a", "line": "a\0b"}, "It holds a character that no text may hold."),
        ],
        ids=lambda each: str(each)[:20],
    )
    def test_says_so_in_a_sentence_that_does_not_repeat_what_was_typed(
        self, typed: dict[str, str], said: str
    ) -> None:
        form = Asked(typed)
        assert [each for errors in form.errors.values() for each in errors] == [said]
