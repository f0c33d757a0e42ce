"""What does somebody fill in about a recipient's checks?"""

from typing import Any

from django import forms
from django.utils import timezone

from throughline.frame.upload import take
from throughline.governance.forms.fields import DayField, Line, PapersField
from throughline.governance.forms.watching import StepForm, WordsField

from ..queries.diligence import FOUND_CHOICES, REGISTER_CHOICES, recipients


class ImportForm(StepForm):
    """A register's file, and the day as of which it speaks."""

    register = forms.ChoiceField(label="Which register", choices=REGISTER_CHOICES, widget=forms.RadioSelect)
    as_of = DayField(label="As of which day", help_text="The day on which the register was written out.")
    file = PapersField(label="The file", help_text="A CSV whose first line names its columns.")

    def said(self) -> dict[str, Any]:
        """The file as the action takes it, for every recipient that may still be paid."""
        given = dict(self.cleaned_data)
        upload = take(given.pop("file"))
        return {**given, "upload": upload, "bodies": recipients()}


class CheckForm(StepForm):
    """What somebody saw in a register themselves."""

    register = forms.ChoiceField(label="Which register", choices=REGISTER_CHOICES, widget=forms.RadioSelect)
    found = forms.ChoiceField(label="What it shows", choices=FOUND_CHOICES, widget=forms.RadioSelect)
    number = Line(label="The organisation’s number there", required=False, max_length=30)
    words = WordsField(label="What you looked at", help_text="Where you looked, and what stands there.")
    checked_on = DayField(label="When you looked", initial=timezone.localdate)
