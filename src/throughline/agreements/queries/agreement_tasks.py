"""Which agreements and clauses wait for somebody, and for whom else?"""

from datetime import UTC, datetime, time
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

from ..actions.clauses import CONFIRMERS
from ..lifecycle import FOR_THE_AUTHORITY, FOR_THE_OTHER_SIDE, OFFICERS
from ..models import Agreement, AgreementSignature, AgreementText
from ..signing.standing import authorities_on
from . import clauses
from .agreements import heading
from .grants import awards

_BACK = {"refused": "Refused: change it or put it away", "expired": "Not signed in time: issue it anew"}


def waiting_for(actor: Actor) -> list[Task]:
    """What the actor may sign, has to issue or to answer, and for legal the clauses that nobody confirmed."""
    return [*_to_sign(actor), *_to_drive(actor), *_to_confirm(actor)]


def waiting_for_others(actor: Actor) -> list[Task]:
    """For those who drive agreements: what is out, with whom, by when."""
    if not actor.roles & OFFICERS:
        return []
    rows = _with_dates(Agreement.objects.filter(state__in=("issued", "signed")))
    return [
        Task(
            what=heading(each),
            where="Agreements",
            since=_since(each),
            by=each.sign_by if each.state == "issued" else None,
            action="See who has it",
            href=reverse("agreement", args=[each.id]),
            who=each.party.name if each.state == "issued" else each.programme.authority.name,
        )
        for each in rows
    ]


def _to_sign(actor: Actor) -> list[Task]:
    """What waits for a signature that the actor's authority covers; the page says the rest. Authority: R16."""
    sides = Q()
    if not actor.is_signed_in or not actor.roles & (FOR_THE_AUTHORITY | FOR_THE_OTHER_SIDE):
        return []
    own = list(authorities_on(timezone.localdate()).filter(person_id=UUID(actor.id.removeprefix("person:"))))
    bodies = {each.body_id for each in own}
    if not bodies:
        return []
    if actor.roles & FOR_THE_OTHER_SIDE:
        sides |= Q(state="issued", party__in=bodies)
    if actor.roles & FOR_THE_AUTHORITY:
        sides |= Q(state="signed", programme__authority__in=bodies)
    rows = [
        each
        for each in _with_dates(Agreement.objects.filter(sides).exclude(drafted_by=actor.id))
        if each.others_signed_by != actor.id  # type: ignore[attr-defined]  # annotated
    ]
    sums = awards([each.grant_id for each in rows if each.grant_id])
    found = []
    for each in rows:
        body = each.party_id if each.state == "issued" else each.programme.authority_id
        amount = sums.get(each.grant_id, Money(0)) if each.grant_id else Money(0)
        limits = [one.up_to_pence for one in own if one.body_id == body]
        if any(limit is None or amount <= limit for limit in limits):
            found.append(
                Task(
                    what=heading(each),
                    where="Agreements",
                    since=_since(each),
                    by=each.sign_by if each.state == "issued" else None,
                    action="Read and sign" if each.state == "issued" else "Read and countersign",
                    href=reverse("agreement-sign", args=[each.id]),
                )
            )
    return found


def _to_drive(actor: Actor) -> list[Task]:
    if not actor.roles & OFFICERS:
        return []
    rows = _with_dates(Agreement.objects.filter(state__in=("draft", "refused", "expired")))
    return [
        Task(
            what=heading(each),
            where=_BACK.get(each.state, "Agreements"),
            since=_since(each),
            action="Issue it" if each.state == "draft" else "See why",
            href=reverse("agreement", args=[each.id]),
        )
        for each in rows
    ]


def _to_confirm(actor: Actor) -> list[Task]:
    if not actor.roles & CONFIRMERS:
        return []
    waiting = clauses.unconfirmed(timezone.localdate())
    if not waiting:
        return []
    count, since = len(waiting), min(each.used_from for each in waiting)
    return [
        Task(
            what=f"{count} clauses of agreements" if count > 1 else "A clause of agreements",
            where="Nobody has confirmed their words",
            since=datetime.combine(since, time(9), UTC),
            action="Read and confirm",
            href=reverse("clauses"),
        )
    ]


def _with_dates(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With the moment at which it last went out, and who signed for the other side, when; one query."""
    texts = AgreementText.objects.filter(agreement=OuterRef("pk")).order_by("-number")
    other = AgreementSignature.objects.filter(
        text__agreement=OuterRef("pk"), text__number=OuterRef("newest"), side="other"
    )
    return (
        rows.select_related("programme__authority", "place", "party", "grant__round")
        .annotate(
            out_since=Subquery(texts.values("frozen_at")[:1]), newest=Subquery(texts.values("number")[:1])
        )
        .annotate(
            others_signed_by=Subquery(other.values("signed_by")[:1]),
            others_signed_at=Subquery(other.values("signed_at")[:1]),
        )
        .order_by("sign_by", "place__name", "id")
    )


def _since(each: Agreement) -> datetime:
    signed: datetime | None = each.others_signed_at if each.state == "signed" else None  # type: ignore[attr-defined]  # annotated
    out: datetime | None = each.out_since  # type: ignore[attr-defined]  # annotated
    return signed or out or each.drafted_at
