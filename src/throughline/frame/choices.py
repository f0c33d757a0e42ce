"""How is a form told what there is to choose from today?"""

from collections.abc import Iterable

from django import forms


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[object, str]], *, none: str = "") -> None:
    """The form's field of that name offers these, each a value with its words; `none` first, for no choice at all."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = [*([("", none)] if none else []), *choices]
