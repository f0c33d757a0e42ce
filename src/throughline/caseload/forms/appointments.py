"""When, how, where and with whom is somebody met?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms

from throughline.frame.choices import offer
from throughline.governance.forms.fields import DayField, Line, TimeField, whole

from .. import codes
from ..actions.appointments import Planned
from ..care.local_time import clock_words, moments_of
from ..queries.booking import KINDS, MOVED_FOR

LENGTHS = [(str(each), f"{each} minutes") for each in (15, 30, 45, 60, 90, 120)]


class PlanForm(forms.Form):
    """A time on London's clocks; in the hour that comes twice, which of the two is asked."""

    day = DayField(label="On which day?", help_text="Such as 28 5 2026.")
    clock = TimeField(label="At what time?", help_text="Such as 2pm or 14:30.")
    which = forms.ChoiceField(
        label="The clocks go back that night, and this time comes twice. Which one is it?",
        choices=[("0", "The first, before the clocks go back"), ("1", "The second, an hour later")],
        widget=forms.RadioSelect,
        required=False,
    )
    minutes = forms.ChoiceField(label="How long?", choices=LENGTHS, initial="45")
    mode = forms.ChoiceField(label="How?", choices=list(codes.MODES.items()))
    place = Line(label="Where, or on which number?", required=False)
    with_whom = forms.ChoiceField(label="With whom?")
    send_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    anyway = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, workers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "with_whom", workers)
        self.asks_which = False

    def clean(self) -> dict[str, Any]:
        """The moment that is meant; a time that no clock shows is refused."""
        given = super().clean() or {}
        if not given.get("day") or not given.get("clock"):
            return given
        found = moments_of(given["day"], given["clock"])
        if not found:
            self.add_error(
                "clock", "No clock shows this time: the clocks go forward that night. Choose another."
            )
        elif len(found) == 2 and not given.get("which"):
            self.asks_which = True
            self.add_error("which", "Say which of the two you mean.")
        else:
            given["begins_at"] = found[int(given.get("which") or 0) if len(found) == 2 else 0]
        return given

    @property
    def shown(self) -> list[Any]:
        """The fields that the page shows; which of two is asked only where there are two."""
        asks = self.asks_which or bool(self.data.get("which"))
        return [each for each in self.visible_fields() if each.name != "which" or asks]

    def planned(self) -> Planned:
        """The time as the action takes it."""
        given = self.cleaned_data
        return Planned(
            begins_at=given["begins_at"],
            minutes=int(given["minutes"]),
            mode=given["mode"],
            with_whom=given["with_whom"],
            place=given["place"],
        )

    def said(self) -> str:
        """The time in words."""
        moment: datetime = self.cleaned_data["begins_at"]
        return clock_words(moment)


class BookForm(PlanForm):
    """A new time."""

    kind = forms.ChoiceField(label="What for?", choices=KINDS)
    field_order = ("kind",)


class MoveForm(PlanForm):
    """Another time instead of one that stands."""

    moved_for = forms.ChoiceField(label="Who asked to move it?", choices=MOVED_FOR, widget=forms.RadioSelect)
    field_order = ("moved_for",)


class GroupForm(PlanForm):
    """A group's session."""

    unit = forms.ChoiceField(label="In which unit?")
    title = Line(label="What is the group called?", max_length=120)
    places = whole("How many people does it have room for?", 100, initial=8)
    field_order = ("title", "unit", "places")

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units)
        del self.fields["mode"]
        self.fields["place"].required = True

    def planned(self) -> Planned:
        self.cleaned_data["mode"] = "IN_PERSON_OTHER"
        return super().planned()
