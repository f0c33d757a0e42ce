"""What does somebody fill in about money that comes in, and about the streams of a place?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer
from throughline.governance.forms.fields import DayField, Line, PapersField, Words
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.organisations.roles import ROLES

from ..actions.money_in import Agreed
from ..actions.streams import Paying
from ..queries import money_in as queries
from ..queries import rounds
from ..wording import CARRY, INSTRUMENTS, PURPOSES
from .planning import PoundsField

NOT_STATED = ("", "not stated", "not known", "?")
HELD = "Tick it when no record says so. It is then marked everywhere, and never leaves for the public."


class YearsField(forms.CharField):
    """Financial years with their amounts, one a line, as {FinancialYear: Money | None}."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value: Any) -> Any:
        found: dict[FinancialYear, Money | None] = {}
        for number, line in enumerate((super().to_python(value) or "").splitlines(), 1):
            if not line.strip():
                continue
            said, _, amount = line.strip().partition(" ")
            try:
                year = FinancialYear.parse(said.rstrip(":,"))
                stated = amount.strip().lower() not in NOT_STATED
                money = Money.from_pounds(amount.strip()) if stated else None
            except ValueError as wrong:
                raise forms.ValidationError(f"Line {number}: {wrong}") from wrong
            if year in found:
                raise forms.ValidationError(f"Line {number}: {year} stands there twice.")
            if money is not None and money < Money(0):
                raise forms.ValidationError(f"Line {number}: an amount is not below zero.")
            found[year] = money
        if self.required and not found:
            raise forms.ValidationError("Write at least one year, such as 2025/26.")
        return found


def in_lines(years: Iterable[tuple[Any, Money | None]]) -> str:
    """Years and amounts as the field takes them."""
    return "\n".join(f"{year} {amount if amount is not None else 'not stated'}" for year, amount in years)


class AgreementForm(forms.Form):
    """What a funder agreed to put in."""

    programme = forms.ChoiceField(label="Which programme is it for?")
    funder = forms.ChoiceField(label="Who gives the money?")
    instrument = forms.ChoiceField(
        label="What was agreed?", choices=list(INSTRUMENTS.items()), widget=forms.RadioSelect
    )
    years = YearsField(
        label="How much for which year?",
        help_text="One year a line: 2025/26 628,500.00. Leave the amount out where the record does not state it.",
    )
    reference = Line(label="Its reference", required=False, max_length=100)
    agreed_on = DayField(label="When was it agreed?", required=False)
    carry_forward = forms.ChoiceField(
        label="May money be carried into the next year?",
        choices=list(CARRY.items()),
        widget=forms.RadioSelect,
    )
    carry_forward_words = Words(label="In its own terms, in short", required=False, rows=2)
    return_rule_words = Words(
        label="What goes back to the funder, and by when?",
        required=False,
        rows=2,
        help_text="Leave it empty where the record does not say.",
    )
    source = Line(label="Where is this known from?", max_length=300)
    file = PapersField(label="The paper itself", required=False)
    is_illustration = forms.BooleanField(label="These figures are made up", required=False, help_text=HELD)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            offer(self, "programme", [(str(each.id), each.name) for each in rounds.programmes()])
            offer(self, "funder", queries.choices_of_funders(), none="Choose an organisation")
        else:
            for name in ("programme", "funder", "is_illustration"):
                del self.fields[name]
            self.fields["because"] = Words(label="Why does it change?", rows=2)

    def agreed(self, *, is_illustration: bool = False) -> Agreed:
        """The agreement as the action takes it."""
        given = self.cleaned_data
        return Agreed(
            source=given["source"],
            years=given["years"],
            instrument=given["instrument"],
            reference=given["reference"],
            agreed_on=given["agreed_on"],
            carry_forward=given["carry_forward"],
            carry_forward_words=given["carry_forward_words"],
            return_rule_words=given["return_rule_words"],
            is_illustration=given.get("is_illustration", is_illustration),
        )


class DutyForm(forms.Form):
    """What the funder asks of us."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("condition", "A condition to meet"), ("report", "A report to send")],
        widget=forms.RadioSelect,
    )
    text = Words(label="What does the funder ask for?", rows=3)
    owner_role = forms.ChoiceField(
        label="Whose is it?", choices=[(role.code, role.title) for role in ROLES if role.group != "Practice"]
    )
    due_on = DayField(label="By which day?", required=False, help_text="A report always has one.")


class AnswerForm(forms.Form):
    """How it was met, or why it need not be."""

    because = Words(label="In words")
    file = PapersField(label="A file that shows it", required=False)


class ReceiptForm(forms.Form):
    """A sum that is expected."""

    year = forms.TypedChoiceField(label="For which year?", coerce=FinancialYear.parse)
    amount = PoundsField(label="How much?")
    due_on = DayField(label="By which day?")

    def __init__(self, *args: Any, years: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "year", [(year, year) for year in years])


class InvoiceForm(forms.Form):
    """That it was asked for."""

    reference = Line(label="Under which reference was it asked for?", max_length=60)
    invoiced_on = DayField(label="On which day?")


class ReceiveForm(forms.Form):
    """That it came."""

    amount = PoundsField(
        label="How much came?", help_text="Where only a part came, the rest stays due on the same day."
    )
    received_on = DayField(label="On which day?")
    reference = Line(label="Under which reference does the finance system have it?", max_length=60)


class BecauseForm(forms.Form):
    """Why."""

    because = Words(label="Why?")


class SureForm(forms.Form):
    """Nothing is asked: the button is the answer."""


class StreamForm(forms.Form):
    """Money that pays for people on probation in a place."""

    name = Line(label="What is it called there?")
    purpose = forms.ChoiceField(
        label="What does it pay for?", choices=list(PURPOSES.items()), widget=forms.RadioSelect
    )
    payer = forms.ChoiceField(label="Who pays?", required=False)
    payer_words = Line(label="Who pays, if they are not in the list?", required=False)
    years = YearsField(
        label="How much in which year?",
        help_text="One year a line: 2025/26 310,000. Leave the amount out where it is not known.",
    )
    begins_on = DayField(label="When does it begin?", required=False)
    ends_on = DayField(
        label="When does it end?",
        required=False,
        help_text="The last day for which it pays, where there is one.",
    )
    is_baseline = forms.BooleanField(label="It paid before our grant did", required=False)
    source = Line(label="Where is this known from?", max_length=300)
    is_illustration = forms.BooleanField(label="These figures are made up", required=False, help_text=HELD)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "payer", queries.choices_of_funders(), none="Not in this list")
        if not is_new:
            del self.fields["is_illustration"]
            self.fields["because"] = Words(label="Why does it change?", rows=2)

    def clean(self) -> dict[str, Any]:
        """Somebody pays."""
        given = super().clean() or {}
        if not given.get("payer") and not given.get("payer_words"):
            self.add_error("payer_words", "Choose who pays, or write who it is.")
        begins, ends = given.get("begins_on"), given.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", "A stream ends after it begins.")
        return given

    def paying(self, *, is_illustration: bool = False) -> Paying:
        """The stream as the action takes it."""
        given = self.cleaned_data
        return Paying(
            name=given["name"],
            purpose=given["purpose"],
            source=given["source"],
            years=given["years"],
            payer_id=UUID(given["payer"]) if given["payer"] else None,
            payer_words="" if given["payer"] else given["payer_words"],
            is_baseline=given["is_baseline"],
            begins_on=given["begins_on"],
            ends_on=given["ends_on"],
            is_illustration=given.get("is_illustration", is_illustration),
        )
