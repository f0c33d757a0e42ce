"""What does somebody fill in to delegate a post?"""

from datetime import date
from typing import Any

from django import forms


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
        help_text="Shown beside each signature that is given under it, for example “Annual leave”, “Long illness”.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["first"].initial = today
