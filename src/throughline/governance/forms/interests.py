"""What is asked about an interest that somebody declares?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer

from ..models import AgendaItem, Member
from .fields import Line

_OUT = "They take no part in the point: they do not count there, and do not see its papers and draft minutes."


class OwnInterestForm(forms.Form):
    """A member's own interest; it keeps them out of the point until somebody settles otherwise."""

    interest = Line(
        label="Which interest?",
        max_length=500,
        help_text="For example: works for a provider that would receive the grant.",
    )
    agenda_item = forms.ChoiceField(
        label="In which point?",
        required=False,
        help_text="You will not see the papers of this point, and take no part in it.",
    )

    def __init__(self, *args: Any, agenda: Iterable[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = [(str(each.pk), str(each)) for each in agenda]
        offer(self, "agenda_item", points, none="In the whole meeting")

    def said(self) -> dict[str, Any]:
        """What the act is told."""
        point = self.cleaned_data["agenda_item"]
        return {
            "interest": self.cleaned_data["interest"],
            "agenda_item_id": UUID(point) if point else None,
            "keeps_out": True,
        }


class DeclarationForm(OwnInterestForm):
    """An interest that the programme team writes down."""

    member = forms.ChoiceField(label="Who declared it?", required=False)
    who = Line(label="Or somebody else, by name", required=False)
    keeps_out = forms.BooleanField(
        label="It keeps the member out of the point", required=False, help_text=_OUT
    )
    done = Line(
        label="What was done about it?",
        max_length=500,
        required=False,
        help_text="For example: left the room for the point.",
    )
    field_order = ("member", "who", "interest", "agenda_item", "keeps_out", "done")

    def __init__(
        self, *args: Any, agenda: Iterable[AgendaItem], seats: Iterable[Member], **kwargs: Any
    ) -> None:
        super().__init__(*args, agenda=agenda, **kwargs)
        members = [(str(each.pk), str(each)) for each in seats]
        offer(self, "member", members, none="No member")
        self.fields["agenda_item"].help_text = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("member") and not given.get("who"):
            self.add_error("member", "Choose a member, or write a name.")
        elif given.get("member") and given.get("who"):
            self.add_error("who", "Choose a member or write a name, not both.")
        if given.get("keeps_out") and not given.get("member"):
            self.add_error("keeps_out", "Only a member can be kept out. Choose which.")
        return given

    def said(self) -> dict[str, Any]:
        """What the act is told."""
        given = self.cleaned_data
        return {
            **super().said(),
            "member_id": UUID(given["member"]) if given["member"] else None,
            "who": given["who"],
            "keeps_out": given["keeps_out"],
            "done": given["done"],
        }


class SettleForm(forms.Form):
    """What was done about an interest."""

    done = Line(label="What was done about it?", max_length=500)
    keeps_out = forms.BooleanField(
        label="It keeps the member out of the point", required=False, help_text=_OUT
    )

    def __init__(self, *args: Any, is_member: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_member:
            del self.fields["keeps_out"]
