"""What does somebody fill in about a milestone?"""

from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer

from ..queries.promises import still_open
from .fields import DayField
from .watching import OwnerField, ProgrammeField, ReasonForm, StepForm, WordsField


def _promises() -> list[tuple[str, str]]:
    return [("", "None"), *(_choice(each) for each in still_open())]


def _choice(promise: Any) -> tuple[str, str]:
    return str(promise.pk), str(promise)[:120]


class TitleField(forms.CharField):
    """What is to be reached, in a line."""

    def __init__(self) -> None:
        super().__init__(
            max_length=300,
            label="What is to be reached",
            help_text="As it will be seen: “Key workers start in Bolton.”",
        )


class PromiseField(forms.TypedChoiceField):
    """Which open promise it helps to keep, by id; None when none is chosen."""

    def __init__(self) -> None:
        super().__init__(
            choices=_promises,
            coerce=UUID,
            empty_value=None,
            required=False,
            label="Which promise it helps to keep",
        )


class MilestoneForm(StepForm):
    """A milestone as it is planned."""

    title = TitleField()
    planned_on = DayField(label="By which day")
    owner = OwnerField()
    promise_id = PromiseField()
    programme = ProgrammeField()

    def said(self) -> dict[str, Any]:
        """The milestone as the action takes it."""
        given = dict(self.cleaned_data)
        programme = given.pop("programme")
        return {**given, "programmes": [programme]}


class ChangeMilestoneForm(ReasonForm):
    """The milestone as it should stand, and why."""

    title = TitleField()
    owner = OwnerField()
    promise_id = PromiseField()
    field_order = ("title", "owner", "promise_id", "because")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = (kwargs.get("initial") or {}).get("promise")
        if held and str(held.pk) not in dict(_promises()):  # closed since: it may stay
            offer(self, "promise_id", [*_promises(), _choice(held)])


class ForecastForm(ReasonForm):
    """When it is expected now, and why."""

    forecast_on = DayField(label="On which day is it expected now?")
    field_order = ("forecast_on", "because")


class ReachForm(StepForm):
    """When it was reached."""

    reached_on = DayField(label="On which day was it reached?")
    words = WordsField(label="What shows it", required=False)
