"""Which file did the ministry return, until when does it know, and what had been sent?"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.day_boxes import DayField


class ReturnedForm(forms.Form):
    """A file that the ministry returned."""

    file = forms.FileField(
        label="The file", help_text="CSV in UTF-8, or XLSX.", allow_empty_file=True, widget=forms.FileInput()
    )
    known_until = DayField(
        label="Up to which day did the ministry look?",
        help_text="It stands in the letter that comes with the file. For example, 31 3 2026.",
    )
    evaluation = forms.ChoiceField(
        label="Whose pseudonyms are in it?",
        required=False,
        widget=forms.RadioSelect(),
    )
    without_strangers = forms.BooleanField(
        label="Leave out people whom this extract does not have",
        required=False,
        help_text="Otherwise one such person turns the file away.",
    )

    def __init__(self, *args: Any, evaluations: Sequence[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if evaluations:
            self.fields["evaluation"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
                ("extract", "This extract’s own"),
                *((str(each), f"Those of the evaluation file “{name}”") for each, name in evaluations),
            ]
            self.fields["evaluation"].required = True
        else:
            del self.fields["evaluation"]

    def evaluation_sent(self) -> UUID | None:
        """The evaluation whose file was sent; None where the pseudonyms are the extract's own."""
        said = self.cleaned_data.get("evaluation") or "extract"
        return None if said == "extract" else UUID(said)
