"""What does somebody fill in about a milestone?"""

from typing import Any
from uuid import UUID

from django import forms

from ..queries.promises import still_open
from .fields import DayField
from .watching import OwnerField, ProgrammeField, ReasonForm, StepForm, WordsField


class MilestoneForm(StepForm):
    """A milestone as it is planned."""

    title = forms.CharField(
        max_length=300,
        label="What is to be reached",
        help_text="As it will be seen: “Key workers start in Bolton.”",
    )
    planned_on = DayField(label="By which day")
    owner = OwnerField()
    promise_id = forms.ChoiceField(label="Which promise it helps to keep", required=False)
    programme = ProgrammeField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["promise_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", "None"),
            *((str(each.pk), str(each)[:120]) for each in still_open()),
        ]

    def said(self) -> dict[str, Any]:
        """The milestone as the action takes it."""
        given = dict(self.cleaned_data)
        promise, programme = given.pop("promise_id"), given.pop("programme")
        return {**given, "promise_id": UUID(promise) if promise else None, "programmes": [programme]}


class ForecastForm(ReasonForm):
    """When it is expected now, and why."""

    forecast_on = DayField(label="On which day is it expected now?")
    field_order = ("forecast_on", "because")


class ReachForm(StepForm):
    """When it was reached."""

    reached_on = DayField(label="On which day was it reached?")
    words = WordsField(label="What shows it", required=False)
