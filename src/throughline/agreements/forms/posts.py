"""What does somebody fill in about a funded post, who is in it, and who pays for it?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer
from throughline.governance.forms.fields import DayField, Line, Words, whole

from ..actions.posts import Described

VETTING = [("none", "None"), ("asked", "Asked for"), ("given", "Given")]


class PostForm(forms.Form):
    """A post: what, for whom, where, on which days. Who holds it is not asked."""

    place = forms.ChoiceField(label="Which locality is it for?")
    title = Line(label="What is the post called?")
    employer = forms.ChoiceField(label="Who employs whoever is in it?")
    hundredths_of_full_time = whole(
        "How much of full time, in per cent?", 100, help_text="100 for full time, 60 for three days of five."
    )
    unit = forms.ChoiceField(label="In which probation delivery unit does it work?", required=False)
    site = Line(label="At which site?", required=False)
    days_on_site = Line(
        label="On which days?", required=False, max_length=60, help_text="Such as Monday, Wednesday, Friday."
    )
    funded_from = DayField(label="From which day is it funded?")
    funded_until = DayField(
        label="Until which day?",
        required=False,
        help_text="The first day on which it is not funded any more, such as 1 4 2027.",
    )
    vetting = forms.ChoiceField(label="Vetting", choices=VETTING, widget=forms.RadioSelect)
    has_building_access = forms.BooleanField(label="May enter the building", required=False)
    has_system_access = forms.BooleanField(label="May use probation’s systems", required=False)
    cover = Line(label="Who covers it when it is vacant, by role?", required=False)
    is_illustration = forms.BooleanField(label="This post is made up", required=False)

    def __init__(
        self,
        *args: Any,
        places: Iterable[tuple[str, str]],
        bodies: Iterable[tuple[str, str]],
        units: Iterable[tuple[str, str]],
        is_new: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "employer", bodies, none="Choose an organisation")
        offer(self, "unit", units, none="In no unit")
        if is_new:
            offer(self, "place", places)
        else:
            del self.fields["place"], self.fields["is_illustration"]
            self.fields["because"] = Words(label="Why does it change?", rows=2)

    def described(self) -> Described:
        """The post as the action takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("place", "because")}
        employer, unit = given.pop("employer"), given.pop("unit")
        return Described(employer_id=UUID(employer), unit_id=UUID(unit) if unit else None, **given)


class FillForm(forms.Form):
    """Since when somebody is in the post."""

    filled_from = DayField(label="Since which day is somebody in it?")


class VacateForm(forms.Form):
    """Since when nobody is, and who covers."""

    vacant_from = DayField(
        label="Since which day is it vacant?", help_text="The first day on which nobody was in it."
    )
    cover = Line(label="Who covers it meanwhile, by role?", required=False)


class AccessForm(forms.Form):
    """Cover, vetting and access."""

    cover = Line(label="Who covers it when it is vacant, by role?", required=False)
    vetting = forms.ChoiceField(label="Vetting", choices=VETTING, widget=forms.RadioSelect)
    has_building_access = forms.BooleanField(label="May enter the building", required=False)
    has_system_access = forms.BooleanField(label="May use probation’s systems", required=False)


class ShareForm(forms.Form):
    """Who pays which part, and when."""

    payer = forms.ChoiceField(label="Who pays?")
    hundredths = whole("Which part of it, in per cent?", 100)
    paid_from = DayField(label="From which day?")
    paid_until = DayField(
        label="Until which day?",
        required=False,
        help_text="The first day on which it is not paid any more. A grant pays to the end of its year at most.",
    )
    because = Words(
        label="By which rule is its cost apportioned?",
        required=False,
        rows=2,
        help_text="Its unit serves more than one locality. Such as “three of five days are for Bury”.",
    )

    def __init__(self, *args: Any, payers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "payer", payers, none="Choose a grant or a stream")

    def said(self) -> dict[str, Any]:
        """The share as the action takes it."""
        given = dict(self.cleaned_data)
        kind, _, payer = given.pop("payer").partition(":")
        return {**given, f"{kind}_id": UUID(payer)}


class EndShareForm(forms.Form):
    """Until when a share is paid."""

    paid_until = DayField(
        label="Until which day?", help_text="The first day on which it is not paid any more."
    )
