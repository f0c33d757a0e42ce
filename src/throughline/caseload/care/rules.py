"""What does a score mean, what changed between two assessments, and when is one complete? Authority: R33, R34."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from throughline.kernel.verdict import Allowed, Refused, Verdict

from .. import codes
from .questions import AUDIT, AUDIT_C, AUDIT_FURTHER, PROFILE, AuditQuestion, ProfileItem

AUDIT_C_POSITIVE = 5
LEVEL_ORDER = tuple(codes.LEVELS)  # none, low, medium, high
# From which full score on, and what the published scale calls it.
_MEANINGS = ((20, "possible dependence"), (16, "higher risk"), (8, "increasing risk"), (0, "lower risk"))
MAY_BE_ASSESSED = {"first": ("assigned",), "review": ("assessed", "on_pathway"), "exit": ("on_pathway",)}
STAGE_OF_KIND = {"first": "start", "review": "review", "exit": "exit"}


@dataclass(frozen=True, slots=True)
class AuditScore:
    """A score and what it means; `is_full` after all ten questions."""

    points: int
    most: int
    meaning: str
    is_full: bool
    asks_for_more: bool

    @property
    def words(self) -> str:
        """“AUDIT 17 of 40: higher risk”."""
        return f"{'AUDIT' if self.is_full else 'AUDIT-C'} {self.points} of {self.most}: {self.meaning}"


def audit(answers: Mapping[str, int]) -> AuditScore | None:
    """The score of what was answered; None before the first three are. ValueError for points no answer has.

    Five or more in the first three ask for the other seven. WHO AUDIT (2001); UK thresholds, wording unverified.
    """
    for question in AUDIT:
        if question.key in answers and answers[question.key] not in question.points:
            raise ValueError(f"Question {question.number} has no answer of {answers[question.key]} points.")
    short = _sum(AUDIT_C, answers)
    if short is None:
        return None
    whole = _sum(AUDIT, answers)
    if short >= AUDIT_C_POSITIVE and whole is not None:
        meaning = next(words for least, words in _MEANINGS if whole >= least)
        return AuditScore(whole, 40, meaning, is_full=True, asks_for_more=False)
    is_positive = short >= AUDIT_C_POSITIVE
    meaning = "the full AUDIT tells more" if is_positive else "lower risk"
    return AuditScore(short, 12, meaning, is_full=False, asks_for_more=is_positive)


def _sum(questions: Iterable[AuditQuestion], answers: Mapping[str, int]) -> int | None:
    asked = list(questions)
    if any(each.key not in answers for each in asked):
        return None
    return sum(answers[each.key] for each in asked)


@dataclass(frozen=True, slots=True)
class Need:
    """How one of the eight needs stands in an assessment."""

    level: str
    is_linked_to_harm: bool = False
    is_linked_to_reoffending: bool = False
    is_strength: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What one thing was and is; `tone` is better, worse, same or "" where there is nothing to compare."""

    key: str
    words: str
    before: str
    after: str
    tone: str

    @property
    def says(self) -> str:
        return {"better": "Better", "worse": "Worse", "same": "As before", "": "Not asked both times"}[
            self.tone
        ]


def need_changes(first: Mapping[str, Need], latest: Mapping[str, Need]) -> list[Change]:
    """Each of the eight needs, first against latest; a lower level is better."""
    made = []
    for code, words in codes.NEEDS.items():
        before, after = first.get(code), latest.get(code)
        tone = ""
        if before and after:
            moved = LEVEL_ORDER.index(after.level) - LEVEL_ORDER.index(before.level)
            tone = _tone(moved, "less")
        made.append(Change(code, words, _level(before), _level(after), tone))
    return made


def profile_changes(first: Mapping[str, int], latest: Mapping[str, int]) -> list[Change]:
    """Each item of the profile that was answered at least once; a difference, not a test of significance."""
    made = []
    for item in PROFILE:
        before, after = first.get(item.key), latest.get(item.key)
        if before is None and after is None:
            continue
        tone = "" if before is None or after is None else _tone(after - before, item.better)
        made.append(Change(item.key, item.words, _answer(item, before), _answer(item, after), tone))
    return made


def profile_fault(item: ProfileItem, given: int) -> str:
    """What is wrong with an answer of the profile, or nothing."""
    if 0 <= given <= item.most:
        return ""
    return f"“{item.words}” is a whole number from 0 to {item.most}."


def may_assess(kind: str, state: str) -> Verdict:
    """Whether an assessment of that kind fits a referral in that state. R33"""
    if state in MAY_BE_ASSESSED[kind]:
        return Allowed()
    if state == "accepted":
        return Refused("Nobody takes care of this person yet.", "The unit’s manager gives them a key worker.")
    if state == "assigned":
        return Refused("The first assessment comes first.")
    if kind == "first" and state in ("assessed", "on_pathway"):
        return Refused("The first assessment is done; begin a review.")
    return Refused(f"This referral is {state.replace('_', ' ')}: nobody is assessed now.")


def may_complete(needs: Mapping[str, Need], alcohol: Mapping[str, int]) -> Verdict:
    """All eight needs have their level, and a questionnaire that was begun is whole. R33"""
    missing = [words for code, words in codes.NEEDS.items() if code not in needs]
    if missing:
        return Refused(
            "None of the eight needs has a level yet."
            if len(missing) == len(codes.NEEDS)
            else f"These needs have no level yet: {', '.join(missing)}.",
            "Say it under “Eight needs”.",
        )
    if alcohol and audit(alcohol) is None:
        return Refused("AUDIT-C is half answered.", "Answer its three questions, or none.")
    score = audit(alcohol)
    if score and score.asks_for_more and any(each.key in alcohol for each in AUDIT_FURTHER):
        return Refused("The full AUDIT is half answered.", "Answer all seven further questions, or none.")
    return Allowed()


def _tone(moved: int, better: str) -> str:
    if moved == 0:
        return "same"
    return "better" if (moved < 0) == (better == "less") else "worse"


def _level(need: Need | None) -> str:
    return codes.LEVELS[need.level] if need else "Not assessed"


def _answer(item: ProfileItem, given: int | None) -> str:
    if given is None:
        return "Not asked"
    return ("No", "Yes")[given] if item.is_yes_or_no else str(given)
