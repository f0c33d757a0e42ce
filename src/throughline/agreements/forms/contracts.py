"""What does somebody fill in about a local contract?"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer
from throughline.funding.forms.planning import PoundsField
from throughline.governance.forms.fields import DayField, Line, Words
from throughline.governance.forms.watching import ReasonForm, StepForm

from ..actions.contracts import ContractSaid, Modified, OptionSaid
from ..models.contracts import INTEGRATION, REGIMES, ROUTES
from .variations import AmountField

MOST_OPTIONS = 3


class RouteField(forms.ChoiceField):
    """The route, in the group of its law."""

    def __init__(self) -> None:
        flat = [
            (code, f"{words} ({REGIMES[of]})" if of != "not_stated" else words)
            for code, (of, words) in ROUTES.items()
        ]
        super().__init__(
            label="By which route is it let?",
            choices=flat,
            help_text="Recorded, never decided, here. Steps and days follow from it, and can be changed.",
        )


class ContractForm(forms.Form):
    """A contract as it is planned, or as it runs already."""

    place = forms.ChoiceField(label="Which place?")
    title = Line(label="What is it called?")
    provider = forms.ChoiceField(label="Who provides it?", required=False)
    route = RouteField()
    begins_on = DayField(label="First day")
    ends_on = DayField(label="Last day", help_text="Without options.")
    lifetime = PoundsField(
        label="Its lifetime value, with options",
        required=False,
        help_text="The check of a later change needs it.",
    )
    follows = forms.ChoiceField(label="Which contract does it follow?", required=False)
    integration = forms.ChoiceField(
        label="How far is the programme’s specification in it?",
        choices=list(INTEGRATION.items()),
        widget=forms.RadioSelect,
    )
    capacity_words = Words(label="Who will recommission it, and have they the time?", rows=3, required=False)
    source = Line(label="Where is this known from?", max_length=300)

    def __init__(
        self,
        *args: Any,
        places: Sequence[tuple[str, str]],
        providers: Sequence[tuple[str, str]],
        earlier: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)
        offer(self, "provider", providers, none="Not known yet")
        offer(self, "follows", earlier, none="None that is on record")
        for number in range(1, MOST_OPTIONS + 1):
            self.fields[f"until_{number}"] = DayField(
                label=f"Option {number}: it may go on until", required=False
            )
            self.fields[f"decide_{number}"] = DayField(label=f"Option {number}: decide by", required=False)

    def said(self, commissioner_of: dict[str, UUID]) -> ContractSaid:
        """The contract as the action takes it; the place's council commissions it."""
        given = self.cleaned_data
        return ContractSaid(
            place_id=UUID(given["place"]),
            commissioner_id=commissioner_of[given["place"]],
            title=given["title"],
            provider_id=UUID(given["provider"]) if given["provider"] else None,
            route=given["route"],
            begins_on=given["begins_on"],
            ends_on=given["ends_on"],
            lifetime=given["lifetime"],
            follows_id=UUID(given["follows"]) if given["follows"] else None,
            integration=given["integration"],
            capacity_words=given["capacity_words"],
            source=given["source"],
            options=[
                OptionSaid(given[f"until_{number}"], given[f"decide_{number}"])
                for number in range(1, MOST_OPTIONS + 1)
                if given[f"until_{number}"]
            ],
        )


class MilestoneForm(StepForm):
    """A step of a recommissioning: when it is planned, and when it was done."""

    planned_on = DayField(label="When is it planned?")
    done_on = DayField(
        label="When was it done?", required=False, help_text="Leave this empty while it is not."
    )
    note = Words(label="A note", rows=2, required=False)


class StartForm(StepForm):
    """It was let: to whom, from when until when."""

    provider = forms.ChoiceField(label="Who provides it?")
    begins_on = DayField(label="First day")
    ends_on = DayField(label="Last day, without options")

    def __init__(self, *args: Any, providers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "provider", providers)

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        provider = UUID(given.pop("provider"))
        return {**given, "provider_id": provider}


class AmendForm(StepForm):
    """A change of a running contract, as the check of the law asks about it."""

    what = Words(label="What changes?", rows=3)
    change = AmountField(label="By how much does its lifetime value change?", required=False)
    is_foreseen = forms.BooleanField(
        label="The contract itself foresees this change clearly",
        required=False,
        help_text="A clause says what changes, when and how.",
    )
    changes_nature = forms.BooleanField(
        label="It makes the contract materially different",
        required=False,
        help_text="Another service, or another provider.",
    )
    ends_on = DayField(label="Another last day", required=False)
    because = Words(label="Why?", rows=3)

    def said(self) -> dict[str, Any]:
        return {"said": Modified(**self.cleaned_data)}


class IntegrationForm(StepForm):
    """How far the programme's specification is in the contract."""

    integration = forms.ChoiceField(
        label="How far is the programme’s specification in it?",
        choices=list(INTEGRATION.items()),
        widget=forms.RadioSelect,
    )


class OptionForm(StepForm):
    """Whether a contract goes on."""

    is_taken_up = forms.TypedChoiceField(
        label="Does the contract go on?",
        choices=[("yes", "Yes, the option is taken up"), ("no", "No, it is not taken up")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )


__all__ = [
    "AmendForm",
    "ContractForm",
    "IntegrationForm",
    "MilestoneForm",
    "OptionForm",
    "ReasonForm",
    "StartForm",
]
