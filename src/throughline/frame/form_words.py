"""How does a form say in plain words what does not fit, where the form itself has no better ones?"""

from django import forms
from django.core import validators

_CHOOSE = "Choose one of those that are offered."
_AT_MOST = "Write at most %(limit_value)s characters; here are %(show_value)s."
_NUMBER = "Write a whole number."


def speak_plainly() -> None:
    """What Django says of any field is said in our words, and what was typed is not said again at length."""
    for field, code, words in (
        (forms.ChoiceField, "invalid_choice", _CHOOSE),
        (forms.MultipleChoiceField, "invalid_choice", _CHOOSE),
        (forms.MultipleChoiceField, "invalid_list", _CHOOSE),
        (forms.UUIDField, "invalid", _CHOOSE),
        (forms.IntegerField, "invalid", _NUMBER),
        (forms.DecimalField, "invalid", "Write a number."),
        (forms.EmailField, "invalid", "Write an email address such as name@example.org."),
    ):
        field.default_error_messages = {**field.default_error_messages, code: words}
    validators.MaxLengthValidator.message = _AT_MOST
    validators.MinValueValidator.message = "Write %(limit_value)s or more."
    validators.MaxValueValidator.message = "Write %(limit_value)s or less."
    validators.ProhibitNullCharactersValidator.message = "It holds a character that no text may hold."
    validators.validate_integer.message = _NUMBER  # type: ignore[attr-defined]  # an instance, typed as a function
