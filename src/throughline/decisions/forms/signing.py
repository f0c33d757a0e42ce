"""What does somebody say who does not just sign, sends a draft back, or declares an interest?"""

from typing import Any

from django import forms

from ..drafting.terms import HARMLESS

WAYS = {
    "return_with_reasons": "Return it: it must change before anybody signs",
    "approve_as_amended": "Approve it with an amendment in words",
    "refuse": "Refuse it: decide against it",
    "defer": "Put it off",
}
LONGEST = 4000


class OtherwiseForm(forms.Form):
    """Anything but signing: which way, and in which words; without `is_last` there is only one way."""

    step = forms.ChoiceField(
        label="What do you want to do?",
        choices=list(WAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you want to do."},
    )
    words = forms.CharField(
        label="Your words",
        max_length=LONGEST,
        help_text="What must change, what you approve instead, or why not. The drafters read this.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say it in a few words: the drafters have nothing else to go by."},
    )

    def __init__(self, *args: Any, is_last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_last:
            self.fields["step"].widget = forms.HiddenInput()
            self.fields["step"].initial = "return_with_reasons"
            self.fields["words"].label = "What must change?"


class WordsForm(forms.Form):
    """Reasons for sending a draft back."""

    words = forms.CharField(
        label="Why?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what must change: the drafters have nothing else to go by."},
    )

    def __init__(self, *args: Any, needs_words: bool = True, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = needs_words
        self.fields["words"].help_text = hint


class ConflictForm(forms.Form):
    """An interest, and whether it keeps somebody from signing."""

    text = forms.CharField(
        label="What is your interest?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example “My partner works for one of the recipients.” It goes on record with the draft.",
        error_messages={"required": "Say in a few words what the interest is."},
    )
    stands_aside = forms.ChoiceField(
        label="Do you stand aside?",
        choices=[
            ("yes", "Yes: somebody else signs for the post"),
            ("no", "No: I declare it, and it does not keep me from signing"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you stand aside."},
    )


class CorrectionForm(forms.Form):
    """What may be corrected while people sign: it decides nothing. Authority: R4."""

    field = forms.ChoiceField(
        label="What is wrong?",
        choices=[(name, name.replace("_", " ").capitalize()) for name in HARMLESS],
        widget=forms.RadioSelect,
    )
    value = forms.CharField(label="What it should say", max_length=200)
