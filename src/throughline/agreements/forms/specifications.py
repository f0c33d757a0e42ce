"""What does somebody fill in about a specification?"""

from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer
from throughline.funding.queries.rounds import programmes
from throughline.governance.forms.fields import DayField, Line
from throughline.governance.forms.watching import StepForm, WordsField
from throughline.governance.queries.items import linkable

from ..actions.specifications import RequirementText
from ..terms import ORIGINS

SAID_IN = ("review", "recommendation", "meeting", "consultation", "group")


class WriteForm(StepForm):
    """The next version: of which programme, what it is called, and what it rests on."""

    programme_id = forms.ChoiceField(label="Programme")
    title = Line(
        label="What it is called", help_text="For example: Dependency and recovery service, from April 2027"
    )
    source = Line(
        label="What it rests on",
        required=False,
        max_length=300,
        help_text="A record, a review, or whose word.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "programme_id", ((each.pk, each.name) for each in programmes()))

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "programme_id": UUID(self.cleaned_data["programme_id"])}


class RequirementForm(StepForm):
    """One requirement: what the service must do, who asked for it in which words, and what it serves."""

    code = forms.RegexField(
        r"^[A-Za-z0-9][-A-Za-z0-9_]*$",
        label="Its number",
        max_length=20,
        help_text="Short, such as R12. It stays the same from version to version.",
        error_messages={"invalid": "Use letters, digits and hyphens, such as R12."},
    )
    text = WordsField(label="What the service must do")
    origin = forms.ChoiceField(
        label="Who asked for it", choices=list(ORIGINS.items()), widget=forms.RadioSelect
    )
    origin_words = WordsField(
        label="What they said",
        required=False,
        help_text="In their words, without names. Whoever said it can then see what became of it.",
    )
    origin_item = forms.ChoiceField(label="Where it was said", required=False)
    serves = Line(
        label="What it serves",
        help_text="The HMPPS activity or outcome, for example: more people retained in treatment.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = linkable("", SAID_IN, limit=200)
        offer(
            self,
            "origin_item",
            ((each.id, f"{each.title} ({each.kind.lower()})") for each in kept),
            none="Nowhere that is kept here",
        )

    def said(self) -> dict[str, Any]:
        """The requirement as the action takes it."""
        given = dict(self.cleaned_data)
        item = given.pop("origin_item")
        return {"requirement": RequirementText(**given, origin_item=UUID(item) if item else None)}


class SettleForm(StepForm):
    """From which day it is the one that new agreements name."""

    in_use_from = DayField(label="In use from")
