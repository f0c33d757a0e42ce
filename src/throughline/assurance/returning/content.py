"""What does a return say, what does not hold together in it, and which bytes is it when it is submitted?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from throughline.kernel.money import Money
from throughline.ledger.canonical import canonical

from .. import rules
from ..rules import NOTHING, Kind, PostLine, SpendLine, Sums
from .rules import columns_of

SCHEMA = "throughline/return/1"
POSTS = "posts"


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of spend of one grant; `before` is what was expected the last time, `spent_before` what was spent."""

    grant_id: UUID
    key: str
    label: str
    is_eligible: bool = True
    note: str = ""
    plan: Money | None = None
    actual: Money | None = None
    projected: Money | None = None
    words: str = ""
    revision: int = 0
    before: Money | None = None
    spent_before: Money | None = None

    @property
    def ref(self) -> str:
        """How forms and spreadsheets name it."""
        return f"{str(self.grant_id)[:8]}-{self.key.replace(':', '-')}"

    @property
    def difference(self) -> Money | None:
        """Spent and expected beside the plan; None where there is no plan."""
        if self.plan is None or (self.actual is None and self.projected is None):
            return None
        return (self.actual or NOTHING) + (self.projected or NOTHING) - self.plan


@dataclass(frozen=True, slots=True)
class GrantPart:
    """What a return says of one grant; a fixed price has no lines, because it is delivered, not reconciled (R20)."""

    id: UUID
    code: str
    programme: str
    award: Money
    price_basis: str
    lines: tuple[Line, ...] = ()

    @property
    def section(self) -> str:
        return f"money-{str(self.id)[:8]}"

    @property
    def sums(self) -> Sums:
        return rules.sums(self.award, [_spend(each) for each in self.lines])


@dataclass(frozen=True, slots=True)
class PostPart:
    """A post that these grants help to pay for, as the register has it, and what is said of it."""

    id: UUID
    title: str
    employer: str
    unit: str
    hundredths: int
    paid: int
    is_filled: bool
    vacant_since: date | None = None
    words: str = ""
    revision: int = 0

    @property
    def key(self) -> str:
        return f"post:{self.id}"

    @property
    def ref(self) -> str:
        return f"post-{self.id}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answer so far, the one of the last time, and what the answer is used for."""

    code: str
    section: str
    heading: str
    text: str
    hint: str
    used_for: str
    kind: str
    answer: str = ""
    revision: int = 0
    before: str = ""

    @property
    def key(self) -> str:
        return f"answer:{self.code}"

    @property
    def ref(self) -> str:
        return f"answer-{self.code}"


@dataclass(frozen=True, slots=True)
class Section:
    """One page of a return."""

    slug: str
    heading: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fault with the page and the field where it stands."""

    section: str
    ref: str
    text: str
    stops: bool


@dataclass(frozen=True, slots=True)
class Content:
    """A whole return as it stands."""

    kind: Kind
    grants: tuple[GrantPart, ...]
    posts: tuple[PostPart, ...] = ()
    questions: tuple[Asked, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return columns_of(self.kind)

    @property
    def with_money(self) -> tuple[GrantPart, ...]:
        """The grants that are reconciled to what was spent."""
        return tuple(each for each in self.grants if each.lines)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The pages, in the order in which they are filled in."""
        found = [Section(each.section, f"Money: {each.programme}") for each in self.with_money]
        if self.posts:
            found.append(Section(POSTS, "Funded posts"))
        named = dict.fromkeys((each.section, each.heading) for each in self.questions)
        return (*found, *(Section(slug, heading) for slug, heading in named))

    @property
    def lines(self) -> Iterator[Line]:
        return (line for grant in self.grants for line in grant.lines)

    @property
    def hours(self) -> int:
        """How many hours this asks for. Authority: R26."""
        return rules.hours(len(self.questions) + len(self.posts), sum(1 for _ in self.lines))

    def faults(self) -> tuple[Found, ...]:
        """Everything that does not hold together, in the order of the pages. Authority: R20, R21, R24."""
        found = [each for grant in self.with_money for each in self._of_money(grant)]
        titles = {each.ref: each.title for each in self.posts}
        for fault in rules.faults(NOTHING, (), [_post(each) for each in self.posts], kind="year_end"):
            found.append(Found(POSTS, fault.place, f"{titles[fault.place]}: {fault.text}", fault.stops))
        for each in self.questions:
            if not each.answer:
                found.append(Found(each.section, each.ref, f"“{each.text}” has no answer yet.", True))
        return tuple(found)

    def _of_money(self, grant: GrantPart) -> Iterator[Found]:
        labels = {each.ref: each.label for each in grant.lines}
        before = {each.ref: each.before for each in grant.lines if each.before is not None}
        spend = [_spend(each) for each in grant.lines]
        for fault in rules.faults(grant.award, spend, kind=self.kind, before=before):
            if fault.place == "sum":
                yield Found(grant.section, f"sum-{grant.section}", fault.text, fault.stops)
            else:
                text = f"{labels[fault.place]}: {fault.text}"
                yield Found(grant.section, fault.place, text, fault.stops)

    @property
    def prefilled(self) -> tuple[int, int]:
        """(values that stand there without anybody typing, all values) of the return when it is opened.

        A value is what a paper form would have a box for: place, recipient, period, award; of each line its programme,
        name, whether it is allowed, plan and last time; of each post and question what is known of it.
        """
        columns = len(self.columns)
        there, typed = 3 + len(self.grants), 0  # place, recipient, period; each award
        for line in self.lines:
            values = [getattr(line, name) for name in self.columns]
            there += 3 + sum(value is not None for value in values)  # programme, line, whether it is allowed
            there += sum(v is not None for v in (line.before, line.spent_before))
            there += "plan" not in self.columns and line.plan is not None
            typed += columns - sum(value is not None for value in values)
        for post in self.posts:
            there += 6
            typed += not post.is_filled and not post.words
        for each in self.questions:
            there += 4 + bool(each.before) + bool(each.answer)  # section, question, its use, kind of answer
            typed += not each.answer
        return there, there + typed


def _spend(line: Line) -> SpendLine:
    """As the rules see it: named by what no other line is called."""
    return SpendLine(line.ref, line.is_eligible, line.plan, line.actual, line.projected, line.words)


def _post(post: PostPart) -> PostLine:
    return PostLine(post.ref, post.paid, post.is_filled, post.words)


def frozen(content: Content, said: Mapping[str, Any]) -> bytes:
    """The return as canonical JSON (RFC 8785): what is submitted, certified and kept for good. `said` names it."""
    return canonical(
        {
            "schema": SCHEMA,
            **said,
            "kind": content.kind,
            "grants": [_grant_said(each) for each in content.grants],
            "posts": [_post_said(each) for each in content.posts],
            "answers": [
                {"code": each.code, "question": each.text, "used_for": each.used_for, "answer": each.answer}
                for each in content.questions
            ],
            "to_look_at": [each.text for each in content.faults()],
        }
    )


def _grant_said(grant: GrantPart) -> dict[str, Any]:
    sums = grant.sums
    said: dict[str, Any] = {
        "grant": str(grant.id),
        "programme": grant.programme,
        "award_pence": grant.award.pence,
        "price_basis": grant.price_basis,
    }
    if not grant.lines:
        return said
    said["lines"] = [
        {
            "key": each.key,
            "label": each.label,
            "is_eligible": each.is_eligible,
            "plan_pence": _pence(each.plan),
            "actual_pence": _pence(each.actual),
            "projected_pence": _pence(each.projected),
            "words": each.words,
        }
        for each in grant.lines
    ]
    said["sums"] = {
        "plan_pence": sums.plan.pence,
        "actual_pence": sums.actual.pence,
        "projected_pence": sums.projected.pence,
        "unallocated_pence": sums.unallocated.pence,
    }
    return said


def _post_said(post: PostPart) -> dict[str, Any]:
    return {
        "post": str(post.id),
        "title": post.title,
        "employer": post.employer,
        "unit": post.unit,
        "hundredths": post.hundredths,
        "paid_hundredths": post.paid,
        "is_filled": post.is_filled,
        "vacant_since": post.vacant_since.isoformat() if post.vacant_since else None,
        "words": post.words,
    }


def _pence(amount: Money | None) -> int | None:
    return None if amount is None else amount.pence
