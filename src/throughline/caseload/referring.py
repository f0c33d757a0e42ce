"""What does a referral ask on which page, and what is still missing before it may be sent? Authority: R31."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from throughline.kernel.wording import long_date

from . import codes
from .sealed import Asked, Identity

Values = dict[str, Any]
WHO = ("crn", "given_names", "family_name", "date_of_birth", "sex")
RISK = tuple(f"risk_{each}" for each in codes.RISK_TO)
CHILDREN = tuple(f"children_{each}" for each in codes.CHILDREN)
NEEDS = tuple(f"need_{each}" for each in codes.NEEDS)
COLUMNS = (
    "source", "sentence", "requirement", "sentence_ends_on", "release_on", "release_unknown", "is_urgent",
)  # fmt: skip
PRACTITIONER = ("practitioner_name", "practitioner_email", "practitioner_phone", "team_phone", "office")
PARTS: dict[str, tuple[str, ...]] = {
    "who": WHO,
    "why": (
        "cohort", "why_now", "is_urgent", "source", "sentence", "requirement", "sentence_ends_on", "prison",
        "release_on", "release_unknown", "hoped_for", "enforceable_days", "complete_by",
    ),
    "risk": (*NEEDS, *RISK, "self_risk", "flags", "risk_words", *CHILDREN, "children_words"),
    "practical": (
        "phone", "safe_contact", "safe_contact_words", "needs_interpreter", "language", "accessibility", "caring",
        "availability", "address", "is_unallocated", *PRACTITIONER,
    ),
}  # fmt: skip
# What whoever meets the person must read at once when it changes.
SAFETY = {*PARTS["risk"], "phone", "safe_contact", "safe_contact_words"} - set(NEEDS)
HEADINGS = {
    "who": "Who is it about?",
    "why": "Why now?",
    "risk": "Needs and risk",
    "practical": "Practical things",
}
NEXT = {"who": "why", "why": "risk", "risk": "practical", "practical": "check"}
_DAYS_IN_WORDS = ("date_of_birth", "complete_by")
_IDENTITY = {each.name for each in fields(Identity)}


@dataclass(frozen=True, slots=True)
class Missing:
    """What must be said before sending: on which page, at which field, in words."""

    part: str
    field: str
    words: str


def missing(values: Mapping[str, Any], cohorts: Collection[str] = ()) -> list[Missing]:
    """Everything that must still be said, in the order of the pages; one of these cohorts, where there are several."""
    in_custody = values.get("source") == "custody"
    said = str(values.get("cohort") or "").casefold()
    if said not in map(str.casefold, cohorts):
        values = {**values, "cohort": ""}
    wanted = [
        ("who", "given_names", "Say the person’s name.", True),
        ("who", "date_of_birth", "Say when the person was born.", True),
        (
            "why",
            "cohort",
            f"Say to which cohort the person belongs: {'; '.join(cohorts)}.",
            bool(cohorts),
        ),
        ("why", "why_now", "Say why the person is referred now.", True),
        ("why", "prison", "Say in which prison the person is.", in_custody),
        (
            "why",
            "release_on",
            "Say when the person is released, or why that is not known.",
            in_custody and not values.get("release_unknown"),
        ),
        ("risk", "need_DNR", "Say how complex the need for dependency and recovery is.", True),
        *(("risk", each, f"Answer: {codes.CHILDREN[each[9:]]}", True) for each in CHILDREN),
        ("practical", "safe_contact", "Say how the person may safely be contacted.", True),
        (
            "practical",
            "language",
            "Say for which language an interpreter is needed.",
            bool(values.get("needs_interpreter")),
        ),
        (
            "practical",
            "practitioner_name",
            "Say who supervises the person, or that nobody is allocated yet.",
            not values.get("is_unallocated"),
        ),
    ]
    return [
        Missing(part, name, words)
        for part, name, words, is_wanted in wanted
        if is_wanted and not values.get(name)
    ]


def flat(identity: Identity, asked: Asked, columns: Mapping[str, Any]) -> Values:
    """All that a referral says by the name of its field; days are dates."""
    values: Values = {name: columns.get(name) for name in COLUMNS}
    for record in (identity, asked):
        values |= {each.name: getattr(record, each.name) for each in fields(record)}
    for name in _DAYS_IN_WORDS:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    values |= {f"risk_{each}": asked.risk_levels.get(each, "") for each in codes.RISK_TO}
    values |= {f"children_{each}": asked.children.get(each, "") for each in codes.CHILDREN}
    values |= {f"need_{each}": asked.needs.get(each, "") for each in codes.NEEDS}
    return values


def folded(values: Mapping[str, Any], identity: Identity, asked: Asked) -> tuple[Identity, Asked, Values]:
    """The same with these values in their places: who, what is asked, and the plain columns that changed."""
    said = dict(values)
    for name in _DAYS_IN_WORDS:
        if name in said:
            said[name] = said[name].isoformat() if said[name] else ""
    groups: Values = {
        "risk_levels": _group(said, "risk_", codes.RISK_TO, asked.risk_levels),
        "children": _group(said, "children_", codes.CHILDREN, asked.children),
        "needs": _group(said, "need_", codes.NEEDS, asked.needs),
    }
    if said.get("is_unallocated"):
        said |= dict.fromkeys(PRACTITIONER[:3], "")
    for_identity = {name: part for name, part in said.items() if name in _IDENTITY}
    known = {each.name for each in fields(Asked)} - set(groups)
    for_asked = {name: part for name, part in said.items() if name in known}
    columns = {name: part for name, part in said.items() if name in COLUMNS}
    return replace(identity, **for_identity), replace(asked, **for_asked, **groups), columns


def in_words(name: str, value: Any) -> str:
    """What a field says, as a person reads it."""
    tables: dict[str, Mapping[str, str]] = {
        "source": codes.SOURCES,
        "sentence": {each.code: each.words for each in codes.SENTENCES},
        "requirement": codes.REQUIREMENTS,
        "release_unknown": codes.RELEASE_UNKNOWN,
        "safe_contact": codes.SAFE_CONTACT,
        "hoped_for": codes.OUTCOMES,
        "self_risk": codes.SELF_RISK,
        "flags": codes.FLAGS,
        **dict.fromkeys(RISK, codes.RISK_LEVELS),
        **dict.fromkeys(CHILDREN, codes.ANSWERS),
        **dict.fromkeys(NEEDS, codes.COMPLEXITY),
    }
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return long_date(value)
    words = tables.get(name, {})
    if isinstance(value, list):
        return ", ".join(words.get(each, each) for each in value)
    return words.get(value, str(value)) if value else ""


def _group(said: Values, start: str, known: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    given = {each: said[start + each] for each in known if start + each in said}
    return {name: value for name, value in {**now, **given}.items() if value}
