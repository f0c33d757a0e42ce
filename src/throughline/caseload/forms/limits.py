"""What do the pages ask about who may see somebody, and which papers let real people in?"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms

from throughline.governance.forms.fields import DayField

from ..models import PAPERS, PURPOSES


class LimitForm(forms.Form):
    """Who may see the record, who said so and when."""

    access = forms.ChoiceField(
        label="Who may see this record?",
        choices=[
            ("restricted", "Only the people named below"),
            ("excluding", "Everybody in sight but the people named below"),
            ("open", "Everybody in sight: there is no limit any more"),
        ],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose who may see this record."},
    )
    staff = forms.MultipleChoiceField(
        label="Who is named?",
        widget=forms.CheckboxSelectMultiple(),
        required=False,
        help_text="Of the units that work with this person",
    )
    source = forms.CharField(
        label="Who told you?",
        max_length=120,
        help_text="A post or a system, such as: probation’s duty manager",
        required=False,
    )
    said_on = DayField(label="On which day did they say so?")

    def __init__(self, data: Any, today: date, people: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"said_on": today})
        self.fields["staff"].choices = people  # type: ignore[attr-defined]  # a choice field has choices

    def clean(self) -> dict[str, Any]:
        """A limit names somebody and says where it comes from."""
        said = super().clean() or {}
        if said.get("access") in ("restricted", "excluding"):
            if not said.get("staff"):
                self.add_error("staff", "Choose at least one person.")
            if not said.get("source", "").strip():
                self.add_error("source", "Say who told you.")
        return said


class GlassForm(forms.Form):
    """Which record, and what the emergency is."""

    reference = forms.CharField(
        label="Reference",
        max_length=12,
        help_text="As DR-ABC-DEF, from a message or from who called you",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the reference."},
    )
    because = forms.CharField(
        label="What is the emergency?",
        max_length=500,
        help_text="One sentence. Who answers for the unit reads it and reviews it",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a sentence what the emergency is."},
    )


class ReviewForm(forms.Form):
    """Whether it was right, and what follows."""

    was_right = forms.TypedChoiceField(
        label="Was it right to break the glass?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose yes or no."},
    )
    words = forms.CharField(
        label="What did you find, and what follows?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a sentence what you found."},
    )


class AskForm(forms.Form):
    """Which unit is asked, about whom, and why."""

    unit = forms.TypedChoiceField(
        label="Which unit?", coerce=UUID, error_messages={"required": "Choose a unit."}
    )
    about = forms.CharField(
        label="About whom do you ask?",
        max_length=200,
        help_text="CRN, name, date of birth: what you know",
        error_messages={"required": "Say about whom you ask."},
    )
    because = forms.CharField(
        label="Why do you need to see them?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you need to see them."},
    )

    def __init__(self, data: Any, units: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["unit"].choices = [("", "Choose a unit"), *units]  # type: ignore[attr-defined]  # a choice field has choices


class PaperForm(forms.Form):
    """One paper: what it says, who signed it, until when it is good."""

    purpose = forms.ChoiceField(
        label="For which purpose?", choices=PURPOSES, widget=forms.RadioSelect(), initial="support"
    )
    kind = forms.ChoiceField(
        label="Which paper?",
        choices=PAPERS,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose which paper."},
    )
    says = forms.CharField(
        label="What does it say?",
        max_length=400,
        help_text="Which controller, which article, which agreement",
        error_messages={"required": "Say in a sentence what it says."},
    )
    reference = forms.CharField(label="Its reference", max_length=120, required=False)
    signed_by = forms.CharField(
        label="Who signed it?",
        max_length=200,
        help_text="Name and post",
        error_messages={"required": "Say who signed it."},
    )
    good_from = DayField(label="Good from")
    good_until = DayField(label="Good until", help_text="The first day on which it is not good any more")

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(
            data,
            initial={"good_from": today, "good_until": today + timedelta(days=365), "purpose": "support"},
        )

    def clean(self) -> dict[str, Any]:
        """A paper runs forward."""
        said = super().clean() or {}
        if said.get("good_from") and said.get("good_until") and said["good_until"] <= said["good_from"]:
            self.add_error("good_until", "A paper is good until a day after it is good from.")
        return said
