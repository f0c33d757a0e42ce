"""What does a person fill in to draft a decision?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField

from throughline.frame.attachments import ACCEPTED_IN_WORDS
from throughline.kernel.money import Money

from ..drafting.fields import Column, Field, Section
from ..drafting.sections import MAY_BE_EXEMPT
from ..drafting.terms import GROUNDS
from .readings import DayField, PoundsField, YearField

Choices = Sequence[tuple[str, str]]
_LONGEST = {"line": 300, "text": 20_000}
_BLANK_ROWS, _MORE_ROWS, _MOST_ROWS = 1, 5, 200
_NEWEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a field that has rows: its words and its inputs; `given` says in words which row it is."""

    legend: str
    inputs: tuple[BoundField, ...]
    given: str = ""


class SectionForm(forms.Form):
    """One section as a form; a field with rows becomes inputs such as `parts-0-place`.

    `without` names fields that are read from elsewhere and not asked. `more` names the field that gets further rows.
    `given` are the rows of a field whose first column nobody types: what is kept, and how the page says it.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=_NEWEST)

    def __init__(
        self,
        section: Section,
        data: Mapping[str, Any] | None,
        *,
        values: Mapping[str, Any],
        revision: int,
        offered: Mapping[str, Choices],
        without: frozenset[str] = frozenset(),
        given: Mapping[str, Choices] = MappingProxyType({}),
        more: str = "",
    ) -> None:
        super().__init__(data, initial={"revision": revision})
        self.section, self.given, self.kept = section, given, values
        self.asked = tuple(field for field in section.fields if field.name not in without)
        self.rows: dict[str, int] = {}
        for field in self.asked:
            if field.kind == "rows":
                self._add_rows(field, self._kept_rows(field), more == field.name)
            else:
                self.fields[field.name] = _input(field, offered.get(field.name, ()))
                self.initial[field.name] = _typed(field, values.get(field.name))

    def _kept_rows(self, field: Field) -> list[dict[str, Any]]:
        kept: list[dict[str, Any]] = self.kept.get(field.name) or []
        if field.name not in self.given:
            return kept
        key = field.columns[0].name
        known = {row.get(key): row for row in kept}
        return [{**known.get(value, {}), key: value} for value, _ in self.given[field.name]]

    def _add_rows(self, field: Field, kept: list[dict[str, Any]], has_more: bool) -> None:
        count = len(kept) + (_MORE_ROWS if has_more else _BLANK_ROWS)
        if field.name in self.given:
            count = len(kept)
        elif self.is_bound:
            written = str(self.data.get(f"{field.name}-rows", ""))
            count = int(written) if written.isdecimal() and len(written) < 6 else count
        self.rows[field.name] = min(count, max(_MOST_ROWS, len(kept)))
        for i in range(self.rows[field.name]):
            row = kept[i] if i < len(kept) else {}
            for column in field.columns:
                name = f"{field.name}-{i}-{column.name}"
                self.fields[name] = _input(column, (), in_row=True)
                self.initial[name] = _typed(column, row.get(column.name))

    def rows_of(self, field: Field) -> list[Row]:
        """The rows of a field with their inputs, for the page."""
        given = [words for _, words in self.given.get(field.name, ())]
        return [
            Row(
                given[i] if given else f"{field.one.capitalize()} {i + 1}",
                tuple(self[f"{field.name}-{i}-{column.name}"] for column in field.columns),
                given[i] if given else "",
            )
            for i in range(self.rows[field.name])
        ]

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, as a section keeps it: whole pence, ISO dates, rows without the empty ones."""
        values: dict[str, Any] = {}
        for field in self.asked:
            if field.kind == "rows":
                rows = [
                    {
                        column.name: self.cleaned_data[f"{field.name}-{i}-{column.name}"]
                        for column in field.columns
                    }
                    for i in range(self.rows[field.name])
                ]
                typed = [column.name for column in field.columns if column.kind != "given"]
                values[field.name] = [row for row in rows if any(row[name] for name in typed)]
            elif field.kind == "choices":
                words = dict(self.fields[field.name].choices)  # type: ignore[attr-defined]  # it is a choice field
                words |= {each["id"]: each["title"] for each in self.kept.get(field.name) or []}
                values[field.name] = [
                    {"id": each, "title": words[each]} for each in self.cleaned_data[field.name]
                ]
            else:
                values[field.name] = self.cleaned_data[field.name]
        return values


class TextField(forms.CharField):
    """Several lines of words; a line ends the same way whichever browser sent it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value or "").replace("\r\n", "\n"))


class BeginForm(forms.Form):
    """What a new draft is about, and which decision it starts from; `draft_id` makes a form sent twice one draft."""

    draft_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    title = forms.CharField(
        label="What is it about?",
        help_text="The subject. It can be changed later.",
        max_length=300,
        required=False,
    )
    started_from = forms.CharField(
        label="Start from an earlier decision",
        help_text="Its number, such as 2024-001. Words come over; money and dates do not.",
        max_length=20,
        required=False,
    )


class RemarkForm(forms.Form):
    """A remark at a section."""

    text = forms.CharField(label="Your remark", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class VersionForm(forms.Form):
    """Why a version is kept."""

    why = forms.CharField(
        label="What is this version?", help_text="For example, “before the meeting of 4 May”.", max_length=300
    )


class AttachForm(forms.Form):
    """A file that goes with a draft."""

    file = forms.FileField(
        label="File",
        help_text=f"{ACCEPTED_IN_WORDS}.",
        allow_empty_file=True,
        error_messages={"required": "Choose a file."},
    )
    title = forms.CharField(
        label="What is it?", help_text="As readers will see it in the list.", max_length=200, required=False
    )
    exempt_ground = forms.ChoiceField(
        label="Is it published?",
        choices=[
            ("", "Yes, with the decision"),
            *((code, f"No: {words}") for code, words in GROUNDS.items()),
        ],
        required=False,
    )


class LeanForm(forms.Form):
    """What a draft leans on: something held here, by its key, or a decision that is not, in words."""

    on = forms.CharField(widget=forms.HiddenInput, max_length=80, required=False)
    text = forms.CharField(label="Which decision is it?", max_length=500, required=False)
    decided_on = DayField(label="Decided on", help_text="For example, 28/05/2024", required=False)

    @property
    def said(self) -> dict[str, Any]:
        """What the form says, as the action takes it."""
        day = self.cleaned_data["decided_on"]
        return {**self.cleaned_data, "decided_on": date.fromisoformat(day) if day else None}


def _input(asked: Field | Column, offered: Choices, *, in_row: bool = False) -> forms.Field:
    words: dict[str, Any] = {"label": asked.label, "required": False}
    if isinstance(asked, Field):
        words["help_text"] = asked.hint
    match asked.kind:
        case "given":
            return forms.CharField(**words, max_length=_LONGEST["line"], widget=forms.HiddenInput)
        case "money":
            return PoundsField(**words)
        case "date":
            words["help_text"] = words.get("help_text") or ("" if in_row else "For example, 28/05/2026")
            return DayField(**words)
        case "year":
            return YearField(**words)
        case "choices":
            return forms.MultipleChoiceField(**words, choices=offered, widget=forms.CheckboxSelectMultiple)
        case "choice":
            choices = list((asked.choices or dict(offered) or (MAY_BE_EXEMPT if in_row else {})).items())
            if in_row or len(choices) > 8 or offered:
                return forms.ChoiceField(**words, choices=[("", "Choose"), *choices])
            return forms.ChoiceField(**words, choices=choices, widget=forms.RadioSelect)
        case "text":
            rows = 2 if in_row else 6
            return TextField(
                **words, max_length=_LONGEST["text"], widget=forms.Textarea(attrs={"rows": rows})
            )
        case _:
            return forms.CharField(**words, max_length=_LONGEST["line"])


def _typed(asked: Field | Column, value: Any) -> Any:
    if value in (None, ""):
        return None
    match asked.kind:
        case "money":
            return str(Money(value)).replace("£", "").replace("−", "-")
        case "date":
            return date.fromisoformat(value).strftime("%d/%m/%Y")
        case "choices":
            return [each["id"] for each in value]
        case _:
            return value
