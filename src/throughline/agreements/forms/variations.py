"""What does somebody fill in to change a grant: one, or many by a percentage?"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any
from uuid import UUID

from django import forms

from throughline.decisions.drafting.terms import DECISION_TYPES
from throughline.decisions.record import FUNCTIONS
from throughline.frame.choices import offer
from throughline.governance.forms.fields import DayField, Line
from throughline.governance.forms.watching import ReasonForm, StepForm, WordsField
from throughline.kernel.money import Money

from ..varying.rules import Change

_PERCENT = re.compile(r"[-−]?\d{1,3}(\.\d{1,4})?")


class PercentField(forms.CharField):
    """A percentage, exact: 2.6 is 2.6 hundredths."""

    def to_python(self, value: Any) -> Any:
        written = str(value or "").strip().removesuffix("%").strip().replace("−", "-")
        if not written:
            return None
        if not _PERCENT.fullmatch(written):
            raise forms.ValidationError("Write the percentage as a number, such as 2.6.")
        return Fraction(written)


class AmountField(forms.CharField):
    """An amount in pounds as Money, nothing and less than nothing too; empty is None."""

    widget = forms.TextInput(attrs={"data-kind": "pounds"})

    def to_python(self, value: Any) -> Any:
        if not (written := super().to_python(value)):
            return None
        try:
            return Money.from_pounds(written)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class UpliftForm(forms.Form):
    """Which rounds, by how much: what a preview is made of, before anything is kept."""

    rounds = forms.MultipleChoiceField(
        label="Whose awards change?",
        help_text="Every open grant of these rounds. You can take single ones out afterwards.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one round."},
    )
    percent = PercentField(
        label="By how many percent?",
        help_text="For example 2.6. With a minus it falls. Each award is rounded to the penny, half a penny up.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": "Write the percentage as a number, such as 2.6."},
    )

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "rounds", offered)


class _WhyForm(forms.Form):
    title = Line(
        label="What is it called?", help_text="What changes, and for when: “Uplift of 2.6 % for 2025/26”."
    )
    reason = WordsField(
        label="Why", help_text="It becomes the reason of the decision, where everybody reads it."
    )
    by_notice = forms.CharField(
        label="Which words of the agreements let the award change by notice?",
        help_text="Leave this empty if there are none: then both sides sign each varied agreement before it counts.",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=1000,
    )


class PrepareForm(_WhyForm):
    """The words of a variation whose lines a preview shows; a record's stated sum changes no line."""

    stated = AmountField(
        label="What does a record state that it comes to?",
        help_text="Only where one does. It is shown beside the lines, and changes none of them.",
        required=False,
    )
    stated_source = Line(label="Which record, and how exact is it?", required=False, max_length=300)


class OneForm(_WhyForm):
    """What changes in one grant: only what is filled in."""

    amount = AmountField(label="The whole award, from then on", required=False)
    ends_on = DayField(label="The last day", required=False)
    specification = forms.ChoiceField(label="The specification", required=False)
    words = forms.CharField(
        label="What is agreed beside the clauses",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )
    field_order = ("amount", "ends_on", "specification", "words", "title", "reason", "by_notice")

    def __init__(
        self,
        *args: Any,
        specifications: Sequence[tuple[str, str]] = (),
        has_text: bool = True,
        asks: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "specification", specifications, none="No change")
        if not has_text:
            for name in ("ends_on", "specification", "words"):
                del self.fields[name]
        elif not specifications:
            del self.fields["specification"]
        if asks:
            del self.fields["by_notice"]

    def changes(self, grant: UUID) -> list[Change]:
        """What was filled in, as a variation names it."""
        said = self.cleaned_data
        found: list[Change] = []
        if said.get("amount") is not None:
            found.append(Change(grant, "amount", said["amount"]))
        if said.get("ends_on"):
            found.append(Change(grant, "ends_on", said["ends_on"].isoformat()))
        if said.get("specification"):
            found.append(Change(grant, "specification", said["specification"]))
        if said.get("words", "").strip():
            found.append(Change(grant, "words", said["words"].strip()))
        return found


class SettleForm(StepForm):
    """Each award that a variation names: an empty box takes the line out."""

    def __init__(self, *args: Any, amounts: Sequence[tuple[str, str, Money]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label, now in amounts:
            self.fields[key] = AmountField(
                label=label, required=False, initial=str(now).removeprefix("£"), help_text=""
            )

    def amounts(self) -> dict[str, Money]:
        """The awards that stay named, by field."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name.startswith("grant-") and value is not None
        }


class EditForm(_WhyForm, SettleForm):
    """A prepared variation's words, and each award that it names."""


class DecisionForm(StepForm):
    """Whose decision it becomes, and which function it exercises."""

    decision_type = forms.ChoiceField(
        label="Whose decision is it?", choices=list(DECISION_TYPES.items()), widget=forms.RadioSelect
    )
    function = forms.ChoiceField(
        label="Which function does it exercise?",
        choices=[(str(code), words) for code, words in FUNCTIONS.items()],
        widget=forms.RadioSelect,
    )


class NothingForm(StepForm):
    """A step that asks for nothing but to be meant."""


__all__ = [
    "AmountField",
    "DecisionForm",
    "EditForm",
    "NothingForm",
    "OneForm",
    "PercentField",
    "PrepareForm",
    "ReasonForm",
    "SettleForm",
    "UpliftForm",
]
