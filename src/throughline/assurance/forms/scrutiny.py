"""What is filled in when a partnership meets and states, and when the authority answers or samples?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from throughline.governance.forms.fields import DayField, Line, Words
from throughline.governance.forms.watching import StepForm

from ..actions.meetings import Noted
from ..actions.scrutiny import Said
from ..models.scrutiny import FOUND, OUTCOMES, POINTS

_THERE = [
    ("", "Choose"),
    ("present", "Was there"),
    ("apologies", "Sent apologies"),
    ("absent", "Was not there"),
]


@dataclass(frozen=True, slots=True)
class SeatAsked:
    """A seat as the form about a meeting asks for it; `interest` says why one must be declared, if so."""

    id: UUID
    name: str
    interest: str


class NoteMeetingForm(StepForm):
    """A meeting on one page: when, who was there, what they declared, what was said."""

    on = DayField(label="When did the partnership meet?")
    place = Line(label="Where", required=False)
    minutes = Words(label="What was said about this return", rows=5)
    seats: ClassVar[Sequence[SeatAsked]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat in self.seats:
            self.fields[f"there-{seat.id}"] = forms.ChoiceField(label=seat.name, choices=_THERE)
            self.fields[f"interest-{seat.id}"] = Line(
                label=f"What {seat.name} declared",
                required=False,
                max_length=500,
                help_text=f"{seat.interest}: declared by whoever was there." if seat.interest else "",
            )
            self.fields[f"out-{seat.id}"] = forms.BooleanField(
                label="They took no part in this point", required=False
            )

    def asked(self) -> Iterator[tuple[SeatAsked, tuple[Any, Any, Any]]]:
        """Each seat with its three fields, as the page shows them."""
        for seat in self.seats:
            yield seat, tuple(self[f"{name}-{seat.id}"] for name in ("there", "interest", "out"))  # type: ignore[misc]  # three

    def said(self) -> dict[str, Any]:
        """The meeting as the action takes it."""
        given = self.cleaned_data
        return {
            "noted": Noted(
                on=given["on"],
                place=given["place"],
                minutes=given["minutes"],
                presence={each.id: given[f"there-{each.id}"] for each in self.seats},
                interests={
                    each.id: (given[f"interest-{each.id}"], given[f"out-{each.id}"])
                    for each in self.seats
                    if given[f"interest-{each.id}"]
                },
            )
        }


def meeting_form(seats: Sequence[SeatAsked]) -> type[NoteMeetingForm]:
    """The form for a partnership of these seats."""
    return type("MeetingForm", (NoteMeetingForm,), {"seats": tuple(seats)})


class StateForm(StepForm):
    """The partnership's statement."""

    outcome = forms.ChoiceField(
        label="What does the partnership state?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    words = Words(label="Why", help_text="In words that the authority can repeat to the Panel.", rows=4)
    conditions = Words(label="On which conditions, if any", required=False, rows=2)
    point = forms.ChoiceField(label="At which meeting was it agreed?", required=False)
    chair_delegation = Line(
        label="Or: under which delegation does the chair act alone?",
        required=False,
        max_length=300,
        help_text="For example, minute 7 of 3 June 2024.",
    )
    points: ClassVar[Sequence[tuple[UUID, str]]] = ()
    questions: ClassVar[Sequence[Any]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "None: the chair acts alone"), *((str(pk), words) for pk, words in self.points)]
        self.fields["point"] = forms.ChoiceField(
            label="At which meeting was it agreed?", choices=choices, required=False
        )
        if self.points:
            self.fields["point"].initial = str(self.points[0][0])
        for each in self.questions:
            self.fields[f"score-{each.code}"] = forms.TypedChoiceField(
                label=each.text,
                help_text=f"Used for: {each.used_for}",
                choices=list(POINTS.items()),
                coerce=int,
                widget=forms.RadioSelect,
            )
            self.fields[f"words-{each.code}"] = Line(
                label=f"Why: {each.text}", required=False, max_length=500
            )
        order = ["point", "chair_delegation", *[name for name in self.fields if "-" in name]]
        self.order_fields([*order, "outcome", "words", "conditions"])

    def said(self) -> dict[str, Any]:
        """The statement as the action takes it."""
        given = self.cleaned_data
        return {
            "said": Said(
                outcome=given["outcome"],
                words=given["words"],
                conditions=given["conditions"],
                point_id=UUID(given["point"]) if given["point"] else None,
                chair_delegation=given["chair_delegation"],
                scores={
                    each.code: (given[f"score-{each.code}"], given[f"words-{each.code}"])
                    for each in self.questions
                },
            )
        }


def state_form(points: Sequence[tuple[UUID, str]], questions: Sequence[Any]) -> type[StateForm]:
    """The form for a statement that may rest on these meetings and scores these questions."""
    return type("StatementForm", (StateForm,), {"points": tuple(points), "questions": tuple(questions)})


class AcceptForm(StepForm):
    """The authority takes the statement."""

    words = Words(label="Anything to add", required=False, rows=3)


class ChallengeForm(StepForm):
    """The authority asks again."""

    words = Words(label="What should the partnership look at again, and why?", rows=4)


class SampleForm(StepForm):
    """What the authority looked at itself, and found."""

    papers = Words(
        label="Which papers were looked at?",
        rows=3,
        help_text="For example, the payroll of two posts and six invoices of May.",
    )
    found = forms.ChoiceField(
        label="What do they show?", choices=list(FOUND.items()), widget=forms.RadioSelect
    )
    words = Words(label="What was found", rows=4)
