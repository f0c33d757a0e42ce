"""Which made-up risks and milestones does a demonstration show? Each says that it is an illustration."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .actions.milestones import forecast_milestone, plan_milestone, reach_milestone
from .actions.risks import Feared, add_risk, put_in_place, review_risk
from .lifecycle import SUPPLIER
from .models import Item, Promise, RiskControl

SOURCE = "Illustration, made up for the demonstration"
_PROGRAMMES = ("gm-irs-dr",)

# title, cause, effect, inherent score, scores over time, owner, controls (the first is in place), days to the next look
_RISKS = (
    (
        "Key worker posts stay vacant in some probation offices",
        "Specialist workers are scarce, and short grants make short contracts.",
        "People on probation wait longer for a first contact.",
        (4, 4),
        ((4, 4), (4, 3), (3, 3)),
        "role:programme-officer",
        ("Vacancies are a question in every return.", "One advertisement for several localities."),
        20,
    ),
    (
        "A locality recommissions before the specification is in its contract",
        "Contracts end on different days, and not every agreement is signed.",
        "The service is not part of the new contract, and the next year pays twice.",
        (4, 5),
        ((3, 4), (3, 5)),
        "role:commissioner",
        ("The end of every contract stands in one calendar.", "A signed agreement before each tender."),
        45,
    ),
    (
        "Referrals come without consent to share",
        "The form is filled in after the appointment.",
        "The provider cannot begin, and the referral counts as declined.",
        (4, 3),
        ((3, 3), (2, 3), (2, 2)),
        "body:probation-greater-manchester",
        ("Consent is asked on the first page of the form.",),
        75,
    ),
    (
        "Money for a year is confirmed after the year has begun",
        "The funder's own planning ends late.",
        "Localities cannot extend posts in time.",
        (4, 4),
        ((3, 4), (3, 4)),
        "role:hmpps-contract-manager",
        ("Notice periods are known for every post.",),
        -9,
    ),
    (
        "Figures of small localities tell who somebody is",
        "Few people are referred there in a quarter.",
        "Somebody is recognised in a published table.",
        (3, 5),
        ((1, 5),),
        "",
        ("Tables leave through one gate, which hides small counts.",),
        120,
    ),
)  # fmt: skip

# title, planned and expected (days from now; None: as planned), reached, owner, the kind of promise that it helps
_MILESTONES = (
    ("Steering Group agrees the plan", -120, None, True, "role:programme-lead", "implementation-plan"),
    ("Protocol for referrals is signed with probation", -75, -50, True, "role:programme-officer", "protocol"),
    ("Key workers sit in every probation office", -30, 25, False, "role:provider-manager", ""),
    ("First five Partnership Agreements are signed", -12, None, False, "role:commissioner", "partnership-agreement"),
    ("Risk log goes to the Commissioning Meeting", 12, None, False, "role:programme-officer", "implementation-plan"),
    ("Every locality has sent its February report", 70, None, False, "role:commissioner", ""),
    ("All ten Partnership Agreements are signed", 100, 130, False, "role:commissioner", "partnership-agreement"),
)  # fmt: skip


def load(*, actor: Actor, at: datetime) -> bool:
    """The made-up risks and milestones are there, once; RefusedError outside demonstrations."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up risks are for demonstrations; this installation is not one.")
    if Item.objects.filter(source=SOURCE, kind="risk").exists():
        return False
    acting = Actor(actor.id, actor.roles | {SUPPLIER, "programme-lead"})
    for row in _RISKS:
        _risk(row, acting, at)
    for milestone in _MILESTONES:
        _milestone(milestone, acting, at)
    return True


def _risk(row: tuple, actor: Actor, at: datetime) -> None:  # type: ignore[type-arg]  # a row of the table above
    title, cause, effect, inherent, scores, owner, controls, next_look = row
    quarter = timedelta(days=90)
    first = at - quarter * (len(scores) - 1) - timedelta(days=30)
    risk_id = add_risk(
        feared=Feared(
            title,
            cause,
            effect,
            inherent,
            scores[0],
            timezone.localdate(first + quarter),
            owner,
        ),
        controls=controls,
        programmes=_PROGRAMMES,
        source=SOURCE,
        actor=actor,
        at=first,
    )
    control = RiskControl.objects.filter(risk_id=risk_id).order_by("added_at", "text").first()
    if control is not None:
        put_in_place(risk_id=risk_id, control_id=control.pk, actor=actor, at=first + timedelta(days=20))
    for number, (likelihood, impact) in enumerate(scores[1:], start=1):
        seen = first + quarter * number
        last = number == len(scores) - 1
        review_risk(
            risk_id=risk_id,
            likelihood=likelihood,
            impact=impact,
            words="As agreed at the quarterly meeting (made up).",
            review_on=timezone.localdate(at) + timedelta(days=next_look)
            if last
            else timezone.localdate(seen + quarter),
            actor=actor,
            at=seen,
        )


def _milestone(row: tuple[str, int, int | None, bool, str, str], actor: Actor, at: datetime) -> None:
    title, planned, now, is_reached, owner, kind = row
    promise = Promise.objects.filter(kind=kind).order_by("position", "pk").first() if kind else None
    milestone_id = plan_milestone(
        title=title,
        planned_on=_day(at, planned),
        owner=owner,
        promise_id=promise.pk if promise else None,
        programmes=_PROGRAMMES,
        source=SOURCE,
        actor=actor,
        at=at,
    )
    if now is not None and not is_reached:
        forecast_milestone(
            milestone_id=milestone_id,
            forecast_on=_day(at, now),
            because="Agreed at the last meeting (made up).",
            actor=actor,
            at=at,
        )
    if is_reached:
        reach_milestone(
            milestone_id=milestone_id,
            reached_on=_day(at, planned if now is None else now),
            words="Minuted (made up).",
            actor=actor,
            at=at,
        )


def _day(at: datetime, days: int) -> date:
    return timezone.localdate(at) + timedelta(days=days)
