"""What of this room stands behind grants: what was awarded, agreed, asked for and recorded, in its order?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from throughline.frame.trees import Reading
from throughline.funding.queries.rounds import contributions

from ..models import (
    Agreement,
    AgreementSignature,
    AgreementText,
    Condition,
    Grant,
    GrantAmount,
    LegalRecord,
    Terms,
)

__all__ = ["Agreement", "Condition", "Grant", "GrantTrail", "trails"]


@dataclass(slots=True)
class GrantTrail:
    """One grant with its papers, oldest first; agreements with every text that was issued and who signed it."""

    grant: Grant
    terms: Terms | None
    amounts: Sequence[GrantAmount]
    conditions: Sequence[Condition]
    legal: Sequence[LegalRecord]
    agreements: list[Agreement] = field(default_factory=list)
    partnerships: list[Agreement] = field(default_factory=list)

    @property
    def signed(self) -> list[AgreementSignature]:
        """Every signature on the grant's own agreements, oldest first."""
        texts = [text for each in self.agreements for text in each.texts.all()]
        return sorted((one for text in texts for one in text.signatures.all()), key=lambda one: one.signed_at)


def trails(grant_ids: Collection[UUID]) -> Reading:
    """The trail of each of these grants, by its id."""
    wanted = Grant.objects.filter(pk__in=list(grant_ids))
    grants = (
        wanted.select_related(
            "round__programme__authority", "round__decision", "place", "recipient", "allocation"
        )
        .prefetch_related(
            Prefetch("round__contributions", contributions()),
            Prefetch("amounts", GrantAmount.objects.select_related("variation").order_by("added_at", "id")),
            Prefetch("conditions", Condition.objects.order_by("due_on", "code")),
            Prefetch("legal_records", LegalRecord.objects.order_by("recorded_at", "id")),
        )
        .order_by("place__name", "id")
    )
    return Reading(
        (grants, Terms.objects.filter(round__in=wanted.values("round")), _agreements(wanted)), _trails
    )


def _trails(
    grants: Sequence[Grant], terms: Sequence[Terms], agreements: Sequence[Agreement]
) -> dict[UUID, GrantTrail]:
    of_round = {each.round_id: each for each in terms}
    found = {
        each.id: GrantTrail(
            each,
            of_round.get(each.round_id),
            list(each.amounts.all()),
            list(each.conditions.all()),
            list(each.legal_records.all()),
        )
        for each in grants
    }
    for agreement in agreements:
        if agreement.grant_id in found:
            found[agreement.grant_id].agreements.append(agreement)
        if agreement.kind == "partnership":
            for trail in found.values():
                if _stood_with(agreement, trail):
                    trail.partnerships.append(agreement)
    return found


def _agreements(wanted: QuerySet[Grant]) -> QuerySet[Agreement]:
    """Agreements about the grants, and the partnership agreements that stood in their places while they ran. R17."""
    signatures = Prefetch("signatures", AgreementSignature.objects.order_by("signed_at", "id"))
    texts = Prefetch("texts", AgreementText.objects.order_by("number").prefetch_related(signatures))
    return (
        Agreement.objects.filter(
            Q(grant__in=wanted.values("pk")) | Q(kind="partnership", place__in=wanted.values("place"))
        )
        .exclude(state__in=("draft", "discarded"))
        .select_related("party", "specification")
        .prefetch_related(texts)
        .order_by("drafted_at", "id")
    )


def _stood_with(partnership: Agreement, trail: GrantTrail) -> bool:
    grant = trail.grant
    is_same = (partnership.place_id, partnership.programme_id) == (grant.place_id, grant.round.programme_id)
    if not is_same or trail.terms is None:
        return is_same
    return partnership.begins_on <= trail.terms.ends_on and partnership.ends_on >= trail.terms.begins_on
