"""What does a worker say of an appointment between two others? At most five fields, none of them needed to come on."""

from typing import Any

from django import forms

from throughline.governance.forms.fields import Words

from .. import codes
from ..actions.attendance import Came
from ..sealed import Session

TRIED = {
    "phoned": "Phoned, no answer",
    "texted": "Texted",
    "practitioner": "Asked the practitioner",
    "none": "Not tried yet",
}
AGAIN = "Book the same time next week"


class SendOnce(forms.Form):
    """A form that knows itself: sent twice, it counts once."""

    send_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class AttendedForm(SendOnce):
    """The person came."""

    summary = Words(label="What did you do together?", required=False, rows=3)
    response = forms.CharField(label="How did they take it?", required=False, max_length=400)
    next_plan = forms.CharField(label="What is next?", required=False, max_length=400)
    tells_probation = forms.BooleanField(label="Ask the practitioner to look at this today", required=False)
    again = forms.BooleanField(label=AGAIN, required=False)

    def came(self) -> Came:
        """What was said, as the action takes it."""
        given = self.cleaned_data
        words = {name: given[name] for name in ("summary", "response", "next_plan")}
        return Came(
            session=Session(**words),
            late_minutes=given.get("late_minutes"),
            tells_probation=given["tells_probation"],
        )


class HereForm(AttendedForm):
    """The person came, said on the list itself: the rest has its own page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("response", "next_plan", "tells_probation"):
            del self.fields[name]


class LateForm(AttendedForm):
    """The person came late."""

    late_minutes = forms.TypedChoiceField(
        label="How many minutes late?",
        choices=[(str(each), str(each)) for each in (5, 10, 15, 20, 30, 45)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    field_order = ("late_minutes",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["again"]  # five fields are enough on a phone


class MissedForm(SendOnce):
    """The person did not come."""

    attempts = forms.MultipleChoiceField(
        label="How did you try to reach them?",
        choices=list(TRIED.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why_not = forms.CharField(label="Why, if you know?", required=False, max_length=400)
    next_plan = forms.CharField(label="What is next?", required=False, max_length=400)
    tells_probation = forms.BooleanField(label="Ask the practitioner to look at this today", required=False)
    again = forms.BooleanField(label=AGAIN, required=False)

    def came(self) -> Came:
        """What was said, as the action takes it."""
        given = self.cleaned_data
        tried = ", ".join(TRIED[each].lower() for each in given["attempts"])
        session = Session(why_not=given["why_not"], attempts=tried.capitalize(), next_plan=given["next_plan"])
        return Came(session=session, tells_probation=given["tells_probation"])


class FellThroughForm(SendOnce):
    """It did not happen."""

    no_session = forms.ChoiceField(
        label="Why did it not happen?",
        choices=list(codes.NO_SESSION.items()),
        widget=forms.RadioSelect,
        help_text="The responsible officer decides what is acceptable.",
    )
    why_not = forms.CharField(label="In a few words", required=False, max_length=400)
    next_plan = forms.CharField(label="What is next?", required=False, max_length=400)

    def came(self) -> Came:
        """What was said, as the action takes it."""
        given = self.cleaned_data
        session = Session(why_not=given["why_not"], next_plan=given["next_plan"])
        return Came(session=session, no_session=given["no_session"])


class TakeBackForm(forms.Form):
    """Why what was recorded is wrong."""

    because = Words(label="What was recorded in error?", rows=2)


FORMS: dict[str, type[Any]] = {
    "attended": AttendedForm,
    "late": LateForm,
    "missed": MissedForm,
    "fell-through": FellThroughForm,
}
