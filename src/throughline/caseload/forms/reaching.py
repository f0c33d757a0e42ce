"""What does somebody fill in to say how a unit is reached, when a clinic is held, and where concerns go?"""

from typing import Any

from django import forms

from throughline.governance.forms.fields import DayField, Line, TimeField

from ..actions.reaching import Desk, Held
from ..queries.reaching import WEEKDAYS

LENGTHS = [(str(each), f"{each} minutes") for each in (15, 20, 30, 45, 60)]
MOST_HOURS, MOST_TIMES = 168, 24
NO_NAME = "A desk or a post with its number, never somebody’s name: whoever has a referral there can read it."


class DeskForm(forms.Form):
    """How a unit is reached."""

    single_point_of_contact = Line(label="Who is the single point of contact?", help_text=NO_NAME)
    opens = TimeField(label="From when are the doors open?", help_text="On working days, such as 9am.")
    closes = TimeField(label="Until when?")
    clinic = Line(
        label="What does a person need to know of the clinic?",
        required=False,
        help_text="Such as the room, or that nobody needs to book.",
    )

    def desk(self) -> Desk:
        """As the action takes it."""
        return Desk(**{name: self.cleaned_data[name] for name in Desk.__dataclass_fields__})


class RouteForm(forms.Form):
    """Where a locality's concerns of one kind go."""

    contact = Line(
        label="Where do they go?", max_length=300, help_text="The body with its number or address."
    )
    within_hours = forms.IntegerField(
        label="Within how many hours?",
        min_value=1,
        max_value=MOST_HOURS,
        help_text="Hours run day and night, such as 24.",
    )


class ClinicForm(forms.Form):
    """A weekly clinic."""

    weekday = forms.ChoiceField(
        label="On which day of the week?", choices=[(str(n), day) for n, day in enumerate(WEEKDAYS)]
    )
    begins = TimeField(label="From when?", help_text="Such as 10am.")
    minutes = forms.ChoiceField(label="How long is each time?", choices=LENGTHS, initial="30")
    times = forms.IntegerField(label="How many times follow one another?", min_value=1, max_value=MOST_TIMES)
    place = Line(label="In which room?")
    held_from = DayField(label="From which day on?")

    def held(self) -> Held:
        """As the action takes it."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in Held.__dataclass_fields__}
        return Held(**given | {"weekday": int(given["weekday"]), "minutes": int(given["minutes"])})


class EndClinicForm(forms.Form):
    """From when it is not held any more."""

    until = DayField(label="From which day is it not held any more?")
