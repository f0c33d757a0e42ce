"""What does an analyst enter for an estimate of hidden need?"""

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.kernel.verdict import RefusedError

from ..need.entered import histories
from ..need.recapture import Rate

_RATES = ("recall", "recall_of", "false_links", "false_links_of")


class EstimateForm(forms.Form):
    """Counts of histories, and what is known of the lists and their linkage."""

    about = forms.CharField(
        label="Where and when", max_length=120, help_text="Such as Greater Manchester, 2025/26."
    )
    source = forms.CharField(
        label="Which lists, and how they were linked",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever reads the estimate later sees this. No names of people.",
    )
    counts = forms.CharField(
        label="How many people stand on exactly these lists",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false"}),
        help_text="A line for each combination: the lists joined by +, then the count, such as "
        "probation + treatment 57. Everybody is counted in one line only. A combination without a line holds nobody.",
    )
    do_refer = forms.BooleanField(
        label="One of the lists sends people to the other",
        required=False,
        help_text="With two lists the estimate is then a lower bound, and shown as one.",
    )
    is_made_up = forms.BooleanField(label="These counts are made up", required=False)
    linkage = forms.ChoiceField(
        label="By which linkage the two lists were linked",
        required=False,
        help_text="Two lists only, the first of them the linkage’s first file. How many links are missed and "
        "wrong is taken from its review, with what that leaves open.",
    )
    recall = forms.FloatField(
        label="Recall, in per cent",
        required=False,
        min_value=1,
        max_value=100,
        help_text="How many of the true links were made. Shown beside the review’s figure as a sensitivity.",
    )
    recall_of = forms.IntegerField(label="True links looked at", required=False, min_value=1)
    false_links = forms.FloatField(
        label="False links, in per cent of the first list", required=False, min_value=0, max_value=99
    )
    false_links_of = forms.IntegerField(
        label="People without a true link looked at", required=False, min_value=1
    )

    def __init__(self, *args: Any, linkages: Sequence[tuple[str, str]] = (), **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["linkage"].choices = [("", "None, or it was not reviewed"), *linkages]  # type: ignore[attr-defined]  # of a choice

    def clean_counts(self) -> Any:
        try:
            return histories(self.cleaned_data["counts"])
        except RefusedError as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        given = [cleaned.get(name) is not None for name in _RATES]
        if any(given) and not all(given):
            self.add_error(
                "recall", "Give recall, false links and how many of each were looked at, or none of the four."
            )
        return cleaned

    def rates(self) -> tuple[Rate, Rate] | None:
        """Recall and false links as shares, when they were given."""
        said: list[Any] = [self.cleaned_data.get(name) for name in _RATES]
        if None in said:
            return None
        recall, recall_of, false, false_of = said
        return Rate(recall / 100, recall_of), Rate(false / 100, false_of)
