"""What was achieved when support ended, which recovery checks are due, and what is left before it is closed?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date
from throughline.organisations.queries import names_of

from .. import codes
from ..actions.deaths import RELATED, said_of
from ..actions.leaving import ENDED
from ..care import leaving as rules
from ..care.local_time import bounds_of
from ..lifecycle import MANAGER, PROVIDER, REFERRAL
from ..models import DeathReview, Outcome, RecoveryCheck
from .case_shapes import Line, NextStep
from .cases import Case

MOST = 3


@dataclass(frozen=True, slots=True)
class Death:
    """A death as the service reads it."""

    row: DeathReview
    related: str
    notified: str
    learned: str


@dataclass(frozen=True, slots=True)
class After:
    """All that the page after support shows."""

    reason: str
    outcomes: list[tuple[str, str]]
    score: rules.Score
    checks: list[RecoveryCheck]
    coverage: rules.Coverage
    next: RecoveryCheck | None
    death: Death | None
    names: dict[str, str]


def after(case: Case) -> After:
    """What was achieved and what comes; four queries."""
    judged = list(Outcome.objects.filter(referral=case.referral).order_by("outcome"))
    checks = case.checks
    return After(
        rules.REASONS.get(case.referral.exit_reason, ""),
        [(codes.OUTCOMES[each.outcome], codes.ACHIEVED[each.achieved]) for each in judged],
        rules.score(each.achieved for each in judged),
        checks,
        rules.coverage([(each.due_on, each.answer) for each in checks], case.today),
        next((each for each in checks if not each.answer), None),
        death_of(case),
        names_of({each.done_by for each in checks} - {""}),
    )


def check_of(case: Case, check_id: UUID) -> RecoveryCheck | None:
    """One of them."""
    return RecoveryCheck.objects.filter(referral=case.referral, id=check_id).first()


def death_of(case: Case) -> Death | None:
    """The person's death, when it is on record."""
    row = DeathReview.objects.filter(referral=case.referral).first()
    if row is None:
        return None
    row.referral = case.referral
    said = said_of(row)
    return Death(row, RELATED[row.is_drug_related], said.get("notified", ""), said.get("learned", ""))


def leaving_steps(case: Case) -> Iterable[NextStep]:
    """End the support; afterwards the check that is due, the review of a death, or closing."""
    if case.state in REFERRAL.step("exit").from_states:
        yield NextStep(
            "End the support", case.href("case-leave"), 80, REFERRAL.may("exit", case.state, case.actor)
        )
    if case.state in ENDED and case.referral.person.died_on is None:
        yield NextStep(
            "Start again",
            case.href("case-back"),
            60,
            REFERRAL.may("begin", None, case.actor),
            "Support has ended. Whoever needs it again is referred with what is known already.",
            posts=True,
        )
    if case.state != "exited":
        return
    if case.referral.person.died_on is None:
        ahead = next((each for each in case.checks if not each.answer), None)
        if ahead and ahead.due_on - timedelta(days=rules.EARLY_DAYS) <= case.today:
            yield NextStep(
                f"Record the recovery check at {ahead.months} months",
                case.href("recovery-check", ahead.id),
                10 if ahead.due_on <= case.today else 30,
                why=f"Due {long_date(ahead.due_on)}.",
            )
    yield NextStep("See what comes after", case.href("case-after"), 40)


def ended_now(case: Case) -> Iterable[Line]:
    """How support ended."""
    if case.referral.exited_on and case.referral.exit_reason:
        yield Line(
            "Support ended",
            long_date(case.referral.exited_on),
            rules.REASONS.get(case.referral.exit_reason, ""),
            case.href("case-after"),
        )


def tasks(actor: Actor, today: date) -> list[Waiting]:
    """Recovery checks that are due, and deaths to review; no names."""
    if not actor.roles & PROVIDER:
        return []
    due = RecoveryCheck.objects.filter(answer="", due_on__lte=today, referral__state="exited")
    due = due.filter(referral__person__died_on=None).order_by("due_on", "id")[: MOST + 1]
    columns = ("months", "due_on", "referral__reference", "referral__unit__name")
    checks = Waiting(due, columns, _check_tasks)
    if not actor.roles & MANAGER:
        return [checks]
    reviews = DeathReview.objects.filter(reviewed_at=None).order_by("review_due_on", "id")[:MOST]
    columns = ("recorded_at", "review_due_on", "referral__reference", "referral__unit__name")
    return [checks, Waiting(reviews, columns, lambda rows: map(_review_task, rows))]


def _check_tasks(rows: Iterable[RecoveryCheck]) -> Iterable[Task]:
    """Each by itself, or one task for all when they are many."""
    found = [_check_task(each) for each in rows]
    if len(found) <= MOST:
        return found
    many = f"More than {MOST} recovery checks are due"
    return [
        Task(many, "Recovery checks", found[0].since, "See them", reverse("recovery-checks"), by=found[0].by)
    ]


def _check_task(each: RecoveryCheck) -> Task:
    return Task(
        f"Recovery check at {each.months} months: {each.referral.reference}",
        each.referral.unit.name,
        bounds_of(each.due_on, each.due_on)[0],
        "Ask",
        reverse("recovery-check", args=[each.referral.reference, each.id]),
        by=each.due_on + timedelta(days=rules.EARLY_DAYS),
    )


def _review_task(each: DeathReview) -> Task:
    return Task(
        f"Review the death: {each.referral.reference}",
        each.referral.unit.name,
        each.recorded_at,
        "Review",
        reverse("death-review", args=[each.referral.reference]),
        by=each.review_due_on,
    )
