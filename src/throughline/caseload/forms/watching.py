"""What is asked when support ends, a concern is raised, a release is planned, somebody dies, several services meet?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from throughline.frame.choices import offer
from throughline.governance.forms.fields import DayField, Line, Words

from .. import codes
from ..actions.deaths import RELATED, Death
from ..actions.together import GATEWAYS
from ..care import concerns, leaving
from ..care.release import BRIDGED, NALOXONE

REASONS = [
    *((code, f"Planned: {words[0].lower()}{words[1:]}") for code, words in codes.PLANNED.items()),
    *(
        (code, f"Unplanned: {words[0].lower()}{words[1:]}")
        for code, words in codes.UNPLANNED.items()
        if code != leaving.DIED
    ),
]


class LeaveForm(forms.Form):
    """Why support ends, when, and what was achieved of what was hoped for."""

    reason = forms.ChoiceField(label="Why does the support end?", choices=REASONS, widget=forms.RadioSelect)
    on = DayField(label="Last day of support")

    def __init__(self, *args: Any, hoped_for: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hoped_for = list(hoped_for)
        for outcome in self.hoped_for:
            self.fields[f"outcome_{outcome}"] = forms.ChoiceField(
                label=codes.OUTCOMES[outcome],
                choices=list(codes.ACHIEVED.items()),
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("reason") in codes.PLANNED:
            for outcome in self.hoped_for:
                if not given.get(f"outcome_{outcome}"):
                    self.add_error(
                        f"outcome_{outcome}", f"Say what was achieved: {codes.OUTCOMES[outcome].lower()}."
                    )
        return given

    @property
    def judged(self) -> dict[str, str]:
        """What was achieved of each outcome."""
        return {each: self.cleaned_data.get(f"outcome_{each}", "") for each in self.hoped_for}


class CheckForm(forms.Form):
    """How the person is."""

    answer = forms.ChoiceField(
        label="How is the person?", choices=list(leaving.ANSWERS.items()), widget=forms.RadioSelect
    )
    on = DayField(label="Asked on")


class DeathForm(forms.Form):
    """When somebody died, when that was learned, and who was notified."""

    died_on = DayField(label="Day of death", required=False)
    is_unknown = forms.BooleanField(label="Nobody knows the day yet", required=False)
    learned_on = DayField(label="Day on which you learned of it")
    is_drug_related = forms.ChoiceField(
        label="Did drugs or alcohol have a part in it?",
        choices=list(RELATED.items()),
        widget=forms.RadioSelect,
    )
    notified = Words(
        label="Who was notified?",
        rows=3,
        help_text="By name and post, with the day. Probation is told with this.",
    )

    def clean(self) -> dict[str, Any]:
        """The day, or that nobody knows it: never silence."""
        given = super().clean() or {}
        if "died_on" in given and bool(given["died_on"]) == bool(given.get("is_unknown")):
            self.add_error("died_on", "Say the day of death, or that nobody knows it yet.")
        return given

    def death(self) -> Death:
        """As the action takes it."""
        given = self.cleaned_data
        return Death(given["died_on"], given["learned_on"], given["is_drug_related"], given["notified"])


class ReviewForm(forms.Form):
    """What was learned from a death."""

    learned = Words(label="What was learned, and what changes because of it?", rows=6)


class ConcernForm(forms.Form):
    """What was seen, about whom, and which body has to know."""

    text = Words(
        label="What did you see or hear?",
        rows=4,
        help_text="The service and probation both read this. Name no victim.",
    )
    about = forms.ChoiceField(
        label="Whom is it about?", choices=list(concerns.ABOUT.items()), widget=forms.RadioSelect
    )
    route = forms.ChoiceField(label="Which body has to know?", widget=forms.RadioSelect)
    is_urgent = forms.BooleanField(label="Urgent: probation is told at once", required=False)

    def __init__(self, *args: Any, routes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "route", routes)


class ActForm(forms.Form):
    """What is done."""

    doing = Words(label="What is being done, and who was told?", rows=4)


class ReceiptForm(forms.Form):
    """What the body confirmed."""

    receipt = Line(label="Receipt", help_text="Who confirmed it, when, and their reference.", max_length=400)
    came_of_it = Words(label="What came of it?", rows=3, required=False)


class ReadyForm(forms.Form):
    """What is ready for a release; the two of health are asked of the service only."""

    release_on = DayField(label="Release", required=False)
    release_unknown = forms.ChoiceField(
        label="Or why no day is known",
        choices=[("", "It is known"), *codes.RELEASE_UNKNOWN.items()],
        required=False,
    )
    prison = Line(label="Prison", required=False, max_length=120)
    chased_by = forms.ChoiceField(label="Who chases?", required=False)
    bridged = forms.ChoiceField(label="Prescription", choices=list(BRIDGED.items()), required=False)
    naloxone = forms.ChoiceField(label="Naloxone", choices=list(NALOXONE.items()), required=False)

    def __init__(
        self, *args: Any, chasers: Iterable[tuple[str, str]], sees_health: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "chased_by", chasers, none="Nobody yet")
        if not sees_health:
            del self.fields["bridged"], self.fields["naloxone"]


class MeetingForm(forms.Form):
    """Who came, what was shared on which gateway, what was decided."""

    held_on = DayField(label="Held on")
    attended = Words(label="Who attended, from which service?", rows=2)
    gateway = forms.ChoiceField(
        label="On which gateway was anything shared?",
        choices=list(GATEWAYS.items()),
        widget=forms.RadioSelect,
    )
    shared = Words(label="What was shared?", rows=2, required=False)
    decided = Words(label="What was decided, who does it, by when?", rows=3)


class ReportForm(forms.Form):
    """The period of a review report, test results as supplied, and the service's view."""

    period_from = DayField(label="From")
    period_until = DayField(label="Until")
    tests = forms.CharField(
        label="Test results as supplied to you",
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="As the testing service wrote them, with days. Leave empty when none were supplied.",
    )
    view = forms.CharField(
        label="The service’s view",
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="How the person engages, and whether the treatment fits. The court reads this.",
    )
