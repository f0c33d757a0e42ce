"""What is asked when a unit decides about a referral, gives somebody to a key worker, moves or pauses them?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from throughline.frame.choices import offer
from throughline.governance.forms.fields import DayField, Line, Words, whole

from .. import codes


class RedirectForm(forms.Form):
    """Where it belongs, and how the person gets there."""

    to = forms.ChoiceField(
        label="Where does it belong?", choices=list(codes.REDIRECT.items()), widget=forms.RadioSelect
    )
    where = Words(
        label="Which service, why, and how is it reached?",
        rows=3,
        help_text="Probation reads this, so that the person gets there.",
    )


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.ChoiceField(label="Why?", choices=list(codes.DECLINE.items()), widget=forms.RadioSelect)
    because = Words(
        label="What should probation know?",
        rows=3,
        required=False,
        help_text="Needed when it is another reason.",
    )


class TreatmentForm(forms.Form):
    """Treatment is under way: does the service coordinate with it?"""

    then = forms.ChoiceField(
        label="What does the service do?",
        choices=[
            ("coordinate", "Take the person on and coordinate with that treatment"),
            ("tell", "Only tell probation for now"),
        ],
        widget=forms.RadioSelect,
    )
    because = Words(
        label="Which treatment service, and since when?",
        rows=2,
        required=False,
        help_text="Probation reads this. No clinical detail.",
    )


class AskForm(forms.Form):
    """A question to whoever referred."""

    question = Words(label="What do you need to know?", rows=4)


class WaitForm(forms.Form):
    """What somebody waits for."""

    reason = forms.ChoiceField(
        label="What do they wait for?", choices=list(codes.WAITS.items()), widget=forms.RadioSelect
    )


class WorkerForm(forms.Form):
    """Which key worker."""

    key_worker = forms.ChoiceField(label="Which key worker?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, workers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "key_worker", workers)


class TakeForm(WorkerForm):
    """Which key worker takes care from now on; not asked for somebody who had none."""

    def __init__(self, *args: Any, is_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_asked:
            del self.fields["key_worker"]


class TurnDownForm(forms.Form):
    """Why not."""

    because = Words(label="Why can your unit not take the person?", rows=3)


class TransferForm(forms.Form):
    """To which unit, and why."""

    to = forms.ChoiceField(label="Which unit, and for which locality?")
    because = Words(
        label="Why does the person move?",
        rows=3,
        help_text="The other unit reads this with the whole referral.",
    )

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", units, none="Choose a unit")


class PauseForm(forms.Form):
    """Why support rests, since when, and who asks after the person."""

    reason = forms.ChoiceField(
        label="Why does support rest?", choices=list(codes.PAUSES.items()), widget=forms.RadioSelect
    )
    since = DayField(label="Since which day?")
    prison = Line(
        label="Which prison?",
        required=False,
        max_length=120,
        help_text="After a recall or remand. Write “not known yet” until you know.",
    )
    release_on = DayField(label="Release expected on", required=False)
    release_unknown = forms.ChoiceField(
        label="Or why that is not known",
        choices=[("", "It is known"), *codes.RELEASE_UNKNOWN.items()],
        required=False,
    )


class ResumeForm(forms.Form):
    """Since when the person is back, and what prison healthcare hands over; asked after custody alone."""

    released_on = DayField(
        label="When were they released?", help_text="The 21 days to treatment run from that day."
    )
    handed_back = Words(
        label="What did prison healthcare hand over?",
        required=False,
        rows=3,
        help_text="Last dose and prescription, naloxone given, who to call. The service alone reads this.",
    )

    def __init__(self, *args: Any, was_in_custody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not was_in_custody:
            del self.fields["released_on"], self.fields["handed_back"]


class SkillsForm(forms.Form):
    """What a key worker takes on."""

    most_people = whole("How many people at most?", 200)
    skills = forms.MultipleChoiceField(
        label="What do they take on besides?",
        choices=list(codes.SKILLS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class AwayForm(forms.Form):
    """Who is away, when, and who covers."""

    worker = forms.ChoiceField(label="Who is away?")
    away_from = DayField(label="First day away")
    away_until = DayField(label="Back on")
    covered_by = forms.ChoiceField(
        label="Who covers?", help_text="Their lists show the people of whoever is away, too."
    )

    def __init__(self, *args: Any, workers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(workers)
        for name in ("worker", "covered_by"):
            offer(self, name, offered, none="Choose a key worker")


class BackForm(forms.Form):
    """When somebody is back."""

    on = DayField(label="Back on")
