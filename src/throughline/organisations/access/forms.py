"""What do the forms about coming in and breaking glass ask?"""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm

from throughline.organisations.forms import LENGTH, say
from throughline.organisations.roles import title_of

from .rules import BREAKABLE, GLASS_HOURS


class ComeInForm(SetPasswordForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The first password of somebody who was invited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "new_password1", "Password", "Enter a password.", LENGTH)
        say(self, "new_password2", "Password again", "Enter the password again.")


class ForgottenForm(forms.Form):
    """Which address somebody signs in with."""

    email = forms.EmailField(
        max_length=254,
        label="Email address",
        help_text="The one you sign in with",
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address, such as name@example.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )


class GlassForm(forms.Form):
    """Which role, for how long, and why."""

    role = forms.ChoiceField(
        label="Which role do you need?",
        choices=[(code, title_of(code)) for code in BREAKABLE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role."},
    )
    hours = forms.TypedChoiceField(
        label="For how long?",
        choices=[(hours, "1 hour" if hours == 1 else f"{hours} hours") for hours in GLASS_HOURS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for how long."},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="A sentence. Every other administrator and every auditor can read it",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why in a sentence."},
    )
