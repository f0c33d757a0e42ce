"""What do the forms about people ask, and what do they say when an answer is missing?"""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.utils import timezone

from throughline.organisations import queries
from throughline.organisations.access import log
from throughline.organisations.roles import ROLES

LENGTH = (
    "At least 12 characters. Three words that do not belong together are easy to remember and hard to guess."
)
_CODE = "Six digits from your app"


def say(form: forms.BaseForm, name: str, label: str, missing: str, hint: str = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing


class SignInForm(account.LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "login", "Email address", "Enter your email address.")
        say(self, "password", "Password", "Enter your password.")
        self.fields["login"].error_messages["invalid"] = "Enter an email address, such as name@example.org."
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}


class ConfirmPasswordForm(account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password", "Password", "Enter your password.")


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "oldpassword", "Present password", "Enter your present password.")
        say(self, "password1", "New password", "Enter a new password.", LENGTH)
        say(self, "password2", "New password again", "Enter the new password again.")


class ChoosePasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password1", "Password", "Enter a password.", LENGTH)
        say(self, "password2", "Password again", "Enter the password again.")


def _ask_for_code(form: forms.BaseForm, hint: str) -> None:
    say(form, "code", "Code", "Enter the code.", hint)
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class CodeForm(second_step.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, f"{_CODE}, or one of your recovery codes")

    def clean_code(self) -> Any:
        """The code's authenticator; a wrong code is written down, because the password before it was right."""
        try:
            return super().clean_code()
        except forms.ValidationError:
            log.note("failed", at=timezone.now(), person=self.user, request=context.request, how="code")
            raise


class ConfirmCodeForm(second_step.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, f"{_CODE}, or one of your recovery codes")


class AddAppForm(totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, _CODE)


class AddPasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.initial["passwordless"] = True
        say(
            self,
            "name",
            "Name",
            "Give it a name.",
            "For example “Work phone”, so that you can tell them apart",
        )


class PersonForm(forms.Form):
    """A person to add, with a first role."""

    name = forms.CharField(
        max_length=200,
        help_text="As the person writes it; one word is a name too",
        error_messages={"required": "Enter the person's name."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        max_length=254,
        label="Email address",
        help_text="The person signs in with it",
        error_messages={
            "required": "Enter the person's email address.",
            "invalid": "Enter an email address, such as name@example.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    body: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None,
        label="Organisation",
        empty_label="Choose",
        error_messages={"required": "Choose the organisation the person works for."},
    )
    role = forms.ChoiceField(
        choices=[("", "Choose"), *((role.code, role.title) for role in ROLES)],
        error_messages={"required": "Choose what the person comes here to do."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = queries.bodies()  # type: ignore[attr-defined]  # it is one


class CorrectionForm(PersonForm):
    """What is said of somebody who is here already."""

    role = None  # type: ignore[assignment]  # Django's way to leave a field out
