"""Which checks stand behind a recipient, are they still good, and what was recorded about a grant's legal route?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from throughline.decisions.drafting.route import threshold_on
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations import queries as organisations
from throughline.organisations.reach import reach_of

from ..diligence import LEGAL_ANSWERS, Assistance, beside_threshold, three_years
from ..models import Grant, LegalRecord, RecipientCheck, RegisterFile
from ..models.diligence import FOUND, RECORDS, REGISTERS
from .grants import awards

REGISTER_CHOICES = tuple(REGISTERS.items())
FOUND_CHOICES = tuple(FOUND.items())
RECORD_CHOICES = tuple(RECORDS.items())
NOTHING = Money(0)
_SOON_DAYS = 30


def visible_to(actor: Actor, on: date) -> QuerySet[RecipientCheck]:
    """The latest check of each recipient against each register: of everybody's, or of the actor's own body."""
    reach = reach_of(actor, on)
    rows = (
        RecipientCheck.objects.all() if reach.everywhere else RecipientCheck.objects.filter(body=reach.body)
    )
    latest = RecipientCheck.objects.filter(pk__in=_latest(rows).values("pk"))
    return latest.select_related("body", "from_file").annotate(search_text=Lower("body__name"))


def latest_of_all(bodies: Iterable[UUID] | None = None) -> QuerySet[RecipientCheck]:
    """The latest check of these bodies, or of every one, against each register; to be narrowed further."""
    rows = RecipientCheck.objects.all()
    if bodies is not None:
        rows = rows.filter(body__in=bodies)
    return RecipientCheck.objects.filter(pk__in=_latest(rows).values("pk"))


def standing_rows(rows: QuerySet[RecipientCheck], stands: str, on: date) -> QuerySet[RecipientCheck]:
    """Those of the checks that stop payments, or those that do not."""
    good = Q(found="clear", good_until__gte=on)
    return rows.filter(good) if stands == "good" else rows.exclude(good)


def recipient_visible_to(actor: Actor, body_id: UUID, on: date) -> Any:
    """The body with that id, if the actor may read its checks."""
    reach = reach_of(actor, on)
    if not (reach.everywhere or reach.body == body_id):
        return None
    return organisations.bodies().filter(pk=body_id).first()


def latest_of(body: UUID) -> QuerySet[RecipientCheck]:
    """The latest check of a body against each register that was looked at."""
    return _latest(RecipientCheck.objects.filter(body=body)).select_related("from_file")


def history_of(body: UUID) -> QuerySet[RecipientCheck]:
    """Every check of a body, newest first."""
    return (
        RecipientCheck.objects.filter(body=body)
        .select_related("body", "from_file")
        .order_by("-checked_on", "-pk")
    )


def _latest(rows: QuerySet[RecipientCheck]) -> QuerySet[RecipientCheck]:
    return rows.order_by("body", "register", "-checked_on", "-checked_at", "-pk").distinct("body", "register")


def files() -> QuerySet[RegisterFile]:
    """The register files that were imported, newest first."""
    return RegisterFile.objects.order_by(F("as_of").desc(), "-imported_at", "pk")


def stopping(on: date) -> QuerySet[RecipientCheck]:
    """The checks that stop payments to somebody who may still be paid: failing, not found or out of date."""
    return standing_rows(latest_of_all(_recipients()), "stops", on)


def recipients() -> set[UUID]:
    """Every body that has a grant which may still be paid: whom a new register file is checked against."""
    return set(_recipients())


def _recipients() -> QuerySet[Any, Any]:
    over = ("closed", "withdrawn", "terminated")
    return Grant.objects.exclude(state__in=over).values_list("recipient", flat=True).order_by()


def never_checked() -> set[UUID]:
    """Recipients that no register was asked about yet."""
    return recipients() - set(RecipientCheck.objects.values_list("body", flat=True).order_by())


@dataclass(frozen=True, slots=True)
class Standing:
    """A check as a row shows it: how it stands on a day, in words, and in which tone."""

    words: str
    tone: str


def standing(check: RecipientCheck, on: date) -> Standing:
    """Whether the check can be leant on that day."""
    if check.found != "clear":
        return Standing(FOUND[check.found], "stop")
    if check.good_until < on:
        return Standing("Out of date", "stop")
    if (check.good_until - on).days <= _SOON_DAYS:
        return Standing("Ends soon", "wait")
    return Standing("Clear", "good")


@dataclass(frozen=True, slots=True)
class Legal:
    """One record of a grant's legal route, in words."""

    kind: str
    answer: str
    record: LegalRecord


def legal_records(grant_id: UUID) -> Sequence[Legal]:
    """What was recorded about a grant's legal route, newest first."""
    rows = LegalRecord.objects.filter(grant=grant_id).order_by("-recorded_on", "-pk")
    return [
        Legal(RECORDS[each.kind], LEGAL_ANSWERS[each.kind].get(each.answer, each.answer), each)
        for each in rows
    ]


def assistance_of(grant: Grant) -> Assistance:
    """What this grant's recipient was awarded in its year and the two before it; two queries. Authority: R9."""
    return three_years(
        grant.round.financial_year.starts_in, [(year, award) for _, year, award in _awards(grant)]
    )


def thresholds_of(grant: Grant) -> str:
    """This award, and its recipient's awards of all years, beside the threshold on the day it was offered. R9."""
    on = timezone.localdate(grant.offered_at)
    threshold = threshold_on(on)
    if threshold is None:
        return "No procurement threshold is kept for that day."
    found = _awards(grant)
    own = sum((award for each, _, award in found if each == grant.pk), NOTHING)
    in_all = sum((award for *_, award in found), NOTHING)
    return beside_threshold(own, in_all, Money(threshold.services_pence), vat=threshold.vat, on=on)


def _awards(grant: Grant) -> list[tuple[UUID, int, Money]]:
    rows = list(
        Grant.objects.filter(recipient=grant.recipient_id).exclude(state="withdrawn").select_related("round")
    )
    sums = awards(each.pk for each in rows)
    return [(each.pk, each.round.financial_year.starts_in, sums.get(each.pk, NOTHING)) for each in rows]
