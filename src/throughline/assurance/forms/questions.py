"""What is asked of somebody who puts a question to recipients?"""

from datetime import date

from django import forms
from django.utils.text import slugify

from ..actions.questions import Put

KINDS = (
    ("plan", "Spending plan"),
    ("quarterly", "Quarterly update"),
    ("february", "February forecast"),
    ("year_end", "Year-end return"),
)


class QuestionForm(forms.Form):
    """One question with its use."""

    text = forms.CharField(
        label="The question",
        max_length=300,
        help_text="Do not ask how many people: the evidence counts them, and lets no small number leave.",
    )
    used_for = forms.CharField(
        label="What is the answer used for?",
        max_length=300,
        help_text="Who decides what with it. A question without a use is not asked.",
    )
    section = forms.CharField(label="In which section does it stand?", max_length=80)
    hint = forms.CharField(label="Hint", max_length=300, required=False)
    answer = forms.ChoiceField(
        label="What kind of answer?",
        choices=(("text", "Words"), ("number", "A number"), ("yes_no", "Yes or no"), ("money", "An amount")),
        widget=forms.RadioSelect,
    )
    asked_in = forms.MultipleChoiceField(
        label="In which returns?", choices=KINDS, widget=forms.CheckboxSelectMultiple
    )
    price_basis = forms.ChoiceField(
        label="For which grants?",
        required=False,
        choices=(("", "All"), ("fixed", "Fixed price: what was delivered"), ("actual", "Actual spend")),
    )

    def put(self, asked_from: date, position: int) -> Put:
        """The question as it is put, asked from that day on."""
        said = self.cleaned_data
        return Put(
            code=slugify(said["text"])[:40].strip("-") or "question",
            section=said["section"],
            text=said["text"],
            used_for=said["used_for"],
            answer=said["answer"],
            asked_in=said["asked_in"],
            asked_from=asked_from,
            hint=said["hint"],
            price_basis=said["price_basis"],
            position=position,
        )
