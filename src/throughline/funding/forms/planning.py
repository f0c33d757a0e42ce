"""What is typed to plan a round, to begin a scenario, and to change it?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict

from throughline.frame.choices import offer
from throughline.funding.planning.working import (
    LIMITS,
    LONGEST_LINE,
    MOST_INDICATORS,
    IndicatorText,
    PlaceText,
    Working,
)
from throughline.funding.rules import place_key
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

LONGEST_TEXT = 4_000


class PoundsField(forms.CharField):
    """An amount in pounds above zero, as Money; empty is None."""

    widget = forms.TextInput(attrs={"data-kind": "pounds"})

    def to_python(self, value: Any) -> Any:
        if not (written := super().to_python(value)):
            return None
        try:
            amount = Money.from_pounds(written)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if not Money(0) < amount <= Money(2**53 - 1):
            raise forms.ValidationError("Write an amount above zero, such as 1,320,000.")
        return amount


class YearField(forms.CharField):
    """A financial year as people write it."""

    def to_python(self, value: Any) -> Any:
        if not (written := super().to_python(value)):
            return None
        try:
            return FinancialYear.parse(written)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class PlanRoundForm(forms.Form):
    """A coming year: what is hoped for, who may put in how much."""

    year = YearField(label="Which financial year?", help_text="For example, 2026/27.")
    intended = PoundsField(
        label="How much is intended?",
        required=False,
        help_text="It commits nothing: only a decision confirms money. Leave it empty while nobody has said.",
    )
    note = forms.CharField(
        label="What should people know about it?", required=False, max_length=1000, widget=forms.Textarea
    )

    def __init__(
        self,
        data: Any = None,
        *,
        funders: Sequence[tuple[str, str]],
        planned: Mapping[str, Any] | None = None,
    ) -> None:
        """The form; `planned` holds what a round says already, and then its year stays."""
        super().__init__(data, initial=dict(planned or {}))
        self.funders = funders
        if planned is not None:
            del self.fields["year"]
        for code, name in funders:
            self.fields[f"from-{code}"] = PoundsField(
                label=f"How much from {name}?",
                required=False,
                help_text="Leave it empty when it is not stated.",
            )
        self.order_fields(["year", "intended", *(f"from-{code}" for code, _ in funders), "note"])

    @property
    def contributions(self) -> dict[str, Money | None]:
        return {code: self.cleaned_data[f"from-{code}"] for code, _ in self.funders}


class BeginForm(forms.Form):
    """A new scenario."""

    name = forms.CharField(
        label="What is it called?",
        max_length=80,
        help_text="So that a committee can tell it from the others, such as “Need and releases”.",
    )
    like = forms.ChoiceField(label="What does it begin with?", required=False)

    def __init__(self, data: Any = None, *, like: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        offer(self, "like", like, none="The places of the programme, with nothing counted yet")


class ReasonForm(forms.Form):
    """Why a step is taken."""

    because = forms.CharField(label="Why?", max_length=LONGEST_TEXT, widget=forms.Textarea)


class ChooseForm(ReasonForm):
    """Why this split, and that small counts were looked at where there are any."""

    knows_small_counts = forms.BooleanField(
        label="I have looked at these counts, and the amounts may be published", required=False
    )


def rules_typed(before: Working, sent: QueryDict) -> Working:
    """The scenario with the money, rules and indicators that were typed; an indicator without a name goes."""
    indicators: list[tuple[int | None, IndicatorText]] = []
    for i in range(MOST_INDICATORS):
        text = IndicatorText(_line(sent, f"name-{i}"), _line(sent, f"weight-{i}"), _line(sent, f"source-{i}"))
        if text.name:
            indicators.append((_same_indicator(before, sent, i, text.name), text))
    after = replace(
        before.with_indicators(indicators),
        total=_line(sent, "total"),
        max_loss=_line(sent, "max_loss"),
        note=sent.get("note", "").replace("\0", "").strip()[:LONGEST_TEXT],
        is_illustration=bool(sent.get("is_illustration")),
    )
    for name in ("floor", "cap"):
        if everywhere := _line(sent, f"all-{name}"):
            after = replace(
                after,
                places=tuple(
                    each if each.fixed or each.excluded else _limited(each, name, everywhere)
                    for each in after.places
                ),
            )
    return after


def _same_indicator(before: Working, sent: QueryDict, i: int, name: str) -> int | None:
    """Whose counts row i has: those of its name; under a new name those of the row before, if they are free."""
    names = [place_key(each.name) for each in before.indicators]
    if place_key(name) in names:
        return names.index(place_key(name))
    typed = {place_key(_line(sent, f"name-{n}")) for n in range(MOST_INDICATORS)}
    return i if i < len(names) and names[i] not in typed else None


def waits_for_the_button(before: Working, sent: QueryDict) -> str:
    """Why what is typed is not saved while somebody still types; empty when it may be."""
    named = [bool(_line(sent, f"name-{i}")) for i in range(MOST_INDICATORS)]
    if named != [i < len(before.indicators) for i in range(MOST_INDICATORS)]:
        return "which indicators there are changes when you press the button."
    if _line(sent, "all-floor") or _line(sent, "all-cap"):
        return "a floor or cap for every place is filled in when you press the button."
    return ""


def places_typed(before: Working, sent: QueryDict) -> Working:
    """The scenario with what was typed for the places of one page."""
    return replace(before, places=tuple(place_typed(each, sent) for each in before.places))


def place_typed(place: PlaceText, sent: QueryDict) -> PlaceText:
    """The place with what was typed for it; what the form did not hold stays."""
    counts = tuple(
        _line(sent, f"{place.code}-count-{i}") if f"{place.code}-count-{i}" in sent else count
        for i, count in enumerate(place.counts)
    )
    limits = {name: _line(sent, f"{place.code}-{name}") for name in LIMITS if f"{place.code}-{name}" in sent}
    return replace(place, counts=counts, **limits)


def _limited(place: PlaceText, name: str, amount: str) -> PlaceText:
    return replace(place, floor=amount) if name == "floor" else replace(place, cap=amount)


def _line(sent: QueryDict, name: str) -> str:
    return " ".join(sent.get(name, "").replace("\0", "").split())[:LONGEST_LINE]
