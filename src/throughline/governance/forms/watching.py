"""What does somebody fill in at a step: a reason, a day, an owner, a piece of evidence?"""

from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import RegexValidator

from throughline.frame.choices import offer
from throughline.frame.upload import take
from throughline.kernel.actor import PUBLIC, Actor
from throughline.organisations import queries as organisations

from ..actions.entries import Evidence
from ..queries.history import showable
from ..queries.owners import owner_choices
from .fields import PapersField

_NUMBER = RegexValidator(r"^\d{4}-\d{3,7}$", "Write a decision's number as it is printed, such as 2024-001.")


class NumberField(forms.CharField):
    """A decision's number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, validators=[_NUMBER], **kwargs)


class OwnerField(forms.ChoiceField):
    """Who owns it: nobody yet, a role or post, or an organisation."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=owner_choices, required=False, label="Who owns it", **kwargs)


class ProgrammeField(forms.ChoiceField):
    """Which programme it is about."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_programmes, label="Programme", **kwargs)


class WordsField(forms.CharField):
    """A few sentences."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(max_length=4000, **kwargs)


class StepForm(forms.Form):
    """What a step asks of `actor`; `said` is what its action is called with."""

    def __init__(self, *args: Any, actor: Actor = PUBLIC, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def said(self) -> dict[str, Any]:
        """The action's arguments; RefusedError when what was sent cannot be used."""
        return dict(self.cleaned_data)


class ReasonForm(StepForm):
    """Why."""

    because = WordsField(label="Why", help_text="Whoever reads this in three years should understand it.")


class EvidenceForm(StepForm):
    """What shows that it is done; one of the four is enough."""

    words = WordsField(
        label="What shows it",
        required=False,
        help_text="For example: signed by all ten, kept in the register.",
    )
    file = PapersField(label="A file", required=False)
    item_id = forms.ChoiceField(label="A meeting, an endorsement or another thing kept here", required=False)
    decision_number = NumberField(
        label="A decision", required=False, help_text="Its number, for example 2024-001."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item_id", showable(self.actor), none="None of these")

    def said(self) -> dict[str, Any]:
        """The evidence as the action takes it."""
        given = self.cleaned_data
        return {
            "evidence": Evidence(
                words=given["words"],
                file=take(given["file"]) if given["file"] else None,
                item_id=UUID(given["item_id"]) if given["item_id"] else None,
                decision_number=given["decision_number"],
            )
        }


def _programmes() -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in organisations.programmes()]
