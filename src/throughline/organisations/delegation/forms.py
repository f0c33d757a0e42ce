"""What does somebody fill in to delegate a post, or to hand it over?"""

from datetime import date
from typing import Any

from django import forms

from throughline.frame.choices import offer


class DelegationForm(forms.Form):
    """Who covers, from which day to which, and why."""

    person = forms.ChoiceField(label="Who covers", choices=[])
    first = forms.DateField(
        label="First day",
        widget=forms.SelectDateWidget(),
        error_messages={"invalid": "Enter the first day as day, month and year."},
    )
    last = forms.DateField(
        label="Last day",
        widget=forms.SelectDateWidget(),
        error_messages={"invalid": "Enter the last day as day, month and year."},
    )
    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="Everybody who signs in reads it, for example “Annual leave until 3 June”; say nothing of health.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people, none="Choose a person")
        self.fields["first"].initial = today


NOBODY = "nobody"


class HandOverForm(forms.Form):
    """Who holds the post from now on, and from which day."""

    person = forms.ChoiceField(
        label="Who holds it now",
        choices=[],
        error_messages={"required": "Choose a person, or nobody."},
    )
    first = forms.DateField(
        label="From which day",
        help_text="Today or earlier. Whoever held it until then holds it no more.",
        widget=forms.SelectDateWidget(),
        error_messages={"invalid": "Enter the day as day, month and year."},
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vacant = (NOBODY, "Nobody yet: the post is vacant")
        offer(self, "person", [*people, vacant], none="Choose a person")
        self.fields["first"].initial = today
