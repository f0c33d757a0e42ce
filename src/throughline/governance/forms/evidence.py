"""What is asked about endorsements, consultations, appraisals and priorities?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer

from ..models import MOST_POINTS, POSITIONS, Criterion, Option
from .fields import DayField, Line, PapersField, Words, body_field, programmes_field, whole

_TITLE = "So that others find it, for example: grants instead of a contract"


class EndorsementForm(forms.Form):
    """Who supports what."""

    title = Line(label="What is endorsed?", max_length=300, help_text=_TITLE)
    by = Line(label="By which body or post?", help_text="By the title that it had on that day.")
    body = body_field(label="Of which organisation?")
    given_on = DayField(label="When?", required=False, help_text="Leave it empty if nobody knows the day.")
    words = Words(label="What exactly do they support?", rows=3)
    meeting = forms.ChoiceField(label="At which meeting?", required=False)
    file = PapersField(label="A file that shows it", required=False)
    programmes = programmes_field()

    def __init__(self, *args: Any, meetings: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meeting", meetings, none="At no meeting")


class ConsultationForm(forms.Form):
    """A question that is put."""

    title = Line(label="What is it about?", max_length=300, help_text=_TITLE)
    question = Words(label="What is asked?", help_text="It cannot be changed once it is asked.")
    asked_on = DayField(label="When is it asked?", required=False)
    answers_by = DayField(label="By when are answers wanted?", required=False)
    programmes = programmes_field()


class ConsultedForm(forms.Form):
    """Somebody who is asked."""

    who = Line(label="Who is asked?", help_text="A body, a post, or a group such as “all providers”.")
    asked_on = DayField(label="When?", required=False)


class AnswerForm(forms.Form):
    """What they answered."""

    position = forms.ChoiceField(
        label="Which position do they hold?",
        choices=list(POSITIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose their position."},
    )
    text = Words(
        label="What did they answer?",
        required=False,
        help_text="In a sentence or two; for “no answer”, nothing.",
    )
    answered_on = DayField(label="When?", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("position") not in (None, "none") and not given.get("text"):
            self.add_error("text", "Say in a sentence what they answered.")
        return given


class CameOfItForm(forms.Form):
    """What came of a consultation."""

    came_of_it = Words(
        label="What came of the answers?", error_messages={"required": "Say what came of the answers."}
    )


class AppraisalForm(forms.Form):
    """A question with options to come."""

    title = Line(label="What is it about?", max_length=300, help_text=_TITLE)
    question = Words(label="What is to be decided?", rows=3)
    dated_on = DayField(label="As of which day?", required=False)
    programmes = programmes_field()


class OptionForm(forms.Form):
    """One way of doing it."""

    name = Line(
        label="Name of the option",
        help_text="Begin with “Go on as now”, so that others are compared with it.",
    )
    description = Words(label="What would be done?", rows=3, required=False)


class CriterionForm(forms.Form):
    """One thing by which options are compared."""

    name = Line(label="By what are options compared?", help_text="For example: reaches people sooner")
    weight = whole(
        "How much does it weigh?",
        100,
        required=False,
        help_text="A whole number, such as 3. Leave it empty everywhere if all count alike.",
    )


class ScoresForm(forms.Form):
    """Points and notes for one option by each criterion."""

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[Criterion],
        scored: dict[UUID, tuple[int | None, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for each in self.criteria:
            points, note = scored.get(each.pk, (None, ""))
            self.fields[f"points-{each.pk}"] = forms.TypedChoiceField(
                label=f"{each.name}: points",
                choices=[("", "Not scored"), *((str(n), str(n)) for n in range(MOST_POINTS + 1))],
                coerce=int,
                empty_value=None,
                initial="" if points is None else str(points),
                required=False,
            )
            self.fields[f"note-{each.pk}"] = Words(
                label=f"{each.name}: why", initial=note, rows=2, required=False
            )

    @property
    def scores(self) -> dict[UUID, tuple[int | None, str]]:
        """Points and note by criterion."""
        given = self.cleaned_data
        return {each.pk: (given[f"points-{each.pk}"], given[f"note-{each.pk}"]) for each in self.criteria}


class ChooseForm(forms.Form):
    """Which option, why, and for each other why not."""

    option = forms.ChoiceField(
        label="Which option is chosen?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an option."},
    )
    because = Words(label="Why this one?", rows=3)

    def __init__(self, *args: Any, options: Iterable[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = list(options)
        offer(self, "option", [(str(each.pk), each.name) for each in self.options])
        for each in self.options:
            self.fields[f"not-{each.pk}"] = Words(
                label=f"Why not “{each.name}”?",
                rows=2,
                required=False,
                initial=each.why_not,
                help_text="Leave it empty for the option that is chosen.",
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for each in self.options:
            if given.get("option") not in (None, str(each.pk)) and not given.get(f"not-{each.pk}"):
                self.add_error(f"not-{each.pk}", f"Say why “{each.name}” is not chosen.")
        return given

    @property
    def why_not(self) -> dict[UUID, str]:
        """The reason against each option that is not chosen."""
        return {each.pk: self.cleaned_data[f"not-{each.pk}"] for each in self.options}


class PlanDetailsForm(forms.Form):
    """A strategy or a plan."""

    title = Line(label="Title of the strategy or plan")
    source = Line(label="Where does this list come from?", max_length=300)
    in_force_from = DayField(label="In force from", required=False)
    in_force_until = DayField(
        label="In force until", required=False, help_text="Leave empty while it is in force."
    )


class PlanForm(PlanDetailsForm):
    """A strategy or a plan with its priorities."""

    priorities = Words(
        label="Its priorities",
        rows=6,
        help_text="One a line. With a label and a colon if the plan numbers them, such as Priority 1: …",
    )

    @property
    def listed(self) -> list[tuple[str, str]]:
        """Each priority's label, if it has one, and words."""
        return [labelled(line) for line in self.cleaned_data["priorities"].splitlines() if line.strip()]


class PriorityForm(forms.Form):
    """One priority more."""

    label = Line(label="How does the plan number it?", max_length=60, required=False)
    words = Line(label="The priority in the plan's words", max_length=300)


class DropForm(forms.Form):
    """The day from which a priority is offered no more."""

    dropped_on = DayField(label="From which day is it offered to no draft?")


def labelled(line: str) -> tuple[str, str]:
    """“Priority 1: Safer streets” as its label and its words; without a short label, words only."""
    label, colon, words = line.partition(":")
    if colon and words.strip() and len(label.strip()) <= 20:
        return label.strip(), words.strip()
    return "", line.strip()
