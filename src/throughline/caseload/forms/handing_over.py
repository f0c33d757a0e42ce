"""What does somebody fill in who tells prison healthcare, has its receipt, or hears what it did?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from throughline.governance.forms.fields import DayField, Line, Words

from ..actions.together import GATEWAYS
from ..care.handing_over import HOW


class HandOverForm(forms.Form):
    """To which team, what of the least it needs, anything more, and on which gateway."""

    team = Line(
        label="Which healthcare team, of which prison?", help_text="And how: its phone or secure address."
    )
    content = forms.MultipleChoiceField(
        label="What is it told?",
        help_text="The least that it needs. Leave out what you did not tell.",
        widget=forms.CheckboxSelectMultiple,
    )
    more = Words(
        label="What more?",
        required=False,
        rows=2,
        help_text="Last dose, risk to self, what was agreed, who to call.",
    )
    gateway = forms.ChoiceField(
        label="On which gateway?", choices=list(GATEWAYS.items()), widget=forms.RadioSelect, initial="oma"
    )

    def __init__(self, *args: Any, content: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = {label: f"{label}: {value}" for label, value in content}
        self.fields["content"].choices = list(self.told.items())  # type: ignore[attr-defined]  # a choice field
        self.initial["content"] = list(self.told)

    @property
    def lines(self) -> tuple[str, ...]:
        """Each thing that the team was told, as it stood."""
        more = self.cleaned_data["more"].strip()
        return (*(self.told[each] for each in self.cleaned_data["content"]), *((more,) if more else ()))


class ReceivedForm(forms.Form):
    """That the team has it."""

    receipt = Line(label="Receipt", help_text="Who confirmed it, and their reference.", max_length=400)
    received_on = DayField(label="Confirmed on")
    how = forms.ChoiceField(label="How?", choices=list(HOW.items()), widget=forms.RadioSelect)


class CameBackForm(forms.Form):
    """What the team hands back at release."""

    came_back = Words(
        label="What did prison healthcare hand over?",
        rows=3,
        help_text="Last dose and prescription, naloxone given, who to call. The service alone reads this.",
    )
