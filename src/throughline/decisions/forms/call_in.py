"""What does a person type to announce a key decision, to run a call-in, and to ask for the Panel's summary?"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms

from throughline.frame.choices import offer

from ..law.lifecycle import CALL_IN
from ..record import FUNCTIONS, for_all
from .law import DateField


def _words(label: str, *, rows: int = 4, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReadByAll(forms.Form):
    """Words that everybody reads as soon as they are saved. Authority: R46."""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, value in list(said.items()):
            if isinstance(value, str) and for_all(value) != value:
                self.add_error(
                    name,
                    "Everybody reads this: leave out e-mail addresses and characters that cannot be seen.",
                )
        return said


class AnnounceForm(ReadByAll):
    """An entry of the forward plan."""

    function = forms.ChoiceField(
        label="In which function will it be taken?",
        choices=list(FUNCTIONS.items()),
        widget=forms.RadioSelect,
        help_text="Only functions that have key decisions stand here.",
        initial="authority",
    )
    subject = forms.CharField(label="What will be decided?", max_length=300)
    decision_maker = forms.CharField(
        label="Who will decide?", max_length=200, help_text="The post or the body."
    )
    contact = forms.CharField(
        label="To which post can people write about it?",
        max_length=200,
        help_text="A post, not a name and not an e-mail address: everybody reads this page.",
    )
    planned_on = DateField(label="On which day, or from which day on?", help_text="For example, 28/05/2026.")
    cannot_wait_because = _words(
        "If the day is earlier than the notice period allows: why can it not wait?", rows=3, required=False
    )

    draft_id = forms.TypedChoiceField(
        label="Which draft is it about?", required=False, coerce=UUID, empty_value=None, choices=[]
    )

    def __init__(
        self,
        *args: Any,
        drafts: list[tuple[str, str]],
        without: Collection[str] = (),
        is_new: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "function", [(code, words) for code, words in FUNCTIONS.items() if code not in without])
        offer(self, "draft_id", drafts, none="None yet")
        if not is_new:
            del self.fields["function"]


class SettleForm(forms.Form):
    """Which decision an entry became."""

    number = forms.CharField(
        label="Which decision did it become?", max_length=12, help_text="Its number, such as 2026-001."
    )


class DropForm(ReadByAll):
    """Why an entry will not be decided."""

    because = _words("Why will it not be decided?")


class CallItInForm(ReadByAll):
    """The members' notice."""

    received_on = DateField(label="On which day did the call-in come?", help_text="For example, 28/05/2026.")
    members = _words(
        "Which members call it in?", rows=2, hint="Their names are public, as the members' own act."
    )
    reasons = _words("What are their reasons?")


class MeetingForm(ReadByAll):
    """What the scrutiny meeting said."""

    met_on = DateField(label="On which day did it meet?", help_text="For example, 28/05/2026.")
    result = _words("What did the meeting say?")


class AnswerForm(ReadByAll):
    """What whoever decided answers."""

    answer = _words("What does whoever took the decision say?")


STEP_FORMS: dict[str, type[forms.Form] | None] = {
    "let_it_end": None,
    "call_it_in": CallItInForm,
    "uphold": MeetingForm,
    "refer_back": MeetingForm,
    "keep_to_it": AnswerForm,
    "give_it_up": AnswerForm,
}
STEP_WORDS = {
    "let_it_end": "Let it take effect",
    "call_it_in": "Record a call-in",
    "uphold": "The meeting lets it stand",
    "refer_back": "The meeting sends it back",
    "keep_to_it": "Keep to the decision",
    "give_it_up": "Give the decision up",
}
assert set(STEP_FORMS) == {step.name for step in CALL_IN.steps if step.from_states}  # noqa: S101 - one form a step


class PanelForm(forms.Form):
    """From when on the Panel wants to know."""

    since = DateField(label="Since which day?", help_text="What was published on that day or later.")
    until = DateField(label="Until which day?", required=False)
