"""What is asked about a meeting: its day, agenda, papers, who was there, what was said?

`seen` is the fingerprint of what a form was opened with, so that nobody overwrites what they never saw.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer

from ..models import OUTCOMES, PRESENCE, PURPOSES, AgendaItem, Member, Paper
from .fields import DayField, Line, PapersField, TimeField, Words, person_field


class SittingForm(forms.Form):
    """When and where."""

    on = DayField(label="On which day?", error_messages={"required": "Write the day of the meeting."})
    starts = TimeField(label="At what time?", required=False, help_text="For example, 2pm")
    ends = TimeField(label="Until when?", required=False, help_text="For example, 3.30pm")
    place = Line(label="Where?", required=False, help_text="A room, or how to join from elsewhere")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if ends and not starts:
            self.add_error("starts", "Write when it starts, too.")
        elif starts and ends and ends <= starts:
            self.add_error("ends", "A meeting ends after it begins, on the same day.")
        return given


class PlanForm(SittingForm):
    """A meeting of one of the groups."""

    group = forms.ChoiceField(label="Which group meets?", error_messages={"required": "Choose the group."})
    field_order = ("group",)

    def __init__(self, *args: Any, groups: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", groups, none="Choose")


class AgendaForm(forms.Form):
    """One point of the agenda."""

    title = Line(label="What is the point about?", max_length=300)
    purpose = forms.ChoiceField(
        label="What should the meeting do with it?",
        choices=list(PURPOSES.items()),
        initial="discuss",
        widget=forms.RadioSelect,
    )
    presenter = Line(label="Who presents it?", required=False)


class PointForm(AgendaForm):
    """A point of the agenda that is there, with its place."""

    position = forms.TypedChoiceField(label="In which place?", coerce=int)

    def __init__(self, *args: Any, places: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "position", [(each, str(each)) for each in range(1, places + 1)])


class NothingForm(forms.Form):
    """A step that asks nothing further."""


class PaperForm(forms.Form):
    """A paper for the pack."""

    file = PapersField(label="The paper")
    title = Line(label="Title of the paper", max_length=300)
    agenda_item = forms.ChoiceField(label="To which point of the agenda?", required=False)
    supplement_to = forms.ChoiceField(
        label="Is it a supplement to a paper?",
        required=False,
        help_text="A supplement keeps the paper's number: paper 2, supplement 1.",
    )
    late_because = Line(
        label="Why is it late?",
        max_length=500,
        help_text="The pack has been sent. The paper will say that it is late, and members are told.",
        error_messages={"required": "The pack has been sent. Say why this paper is late."},
    )

    def __init__(
        self, *args: Any, agenda: Iterable[AgendaItem], papers: Iterable[Paper], is_late: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        points = [(str(each.pk), str(each)) for each in agenda]
        offer(self, "agenda_item", points, none="To the whole meeting")
        mains = [
            (str(each.number), str(each)) for each in papers if not (each.supplement or each.withdrawn_at)
        ]
        offer(self, "supplement_to", mains, none="No, it is a paper of its own")
        if not mains:
            del self.fields["supplement_to"]
        if not is_late:
            del self.fields["late_because"]


class BecauseForm(forms.Form):
    """Why."""

    because = Words(label="Why?", rows=3, error_messages={"required": "Say why."})


class AttendanceForm(forms.Form):
    """For each member whether they were there, and who else was."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    others = Words(
        label="Who else was there?",
        rows=3,
        required=False,
        help_text="One name a line; leave it empty for nobody.",
    )

    def __init__(
        self, *args: Any, members: Iterable[Member], noted: dict[UUID, tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members)
        for member in self.members:
            how, instead = noted.get(member.pk, (None, ""))
            self.fields[f"was-{member.pk}"] = forms.ChoiceField(
                label=str(member),
                choices=list(PRESENCE.items()),
                initial=how,
                widget=forms.RadioSelect,
                error_messages={"required": f"Say whether {member} was there."},
            )
            self.fields[f"instead-{member.pk}"] = Line(
                label=f"Who came instead of {member}?", initial=instead, required=False
            )
        self.order_fields([*(name for name in self.fields if name != "others"), "others"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for member in self.members:
            if given.get(f"was-{member.pk}") == "substitute" and not given.get(f"instead-{member.pk}"):
                self.add_error(f"instead-{member.pk}", f"Say who came instead of {member}.")
        return given

    @property
    def asked(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For each member the two fields: how they were there, and who came instead."""
        return [(self[f"was-{each.pk}"], self[f"instead-{each.pk}"]) for each in self.members]

    @property
    def presence(self) -> dict[UUID, tuple[str, str]]:
        """For each member how they were there, and who came instead."""
        given = self.cleaned_data
        return {each.pk: (given[f"was-{each.pk}"], given[f"instead-{each.pk}"]) for each in self.members}


class MinutesForm(forms.Form):
    """What the minutes say about a point."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    minutes = Words(
        label="What was said?",
        rows=8,
        help_text="What a reader needs to understand the outcome. No word about a person on probation.",
        error_messages={"required": "Write what was said about this point."},
    )


class OutcomeForm(forms.Form):
    """A decision or a recommendation."""

    kind = forms.ChoiceField(
        label="Which is it?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect, initial="decision"
    )
    text = Words(label="In which words?", rows=3)


class ActionForm(forms.Form):
    """Who does what by when."""

    what = Words(label="What is to be done?", rows=3)
    owner = person_field(label="Who does it?", help_text="It stands on their page until it is closed.")
    owner_name = Line(
        label="Or somebody by name or post",
        required=False,
        help_text="For somebody who does not sign in here; the programme team then closes it for them.",
    )
    due_on = DayField(label="By when?")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("owner") and not given.get("owner_name"):
            self.add_error("owner", "Choose who does it, or write their name or post.")
        elif given.get("owner") and given.get("owner_name"):
            self.add_error("owner_name", "Choose a person or write a name, not both.")
        return given


class MoveForm(ActionForm):
    """Another owner or another day, and why."""

    because = Words(label="Why is it moved?", rows=3)
    field_order = ("owner", "owner_name", "due_on", "because")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["what"]


class CloseForm(forms.Form):
    """What was done, with evidence where there is some."""

    answer = Words(label="What was done?", error_messages={"required": "Say what was done."})
    file = PapersField(label="A file that shows it", required=False)


class ConfirmForm(forms.Form):
    """The later meeting that found the minutes right."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    meeting = forms.ChoiceField(label="Which meeting found them right?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, meetings: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meeting", meetings)
