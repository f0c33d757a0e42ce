"""What does a key worker say about a person outside an assessment: a note, a pathway?"""

import uuid
from datetime import date
from typing import Any

from django import forms

from throughline.governance.forms.fields import DayField

from .. import codes


class NoteForm(forms.Form):
    """A note; `note_id` lets a form that is sent twice write once."""

    note_id = forms.UUIDField(widget=forms.HiddenInput(), required=False)
    text = forms.CharField(label="Note", max_length=8000, widget=forms.Textarea(attrs={"rows": 5}))
    for_whom = forms.ChoiceField(
        label="Who may read it?",
        choices=[("provider", "The service only"), ("both", "The service and probation")],
        widget=forms.RadioSelect(),
        initial="provider",
    )

    def __init__(self, data: Any, *, is_correction: bool = False) -> None:
        super().__init__(data, initial={"note_id": uuid.uuid4()})
        if is_correction:
            del self.fields["for_whom"]
            self.fields["text"].label = "What is right"


class PathwayForm(forms.Form):
    """What is done for the person, and from which day."""

    kind = forms.ChoiceField(label="Which pathway?", widget=forms.RadioSelect())
    runs_from = DayField(label="From which day?")

    def __init__(self, data: Any, today: date, running: set[str]) -> None:
        super().__init__(data, initial={"runs_from": today})
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field has choices
            (code, words) for code, words in codes.PATHWAYS.items() if code not in running
        ]
