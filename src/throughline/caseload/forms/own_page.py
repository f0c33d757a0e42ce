"""What do the pages for the people themselves ask: a code, and how it was?"""

from django import forms

from ..actions.voices import MOST, SCORES


class CodeForm(forms.Form):
    """The code of the person's own page."""

    code = forms.CharField(
        label="Your code",
        max_length=40,
        help_text="Twelve letters and figures, such as BCDF-2345-GHJK. A code works once.",
        error_messages={"required": "Enter the code that your key worker gave you."},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class VoiceForm(forms.Form):
    """How it was, and anything more."""

    score = forms.TypedChoiceField(
        label="How is the service for you?",
        choices=list(SCORES.items()),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(),
    )
    text = forms.CharField(
        label="What should we know?",
        help_text="Do not write your name or anybody else’s.",
        max_length=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
