"""What is said of an intervention's session, a treatment, harm reduction and help elsewhere?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer
from throughline.governance.forms.fields import DayField, Line, Words, whole

from ..actions.helping import HARM, OTHER_NEEDS, OUTCOMES
from ..actions.treatment import ENDINGS, Confirmed
from ..care.courses import NOT_TAKEN

REASONS = {"refuse": NOT_TAKEN, "not-start": NOT_TAKEN, "end": ENDINGS}


class SessionForm(forms.Form):
    """Which session was given, and when."""

    what = forms.ChoiceField(label="Which session?")
    on = DayField(label="When was it given?")

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "what", choices, none="Choose one")

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        intervention, _, session = self.cleaned_data["what"].partition(":")
        return {
            "intervention_id": UUID(intervention),
            "session": int(session),
            "given_on": self.cleaned_data["on"],
        }


class ReferTreatmentForm(forms.Form):
    """Where to, and when."""

    service = Line(label="To which treatment service?")
    on = DayField(label="When was it sent?")


class TreatmentForm(forms.Form):
    """What the treatment service confirmed."""

    on = DayField(label="On which day?")
    reason = forms.ChoiceField(label="Why?", widget=forms.RadioSelect)
    client_id = Line(
        label="CLIENTID of treatment monitoring",
        required=False,
        max_length=40,
        help_text="Kept once, so that nobody has to guess later whose treatment this is.",
    )
    episode_id = Line(label="EPISODID", required=False, max_length=40)

    def __init__(self, *args: Any, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step in REASONS:
            offer(self, "reason", REASONS[step].items())
        else:
            del self.fields["reason"]
        if step != "start":
            del self.fields["client_id"], self.fields["episode_id"]

    def confirmed(self) -> Confirmed:
        """As the action takes it."""
        return Confirmed(**self.cleaned_data)


class HarmForm(forms.Form):
    """What happened, and when."""

    kind = forms.ChoiceField(label="What happened?", choices=list(HARM.items()), widget=forms.RadioSelect)
    on = DayField(label="On which day?")


class OnwardForm(forms.Form):
    """For which need, where to, when."""

    need = forms.ChoiceField(
        label="For which need?", choices=list(OTHER_NEEDS.items()), widget=forms.RadioSelect
    )
    service = Line(label="To which service?")
    on = DayField(label="When were they sent there?")


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="What came of it?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    on = DayField(label="Since when is that known?")


class InterventionForm(forms.Form):
    """A version of an intervention."""

    title = Line(label="What is it called?", max_length=160)
    kind = forms.ChoiceField(
        label="Brief or extended?",
        choices=[("brief", "Brief"), ("extended", "Extended")],
        widget=forms.RadioSelect,
    )
    sessions = whole("How many sessions make it complete?", 24)
    content = Words(label="What is done in it?", rows=8)
