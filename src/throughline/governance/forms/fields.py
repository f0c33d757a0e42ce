"""How are days, people, programmes and times asked for in this room?"""

import re
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from throughline.frame.attachments import ACCEPTED_IN_WORDS
from throughline.frame.day_boxes import DayBoxes as DayBoxes
from throughline.frame.day_boxes import DayField as DayField
from throughline.organisations import queries as organisations


class TimeField(forms.TimeField):
    """A time of day as people write it: 2pm, 14:30, 9.15am."""

    def to_python(self, value: Any) -> Any:
        written = re.sub(r"\s", "", str(value or "")).lower().replace(".", ":")
        if match := re.fullmatch(r"(\d{1,2})(am|pm)", written):
            written = f"{match[1]}:00{match[2]}"
        return super().to_python(written)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%I:%M%p"],
            widget=forms.TextInput(),
            error_messages={"invalid": "Write the time such as 2pm or 14:30."},
            **kwargs,
        )


class PapersField(forms.FileField):
    """A file to attach; which kinds are accepted is the rule of `frame.attachments`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", ACCEPTED_IN_WORDS)
        kwargs.setdefault("error_messages", {}).setdefault("required", "Choose a file.")
        super().__init__(allow_empty_file=True, **kwargs)


class Words(forms.CharField):
    """Some sentences."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=10_000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class Line(forms.CharField):
    """A line of text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)


def programmes_field(**kwargs: Any) -> forms.MultipleChoiceField:
    """The programmes that something is about, by code."""
    return forms.MultipleChoiceField(
        label="Which programmes is it about?",
        choices=lambda: [(each.code, each.name) for each in organisations.programmes()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        **kwargs,
    )


def person_field(**kwargs: Any) -> forms.ChoiceField:
    """Somebody who signs in here, by id; empty when nobody is chosen."""
    return forms.ChoiceField(
        choices=lambda: [
            ("", "Nobody who signs in here"),
            *((str(each.id), each.name) for each in organisations.people_who_sign_in()),
        ],
        required=False,
        **kwargs,
    )


def body_field(**kwargs: Any) -> forms.ChoiceField:
    """An organisation, by id; empty when none is chosen."""
    return forms.ChoiceField(
        choices=lambda: [
            ("", "No organisation"),
            *((str(each.id), each.name) for each in organisations.bodies().order_by("name", "id")),
        ],
        required=False,
        **kwargs,
    )


def whole(label: str, most: int, **kwargs: Any) -> forms.IntegerField:
    """A whole number from 0 to `most`."""
    return forms.IntegerField(
        label=label,
        validators=[MinValueValidator(0), MaxValueValidator(most)],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Write a whole number."},
        **kwargs,
    )
