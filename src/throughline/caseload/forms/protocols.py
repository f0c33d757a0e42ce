"""What does somebody fill in who writes a version of a protocol?"""

from typing import Any

from django import forms

from throughline.governance.forms.fields import DayField, Line, Words

from ..actions.protocols import Said


class ProtocolForm(forms.Form):
    """For whom, and what is agreed."""

    service = forms.ChoiceField(label="Between which unit and provider?")
    cohort = Line(
        label="For which cohort?", max_length=120, help_text="Such as adults with a drug or alcohol need."
    )
    eligible = Words(label="Who is eligible?", rows=5)
    risk_shared = Words(label="How is risk shared?", rows=5)
    who_does_what = Words(label="Who does what, and by when?", rows=6)
    eligible_from = DayField(label="From which day?")
    review_on = DayField(label="When is it reviewed?")

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]  # a ChoiceField

    def said(self) -> Said:
        """The version as the action takes it."""
        names = ("eligible", "risk_shared", "who_does_what", "eligible_from", "review_on")
        return Said(**{name: self.cleaned_data[name] for name in names})


class EndForm(forms.Form):
    """From which day the cohort is not referred to any more, and why."""

    on = DayField(label="From which day is nobody referred to it?")
    because = Line(
        label="Why does it end?", max_length=400, help_text="The other side reads this. Name nobody."
    )
