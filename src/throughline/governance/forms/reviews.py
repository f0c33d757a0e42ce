"""What does somebody fill in about a review and what it recommends?"""

from typing import Any

from django import forms

from ..models import ANSWERS
from .fields import DayField
from .watching import NumberField, OwnerField, ProgrammeField, ReasonForm, StepForm, WordsField


class ReviewForm(StepForm):
    """A review as it is entered."""

    title = forms.CharField(max_length=300, label="What the review is called")
    reviewer = forms.CharField(max_length=200, label="Who did it", required=False)
    dated_on = DayField(label="Its date", required=False)
    about = WordsField(label="What it looked at", required=False)
    recommendations = WordsField(
        label="What it recommends", required=False, help_text="One a line; each is answered on its own."
    )
    decision_number = NumberField(label="Which decision leans on it", required=False)
    owner = OwnerField()
    programme = ProgrammeField()

    def said(self) -> dict[str, Any]:
        """The review as the action takes it."""
        given = dict(self.cleaned_data)
        lines = [line.strip() for line in given.pop("recommendations").splitlines() if line.strip()]
        number, programme = given.pop("decision_number"), given.pop("programme")
        return {
            **given,
            "recommendations": lines,
            "decisions": [number] if number else [],
            "programmes": [programme],
        }

    def clean_recommendations(self) -> str:
        """Each line fits into a title."""
        text: str = self.cleaned_data["recommendations"]
        if any(len(line) > 300 for line in text.splitlines()):
            raise forms.ValidationError("Say each recommendation in at most 300 characters.")
        return text


class RecommendationForm(StepForm):
    """One recommendation more."""

    text = forms.CharField(max_length=300, label="What it recommends")
    owner = OwnerField()


class AnswerForm(ReasonForm):
    """What is answered to a recommendation, and why."""

    answer = forms.ChoiceField(label="Your answer", choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    decision_number = NumberField(
        label="By which decision it is carried out", required=False, help_text="If there is one already."
    )
    owner = OwnerField()
    field_order = ("answer", "because", "owner", "decision_number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].label = "Who carries it out"
