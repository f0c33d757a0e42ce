"""What does somebody fill in about a promise?"""

from typing import Any

from django import forms

from ..actions.promises import Promised
from ..models import PROMISE_KINDS
from .fields import DayField
from .watching import NumberField, OwnerField, ProgrammeField, ReasonForm, StepForm, WordsField

_DAY = "Leave it empty only when nobody can say; the page then asks for it."


class PromiseForm(StepForm):
    """A promise as somebody makes it."""

    text = WordsField(
        label="What is promised",
        help_text="One thing that can be seen to be done: “The ten agreements are signed.”",
    )
    kind = forms.ChoiceField(label="What kind of thing it is", choices=list(PROMISE_KINDS.items()))
    owner = OwnerField()
    due_on = DayField(label="By when", required=False, help_text=_DAY)
    programme = ProgrammeField()

    def said(self) -> dict[str, Any]:
        """The promise as the action takes it."""
        given = dict(self.cleaned_data)
        programme = given.pop("programme")
        return {"promised": Promised(**given), "programmes": [programme]}


class ChangePromiseForm(ReasonForm):
    """The promise as it should stand, and why."""

    text = WordsField(label="What is promised")
    owner = OwnerField()
    due_on = DayField(label="By when", required=False, help_text=_DAY)
    field_order = ("text", "owner", "due_on", "because")


class NoteForm(StepForm):
    """How it is going."""

    words = WordsField(label="How is it going?")


class KeepForm(StepForm):
    """Whether the evidence is enough."""

    words = WordsField(label="What convinced you", required=False)


class GiveUpForm(ReasonForm):
    """By which decision the promise is given up, and why."""

    decision_number = NumberField(
        label="By which decision",
        help_text="A promise that was made in public is given up in public: the number of the decision that says so.",
    )
    field_order = ("decision_number", "because")
