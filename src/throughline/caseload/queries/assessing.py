"""What does an assessment say, section by section, and what changed since the first one?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from .. import codes
from ..actions.assessing import SECTIONS, needs_in, outcomes_of, said_of
from ..care import rules
from ..care.questions import AUDIT_BY_KEY, DRUGS, INJECTED, USED
from ..forms.assessing import FORMS
from ..models import Assessment
from ..sealed import Said
from .cases import Case


@dataclass(frozen=True, slots=True)
class Content:
    """One assessment, complete or draft, as pages, papers and pictures read it."""

    row: Assessment
    said: Said
    needs: dict[str, rules.Need]
    outcomes: dict[str, int]
    score: rules.AuditScore | None

    @property
    def carried_from(self) -> date | None:
        """On which day was said what a new draft begins with; None where nothing was, or it is complete."""
        said = self.said.carried_from if self.is_draft else ""
        return date.fromisoformat(said) if said else None

    @property
    def is_draft(self) -> bool:
        return self.row.state == "draft"

    @property
    def drugs(self) -> list[tuple[str, str]]:
        """Each drug used, with when, injected and in treatment, in words."""
        return [(DRUGS.get(code, code), _drug(given)) for code, given in self.said.drugs.items()]

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What was answered about alcohol, question by question."""
        found = [(AUDIT_BY_KEY[key], points) for key, points in self.said.alcohol.items()]
        return [
            (question.words, f"{dict(question.answers)[points]} ({points})")
            for question, points in sorted(found, key=lambda each: each[0].number)
        ]

    @property
    def plan(self) -> list["PlanRow"]:
        """What was agreed, need by need; needs without level, goal and step are left out."""
        rows = []
        for code, words in codes.NEEDS.items():
            need, goal, step = (
                self.needs.get(code),
                self.said.goals.get(code, ""),
                self.said.steps.get(code, ""),
            )
            if goal or step or (need and need.level != "none"):
                rows.append(PlanRow(words, codes.LEVELS[need.level] if need else "", goal, step))
        return rows


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A need in the plan: how great, what the person wants, what is done about it."""

    need: str
    level: str
    goal: str
    step: str


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section in the list of an assessment: what it is, and how far it is."""

    slug: str
    title: str
    status: str
    is_done: bool


def content_of(case: Case, assessment_id: UUID) -> Content | None:
    """The assessment of this person with that id, or None."""
    row = next((each for each in case.assessments if each.id == assessment_id), None)
    return _content(case, row) if row else None


def complete_of(case: Case) -> list[Content]:
    """Every complete assessment, oldest first."""
    return [_content(case, each) for each in case.complete]


def _content(case: Case, row: Assessment) -> Content:
    said = said_of(row)
    if row.state == "draft":
        needs, outcomes = needs_in(said), said.outcomes
    else:
        needs = {
            each.need: rules.Need(
                each.level, each.is_linked_to_harm, each.is_linked_to_reoffending, each.is_strength
            )
            for each in row.levels.all()
        }
        profile = next((p for p in case.profiles if p.taken_at == row.completed_at), None)
        outcomes = outcomes_of(profile) if profile else {}
    return Content(row, said, needs, outcomes, rules.audit(said.alcohol))


def sections_of(content: Content) -> list[SectionShown]:
    """The sections in order; the full AUDIT only where AUDIT-C asks for it."""
    said, shown = content.said, []
    for slug in SECTIONS:
        if slug == "audit" and not _asks_for_more(said.alcohol):
            continue
        status, is_done = _status(slug, content)
        shown.append(SectionShown(slug, FORMS[slug].title, status, is_done))
    return shown


def next_section(content: Content, slug: str) -> str:
    """The section after that one, or nothing after the last."""
    order = [each.slug for each in sections_of(content)]
    if slug not in order:
        return "outcomes"
    following = order[order.index(slug) + 1 :]
    return following[0] if following else ""


def _asks_for_more(alcohol: Mapping[str, int]) -> bool:
    score = rules.audit(alcohol)
    return bool(score and (score.asks_for_more or score.is_full))


def _status(slug: str, content: Content) -> tuple[str, bool]:
    said = content.said
    if slug == "needs":
        many = len(content.needs)
        return ("Done" if many == len(codes.NEEDS) else f"{many} of {len(codes.NEEDS)} levels", many == 8)
    if slug == "outcomes":
        many = len(content.outcomes)
        return (f"{many} answers" if many else "Not asked", bool(many))
    if slug in ("alcohol", "audit"):
        if content.score and (slug == "alcohol" or content.score.is_full):
            return (content.score.words, True)
        return ("Not asked" if slug == "alcohol" and not said.alcohol else "To be answered", False)
    held: dict[str, Any] = {name: getattr(said, name) for name in SECTIONS[slug]}
    if slug == "drugs":
        many = len(said.drugs)
        named = f"{many} drug{'' if many == 1 else 's'}" if many else "None named"
        return (named if slug in said.revisions or any(held.values()) else "Not asked", any(held.values()))
    return ("Written" if any(held.values()) else "Empty", any(held.values()))


def _drug(given: Mapping[str, str]) -> str:
    parts = [USED.get(given.get("used", ""), "").lower()]
    if given.get("injected", "never") != "never":
        parts.append(f"injected {INJECTED[given['injected']].lower()}")
    if given.get("treated"):
        parts.append("in treatment")
    return ", ".join(part for part in parts if part)
