"""What do the pages ask about how long a record is kept, what a person agreed to, and what is to be put right?"""

from datetime import date
from typing import Any

from django import forms

from throughline.governance.forms.fields import DayField

from ..lookup import as_crn
from ..models import CONSENT_ANSWERS, CONSENTS, HOLDS
from ..rectifying import FIELDS, STATEMENT
from .referring import BirthField


class RetentionForm(forms.Form):
    """For how many years, and from which day."""

    years = forms.IntegerField(
        label="For how many years is a record kept?",
        min_value=1,
        max_value=20,
        help_text="After the day on which the last referral ended, with whichever provider",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Say for how many years.",
            "invalid": "Write a whole number of years, such as 7.",
            "min_value": "A retention is from 1 to 20 years.",
            "max_value": "A retention is from 1 to 20 years.",
        },
    )
    since = DayField(label="From which day?")

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, initial={"since": today})


class HoldForm(forms.Form):
    """Why nothing of a record may be deleted."""

    because = forms.ChoiceField(
        label="Why must it be held?",
        choices=HOLDS,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose why the record is held."},
    )


class DeleteForm(forms.Form):
    """The reference, typed, so that nobody deletes by a slip."""

    reference = forms.CharField(
        label="Type the reference of the record",
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type the reference."},
    )

    def __init__(self, data: Any, reference: str) -> None:
        super().__init__(data)
        self.wanted = reference

    def clean_reference(self) -> str:
        """What was typed is this record's."""
        said: str = self.cleaned_data["reference"].strip().upper()
        if said != self.wanted:
            raise forms.ValidationError(f"This page is about {self.wanted}. Type that.")
        return said


class ConsentForm(forms.Form):
    """What the person said to one thing, and when."""

    kind = forms.ChoiceField(
        label="What was asked?",
        choices=CONSENTS,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose what was asked."},
    )
    answer = forms.ChoiceField(
        label="What did the person say?",
        choices=CONSENT_ANSWERS,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose what the person said."},
    )
    said_on = DayField(label="On which day?")

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, initial={"said_on": today})


class WhatForm(forms.Form):
    """What is to be put right."""

    name = forms.ChoiceField(
        label="What is wrong?",
        choices=[*FIELDS.items(), (STATEMENT, "Something else: the person’s own words stand beside it")],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose what is wrong."},
    )


class RectifyForm(forms.Form):
    """One thing about who somebody is: what is right, who said so, or why it stays with their own words beside it."""

    because = forms.CharField(
        label="Who says so, and how do you know?",
        max_length=300,
        help_text="It stays with what the record said before",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say who says so, and how you know."},
    )

    def __init__(self, data: Any, name: str, now: Any) -> None:
        super().__init__(data, initial={"value": now})
        label = FIELDS.get(name, "What does the person say?")
        value: forms.Field
        if name == STATEMENT:
            value = forms.CharField(
                label=label,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": "Write what the person says."},
            )
            self.fields["because"].label = "Why does the record stay as it is?"
        elif name == "date_of_birth":
            value = BirthField(label=label)
        elif name == "sex":
            value = forms.ChoiceField(
                label=label, choices=[("Female", "Female"), ("Male", "Male")], widget=forms.RadioSelect()
            )
        elif name == "email":
            value = forms.EmailField(label=label, required=False, widget=forms.TextInput())
        else:
            value = forms.CharField(label=label, max_length=200, required=name == "given_names")
        self.name = name
        self.fields = {"value": value, **self.fields}

    def clean_value(self) -> Any:
        """A CRN is one."""
        said = self.cleaned_data["value"]
        if self.name == "crn" and said:
            said = as_crn(said)
            if said is None:
                raise forms.ValidationError("A CRN has one letter and six figures, such as X123456.")
        return said
