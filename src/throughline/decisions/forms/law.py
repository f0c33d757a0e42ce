"""What does a person type to change a scheme, to try a case, and to change what the law brings with a function?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer
from throughline.kernel.money import Money

from ..actions.law import Line
from ..drafting.terms import DECISION_TYPES
from ..law.cases import AMOUNTS
from .readings import PoundsField

TURNS = [
    ("0", "Does not sign"),
    ("1", "First"),
    ("2", "Second"),
    ("3", "Third"),
    ("4", "Fourth"),
    ("5", "Fifth"),
]


class DateField(forms.DateField):
    """A day in three boxes or as one text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **kwargs,
            input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y"],
            widget=forms.DateInput(format="%d/%m/%Y"),
            error_messages={"invalid": "Write the day as day, month and year, such as 28/05/2026."},
        )

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not 1990 <= day.year <= 2100:
            raise forms.ValidationError("Write a day between 1990 and 2100.")
        return day


@dataclass(frozen=True, slots=True)
class PostChoice:
    """A post that may stand in a scheme, with its title of today."""

    id: UUID
    code: str
    title: str


class SchemeForm(forms.Form):
    """A version of the scheme: its name, its day, and for each type of decision which posts sign from which value."""

    title = forms.CharField(label="What is it called?", max_length=200)
    source = forms.CharField(label="Which paper says so?", max_length=300)
    in_force_from = DateField(label="In force from", help_text="For example, 01/04/2026. Today or later.")
    note = forms.CharField(
        label="Note", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, posts: Sequence[PostChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = posts
        for kind in DECISION_TYPES:
            for post in posts:
                name = f"{kind}--{post.code}"
                self.fields[f"{name}--turn"] = forms.ChoiceField(label="Turn", choices=TURNS, initial="0")
                self.fields[f"{name}--from"] = PoundsField(label="From", required=False)
                self.fields[f"{name}--authority"] = forms.CharField(
                    label="On which paper", required=False, max_length=300
                )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in [name for name in self.fields if name.endswith("--from")]:
            if (said.get(name) or 0) < 0:
                self.add_error(name, "A value is not below nothing.")
        return said

    @property
    def blocks(self) -> list[tuple[str, list[tuple[PostChoice, Any, Any, Any]]]]:
        """For each type of decision its posts with their three fields, for the page."""
        return [
            (
                words,
                [
                    (
                        post,
                        self[f"{kind}--{post.code}--turn"],
                        self[f"{kind}--{post.code}--from"],
                        self[f"{kind}--{post.code}--authority"],
                    )
                    for post in self.posts
                ],
            )
            for kind, words in DECISION_TYPES.items()
        ]

    @property
    def lines(self) -> list[Line]:
        """The lines as they are to be kept."""
        found = []
        for kind in DECISION_TYPES:
            for post in self.posts:
                name = f"{kind}--{post.code}"
                turn = int(self.cleaned_data.get(f"{name}--turn") or 0)
                if turn:
                    pence = self.cleaned_data.get(f"{name}--from") or 0
                    found.append(
                        Line(kind, post.id, turn, Money(pence), self.cleaned_data[f"{name}--authority"])
                    )
        return found


def scheme_initial(scheme: Any, lines: Iterable[Any]) -> dict[str, Any]:
    """A scheme as its form begins with it."""
    initial: dict[str, Any] = {
        "title": scheme.title,
        "source": scheme.source,
        "in_force_from": typed(scheme.in_force_from),
        "note": scheme.note,
    }
    for line in lines:
        name = f"{line.decision_type}--{line.post}"
        initial[f"{name}--turn"] = str(line.turn)
        initial[f"{name}--from"] = str(line.from_pence).replace("£", "") if line.from_pence else ""
        initial[f"{name}--authority"] = line.authority
    return initial


class TryForm(forms.Form):
    """A case in figures, to see whom a scheme asks."""

    decision_type = forms.ChoiceField(
        label="Type of decision", choices=list(DECISION_TYPES.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in AMOUNTS.items():
            self.fields[name] = PoundsField(label=label, required=False)
        self.fields["variation"] = forms.BooleanField(label="It changes an earlier decision", required=False)
        self.order_fields(
            [
                "title",
                "decision_type",
                "total",
                "whole_life",
                "recipient",
                "purpose",
                "variation",
                "new_award",
            ]
        )

    @property
    def said(self) -> dict[str, Any]:
        """The figures as a case keeps them."""
        found = {name: self.cleaned_data[name] for name in AMOUNTS if self.cleaned_data.get(name) is not None}
        return {**found, "variation": True} if self.cleaned_data.get("variation") else found


class CaseForm(TryForm):
    """A test case: figures, and the posts that must come out."""

    title = forms.CharField(label="What is the case called?", max_length=200)

    def __init__(self, *args: Any, posts: Sequence[PostChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expected"] = forms.MultipleChoiceField(
            label="Who must sign?",
            choices=[(post.code, post.title) for post in posts],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one post that must sign."},
        )


class RegimeForm(forms.Form):
    """What the law brings with one function, from a day on."""

    in_force_from = DateField(label="In force from", help_text="For example, 01/04/2026.")
    scrutiny_body = forms.CharField(label="Who scrutinises these decisions?", max_length=200)
    key_decision_applies = forms.BooleanField(
        label="There are key decisions under this function", required=False
    )
    key_decision_from_pence = PoundsField(label="A key decision from", required=False)
    notice_clear_days = forms.IntegerField(
        label="Clear days of notice before a key decision", required=False, min_value=1, max_value=365
    )
    call_in_applies = forms.BooleanField(label="A decision can be called in", required=False)
    call_in_working_days = forms.IntegerField(
        label="Working days after publication in which it can be called in",
        required=False,
        min_value=1,
        max_value=60,
    )
    not_applicable_because = forms.CharField(
        label="If there are none, why not?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    publish_within_working_days = forms.IntegerField(
        label="Working days in which a decision is published", min_value=0, max_value=365
    )
    publication_duty = forms.CharField(
        label="What must be published?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    usual_power = forms.CharField(label="The usual legal power", required=False, max_length=300)
    authority = forms.CharField(label="Which law or paper says so?", max_length=300)
    note = forms.CharField(
        label="Note", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for applies, figure, words in (
            (
                "key_decision_applies",
                "key_decision_from_pence",
                "Say from which value a decision is a key decision.",
            ),
            ("call_in_applies", "call_in_working_days", "Say for how many working days it can be called in."),
        ):
            if said.get(applies) and (said.get(figure) or 0) <= 0 and figure not in self.errors:
                self.add_error(figure, words)
            if not said.get(applies):
                said[figure] = None
        if not said.get("key_decision_applies"):
            said["notice_clear_days"] = None
        if not (said.get("key_decision_applies") and said.get("call_in_applies")) and not said.get(
            "not_applicable_because"
        ):
            self.add_error("not_applicable_because", "Say why key decisions or call-in do not apply.")
        return said

    @property
    def says(self) -> Mapping[str, Any]:
        """The values as a regime keeps them."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "in_force_from"}
        pence = said["key_decision_from_pence"]
        return {**said, "key_decision_from_pence": None if pence is None else Money(pence)}


class ConfirmForm(forms.Form):
    """That somebody who confirms has looked, and at what."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    have_read = forms.BooleanField(
        label="I have compared it with the paper that it names",
        error_messages={"required": "Compare it with the paper first, and tick that you have."},
    )


class PublisherForm(forms.Form):
    """Who must publish a decision."""

    person = forms.ChoiceField(label="Who must publish it?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)


def regime_initial(regime: Any) -> dict[str, Any]:
    """A regime as its form begins with it."""
    initial = {name: getattr(regime, name) for name in RegimeForm.base_fields}
    limit = initial["key_decision_from_pence"]
    return {
        **initial,
        "in_force_from": typed(regime.in_force_from),
        "key_decision_from_pence": str(limit).replace("£", "") if limit else "",
    }


def typed(day: date) -> str:
    """A day as people write it."""
    return f"{day:%d/%m/%Y}"
