"""What is filled in about a finding, a visit, a reading of risk and money that was not spent?"""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.validators import MinValueValidator

from throughline.frame.choices import offer
from throughline.frame.upload import take
from throughline.funding.forms.planning import PoundsField
from throughline.governance.forms.fields import DayField, Line, PapersField, Words, whole
from throughline.governance.forms.watching import StepForm

from ..actions.findings import OWNERS
from ..actions.risk import Confirmed
from ..models.watching import OUTCOMES, READINGS


class FindingForm(StepForm):
    """What was found, and what must be done."""

    words = Words(label="What was found?", rows=4)
    to_do = Words(label="What must be done?", rows=3)
    owner_role = forms.ChoiceField(
        label="Who puts it right?", choices=list(OWNERS.items()), widget=forms.RadioSelect
    )
    due_on = DayField(label="By when")
    about = forms.ChoiceField(label="Which return does it rest on?", required=False)
    visit = forms.ChoiceField(label="Which visit does it rest on?", required=False)
    returns: ClassVar[Sequence[tuple[str, str]]] = ()
    visits: ClassVar[Sequence[tuple[str, str]]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "about", self.returns, none="None")
        offer(self, "visit", self.visits, none="None")

    def said(self) -> dict[str, Any]:
        """The finding as the action takes it."""
        given = dict(self.cleaned_data)
        about, visit = given.pop("about"), given.pop("visit")
        return {
            **given,
            "about_id": UUID(about) if about else None,
            "visit_id": UUID(visit) if visit else None,
        }


def finding_form(returns: Sequence[tuple[str, str]], visits: Sequence[tuple[str, str]]) -> type[FindingForm]:
    """The form for a finding that may rest on one of these."""
    return type("FindingOf", (FindingForm,), {"returns": tuple(returns), "visits": tuple(visits)})


class AnswerForm(StepForm):
    """What was done, and what shows it."""

    words = Words(label="What was done?", rows=4)
    upload = PapersField(label="A file that shows it", required=False)

    def said(self) -> dict[str, Any]:
        """The answer as the action takes it."""
        given = self.cleaned_data
        return {"words": given["words"], "upload": take(given["upload"]) if given["upload"] else None}


class VerifyForm(StepForm):
    """Somebody else has seen it."""

    words = Words(label="How you have seen that it is done", required=False, rows=3)


class WhyForm(StepForm):
    """Why."""

    words = Words(label="Why", rows=3)


class ReadingForm(StepForm):
    """The risk as a person confirms it."""

    off_course = whole(
        "How many measures are off course?",
        99,
        required=False,
        help_text="Leave it empty if nobody has looked at them.",
    )
    confirmed_as = forms.ChoiceField(
        label="How do you read the risk?", choices=list(READINGS.items()), widget=forms.RadioSelect
    )
    because = Words(label="Why, if other than the signs say", required=False, rows=3)

    def said(self) -> dict[str, Any]:
        """The reading as the action takes it."""
        return {"confirmed": Confirmed(**self.cleaned_data)}


class ThresholdForm(StepForm):
    """From which value a sign is medium, and from which high."""

    sign = forms.ChoiceField(
        label="Which sign?",
        choices=[
            ("days_late", "Days late"),
            ("variance", "Variance, percent"),
            ("measures", "Measures off course"),
        ],
        widget=forms.RadioSelect,
    )
    used_from = DayField(label="Used from")
    medium_from = forms.IntegerField(label="Medium from", validators=[MinValueValidator(1)])
    high_from = forms.IntegerField(label="High from", validators=[MinValueValidator(1)])
    source = Line(label="On what these values rest", max_length=300)


class VisitForm(StepForm):
    """A visit to come."""

    planned_on = DayField(label="On which day")
    site = Line(label="Where")
    purpose = Line(label="What it is to look at", max_length=300)


class MadeVisitForm(StepForm):
    """A visit that was made."""

    made_on = DayField(label="When was it made?")
    words = Words(label="What was seen", rows=6)


class YearEndForm(StepForm):
    """What becomes of money that was not spent."""

    outcome = forms.ChoiceField(
        label="What should become of it?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    amount = PoundsField(label="How much")
    reason = Words(label="Why", rows=4)


class DecideForm(StepForm):
    """It is decided as proposed."""

    words = Words(label="Anything to add", required=False, rows=3)
