"""Which returns are before a partnership or the authority, what was said of each, and on what may a statement rest?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from throughline.agreements.queries import grants as agreements
from throughline.governance.queries import groups as governance
from throughline.governance.queries.sittings import Sitting, points_of
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations import queries as organisations
from throughline.organisations.reach import reach_of

from ..models import (
    CorrectiveAction,
    Question,
    Response,
    Return,
    ReturnGrant,
    ReturnVersion,
    Scrutiny,
    Statement,
)
from ..scrutiny.rules import JUDGED, Covered, Member, Model, asks_scores, comes_from, is_governed, model_of

NEWEST = ("-begun_at", "id")


def visible_to(actor: Actor, on: date) -> QuerySet[Scrutiny]:
    """Scrutinies of returns that the actor may see, newest first, each with its last statement's `outcome`."""
    last = Statement.objects.filter(scrutiny=OuterRef("pk")).order_by("-stated_at", "-id")
    found = Response.objects.filter(scrutiny=OuterRef("pk"), step="sample").order_by("-answered_at", "-id")
    return (
        Scrutiny.objects.filter(reach_of(actor, on).rows("version__of__place", "version__of__recipient"))
        .select_related("version__of__place", "version__of__recipient", "version__certification")
        .annotate(outcome=Subquery(last.values("outcome")[:1]), found=Subquery(found.values("found")[:1]))
        .order_by(*NEWEST)
    )


def whole(actor: Actor, scrutiny_id: UUID, on: date) -> Scrutiny | None:
    """The scrutiny with all that was said, if there is one that the actor may see."""
    statements = Statement.objects.order_by("stated_at", "id").prefetch_related("scores__question")
    rows = visible_to(actor, on).prefetch_related(
        Prefetch("statements", statements),
        Prefetch("responses", Response.objects.order_by("answered_at", "id")),
    )
    return rows.filter(pk=scrutiny_id).first()


def to_begin(actor: Actor, on: date) -> QuerySet[Return]:
    """Certified plans and year-ends that nobody has put before the partnership or chosen for a sample, longest first.

    Papers in between are put before it too where somebody wants that; nobody is asked to. Authority: R26.
    """
    newest = ReturnVersion.objects.filter(of=OuterRef("pk")).order_by("-number")
    begun = Scrutiny.objects.filter(version=OuterRef("newest"))
    rows = Return.objects.filter(
        reach_of(actor, on).rows("place", "recipient"), state="certified", kind__in=JUDGED
    )
    return (
        rows.annotate(newest=Subquery(newest.values("pk")[:1]))
        .filter(~Exists(begun), newest__isnull=False)
        .select_related("place", "recipient")
        .order_by("due_on", "place__name", "id")
    )


def returns_visible_to(actor: Actor, on: date) -> QuerySet[Return]:
    """The returns that the actor may see."""
    rows = Return.objects.filter(reach_of(actor, on).rows("place", "recipient"))
    return rows.select_related("place", "recipient")


@dataclass(frozen=True, slots=True)
class Before:
    """What decides how a return is judged: its grants, who judges, how deeply, and through which group.

    `in_all` leaves out what the partnership governs itself: the authority samples that.
    """

    grants: tuple[agreements.Judged, ...]
    model: Model
    in_all: Money
    scored: bool
    why: str
    group_code: str
    partnership: str


def before(of: Return, on: date) -> Before:
    """The facts of a return's scrutiny; four queries."""
    ids = list(ReturnGrant.objects.filter(of=of).values_list("grant_id", flat=True))
    grants = tuple(agreements.judged(ids))
    in_all = sum((each.award for each in grants if not is_governed(_covered(each))), Money(0))
    limits = [each.small_grant for each in grants if each.small_grant is not None]
    findings = CorrectiveAction.objects.filter(grant__in=ids).exclude(state="withdrawn").count()
    scored, why = asks_scores(in_all, min(limits) if limits else None, findings)
    body = organisations.partnership_of(of.place_id, on)
    return Before(
        grants,
        model_of(_covered(each) for each in grants),
        in_all,
        scored,
        why,
        body.code if body else "",
        body.name if body else f"The partnership of {of.place.name}",
    )


def _covered(grant: agreements.Judged) -> Covered:
    return Covered(grant.assurance_model, grant.recipient_kind)


def questions(on: date, in_all: Money) -> list[Question]:
    """The scored questions that are put on that day about grants of that size, in their order."""
    rows = Question.objects.filter(
        Q(asked_until__isnull=True) | Q(asked_until__gt=on),
        Q(from_pence__isnull=True) | Q(from_pence__lte=in_all.pence),
        answer="score",
        asked_from__lte=on,
    )
    return [each for each in rows.order_by("position", "code") if "scrutiny" in each.asked_in]


def points(group_code: str) -> list[tuple[UUID, str]]:
    """The points of the partnership's meetings that took place, newest first, as a form offers them."""
    return points_of(group_code) if group_code else []


def members(of: Return, seats: Sitting) -> list[Member]:
    """Who sat on the point, with where an interest comes from."""
    return [
        Member(
            each.name,
            comes_from(each.body, each.body_kind, each.body_name, [of.recipient_id]),
            each.was_there,
            each.declared,
            each.done,
        )
        for each in seats.seats
    ]


def chair_comes_from(actor: Actor, of: Return) -> str:
    """In words, why this chair has an interest of their own; empty when none."""
    if not actor.is_signed_in:
        return ""
    body = organisations.person_of(actor).body
    return comes_from(body.id, body.kind, body.name, [of.recipient_id])


def did(version: ReturnVersion, *, statements: Iterable[Statement] = ()) -> list[tuple[str, str]]:
    """Who submitted, certified and stated this return, for the rule that nobody acts twice on it."""
    certification = getattr(version, "certification", None)
    return [
        (version.submitted_by, "submitted this return"),
        (certification.certified_by if certification else "", "certified it"),
        *((each.stated_by, "made the partnership’s statement") for each in statements),
    ]


def newest_version(of: Return) -> ReturnVersion | None:
    """What the return says now."""
    return of.versions.select_related("certification").order_by("-number").first()


def group_of(code: str) -> UUID | None:
    """The governance group of a partnership: the one that bears its short name."""
    group = governance.group_coded(code) if code else None
    return cast(UUID, group.pk) if group else None
