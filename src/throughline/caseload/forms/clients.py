"""What is asked when a machine is let in to speak for an organisation?"""

from typing import Any

from django import forms

from throughline.governance.forms.fields import Line

from ..actions.clients import SCOPES


class ClientForm(forms.Form):
    """By which name it is known, for which units it speaks, and what it may do."""

    name = Line(
        label="Name", max_length=120, help_text="By which you will know it, such as: Case system, live."
    )
    units = forms.MultipleChoiceField(
        label="Whose people may it see?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one unit."},
    )
    scopes = forms.MultipleChoiceField(
        label="What may it do?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing that it may do."},
    )

    def __init__(self, data: Any, *, units: list[tuple[str, str]], scopes: tuple[str, ...]) -> None:
        super().__init__(data, initial={"units": [code for code, _ in units], "scopes": scopes})
        self.fields["units"].choices = units  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["scopes"].choices = [(each, SCOPES[each]) for each in scopes]  # type: ignore[attr-defined]  # as above
