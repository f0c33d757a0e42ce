"""What is asked at each step with money?"""

from typing import Any

from django import forms

from throughline.funding.forms.planning import PoundsField
from throughline.governance.forms.fields import DayField, Line, Words

from ..actions.holds import CLEARED_BY
from ..actions.recoveries import HOW
from ..files import PARTS, columns_from


class BecauseForm(forms.Form):
    """Why."""

    because = Words(label="Why", help_text="Whoever reads this in three years should understand it.")


class HoldForm(forms.Form):
    """Why it is held, who lifts that, and when it is looked at again."""

    reason = Words(label="Why is it held?", help_text="The recipient reads this.")
    cleared_by_role = forms.ChoiceField(
        label="Who can lift the hold?", choices=list(CLEARED_BY.items()), widget=forms.RadioSelect
    )
    look_again_on = DayField(label="When is it looked at again?")


class AskForm(forms.Form):
    """What is to be passed over, and why that is right."""

    conditions = forms.MultipleChoiceField(
        label="What is to be passed over?", widget=forms.CheckboxSelectMultiple, choices=[]
    )
    reason = Words(
        label="Why is it right to pay although this is not met?",
        help_text="A second senior person reads it, and it stands in the assurance pack.",
    )


class AnswerForm(forms.Form):
    """Whether a second senior person agrees."""

    agrees = forms.TypedChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes, it may be paid"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    because = Words(label="If not, why?", required=False)


class ReferenceForm(forms.Form):
    """Finance's own reference."""

    ledger_reference = Line(label="Finance’s reference", max_length=60)


class ReceivedForm(ReferenceForm):
    """When the money came back."""

    recovered_on = DayField(label="When did it come?")
    field_order = ["recovered_on", "ledger_reference"]


class ProposeForm(forms.Form):
    """How much must come back, how, and why."""

    amount = PoundsField(label="How much must come back?")
    how = forms.ChoiceField(label="How?", choices=list(HOW.items()), widget=forms.RadioSelect)
    offset_against = forms.UUIDField(
        label="If by offset: against which payment?", required=False, widget=forms.Select
    )
    reason = Words(label="Why must it come back?", help_text="The recipient reads this.")

    def __init__(self, *args: Any, payments: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offset_against"].widget.choices = [("", "None"), *payments]


class ProfileForm(forms.Form):
    """On which days the open part of an award is paid, in which sums; up to six instalments."""

    name = Line(
        label="What is this profile called?",
        max_length=110,
        help_text="Such as “Later start of the service”.",
    )

    def __init__(self, *args: Any, now: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = range(1, max(len(now), 1) + 3)
        for number in self.rows:
            day, amount = now[number - 1] if number <= len(now) else (None, None)
            self.fields[f"day_{number}"] = DayField(
                label=f"Instalment {number}: its day", required=False, initial=day
            )
            self.fields[f"amount_{number}"] = PoundsField(
                label=f"Instalment {number}: how much", required=False, initial=amount
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        parts = []
        for number in self.rows:
            day, amount = said.pop(f"day_{number}", None), said.pop(f"amount_{number}", None)
            if (day is None) != (amount is None) and not self.errors:
                missing = f"day_{number}" if day is None else f"amount_{number}"
                self.add_error(missing, "Give an instalment both its day and its sum, or neither.")
            elif day is not None:
                parts.append((day, amount))
        return {**said, "parts": parts}


class CodesForm(forms.Form):
    """Under which codes finance knows a recipient."""

    supplier_number = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9/-]*$",
        label="Supplier number",
        max_length=40,
        error_messages={"invalid": "Use letters, digits, - and / only."},
    )
    cost_centre = Line(label="Cost centre", max_length=40, required=False)
    account = Line(label="Account", max_length=40, required=False)
    fund = Line(label="Fund", max_length=40, required=False)
    commitment = Line(label="Commitment", max_length=40, required=False)
    vat_treatment = Line(label="VAT treatment", max_length=40, required=False)


class MappingForm(forms.Form):
    """The columns of a file, one a line."""

    columns = forms.CharField(
        label="Columns, in their order",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=4000,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        known = ", ".join(PARTS[kind])
        fixed = ' A text of its own stands in quotation marks: Company = "GM01".' if kind == "request" else ""
        self.fields["columns"].help_text = f"One a line: heading = part. The parts are {known}.{fixed}"

    def clean_columns(self) -> str:
        from throughline.kernel.verdict import RefusedError

        columns = str(self.cleaned_data["columns"])
        try:
            columns_from(self.kind, columns)
        except RefusedError as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return columns


class AnswerFileForm(forms.Form):
    """A file in which finance answered."""

    file = forms.FileField(
        label="Finance’s answer", help_text="A CSV file with the columns that are set.", allow_empty_file=True
    )
