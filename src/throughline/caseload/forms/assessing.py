"""What does each section of an assessment ask, and how does its answer become what is kept?"""

from datetime import date
from typing import Any, ClassVar

from django import forms

from throughline.governance.forms.fields import DayField

from .. import codes
from ..care.questions import AUDIT_C, AUDIT_FURTHER, DRUGS, INJECTED, PROFILE, USED, AuditQuestion
from ..care.rules import profile_fault
from ..sealed import Said

LONGEST = 4000


def _text(label: str, hint: str = "", rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LONGEST, widget=widget)


def _radios(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect())


class Section(forms.Form):
    """A section: bound to what was sent, or filled with what was said."""

    slug: ClassVar[str] = ""
    title: ClassVar[str] = ""
    lead: ClassVar[str] = ""

    def __init__(self, data: Any, said: Said) -> None:
        self.said_before = said
        given = {**self.filled(said), "revision": said.revisions.get(self.slug, 0)}
        super().__init__(data, initial=given)
        self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def filled(self, said: Said) -> dict[str, Any]:
        """What the fields show of what was said; nothing unless a section says what."""
        return {}

    @property
    def values(self) -> dict[str, Any]:
        """What is kept, once valid; nothing unless a section says what."""
        return {}


class NeedsForm(Section):
    """Eight categories: level, two links, strength, the person's own goal. R33"""

    slug, title = "needs", "Eight needs"
    lead = "Say how great each need is now. Goals are in the person’s own words."

    def __init__(self, data: Any, said: Said) -> None:
        super().__init__(data, said)
        for code, words in codes.NEEDS.items():
            self.fields[f"{code}_level"] = _radios(words, list(codes.LEVELS.items()))
            self.fields[f"{code}_harm"] = forms.BooleanField(label="Linked to harm", required=False)
            self.fields[f"{code}_reoffending"] = forms.BooleanField(
                label="Linked to reoffending", required=False
            )
            self.fields[f"{code}_strength"] = forms.BooleanField(label="A strength", required=False)
            self.fields[f"{code}_goal"] = _text("Own goal", rows=1)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields by need."""
        parts = ("level", "harm", "reoffending", "strength", "goal")
        return [
            {"code": code, "words": words, **{part: self[f"{code}_{part}"] for part in parts}}
            for code, words in codes.NEEDS.items()
        ]

    def filled(self, said: Said) -> dict[str, Any]:
        shown: dict[str, Any] = {f"{code}_goal": goal for code, goal in said.goals.items()}
        for code, given in said.levels.items():
            shown[f"{code}_level"] = given.get("level", "")
            shown |= {f"{code}_{k}": bool(given.get(k)) for k in ("harm", "reoffending", "strength")}
        return shown

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        levels = {}
        for code in codes.NEEDS:
            row = {k: "yes" for k in ("harm", "reoffending", "strength") if given[f"{code}_{k}"]}
            if given[f"{code}_level"]:
                row["level"] = given[f"{code}_level"]
            if row:
                levels[code] = row
        goals = {code: given[f"{code}_goal"] for code in codes.NEEDS if given[f"{code}_goal"]}
        return {"levels": levels, "goals": goals}


class DrugsForm(Section):
    """Which drugs, when last, injected, in treatment; reasons and effects once for all."""

    slug, title = "drugs", "Drugs"
    lead = "Only what is used or was used opens further questions."

    def __init__(self, data: Any, said: Said) -> None:
        super().__init__(data, said)
        for code, words in DRUGS.items():
            self.fields[f"{code}_used"] = _radios(words, list(USED.items()))
            self.fields[f"{code}_injected"] = _radios("Injected", list(INJECTED.items()))
            self.fields[f"{code}_treated"] = forms.BooleanField(label="In treatment for it", required=False)
        self.fields["reasons"] = _text("What the person uses for", "In their words, or leave it empty.")
        self.fields["effects"] = _text("What it does to them and to others")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields by drug."""
        return [
            {
                "code": code,
                "words": words,
                **{p: self[f"{code}_{p}"] for p in ("used", "injected", "treated")},
            }
            for code, words in DRUGS.items()
        ]

    def filled(self, said: Said) -> dict[str, Any]:
        shown: dict[str, Any] = {"reasons": said.reasons, "effects": said.effects}
        for code in DRUGS:
            given = said.drugs.get(code, {})
            shown[f"{code}_used"] = given.get("used", "")
            shown[f"{code}_injected"] = given.get("injected", "")
            shown[f"{code}_treated"] = bool(given.get("treated"))
        return shown

    @property
    def values(self) -> dict[str, Any]:
        given, drugs = self.cleaned_data, {}
        for code in DRUGS:
            if used := given[f"{code}_used"]:
                row = {"used": used, "injected": given[f"{code}_injected"]}
                row["treated"] = "yes" if given[f"{code}_treated"] else ""
                drugs[code] = {name: value for name, value in row.items() if value}
        return {"drugs": drugs, "reasons": given["reasons"], "effects": given["effects"]}


class _Questions(Section):
    questions: ClassVar[tuple[AuditQuestion, ...]] = ()

    def __init__(self, data: Any, said: Said) -> None:
        super().__init__(data, said)
        for each in self.questions:
            self.fields[f"q{each.key}"] = _radios(
                each.words, [(str(points), words) for points, words in each.answers]
            )

    def filled(self, said: Said) -> dict[str, Any]:
        return {f"q{key}": str(points) for key, points in said.alcohol.items()}

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        answered = {each.key: given[f"q{each.key}"] for each in self.questions}
        return {"alcohol": {key: int(points) for key, points in answered.items() if points != ""}}


class AlcoholForm(_Questions):
    """AUDIT-C; five points or more lead to the other seven questions."""

    slug, title, questions = "alcohol", "Alcohol: AUDIT-C", AUDIT_C
    lead = "Three questions. From five points on, seven more follow."


class AuditForm(_Questions):
    """The further seven questions of AUDIT."""

    slug, title, questions = "audit", "Alcohol: full AUDIT", AUDIT_FURTHER
    lead = "Seven more questions, because AUDIT-C came to five points or more."


class OutcomesForm(Section):
    """The Treatment Outcomes Profile: the last 28 days. Its crime items are never asked."""

    slug, title = "outcomes", "The last 28 days"
    lead = "Treatment Outcomes Profile. Leave empty what the person does not want to answer."

    def __init__(self, data: Any, said: Said) -> None:
        super().__init__(data, said)
        for item in PROFILE:
            if item.is_yes_or_no:
                self.fields[item.key] = _radios(item.words, [("0", "No"), ("1", "Yes")])
                continue
            box = forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": item.most})
            whole = {"invalid": profile_fault(item, -1)}
            self.fields[item.key] = forms.IntegerField(
                label=item.words, required=False, widget=box, error_messages=whole
            )

    def clean(self) -> dict[str, Any]:
        for item in PROFILE:
            given = self.cleaned_data.get(item.key)
            if isinstance(given, int) and (fault := profile_fault(item, given)):
                self.add_error(item.key, fault)
        return self.cleaned_data

    def filled(self, said: Said) -> dict[str, Any]:
        return {key: str(value) for key, value in said.outcomes.items()}

    @property
    def values(self) -> dict[str, Any]:
        given = {item.key: self.cleaned_data[item.key] for item in PROFILE}
        return {"outcomes": {key: int(value) for key, value in given.items() if value not in ("", None)}}


class StrengthsForm(Section):
    """What the person brings, and how ready they are."""

    slug, title = "strengths", "Strengths and motivation"
    lead = "What helps this person, said so that they recognise themselves in it."

    def __init__(self, data: Any, said: Said) -> None:
        super().__init__(data, said)
        self.fields["strengths"] = _text("What they are good at, and who or what helps", rows=4)
        self.fields["motivation"] = _text("What they want to change, and how ready they are", rows=4)

    def filled(self, said: Said) -> dict[str, Any]:
        return {"strengths": said.strengths, "motivation": said.motivation}

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("strengths", "motivation")}


class PlanForm(Section):
    """What is done about each need, agreed with the person, and when it is looked at again."""

    slug, title = "plan", "Support plan"
    lead = "Agreed with the person: what happens, who does it, by when. It is printed for them."

    def __init__(self, data: Any, said: Said) -> None:
        super().__init__(data, said)
        for code in self.asked(said):
            self.fields[f"{code}_step"] = _text(codes.NEEDS[code], rows=2)
            if goal := said.goals.get(code):
                self.fields[f"{code}_step"].help_text = f"Own goal: “{goal}”"
        self.fields["plan"] = _text("Anything else that was agreed")
        self.fields["review_on"] = DayField(label="When we look at the plan again", required=False)

    @staticmethod
    def asked(said: Said) -> list[str]:
        """The needs that have a level above none, a goal or a step already; all when nothing is said yet."""
        levels = {code for code, row in said.levels.items() if row.get("level", "none") != "none"}
        named = levels | set(said.goals) | set(said.steps)
        return [code for code in codes.NEEDS if code in named] or list(codes.NEEDS)

    def filled(self, said: Said) -> dict[str, Any]:
        shown: dict[str, Any] = {f"{code}_step": step for code, step in said.steps.items()}
        on = date.fromisoformat(said.review_on) if said.review_on else None
        return {**shown, "plan": said.plan, "review_on": on}

    @property
    def values(self) -> dict[str, Any]:
        given, on = self.cleaned_data, self.cleaned_data["review_on"]
        steps = {code: given[f"{code}_step"] for code in codes.NEEDS if given.get(f"{code}_step")}
        return {"steps": steps, "plan": given["plan"], "review_on": on.isoformat() if on else ""}


FORMS: dict[str, type[Section]] = {
    form.slug: form
    for form in (NeedsForm, DrugsForm, AlcoholForm, AuditForm, OutcomesForm, StrengthsForm, PlanForm)
}
