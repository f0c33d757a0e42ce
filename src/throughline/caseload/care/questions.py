"""What does an assessment ask: which drugs, which questions of AUDIT, which items of the Treatment Outcomes Profile?

Labels are ours and short; the published forms hold the wording to read out. Marked unverified until somebody who
knows the current forms has compared them.
"""

from dataclasses import dataclass

DRUGS = {
    "heroin": "Heroin",
    "methadone": "Methadone, not prescribed",
    "opiates": "Other opiates",
    "crack": "Crack",
    "cocaine": "Cocaine",
    "amphetamines": "Amphetamines",
    "benzodiazepines": "Benzodiazepines",
    "prescribed": "Prescribed medicine, misused",
    "cannabis": "Cannabis",
    "spice": "Spice",
    "ecstasy": "Ecstasy",
    "hallucinogens": "Hallucinogens",
    "solvents": "Solvents",
    "steroids": "Steroids",
    "other": "Another drug",
}
USED = {"": "Not used", "recent": "Last 6 months", "before": "Longer ago"}
INJECTED = {"never": "Never", "recent": "Last 6 months", "before": "Longer ago"}

_MONTHLY = ("Never", "Less than monthly", "Monthly", "Weekly", "Daily or almost daily")
_YEARS = ("No", "Yes, but not in the last year", "Yes, in the last year")


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """A question of AUDIT: its number, what it asks in short, and its answers with their points."""

    number: int
    words: str
    answers: tuple[tuple[int, str], ...]

    @property
    def key(self) -> str:
        return str(self.number)

    @property
    def points(self) -> frozenset[int]:
        """The points that an answer can have."""
        return frozenset(points for points, _ in self.answers)


def _in_order(words: tuple[str, ...], each: int = 1) -> tuple[tuple[int, str], ...]:
    return tuple((number * each, text) for number, text in enumerate(words))


AUDIT = (
    AuditQuestion(
        1,
        "How often do you have a drink with alcohol?",
        _in_order(
            (
                "Never",
                "Monthly or less",
                "2 to 4 times a month",
                "2 to 3 times a week",
                "4 or more times a week",
            )
        ),
    ),
    AuditQuestion(
        2,
        "How many units on a typical day when you drink?",
        _in_order(("0 to 2", "3 to 4", "5 to 6", "7 to 9", "10 or more")),
    ),
    AuditQuestion(
        3,
        "How often 6 or more units (women), 8 or more (men), on one occasion in the last year?",
        _in_order(_MONTHLY),
    ),
    AuditQuestion(
        4, "How often in the last year could you not stop once you had started?", _in_order(_MONTHLY)
    ),
    AuditQuestion(
        5,
        "How often in the last year did you not do what was expected of you because of drinking?",
        _in_order(_MONTHLY),
    ),
    AuditQuestion(
        6,
        "How often in the last year did you need a drink in the morning to get going?",
        _in_order(_MONTHLY),
    ),
    AuditQuestion(
        7, "How often in the last year did you feel guilt or regret after drinking?", _in_order(_MONTHLY)
    ),
    AuditQuestion(
        8, "How often in the last year could you not remember the night before?", _in_order(_MONTHLY)
    ),
    AuditQuestion(
        9, "Have you or somebody else been injured because of your drinking?", _in_order(_YEARS, 2)
    ),
    AuditQuestion(
        10,
        "Has a relative, friend or health worker been concerned, or said that you should cut down?",
        _in_order(_YEARS, 2),
    ),
)
AUDIT_C = AUDIT[:3]
AUDIT_FURTHER = AUDIT[3:]
AUDIT_BY_KEY = {each.key: each for each in AUDIT}


@dataclass(frozen=True, slots=True)
class ProfileItem:
    """An item of the Treatment Outcomes Profile: from 0 to `most`; `better` says which way helps the person."""

    key: str
    words: str
    most: int
    better: str  # "less", "more"
    group: str

    @property
    def is_yes_or_no(self) -> bool:
        return self.most == 1


_USE = "Days used in the last 28"
_INJECTING = "Injecting in the last 28 days"
_HEALTH = "From 0, poor, to 20, good, in the last 28 days"
_WORK = "Days in the last 28"
_HOME = "Home in the last 28 days"
# The published profile has crime items too: never asked here, never a measure (DOMAIN §7, A2).
PROFILE = (
    ProfileItem("alcohol", "Alcohol", 28, "less", _USE),
    ProfileItem("opioids", "Opioids", 28, "less", _USE),
    ProfileItem("crack", "Crack", 28, "less", _USE),
    ProfileItem("cocaine", "Cocaine", 28, "less", _USE),
    ProfileItem("amphetamines", "Amphetamines", 28, "less", _USE),
    ProfileItem("cannabis", "Cannabis", 28, "less", _USE),
    ProfileItem("other_drug", "Another drug", 28, "less", _USE),
    ProfileItem("injected", "Days injected", 28, "less", _INJECTING),
    ProfileItem("shared", "Shared equipment", 1, "less", _INJECTING),
    ProfileItem("psychological", "Psychological health", 20, "more", _HEALTH),
    ProfileItem("physical", "Physical health", 20, "more", _HEALTH),
    ProfileItem("quality", "Quality of life", 20, "more", _HEALTH),
    ProfileItem("work", "Paid work", 28, "more", _WORK),
    ProfileItem("education", "College or training", 28, "more", _WORK),
    ProfileItem("housing", "Acute housing problem", 1, "less", _HOME),
    ProfileItem("eviction", "At risk of eviction", 1, "less", _HOME),
)
PROFILE_BY_KEY = {each.key: each for each in PROFILE}


def profile_groups() -> list[tuple[str, list[ProfileItem]]]:
    """The items under their headings, in order."""
    return [
        (group, [each for each in PROFILE if each.group == group])
        for group in dict.fromkeys(item.group for item in PROFILE)
    ]
