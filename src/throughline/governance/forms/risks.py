"""What does somebody fill in about a risk?"""

from typing import Any

from django import forms

from ..actions.risks import Feared
from ..models import RESPONSES
from ..watching.rules import IMPACT, LIKELIHOOD
from .fields import DayField
from .watching import OwnerField, ProgrammeField, ReasonForm, StepForm, WordsField


class ScaleField(forms.TypedChoiceField):
    """A number from 1 to 5, each with its word."""

    def __init__(self, words: dict[int, str], **kwargs: Any) -> None:
        choices = [(number, f"{number} {word}") for number, word in words.items()]
        super().__init__(choices=choices, coerce=int, empty_value=None, widget=forms.RadioSelect, **kwargs)


class RiskForm(StepForm):
    """A risk as it is added."""

    title = forms.CharField(
        max_length=300, label="What may go wrong", help_text="In one line, as it would be said in a meeting."
    )
    cause = WordsField(label="Why it may happen", widget=forms.Textarea(attrs={"rows": 2}))
    effect = WordsField(label="What would follow", widget=forms.Textarea(attrs={"rows": 2}))
    inherent_likelihood = ScaleField(LIKELIHOOD, label="How likely, if nothing were done")
    inherent_impact = ScaleField(IMPACT, label="How bad, if nothing were done")
    controls = WordsField(label="What is done against it", required=False, help_text="One a line.")
    residual_likelihood = ScaleField(LIKELIHOOD, label="How likely, with all of this done")
    residual_impact = ScaleField(IMPACT, label="How bad, with all of this done")
    response = forms.ChoiceField(label="The answer to it", choices=list(RESPONSES.items()))
    owner = OwnerField()
    review_on = DayField(label="When to look again")
    programme = ProgrammeField()

    def said(self) -> dict[str, Any]:
        """The risk as the action takes it."""
        given = self.cleaned_data
        return {
            "feared": Feared(
                title=given["title"],
                cause=given["cause"],
                effect=given["effect"],
                inherent=(given["inherent_likelihood"], given["inherent_impact"]),
                residual=(given["residual_likelihood"], given["residual_impact"]),
                review_on=given["review_on"],
                owner=given["owner"],
                response=given["response"],
            ),
            "controls": [line.strip() for line in given["controls"].splitlines() if line.strip()],
            "programmes": [given["programme"]],
        }


class ReviewRiskForm(StepForm):
    """The risk as it looks now."""

    likelihood = ScaleField(LIKELIHOOD, label="How likely is it now?")
    impact = ScaleField(IMPACT, label="How bad would it be now?")
    words = WordsField(label="Why", help_text="What has changed since the last look, or why nothing has.")
    review_on = DayField(label="When to look again")


class ControlForm(StepForm):
    """Something more that is done against it."""

    text = forms.CharField(max_length=500, label="What will be done against it")


class ChangeRiskForm(ReasonForm):
    """Whose it is, what the answer to it is, and how bad it is if nothing were done."""

    owner = OwnerField()
    response = forms.ChoiceField(label="The answer to it", choices=list(RESPONSES.items()))
    inherent_likelihood = ScaleField(LIKELIHOOD, label="How likely, if nothing were done")
    inherent_impact = ScaleField(IMPACT, label="How bad, if nothing were done")
    field_order = ("owner", "response", "inherent_likelihood", "inherent_impact", "because")

    def said(self) -> dict[str, Any]:
        """The change as the action takes it."""
        given = dict(self.cleaned_data)
        return {**given, "inherent": (given.pop("inherent_likelihood"), given.pop("inherent_impact"))}


class HappenedForm(StepForm):
    """What came true, and what is being done."""

    words = WordsField(label="What has happened, and what is being done")
