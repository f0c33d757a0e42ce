"""What does somebody fill in about the measure of an aim?"""

from typing import Any

from django import forms

from throughline.evidence import tables as evidence
from throughline.governance.forms.fields import DayField, Line
from throughline.organisations.roles import ROLES

OWNERS = ("programme-lead", "programme-officer", "analyst", "director-of-probation", "hmpps-contract-manager")


class MeasureForm(forms.Form):
    """By what an aim is measured, from where, how far, and who answers for it."""

    measure = forms.ChoiceField(label="Which measure says whether it is met?")
    owner = forms.ChoiceField(label="Who answers for it?")
    target = Line(
        label="Target",
        required=False,
        max_length=120,
        help_text="Leave it empty for “direction only”: it should go up or down, and nobody promised how far.",
    )
    baseline = Line(
        label="What was it before?",
        required=False,
        max_length=200,
        help_text="Such as 54 % of 812 starts. Leave all three empty when nobody knows.",
    )
    baseline_on = DayField(label="As of which day?", required=False)
    baseline_source = Line(label="Who says so?", required=False, max_length=200)

    def __init__(self, *given: Any, objective: str, **named: Any) -> None:
        super().__init__(*given, **named)
        known = evidence.measures().values()
        first = [each for each in known if each.objective == objective]
        rest = [each for each in known if each.objective != objective]
        self._offer("measure", [(each.code, each.name) for each in (*first, *rest)])
        titles = {role.code: role.title for role in ROLES}
        self._offer("owner", [(code, titles[code]) for code in OWNERS])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", ""), *choices]
