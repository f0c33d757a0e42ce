"""What does somebody type who corrects a published decision, or names the one that stands in its place?"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from throughline.organisations.places import known_places

from ..correcting import Value
from .readings import as_typed, value_input

REASON = {
    "label": "Why?",
    "help_text": "Everybody reads it, for good: what was wrong, and how that came. No names of people.",
    "max_length": 1000,
    "widget": forms.Textarea(attrs={"rows": 3}),
    "error_messages": {"required": "Say why. Everybody reads it."},
}


class CorrectionForm(forms.Form):
    """The chosen values as they should be, why, and the version that they are corrected in."""

    def __init__(self, chosen: Sequence[Value], version: int, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"version": version})
        self.chosen = chosen
        for i, value in enumerate(chosen):
            typed = as_typed(value.field, value.value)
            for part in value.field.parts:
                if part.kind == "place":
                    continue
                name = f"v{i}_{part.name or 'value'}"
                made = value_input(part, required="texts[" in value.path)
                made.label = value.field.label if value.field.is_plain else f"{value.label}: {part.label}"
                made.error_messages["required"] = f"Fill in “{made.label}”."
                if value.field.is_list and part is value.field.parts[0] and not value.is_new:
                    made.help_text = f"{made.help_text} Leave it empty to take it out.".strip()
                made.initial = typed.get(part.name or "value")
                self.fields[name] = made
        self.fields["reason"] = forms.CharField(**REASON)  # type: ignore[arg-type]  # as a text field has them
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for i, value in enumerate(self.chosen):
            if not value.field.is_plain:
                first, *rest = [f"v{i}_{part.name}" for part in value.field.parts if part.kind != "place"]
                if said.get(first) in (None, "") and any(said.get(each) not in (None, "") for each in rest):
                    self.add_error(first, f"Fill in “{self.fields[first].label}”, or leave all of it empty.")
                if value.field.name == "breakdown" and said.get(first) and said.get(f"v{i}_pence") is None:
                    self.add_error(f"v{i}_pence", f"Fill in “{self.fields[f'v{i}_pence'].label}”.")
        return said

    @property
    def values(self) -> dict[str, Any]:
        """The new values by path, as the record keeps them."""
        return {value.path: self._value(i, value) for i, value in enumerate(self.chosen)}

    def _value(self, i: int, value: Value) -> Any:
        if value.field.is_plain:
            typed = self.cleaned_data[f"v{i}_value"]
            return None if typed == "" else typed
        row = {
            part.name: self.cleaned_data[f"v{i}_{part.name}"]
            for part in value.field.parts
            if part.kind != "place"
        }
        row = {name: None if typed == "" else typed for name, typed in row.items()}
        if not any(typed is not None for typed in row.values()):
            return None
        if value.field.name == "breakdown":
            codes = {name.casefold(): code for name, code in known_places()}
            row["gss_code"] = codes.get(str(row["place"]).casefold())
        return row


class SupersessionForm(forms.Form):
    """Which later decision stands in the place of this one, and why."""

    by = forms.CharField(
        label="Number of the later decision",
        help_text="For example, 2026-004. It must be published.",
        max_length=12,
        error_messages={"required": "Give the number of the later decision."},
    )
    reason = forms.CharField(**REASON)  # type: ignore[arg-type]  # as a text field has them
