"""Which aim, and which figures, does somebody want capacity for?"""

from typing import Any

from django import forms

from ..capacity.queue import Aim, Service

MONTH = 21  # working days


class AimForm(forms.Form):
    """The aim, and how many people a post holds."""

    days = forms.FloatField(
        label="Working days to a first contact", min_value=1, max_value=100, required=False
    )
    share = forms.IntegerField(
        label="For how many in a hundred people", min_value=50, max_value=99, required=False
    )
    each = forms.IntegerField(label="People a post can hold", min_value=1, max_value=500, required=False)

    def aim(self) -> Aim:
        """The aim that was asked for; ten days for nine in ten where nothing was."""
        asked: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Aim(asked.get("days") or 10.0, (asked.get("share") or 90) / 100)


class ByHandForm(AimForm):
    """One unit by hand."""

    arrivals = forms.FloatField(label="People taken on in a month", min_value=0.1, max_value=5000)
    months = forms.FloatField(label="Months that a person stays on a caseload", min_value=0.1, max_value=120)
    posts = forms.FloatField(label="Posts that are filled, whole-time", min_value=0, max_value=500)
    least = forms.FloatField(
        label="Working days to a first contact when a place is free",
        min_value=0,
        max_value=60,
        required=False,
    )
    spread = forms.FloatField(
        label="How different people’s times are",
        min_value=0,
        max_value=3,
        required=False,
        help_text="The standard deviation over the mean. 1 when left empty: some short, some very long.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["each"].required = True

    def service(self) -> Service:
        """The queue of these figures; a month has 21 working days."""
        said = self.cleaned_data
        return Service(
            "This unit",
            arrivals=said["arrivals"] / MONTH,
            stay=said["months"] * MONTH,
            spread=1.0 if said["spread"] is None else said["spread"],
            posts=said["posts"],
            each=said["each"],
            least=said["least"] or 0.0,
        )
