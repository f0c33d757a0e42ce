"""What does somebody fill in to refer a person, page by page?

Saving takes what is there; only going on asks for what is missing (`referring.missing`).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from throughline.governance.forms.fields import DayBoxes, DayField, Line, Words
from throughline.kernel.wording import long_date

from .. import codes
from ..actions.cohorts import to_choose
from ..lookup import as_crn
from ..models import Protocol
from ..referring import NEEDS, PARTS, in_words, missing

UNVERIFIED = "Names under the Sentencing Act 2026 are unverified."
MOST_DAYS = 365
ORDER = ("sentence", "requirement", "sentence_ends_on", "enforceable_days", "complete_by")
_CRN = "A CRN has one letter and six figures, such as X123456."


class BirthField(forms.DateField):
    """The day on which somebody was born; any year that a person alive can have."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": "Write the day as three numbers, such as 28 5 1984."}
        super().__init__(
            widget=DayBoxes(),
            input_formats=["%Y-%m-%d"],
            error_messages=wrong,
            help_text="For example, 28 5 1984",
            **kwargs,
        )


class CrnField(Line):
    """A CRN, however it is typed."""

    def clean(self, value: Any) -> str:
        written = str(super().clean(value) or "")
        if not written:
            return ""
        crn = as_crn(written)
        if crn is None:
            raise forms.ValidationError(_CRN)
        return crn


def _one_of(label: str, choices: Mapping[str, str], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(choices.items()), widget=forms.RadioSelect, required=False, **kwargs
    )


def _select(label: str, choices: Mapping[str, str], none: str, **kwargs: Any) -> forms.ChoiceField:
    offered = [("", none), *((code, words) for code, words in choices.items() if code)]
    return forms.ChoiceField(label=label, choices=offered, required=False, **kwargs)


def _several(label: str, choices: Mapping[str, str], **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        **kwargs,
    )


class StartForm(forms.Form):
    """The CRN by which the probation record is found, and which service where there are several."""

    crn = CrnField(
        label="CRN", required=False, max_length=20, help_text="One letter and six figures, such as X123456."
    )
    service = forms.ChoiceField(label="Which service?")

    def __init__(
        self, *args: Any, services: list[tuple[str, str]], sources: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("source", list(sources.items())), ("service", services)):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = offered
                if len(offered) == 1:  # nothing to choose: nothing to ask
                    field.widget, field.initial = forms.HiddenInput(), offered[0][0]


class ByHandForm(StartForm):
    """The same, with who the person is and where, because no record says so."""

    given_names = Line(label="First names", help_text="Or the only name of somebody who has one.")
    family_name = Line(label="Family name", required=False)
    date_of_birth = BirthField(label="Date of birth")
    sex = _select("Sex", {"Female": "Female", "Male": "Male"}, "Not said")
    source = forms.ChoiceField(label="Where is the person?", widget=forms.RadioSelect)
    by_hand = forms.CharField(widget=forms.HiddenInput(), initial="yes", required=False)


class PartForm(forms.Form):
    """One page of a draft; `values` says what it holds already."""

    part: ClassVar[str]
    cohorts: Sequence[str] = ()
    revision = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(
        self, *args: Any, values: Mapping[str, Any], revision: int, is_complete: bool = False, **kwargs: Any
    ) -> None:
        now = {name: values.get(name) for name in PARTS[self.part]}
        kwargs["initial"] = {**now, "revision": revision}
        super().__init__(*args, **kwargs)
        self.values, self.is_complete = dict(values), is_complete

    @property
    def said(self) -> dict[str, Any]:
        """What the page says now, by field."""
        return {name: part for name, part in self.cleaned_data.items() if name in PARTS[self.part]}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self.is_complete:
            for each in missing({**self.values, **found}, self.cohorts):
                if each.field in self.fields and each.field not in self.errors:
                    self.add_error(each.field, each.words)
        return found


class WhoForm(PartForm):
    """Who it is about."""

    part = "who"
    crn = CrnField(label="CRN", required=False, max_length=20)
    given_names = Line(
        label="First names", required=False, help_text="Or the only name of somebody who has one."
    )
    family_name = Line(label="Family name", required=False)
    date_of_birth = BirthField(label="Date of birth", required=False)
    sex = _select("Sex", {"Female": "Female", "Male": "Male"}, "Not said")


class WhyForm(PartForm):
    """Why now, on which sentence, and when somebody in custody is released."""

    part = "why"
    cohort = Line(label="Which of these is it?", required=False, max_length=120)
    why_now = Words(label="What happened, and what do you hope this changes?", rows=4, required=False)
    is_urgent = forms.BooleanField(label="It cannot wait for the usual ten working days", required=False)
    hoped_for = _several("What should it lead to?", codes.OUTCOMES)
    source = _select("Where is the person?", codes.SOURCES, "Choose")
    sentence = _select("Sentence", {}, "Not said")
    requirement = _select("Requirement", {}, "None")
    sentence_ends_on = DayField(label="When does the sentence end?", required=False)
    enforceable_days = forms.IntegerField(
        label="How many days can be enforced?", required=False, min_value=1, max_value=MOST_DAYS
    )
    complete_by = DayField(label="By when should the support be complete?", required=False)
    prison = Line(label="Which prison?", required=False, max_length=120)
    release_on = DayField(label="When is the person released?", required=False)
    release_unknown = _select("Or why is that not known?", codes.RELEASE_UNKNOWN, "It is known")

    def __init__(
        self, *args: Any, on: date, protocols: Sequence[Protocol] | None = None, **kwargs: Any
    ) -> None:
        """`protocols` are those in force, among which a page offers the cohorts; a machine names its cohort itself."""
        super().__init__(*args, **kwargs)
        if protocols is not None:
            self.cohorts = to_choose(protocols, self.values.get("cohort", ""))
            self.eligible = {each.cohort: each.eligible for each in protocols}
            del self.fields["cohort"]
        if self.cohorts:
            self.fields["cohort"] = _one_of("Which of these is it?", {each: each for each in self.cohorts})
            self.initial["cohort"] = self.values.get("cohort", "")
        for name, none, known in (
            ("sentence", "Not said", codes.SENTENCES),
            ("requirement", "None", codes.REQUIREMENTS_IN_TIME),
        ):
            now = self.values.get(name, "")
            used = [each for each in known if each.is_used_on(on) or each.code == now]
            offered = [("", none), *((each.code, each.words) for each in used)]
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a ChoiceField
            if not all(each.is_verified for each in used):
                self.fields[name].help_text = UNVERIFIED

    @property
    def order_now(self) -> str:
        """What is known of the order, on one line, so that it need not be opened; empty when nothing is."""
        known = [in_words(name, self.values.get(name)) for name in ("sentence", "requirement")]
        if ends := self.values.get("sentence_ends_on"):
            known.append(f"until {long_date(ends)}")
        return ", ".join(each for each in known if each)

    @property
    def is_order_open(self) -> bool:
        """Whether the questions about the order stand open: nothing is known of it, or an answer is wrong."""
        return not self.order_now or bool(set(self.errors) & set(ORDER))

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        release, ends = found.get("release_on"), found.get("sentence_ends_on")
        if self.is_complete and release and ends and release > ends and "release_on" not in self.errors:
            self.add_error("release_on", "The release lies after the end of the sentence.")
        complete = found.get("complete_by")
        if self.is_complete and complete and ends and complete > ends and "complete_by" not in self.errors:
            self.add_error(
                "complete_by", f"The sentence ends before, on {long_date(ends)}: choose a day until then."
            )
        if self.is_complete and release and found.get("release_unknown"):
            self.add_error(
                "release_unknown", "Say when the person is released, or why that is not known: not both."
            )
        return found


class RiskForm(PartForm):
    """For which needs, which risk, which flags; children are always asked about."""

    part = "risk"
    self_risk = _several("Risk to self", codes.SELF_RISK)
    flags = _several("Registration flags", codes.FLAGS)
    risk_words = Words(
        label="What must whoever meets them know?",
        rows=3,
        required=False,
        help_text="Such as: not alone, not at home.",
    )
    children_words = Words(
        label="What else about children?",
        rows=2,
        required=False,
        help_text="Names of children are not needed.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need_DNR"] = _one_of("Dependency and recovery: how complex is it?", codes.COMPLEXITY)
        for code, words in codes.NEEDS.items():
            if code != "DNR":
                self.fields[f"need_{code}"] = _select(words, codes.COMPLEXITY, "No need named")
        for code, words in codes.RISK_TO.items():
            self.fields[f"risk_{code}"] = _select(words, codes.RISK_LEVELS, "Not assessed")
        for code, words in codes.CHILDREN.items():
            self.fields[f"children_{code}"] = _one_of(words, codes.ANSWERS)
        for name in self.fields:
            if name in PARTS["risk"]:
                self.initial.setdefault(name, self.values.get(name))

    @property
    def other_needs(self) -> list[forms.BoundField]:
        return [self[name] for name in NEEDS if name != "need_DNR"]

    @property
    def names_other_needs(self) -> bool:
        """Whether one of the other seven needs is named, so that they are not folded away."""
        return any(each.value() for each in self.other_needs)


class PracticalForm(PartForm):
    """How the person is reached safely, what they need to come, and who supervises them."""

    part = "practical"
    phone = Line(label="Phone", required=False, max_length=40)
    safe_contact = _one_of("How may the person safely be contacted?", codes.SAFE_CONTACT)
    safe_contact_words = Line(label="When, and what to avoid", required=False)
    address = Line(label="Address", required=False, max_length=300)
    needs_interpreter = forms.BooleanField(label="An interpreter is needed", required=False)
    language = Line(label="Which language?", required=False, max_length=60)
    accessibility = Line(
        label="What makes coming or reading hard?",
        required=False,
        help_text="Such as stairs, print, hearing.",
    )
    caring = Line(label="Whom do they care for, and when?", required=False)
    availability = Line(
        label="When can they come?", required=False, help_text="Such as: not Mondays; after 2pm."
    )
    is_unallocated = forms.BooleanField(label="No practitioner is allocated yet", required=False)
    practitioner_name = Line(label="Practitioner", required=False)
    practitioner_email = Line(label="Email", required=False)
    practitioner_phone = Line(label="Phone of the practitioner", required=False, max_length=40)
    team_phone = Line(label="Phone of the team", required=False, max_length=40)
    office = Line(label="Office", required=False)


FORMS: dict[str, type[PartForm]] = {each.part: each for each in (WhoForm, WhyForm, RiskForm, PracticalForm)}


class WithdrawForm(forms.Form):
    """Which of the thirteen reasons."""

    code = forms.ChoiceField(
        label="Why is it withdrawn?",
        choices=[(code, f"{words} ({code})") for code, words in codes.WITHDRAWAL.items()],
        widget=forms.RadioSelect,
    )


class AnswerForm(forms.Form):
    """The answer to what the service asked."""

    answer = Words(label="Your answer", rows=4)


class BecauseForm(forms.Form):
    """Why something that was sent changes."""

    because = Line(
        label="Why does it change?", help_text="The service reads this beside what was and what is."
    )
