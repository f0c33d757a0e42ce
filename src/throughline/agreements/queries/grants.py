"""Which grants are there, how much is each, and which conditions stand in its way?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from throughline.frame.written import Given
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations.reach import reach_of

from ..models import Condition, Grant, GrantAmount, SpendRule, Terms
from ..ports import asked_for


def visible_to(actor: Actor, on: date) -> QuerySet[Grant]:
    """Grants: all for those who run, sign, fund or audit; else those of the actor's places and own body."""
    return (
        Grant.objects.filter(reach_of(actor, on).rows("place", "recipient"))
        .select_related("round__programme", "place", "recipient")
        .order_by("-round__year", "round__programme__code", "place__name", "id")
    )


def with_ids(ids: Iterable[UUID]) -> QuerySet[Grant]:
    """These grants, whoever asks; a room above narrows them itself, by ids or by a query for them."""
    wanted = ids if isinstance(ids, QuerySet) else list(ids)
    rows = Grant.objects.filter(id__in=wanted).select_related("round__programme", "place", "recipient")
    return rows.order_by("-round__year", "round__programme__code", "place__name", "id")


@dataclass(frozen=True, slots=True)
class Judged:
    """A grant as whoever judges its returns knows it; `assurance_model` is empty where its round has no terms."""

    id: UUID
    programme: str
    year: str
    award: Money
    recipient_kind: str
    assurance_model: str
    small_grant: Money | None
    is_first: bool


def judged(ids: Iterable[UUID]) -> list[Judged]:
    """These grants with their awards and what their terms say of assurance; one query."""
    terms = Terms.objects.filter(round=OuterRef("round"))
    award = GrantAmount.objects.filter(grant=OuterRef("pk")).order_by().values("grant")
    rows = with_ids(ids).annotate(
        model=Subquery(terms.values("assurance_model")[:1]),
        small=Subquery(terms.values("small_grant_pence")[:1]),
        is_first=Subquery(terms.values("is_first_year")[:1]),
        award=Subquery(award.annotate(in_all=Sum("pence")).values("in_all")),
    )
    return [
        Judged(
            each.pk,
            each.round.programme.name,
            each.round.year,
            _money(each.award),
            each.recipient_kind,
            each.model or "",
            None if each.small is None else _money(each.small),
            bool(each.is_first),
        )
        for each in rows
    ]


def governed(ids: Iterable[UUID] | Given) -> QuerySet[Grant]:
    """Those of the grants whose money the Community Safety Partnership governs itself. Authority: R25."""
    by_terms = Terms.objects.filter(round=OuterRef("round"), assurance_model="csp_governs")
    rows = Grant.objects.filter(Q(recipient_kind="accountable_body") | Exists(by_terms), id__among=ids)
    return rows.order_by()


def with_awards(rows: QuerySet[Grant]) -> QuerySet[Any]:
    """The same grants, each with its `award` now: what was awarded and all variations of it, in Money or None."""
    award = GrantAmount.objects.filter(grant=OuterRef("pk")).order_by().values("grant")
    return rows.annotate(award=Subquery(award.annotate(in_all=Sum("pence")).values("in_all")))


def awards(ids: Iterable[UUID]) -> dict[UUID, Money]:
    """Each grant's award now: what was awarded and all variations of it."""
    rows = GrantAmount.objects.filter(grant__in=list(ids)).values("grant").annotate(pence_sum=Sum("pence"))
    return {row["grant"]: _money(row["pence_sum"]) for row in rows}


def given(ids: Iterable[UUID]) -> dict[UUID, Money]:
    """What each recipient was given: the award; of a terminated grant what was asked for, the rest is the round's."""
    found = awards(wanted := list(ids))
    ended = list(Grant.objects.filter(pk__in=wanted, state="terminated").values_list("pk", flat=True))
    asked = asked_for(ended) if ended else {}
    return found | {each: min(found[each], asked.get(each, Money(0))) for each in ended if each in found}


def awards_by(moments: Mapping[UUID, datetime]) -> dict[UUID, Money]:
    """Each grant's award as it stood at its moment: the variations made by then. One query."""
    found: dict[UUID, Money] = {}
    rows = GrantAmount.objects.filter(grant__in=list(moments))
    for grant, pence, variation, added_at in rows.values_list("grant", "pence", "variation", "added_at"):
        if variation is None or added_at <= moments[grant]:
            found[grant] = found.get(grant, Money(0)) + _money(pence)
    return found


def terminated_at(ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these grants that was terminated was; one query."""
    rows = Grant.objects.filter(pk__in=list(ids), state="terminated", history__state="terminated").order_by()
    return dict(
        rows.values("pk").annotate(ended_at=Min("history__pgh_act__at")).values_list("pk", "ended_at")
    )


_ENDED = ("withdrawn", "terminated")


def awarded_in(rounds: Iterable[UUID]) -> list[tuple[UUID, UUID, Money]]:
    """Each grant of these rounds, its round, and the award that stands: nothing once it was withdrawn or terminated."""
    rows = (
        Grant.objects.filter(round__in=list(rounds)).order_by("id").annotate(pence_sum=Sum("amounts__pence"))
    )
    return [
        (each.pk, each.round_id, Money(0) if each.state in _ENDED else _money(each.pence_sum))
        for each in rows
    ]


def conditions_of(ids: Iterable[UUID]) -> dict[UUID, list[Condition]]:
    """Each grant's conditions, in the order in which they were set."""
    found: dict[UUID, list[Condition]] = {}
    for each in Condition.objects.filter(grant__in=list(ids)).order_by("grant", "due_on", "code"):
        found.setdefault(each.grant_id, []).append(each)
    return found


def terms_of(rounds: Iterable[UUID]) -> dict[UUID, Terms]:
    """The terms of each round that has any, with their instalments, conditions and spend rules."""
    rows = Terms.objects.filter(round__in=list(rounds))
    return {each.round_id: each for each in rows.prefetch_related("instalments", "conditions", "spend_rules")}


def paid_for_actual_spend(ids: Iterable[UUID]) -> set[UUID]:
    """Those of the grants whose terms pay what was spent, not a fixed price. Authority: R20."""
    rounds = Terms.objects.filter(price_basis="actual").values("round")
    return set(
        Grant.objects.filter(pk__in=list(ids), round__in=rounds).values_list("pk", flat=True).order_by()
    )


def recipients_of(round_id: UUID) -> dict[UUID, UUID]:
    """Who received each place's grant of a round, by place; grants that were withdrawn do not count."""
    rows = Grant.objects.filter(round=round_id).exclude(state="withdrawn").order_by("offered_at", "id")
    return dict(rows.values_list("place", "recipient"))


def _money(pence: int | Money | None) -> Money:
    return pence if isinstance(pence, Money) else Money(int(pence or 0))


def spend_rules_of(rounds: Iterable[UUID]) -> dict[UUID, tuple[str, list[SpendRule]]]:
    """The price basis of each round that has terms, and what its money may be spent on and what not; one query."""
    rules = SpendRule.objects.filter(terms=OuterRef("pk")).order_by("-is_eligible", "id")
    said = JSONObject(code="code", label="label", is_eligible="is_eligible", note="note")
    rows = Terms.objects.filter(round__in=list(rounds)).values_list(
        "round", "price_basis", ArraySubquery(rules.values(said=said))
    )
    return {round_id: (basis, [SpendRule(**each) for each in found]) for round_id, basis, found in rows}
