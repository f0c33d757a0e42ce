"""What is asked about who works in a unit and who serves it?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from throughline.frame.choices import offer

_DAY = "Write the day as 28/5/2024."
_WHY = "Such as the new list of units of 1 April. Everybody who works here reads it."


class Day(forms.DateField):
    """A day, today at first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d %m %Y", "%d %B %Y"],
            initial=lambda: f"{timezone.localdate():%-d/%-m/%Y}",
            help_text="Such as 28/5/2024.",
            error_messages={"invalid": _DAY},
            **kwargs,
        )


class DayOrNone(Day):
    """A day, nothing at first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.initial = None


class PlaceForm(forms.Form):
    """Who works in the unit from which day."""

    person = forms.ChoiceField(label="Who works there?")
    since = Day(label="From which day?")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people, none="Choose a person")


class ServeForm(forms.Form):
    """Which provider serves which unit from which day."""

    unit = forms.ChoiceField(label="Which unit?")
    body = forms.ChoiceField(label="Which provider serves it?")
    since = Day(label="From which day?")

    def __init__(
        self,
        *args: Any,
        units: Iterable[tuple[str, str]],
        bodies: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units, none="Choose a unit")
        offer(self, "body", bodies, none="Choose a provider")


class EndForm(forms.Form):
    """The first day on which it is so no more."""

    on = Day(label="First day on which this is so no more")


class CoverForm(forms.Form):
    """Which unit covers which locality from when until when, and why somebody says so."""

    unit = forms.ChoiceField(label="Which unit?")
    place = forms.ChoiceField(label="Which locality does it cover?")
    since = Day(label="From which day?")
    until = DayOrNone(label="Until which day, if that is known?", required=False)
    because = forms.CharField(label="Why?", max_length=300, help_text=_WHY)

    def __init__(
        self,
        *args: Any,
        units: Iterable[tuple[str, str]],
        places: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units, none="Choose a unit")
        offer(self, "place", places, none="Choose a locality")


class EndCoverForm(EndForm):
    """The first day on which a unit does not cover the locality, and why."""

    because = forms.CharField(label="Why?", max_length=300, help_text=_WHY)
