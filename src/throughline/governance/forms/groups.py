"""What is asked about a group and its members?"""

from typing import Any

from django import forms
from django.utils import timezone

from ..models import ROLES
from .fields import DayField, Line, PapersField, Words, body_field, person_field, programmes_field, whole


class GroupForm(forms.Form):
    """A group as it is described."""

    name = Line(label="Name of the group", error_messages={"required": "Give the group its name."})
    purpose = Words(
        label="What is it for?",
        required=False,
        help_text="Its oversight, direction or scrutiny, in a sentence or two.",
    )
    programmes = programmes_field()
    quorum_least = whole(
        "How many voting members make a quorum?",
        200,
        required=False,
        help_text="As its terms of reference say. Leave it empty if they say nothing.",
    )
    quorum_needs_chair = forms.BooleanField(label="The chair must be among them", required=False)
    stands_from = DayField(label="Since when does it stand?", required=False)
    stands_until = DayField(label="Until when?", required=False, help_text="Leave empty while it goes on.")


class NewGroupForm(GroupForm):
    """A group with the short name that its address carries."""

    code = forms.SlugField(
        label="Short name",
        max_length=60,
        help_text="Small letters and hyphens, such as steering-group. It does not change later.",
        error_messages={
            "required": "Give the group a short name.",
            "invalid": "Use small letters, figures and hyphens only.",
        },
    )
    field_order = ("name", "code")


class TermsForm(forms.Form):
    """The group's terms of reference."""

    file = PapersField(label="Terms of reference")


class MemberForm(forms.Form):
    """Who sits on the group: one of a person, an organisation, or a name."""

    role = forms.ChoiceField(
        label="As what?", choices=list(ROLES.items()), initial="member", widget=forms.RadioSelect
    )
    person = person_field(label="Somebody who signs in here")
    body = body_field(
        label="Or an organisation that sends somebody",
    )
    name = Line(
        label="Or their name",
        required=False,
        help_text="For somebody who does not sign in here; with an organisation, who sits there for it.",
    )
    member_from = DayField(label="Member since")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member_from"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (given.get("person") or given.get("body") or given.get("name")):
            self.add_error("person", "Choose a person or an organisation, or write a name.")
        elif given.get("person") and (given.get("body") or given.get("name")):
            self.add_error(
                "person", "Choose either a person who signs in here, or an organisation or a name."
            )
        return given


class EndForm(forms.Form):
    """A last day."""

    until = DayField(label="From which day is the seat empty?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate
