"""What do the pages ask before a file leaves this room?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from throughline.governance.forms.fields import DayField, Line, Words

from ..actions.copying import REFUSALS
from ..exports import evaluation
from ..exports.feedback import FORMATS
from ..exports.performance import COLUMNS
from ..exports.reasons import FEEDBACK_FOR, GROUNDS, PERFORMANCE_FOR
from ..exports.subject_access import Piece, Section

__all__ = [
    "COLUMNS",
    "AskForm",
    "CheckForm",
    "EvaluationForm",
    "FeedbackForm",
    "LongerForm",
    "PerformanceForm",
    "RefuseForm",
]


class PerformanceForm(forms.Form):
    """Of which days, of which unit, and why."""

    first = DayField(label="First day")
    last = DayField(label="Last day")
    unit = forms.ChoiceField(label="Unit", required=False)
    because = forms.ChoiceField(
        label="Why do you need it?",
        choices=list(PERFORMANCE_FOR.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you need it."},
    )

    def __init__(self, data: Any, units: Iterable[tuple[str, str]], *, asks_why: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].choices = [("", "All that you see"), *units]  # type: ignore[attr-defined]  # it has choices
        if not asks_why:
            del self.fields["because"]


class FeedbackForm(forms.Form):
    """Whose feedback, from when, why, and as which file."""

    whose = forms.ChoiceField(label="Whose feedback?", widget=forms.RadioSelect)
    when = forms.ChoiceField(
        label="From when?",
        choices=[
            ("since", "Since my last file, or everything if there was none"),
            ("days", "From one day to another"),
        ],
        widget=forms.RadioSelect,
        initial="since",
    )
    first = DayField(label="First day", required=False)
    last = DayField(label="Last day", required=False)
    because = forms.ChoiceField(
        label="Why do you need it?",
        choices=list(FEEDBACK_FOR.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you need it."},
    )
    format = forms.ChoiceField(
        label="As which file?",
        choices=[(name, words) for name, (words, _) in FORMATS.items()],
        widget=forms.RadioSelect,
        initial="csv",
    )

    def __init__(self, data: Any, whose: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["whose"].choices = list(whose)  # type: ignore[attr-defined]  # it has choices

    def clean(self) -> dict[str, Any]:
        """Days are said when days are asked for, and run forward."""
        said = super().clean() or {}
        if said.get("when") == "days" and not self.errors:
            if not (said.get("first") and said.get("last")):
                self.add_error("first", "Write the first and the last day.")
            elif said["last"] < said["first"]:
                self.add_error("last", "The last day is on or after the first.")
        return said


class EvaluationForm(forms.Form):
    """What is evaluated, who is in, and how days are said."""

    name = Line(label="Name of the evaluation", max_length=120, help_text="It names no person", required=True)
    because = forms.ChoiceField(
        label="What does it ask?", choices=list(evaluation.PURPOSES.items()), widget=forms.RadioSelect
    )
    cohort = forms.ChoiceField(
        label="Who is in it?", choices=list(evaluation.COHORTS.items()), widget=forms.RadioSelect
    )
    dates = forms.ChoiceField(
        label="How are days said?",
        choices=list(evaluation.DATES.items()),
        widget=forms.RadioSelect,
        initial="offset",
        help_text="As the data protection impact assessment agreed. Days since the referral say least",
    )
    period_from = DayField(label="Referred from")
    period_until = DayField(label="Referred until", help_text="The first day that is not in any more")

    def clean(self) -> dict[str, Any]:
        """The period runs forward."""
        said = super().clean() or {}
        if (
            said.get("period_from")
            and said.get("period_until")
            and said["period_until"] <= said["period_from"]
        ):
            self.add_error("period_until", "The period ends after it begins.")
        return said


class AskForm(forms.Form):
    """When and how a person asked, and how they are known."""

    asked_on = DayField(label="On which day did they ask?", help_text="The month runs from this day")
    how = Words(label="How did they ask, and where should the copy go?", rows=2)
    known_by = Line(
        label="How do you know who they are?", help_text="Such as: known to the key worker for months"
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked_on", today)


class CheckForm(forms.Form):
    """For each text of the record whether it is given, or on which ground it is not."""

    def __init__(self, data: Any, sections: Iterable[Section], grounds: dict[str, str]) -> None:
        super().__init__(data)
        for section in sections:
            for piece in section.pieces:
                if may_be_closed(piece):
                    self.fields[piece.key] = forms.ChoiceField(
                        label=f"{section.title}, {piece.heading}" if piece.heading else section.title,
                        choices=[
                            ("", "Give it"),
                            *((key, f"Leave out: {text}") for key, text in GROUNDS.items()),
                        ],
                        required=False,
                        initial=grounds.get(piece.key, ""),
                    )


class LongerForm(forms.Form):
    """Why it takes longer, as the person was told."""

    because = Words(label="What was the person told about why it takes longer?", rows=2)


class RefuseForm(forms.Form):
    """Why it is refused."""

    reason = forms.ChoiceField(
        label="Why is it refused?",
        choices=list(REFUSALS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )


def may_be_closed(piece: Piece) -> bool:
    """Whether somebody is asked about this piece: texts, and whom a limit or broken glass names; not codes and days."""
    return piece.is_close or not piece.key.endswith("/facts")
