"""What do the pages ask about a provider's own system: a file, whose record counts, a number of monitoring?"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from throughline.governance.forms.fields import DayField

from ..models import Referral

_CLIENT = re.compile(r"client_([0-9a-f]{32})", re.ASCII)


class FileForm(forms.Form):
    """One file, CSV or XLSX."""

    file = forms.FileField(
        label="File",
        help_text="CSV or XLSX",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )


class ExtractsForm(forms.Form):
    """One extract or both, each of its own set."""

    adult = forms.FileField(
        label="Adult set",
        help_text="CSV or XLSX",
        required=False,
        error_messages={"empty": "This file is empty."},
    )
    justice = forms.FileField(
        label="Criminal justice set",
        help_text="CSV or XLSX; leave it empty if you make none",
        required=False,
        error_messages={"empty": "This file is empty."},
    )

    def clean(self) -> dict[str, Any]:
        """One of the two at least."""
        said = super().clean() or {}
        if not self.errors and not (said.get("adult") or said.get("justice")):
            self.add_error("adult", "Choose a file of either set.")
        return said


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


class WhoseForm(forms.Form):
    """The CLIENTID and EPISODID of each of these people; what is left empty stays unsaid."""

    def __init__(self, data: Any, rows: Iterable[Referral]) -> None:
        super().__init__(data)
        for row in rows:
            name = self.name_of(row.id)
            self.fields[name] = forms.CharField(label="CLIENTID", max_length=60, required=False)
            self.fields[f"{name}_episode"] = forms.CharField(label="EPISODID", max_length=60, required=False)

    @staticmethod
    def name_of(referral_id: UUID) -> str:
        """What the field of this row is called."""
        return f"client_{referral_id.hex}"

    @staticmethod
    def asked_about(posted: Iterable[str]) -> list[UUID]:
        """Whose rows were sent, whoever they are."""
        found = (_CLIENT.fullmatch(name) for name in posted)
        return [UUID(each[1]) for each in found if each]

    def said_of(self, referral_id: UUID) -> tuple[str, str]:
        """The two numbers of a row, empty where nobody said them."""
        name = self.name_of(referral_id)
        return self.cleaned_data[name], self.cleaned_data[f"{name}_episode"]

    def clean(self) -> dict[str, Any]:
        """An EPISODID stands beside a CLIENTID; one CLIENTID is not said of two people."""
        said = super().clean() or {}
        seen: set[str] = set()
        for name in [each for each in said if not each.endswith("_episode")]:
            client = said[name].strip().upper()
            if said.get(f"{name}_episode") and not client:
                self.add_error(name, "Write the CLIENTID beside this EPISODID.")
            if client and client in seen:
                self.add_error(name, "This CLIENTID stands beside two people. Check it in your own system.")
            seen.add(client)
        return said
