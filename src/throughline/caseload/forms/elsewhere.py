"""What do the pages ask about a provider's own system: a file, whose record counts, a number of monitoring?"""

from datetime import date
from typing import Any

from django import forms

from throughline.governance.forms.fields import DayField


class FileForm(forms.Form):
    """One file, CSV or XLSX."""

    file = forms.FileField(
        label="File",
        help_text="CSV or XLSX",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )


class ModeForm(forms.Form):
    """Whose record counts, and from which day."""

    provider = forms.ChoiceField(label="Which provider?", widget=forms.RadioSelect())
    mode = forms.ChoiceField(
        label="Whose case record is the record?",
        choices=[
            ("elsewhere", "Its own system’s: what happens comes in as a file, and nobody types it twice"),
            ("here", "This one: the key workers record here"),
        ],
        widget=forms.RadioSelect(),
    )
    since = DayField(label="From which day?")

    def __init__(self, data: Any, today: date, providers: list[tuple[str, str]]) -> None:
        only = providers[0][0] if len(providers) == 1 else ""
        super().__init__(data, initial={"since": today, "provider": only})
        self.fields["provider"].choices = providers  # type: ignore[attr-defined]  # a choice field has choices


class EpisodeForm(forms.Form):
    """A person's numbers in treatment monitoring."""

    client_id = forms.CharField(label="CLIENTID", max_length=60)
    episode_id = forms.CharField(label="EPISODID", max_length=60, required=False)
