"""How are days, people, programmes and times asked for in this room?"""

import re
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.dates import MONTHS

from throughline.frame.attachments import ACCEPTED_IN_WORDS
from throughline.organisations import queries as organisations

EARLIEST, LATEST = 1990, 2100
_DAY = "Write the day as three numbers, such as 28 5 2024."


class DayBoxes(forms.SelectDateWidget):
    """Three boxes: day, month, year. What was typed stays, also when it is no date."""

    def format_value(self, value: Any) -> dict[str, Any]:
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            return {"year": year, "month": month, "day": day}
        return {key: part or "" for key, part in super().format_value(value).items()}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        parts = [str(data.get(f"{name}_{part}", "")).strip() for part in ("year", "month", "day")]
        return "-".join(parts) if any(parts) else None


class DayField(forms.DateField):
    """A business date."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault("invalid", _DAY)
        super().__init__(widget=DayBoxes(), input_formats=["%Y-%m-%d"], **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            names = {str(name)[:3].lower(): str(number) for number, name in MONTHS.items()}
            value = f"{year}-{names.get(month[:3].lower(), month)}-{day}"
        found = super().to_python(value)
        if found is not None and not EARLIEST <= found.year <= LATEST:
            raise forms.ValidationError(f"The year lies between {EARLIEST} and {LATEST}.")
        return found


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
