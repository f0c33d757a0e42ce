"""What does a person type to correct a value, to add one, to send a notice and to record a decision?"""

import re
from datetime import date, datetime
from typing import Any

from django import forms

from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.organisations.places import known_places

from ..record import FUNCTIONS, Field, Part

_DAY_FORMATS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y")
_LONGEST = {"line": 1000, "text": 8000}


class DayField(forms.Field):
    """A date as people write it; the value is ISO text, as in the record."""

    widget = forms.TextInput(attrs={"inputmode": "text"})

    def to_python(self, value: Any) -> str | None:
        written = " ".join(str(value or "").split())
        written = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", written, flags=re.IGNORECASE)
        if not written:
            return None
        for pattern in _DAY_FORMATS:
            try:
                day = datetime.strptime(written, pattern).date()  # noqa: DTZ007 - a business date has no zone
            except ValueError:
                continue
            if 1990 <= day.year <= 2100:
                return day.isoformat()
        raise forms.ValidationError("Write the date as day, month and year, such as 28/05/2024.")


class PoundsField(forms.CharField):
    """An amount in pounds; the value is whole pence."""

    widget = forms.TextInput(attrs={"data-kind": "pounds"})

    def to_python(self, value: Any) -> Any:
        if not (written := super().to_python(value)):
            return None
        try:
            return Money.from_pounds(written).pence
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class YearField(forms.CharField):
    """A financial year; the value is written 2021/22."""

    def to_python(self, value: Any) -> Any:
        if not (written := super().to_python(value)):
            return None
        try:
            return str(FinancialYear.parse(written))
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class YesNoField(forms.ChoiceField):
    """Yes or no; the value is a boolean."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect, **kwargs)

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return chosen == "yes" if chosen else None


class ValueForm(forms.Form):
    """One value of the record's table, in its parts, and the words of the notice that say so."""

    def __init__(self, field: Field, *args: Any, needs_words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.described = field
        for i, part in enumerate(p for p in field.parts if p.kind != "place"):
            is_amount = field.name == "breakdown" and part.name == "pence"
            self.fields[part.name or "value"] = value_input(part, required=i == 0 or is_amount)
        self.fields["words"] = forms.CharField(
            label="The words of the notice that say so",
            help_text="Copy them from the text; they are looked for there.",
            required=needs_words,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": "Copy the words of the notice that say so."},
        )

    @property
    def value(self) -> Any:
        """The value as the record keeps it."""
        if self.described.is_plain:
            return self.cleaned_data["value"]
        made = {
            part.name: self.cleaned_data[part.name] for part in self.described.parts if part.kind != "place"
        }
        made = {name: None if value == "" else value for name, value in made.items()}
        if self.described.name == "breakdown":
            codes = {name.casefold(): code for name, code in known_places()}
            made["gss_code"] = codes.get(str(made["place"]).casefold())
        return made

    @property
    def words(self) -> str:
        return str(self.cleaned_data["words"])


def as_typed(field: Field, value: Any) -> dict[str, Any]:
    """A value of the record as a person would type it, to start a correction from."""
    if value is None:
        return {}
    return {
        part.name or "value": _typed(part, value if field.is_plain else value.get(part.name))
        for part in field.parts
    }


class NoticeUploadForm(forms.Form):
    """The file of a notice."""

    file = forms.FileField(
        label="The notice",
        help_text="Text, web page (HTML), PDF or Word (.docx), at most 20 MB. One file may hold several decisions.",
        allow_empty_file=True,
        error_messages={"required": "Choose a file."},
    )


class RecordForm(forms.Form):
    """What only a person can say when a decision is recorded."""

    purpose = forms.CharField(
        label="In plain words, what is it for?",
        help_text="A resident reads it after the amount: “£250,000 for …”. In your own words, not the notice's.",
        max_length=200,
        required=False,
    )
    again_because = forms.CharField(
        label="Why is it recorded once more?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_same: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_same:
            del self.fields["again_because"]


def value_input(part: Part, *, required: bool) -> forms.Field:
    """The field in which one part of a value is typed."""
    words: dict[str, Any] = {
        "label": part.label,
        "required": required,
        "error_messages": {"required": f"Fill in “{part.label}”, or say that it is not in the notice."},
    }
    match part.kind:
        case "date":
            return DayField(**words, help_text="For example, 28/05/2024")
        case "money":
            return PoundsField(**words)
        case "year":
            return YearField(**words, help_text="For example, 2021/22")
        case "yes-no":
            return YesNoField(**words)
        case "function":
            return forms.ChoiceField(**words, choices=list(FUNCTIONS.items()), widget=forms.RadioSelect)
        case "number":
            return forms.FloatField(**words, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
        case "text":
            return forms.CharField(
                **words, max_length=_LONGEST["text"], widget=forms.Textarea(attrs={"rows": 3})
            )
        case _:
            return forms.CharField(**words, max_length=_LONGEST["line"])


def _typed(part: Part, value: Any) -> Any:
    if value is None:
        return None
    match part.kind:
        case "date":
            return date.fromisoformat(value).strftime("%d/%m/%Y")
        case "money":
            return str(Money(value)).replace("£", "")
        case "yes-no":
            return "yes" if value else "no"
        case _:
            return value
