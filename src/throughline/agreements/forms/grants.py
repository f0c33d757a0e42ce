"""What does somebody fill in about a grant: to whom it goes, why it stops, how a condition is met, its legal route?"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from throughline.frame.choices import offer
from throughline.frame.upload import take
from throughline.funding.forms.planning import PoundsField
from throughline.governance.forms.fields import DayField, PapersField
from throughline.governance.forms.watching import ReasonForm, StepForm, WordsField

from ..diligence import LEGAL_ANSWERS
from ..queries.offering import Part


class OfferForm(forms.Form):
    """Who receives each part of a round."""

    def __init__(
        self, *args: Any, parts: Sequence[Part], bodies: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for each in parts:
            field = forms.ChoiceField(label=f"Who receives the grant of {each.place}", initial=each.suggested)
            self.fields[str(each.place_id)] = field
            offer(self, str(each.place_id), bodies, none="Choose who receives it")

    def recipients(self) -> Mapping[UUID, UUID]:
        """The body for each place."""
        return {UUID(place): UUID(body) for place, body in self.cleaned_data.items()}


class AnswerForm(ReasonForm):
    """How a condition is met, or why it is not; with a file that shows it, if there is one."""

    because = WordsField(
        label="In words", help_text="What you saw and where, or why. It stands on the grant’s page."
    )
    file = PapersField(label="A file that shows it", required=False)

    def said(self) -> dict[str, Any]:
        """The answer as the action takes it."""
        given = dict(self.cleaned_data)
        file = given.pop("file")
        return {**given, "file": take(file) if file else None}


class LegalForm(StepForm):
    """What was answered about a grant's legal route, by whom it was advised, and why."""

    kind = ""
    answer = forms.ChoiceField(label="What was answered", widget=forms.RadioSelect)
    reason = WordsField(
        label="Why",
        help_text="Who advised it, on which facts. Throughline records the route; it does not decide it.",
    )
    pence = PoundsField(
        label="The value that was looked at",
        required=False,
        help_text="The lifetime value, or the subsidy over three years; empty when none was.",
    )
    recorded_on = DayField(label="On which day", initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "answer", LEGAL_ANSWERS[self.kind].items())


class GrantOrContractForm(LegalForm):
    """Whether it is a grant or a contract."""

    kind = "grant_or_contract"


class WaiverForm(LegalForm):
    """Whether a waiver was needed, and given."""

    kind = "waiver"


class SubsidyForm(LegalForm):
    """Whether it is a subsidy."""

    kind = "subsidy"
