"""Which agreements and clauses wait for somebody, and for whom else?"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..actions.clauses import CONFIRMERS
from ..lifecycle import FOR_THE_AUTHORITY, FOR_THE_OTHER_SIDE, OFFICERS
from ..models import Agreement, AgreementSignature, AgreementText, GrantAmount
from ..signing.standing import authorities_on
from . import clauses
from .agreements import heading

_AGREEMENT = (
    *("kind", "state", "sign_by", "drafted_at", "out_since", "others_signed_by", "others_signed_at"),
    *("place__name", "party__name", "programme__authority__name", "grant__round__year"),
)
_BACK = {"refused": "Refused: change it or put it away", "expired": "Not signed in time: issue it anew"}


def waiting_for(actor: Actor) -> Iterator[Task | Waiting]:
    """What the actor may sign, has to issue or to answer, and for legal the clauses that nobody confirmed."""
    yield from _to_sign(actor)
    if actor.roles & OFFICERS:
        yield _waiting(Agreement.objects.filter(state__in=("draft", "refused", "expired")), _to_drive)
    yield from _to_confirm(actor)


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """For those who drive agreements: what is out, with whom, by when."""
    if actor.roles & OFFICERS:
        yield _waiting(Agreement.objects.filter(state__in=("issued", "signed")), _out)


def _out(each: Agreement) -> Task:
    return Task(
        what=heading(each),
        where="Agreements",
        since=_since(each),
        by=each.sign_by if each.state == "issued" else None,
        action="See who has it",
        href=reverse("agreement", args=[each.id]),
        who=each.party.name if each.state == "issued" else each.programme.authority.name,
    )


def _to_sign(actor: Actor) -> Iterator[Waiting]:
    """What waits for a signature that the actor's authority covers; the page says the rest. Authority: R16."""
    if not actor.is_signed_in or not actor.roles & (FOR_THE_AUTHORITY | FOR_THE_OTHER_SIDE):
        return
    own = authorities_on(timezone.localdate()).filter(person_id=UUID(actor.id.removeprefix("person:")))
    sides = Q()
    if actor.roles & FOR_THE_OTHER_SIDE:
        sides |= Q(state="issued", party__in=own.order_by().values("body"))
    if actor.roles & FOR_THE_AUTHORITY:
        sides |= Q(state="signed", programme__authority__in=own.order_by().values("body"))
    amounts = GrantAmount.objects.filter(grant=OuterRef("grant")).order_by().values("grant")
    rows = (
        Agreement.objects.filter(sides)
        .exclude(drafted_by=actor.id)
        .annotate(
            signing_body=Case(When(state="issued", then=F("party")), default=F("programme__authority")),
            limits=ArraySubquery(own.filter(body=OuterRef("signing_body")).values("up_to_pence")),
            award=Subquery(amounts.annotate(in_all=Sum("pence")).values("in_all")),
        )
    )

    def signable(each: Any) -> Task | None:
        amount = each.award.pence if each.award else 0
        covered = any(limit is None or amount <= limit for limit in each.limits)
        if not covered or each.others_signed_by == actor.id:
            return None
        return Task(
            what=heading(each),
            where="Agreements",
            since=_since(each),
            by=each.sign_by if each.state == "issued" else None,
            action="Read and sign" if each.state == "issued" else "Read and countersign",
            href=reverse("agreement-sign", args=[each.id]),
        )

    yield _waiting(rows, signable, "limits", "award")


def _to_drive(each: Agreement) -> Task:
    return Task(
        what=heading(each),
        where=_BACK.get(each.state, "Agreements"),
        since=_since(each),
        action="Issue it" if each.state == "draft" else "See why",
        href=reverse("agreement", args=[each.id]),
    )


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


def _waiting(rows: QuerySet[Any], task: Callable[[Any], Task | None], *more: str) -> Waiting:
    """With the moment at which each last went out, and who signed for the other side, when."""
    texts = AgreementText.objects.filter(agreement=OuterRef("pk")).order_by("-number")
    other = AgreementSignature.objects.filter(
        text__agreement=OuterRef("pk"), text__number=OuterRef("newest"), side="other"
    )
    rows = rows.annotate(
        out_since=Subquery(texts.values("frozen_at")[:1]), newest=Subquery(texts.values("number")[:1])
    ).annotate(
        others_signed_by=Subquery(other.values("signed_by")[:1]),
        others_signed_at=Subquery(other.values("signed_at")[:1]),
    )
    return Waiting(
        rows.order_by("sign_by", "place__name", "id"),
        (*_AGREEMENT, *more),
        lambda found: [task(each) for each in found],
    )


def _since(each: Agreement) -> datetime:
    signed: datetime | None = each.others_signed_at if each.state == "signed" else None  # type: ignore[attr-defined]  # annotated
    out: datetime | None = each.out_since  # type: ignore[attr-defined]  # annotated
    return signed or out or each.drafted_at
