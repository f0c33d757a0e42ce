"""What does somebody fill in about a joint plan?"""

from django import forms

from throughline.governance.forms.fields import DayField, Line, Words


class BeginForm(forms.Form):
    """Until when the plan holds."""

    review_on = DayField(
        label="When do both look at it again?", help_text="A year at most is usual, such as 31 3 2027."
    )


class ActionForm(forms.Form):
    """Who does what by when."""

    what = Words(
        label="What is done?",
        rows=3,
        help_text="One thing that both can see is done or not, such as: decide who pays the vacant post.",
    )
    who = Line(
        label="Who does it?",
        help_text="A post or an organisation, such as: head of the Bolton unit. People leave.",
    )
    by_on = DayField(label="By which day?")

    def clean_what(self) -> str:
        """At most 400 characters: what is longer is two things."""
        what: str = self.cleaned_data["what"]
        if len(what) > 400:
            raise forms.ValidationError(f"Say it in 400 characters; these are {len(what)}.")
        return what
