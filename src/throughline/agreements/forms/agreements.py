"""What does somebody type to draft, issue, take back or refuse an agreement, word a clause, record who may sign?"""

from typing import Any

from django import forms

from throughline.decisions.forms.readings import PoundsField
from throughline.frame.choices import offer
from throughline.governance.forms.fields import DayField, Line, Words


class GrantsForm(forms.Form):
    """Grants for which an agreement is drafted."""

    grants = forms.MultipleChoiceField(
        label="For which grants?",
        help_text="Each gets an agreement of its own, with the dates, conditions and spending rules of its round.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one grant."},
    )

    def __init__(self, *args: Any, grants: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "grants", grants)


class PartnershipForm(forms.Form):
    """A partnership agreement: with which locality's council, from when until when."""

    programme = forms.ChoiceField(label="For which programme?", widget=forms.RadioSelect)
    place = forms.ChoiceField(label="For which place?", help_text="Its council is the other side.")
    begins_on = DayField(label="From which day?")
    ends_on = DayField(label="Until which day?", help_text="It runs over years, such as until 31 3 2028.")
    into_contract_by = DayField(
        label="By when is the specification in the local contract?",
        required=False,
        help_text="The day on which the council’s next treatment contract begins, if it is known.",
    )

    def __init__(
        self, *args: Any, programmes: list[tuple[str, str]], places: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "programme", programmes)
        offer(self, "place", places, none="Choose a place")


class WantedForm(forms.Form):
    """What a draft says that is not in the clauses."""

    begins_on = DayField(label="From which day?")
    ends_on = DayField(label="Until which day?")
    specification_id = forms.ChoiceField(label="Which version of the specification binds it?", required=False)
    contract_id = forms.ChoiceField(label="Which local contract is it about?", required=False)
    into_contract_by = DayField(label="By when is the specification in that contract?", required=False)
    own_words = Words(
        label="What is agreed beside the clauses?",
        required=False,
        rows=6,
        help_text="Leave it empty where the clauses say it all. It stands in the text under a heading of its own.",
    )

    def __init__(
        self,
        *args: Any,
        is_partnership: bool,
        specifications: list[tuple[str, str]],
        contracts: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "specification_id", specifications, none="None yet")
        offer(self, "contract_id", contracts, none="None, or not known yet")
        if not is_partnership:
            del self.fields["contract_id"], self.fields["into_contract_by"]


class IssueForm(forms.Form):
    """By when it has to be signed."""

    sign_by = DayField(label="By which day does it have to be signed?")


class WhyForm(forms.Form):
    """Reasons."""

    because = forms.CharField(
        label="Why?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say why, in a few words."},
    )

    def __init__(self, *args: Any, hint: str = "", is_required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].help_text = hint
        self.fields["because"].required = is_required


class AuthorityForm(forms.Form):
    """Who may sign for whom, up to which sum, on which paper."""

    person = forms.ChoiceField(label="Who?", error_messages={"required": "Choose who may sign."})
    body = forms.ChoiceField(
        label="For which organisation?", error_messages={"required": "Choose an organisation."}
    )
    capacity = Line(
        label="In which capacity?", max_length=120, help_text="As it will stand on the signature page."
    )
    up_to = PoundsField(
        label="Up to which sum?", required=False, help_text="Leave it empty where no sum limits them."
    )
    source = Line(label="Which paper says so?", max_length=300, help_text="Such as a scheme of delegation.")
    held_from = DayField(label="From which day?")
    held_until = DayField(
        label="Until which day?", required=False, help_text="The first day without it, if known."
    )

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], bodies: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people, none="Choose somebody")
        offer(self, "body", bodies, none="Choose an organisation")


class ClauseForm(forms.Form):
    """A clause's next words."""

    text = Words(label="What it says", rows=9)
    source = Line(label="Whose words are these?", max_length=300)
    was = forms.IntegerField(widget=forms.HiddenInput)
