"""What does somebody fill in to say how a round is run?

One page for people who do this every year: what there is stands in it already, and some empty lines below.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.text import slugify

from throughline.funding.forms.planning import PoundsField
from throughline.governance.forms.fields import DayField, Line, whole
from throughline.governance.forms.watching import WordsField

from ..actions.terms import ConditionTerms, InstalmentTerms, RoundTerms, SpendTerms
from ..terms import (
    ASSURANCE_MODELS,
    OWNERS,
    PAYMENT_BASES,
    PRICE_BASES,
    RECIPIENTS,
    WATCHED_CONDITIONS,
)

MOST_LINES = 60
_SPARE = 2
_ELIGIBLE = {"yes": "May be paid for", "no": "May not be paid for"}
_USUAL_OWNER = {"csp_approval": "csp", "due_diligence": "authority", "agreement_in_force": "authority"}
_ASKED_FOR = tuple(
    code for code in WATCHED_CONDITIONS if not code.endswith("_in_force")
)  # those hold always: R16, R17


def _one_of(label: str, words: Mapping[str, str], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(words.items()), widget=forms.RadioSelect, **kwargs)


class TermsForm(forms.Form):
    """The terms of a round; `asked` is what the action is called with."""

    recipient_kind = _one_of("Who is usually paid", RECIPIENTS)
    price_basis = _one_of(
        "Price",
        PRICE_BASES,
        help_text="At a fixed price nobody is asked for an underspend; delivery is shown.",
    )
    payment_basis = _one_of("When it is paid", PAYMENT_BASES)
    assurance_model = _one_of("Who assures", ASSURANCE_MODELS)
    begins_on = DayField(label="First day")
    ends_on = DayField(label="Last day")
    sign_by_days = whole("Days to sign an agreement", 365)
    is_first_year = forms.BooleanField(
        label="Nobody was paid this way before",
        required=False,
        help_text="A first grant has no earlier report, so none is asked for.",
    )
    small_grant = PoundsField(
        label="One set of papers is enough below",
        required=False,
        help_text="Empty: every grant gives all papers.",
    )
    underspend = PoundsField(
        label="The most that may lie unallocated when an advance is released",
        required=False,
        help_text="Empty: there is no limit.",
    )
    pools_programmes = forms.BooleanField(
        label="That limit is one for all programmes of an area",
        required=False,
        help_text="Unverified: the finance team confirms it.",
    )
    source = Line(
        label="What these terms rest on", max_length=300, help_text="A record, or whose word, and from when."
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, like: RoundTerms | None = None) -> None:
        super().__init__(data, initial=_initial(like) if like else _UNSAID)
        self.lines = {
            "instalment": self._count("instalment", len(like.instalments) if like else 1),
            "own": self._count("own", len(_own(like))),
            "spend": self._count("spend", len(like.spend) if like else 0),
        }
        for n in self.lines["instalment"]:
            self.fields[f"instalment{n}_on"] = DayField(label=f"Instalment {n + 1} is due on", required=False)
            self.fields[f"instalment{n}_parts"] = whole("Parts of the award", 1000, required=False)
        for code in _ASKED_FOR:
            self.fields[f"asks_{code}"] = forms.BooleanField(label=WATCHED_CONDITIONS[code], required=False)
            self.fields[f"asks_{code}_from"] = whole("From instalment", MOST_LINES, required=False)
            self.fields[f"asks_{code}_aside"] = Line(
                label="Why it cannot apply to these grants", max_length=300, required=False
            )
        for n in self.lines["own"]:
            self.fields[f"own{n}_text"] = Line(label=f"Condition {n + 1}", max_length=300, required=False)
            self.fields[f"own{n}_owner"] = forms.ChoiceField(
                label="Whose it is", choices=list(OWNERS.items()), required=False
            )
            self.fields[f"own{n}_from"] = whole("From instalment", MOST_LINES, required=False)
            self.fields[f"own{n}_days"] = whole("Days before it", 365, required=False)
        for n in self.lines["spend"]:
            self.fields[f"spend{n}_label"] = Line(label=f"Kind of spend {n + 1}", required=False)
            self.fields[f"spend{n}_eligible"] = forms.ChoiceField(
                label="May it be paid for", choices=list(_ELIGIBLE.items()), required=False
            )
            self.fields[f"spend{n}_note"] = WordsField(label="Note", required=False, widget=forms.TextInput())
        self.asked_for = [(code, WATCHED_CONDITIONS[code]) for code in _ASKED_FOR]

    def _count(self, kind: str, there: int) -> range:
        sent = {name.split("_")[0] for name in self.data if name.startswith(kind)}
        return range(min(MOST_LINES, max(len(sent), there + _SPARE)))

    def clean(self) -> dict[str, Any]:
        """Every line that was begun is whole."""
        given = super().clean() or {}
        for n in self.lines["instalment"]:
            if given.get(f"instalment{n}_parts") and not given.get(f"instalment{n}_on"):
                self.add_error(f"instalment{n}_on", f"Say on which day instalment {n + 1} is due.")
        return given

    def asked(self, like: RoundTerms | None, *, is_illustration: bool) -> RoundTerms:
        """The terms as the action takes them; a line keeps the code that it had under `like`."""
        given = self.cleaned_data
        plain = {name: given[name] for name in TermsForm.base_fields}
        return RoundTerms(
            **plain,
            instalments=[
                InstalmentTerms(given[f"instalment{n}_on"], given[f"instalment{n}_parts"] or 1)
                for n in self.lines["instalment"]
                if given.get(f"instalment{n}_on")
            ],
            conditions=[*self._watched(given, like), *self._own(given, like)],
            spend=self._spend(given, like),
            is_illustration=is_illustration,
        )

    def _watched(self, given: dict[str, Any], like: RoundTerms | None) -> list[ConditionTerms]:
        before = {each.code: each for each in like.conditions} if like else {}
        return [
            replace(
                before.get(code) or ConditionTerms(code, _USUAL_OWNER.get(code, "recipient")),
                from_instalment=given[f"asks_{code}_from"] or None,
                set_aside_because=given[f"asks_{code}_aside"],
            )
            for code in _ASKED_FOR
            if given[f"asks_{code}"]
        ]

    def _own(self, given: dict[str, Any], like: RoundTerms | None) -> list[ConditionTerms]:
        before = {each.text: each for each in _own(like)}
        return [
            replace(
                before.get(text) or ConditionTerms(_code(text), "recipient", text),
                owner=given[f"own{n}_owner"],
                from_instalment=given[f"own{n}_from"] or None,
                due_days_before=given[f"own{n}_days"] or 0,
            )
            for n in self.lines["own"]
            if (text := given.get(f"own{n}_text"))
        ]

    def _spend(self, given: dict[str, Any], like: RoundTerms | None) -> list[SpendTerms]:
        codes = {each.label: each.code for each in like.spend} if like else {}
        return [
            SpendTerms(
                codes.get(label) or _code(label),
                label,
                given[f"spend{n}_eligible"] != "no",
                given[f"spend{n}_note"],
            )
            for n in self.lines["spend"]
            if (label := given.get(f"spend{n}_label"))
        ]


_UNSAID = {"sign_by_days": 28, "pools_programmes": True, "instalment0_parts": 1}


def _own(like: RoundTerms | None) -> list[ConditionTerms]:
    return [each for each in like.conditions if each.code not in WATCHED_CONDITIONS] if like else []


def _code(words: str) -> str:
    return slugify(words)[:40].strip("-") or "other"


def _initial(like: RoundTerms) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(like, name) for name in TermsForm.base_fields}
    for name in ("small_grant", "underspend"):
        said[name] = str(said[name]).removeprefix("£") if said[name] else ""
    for n, instalment in enumerate(like.instalments):
        said |= {f"instalment{n}_on": instalment.due_on, f"instalment{n}_parts": instalment.parts}
    for each in like.conditions:
        if each.code in WATCHED_CONDITIONS:
            said |= {
                f"asks_{each.code}": True,
                f"asks_{each.code}_from": each.from_instalment,
                f"asks_{each.code}_aside": each.set_aside_because,
            }
    for n, own in enumerate(_own(like)):
        said |= {f"own{n}_text": own.text, f"own{n}_owner": own.owner, f"own{n}_from": own.from_instalment}
        said[f"own{n}_days"] = own.due_days_before or None
    for n, spend in enumerate(like.spend):
        eligible = "yes" if spend.is_eligible else "no"
        said |= {f"spend{n}_label": spend.label, f"spend{n}_eligible": eligible, f"spend{n}_note": spend.note}
    return said
