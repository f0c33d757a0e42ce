"""How is what a funder agreed to put in put on record, changed and ended? Authority: R11, R12."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum

from throughline.frame.attachments import attach
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import INBOUND_AGREEMENT
from ..models import InboundAgreement, InboundYear
from .taking import said, taking

AWAITED = ("due", "invoiced")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a funder agreed to, as the record states it; a year without an amount is one whose amount is not stated."""

    source: str
    years: Mapping[FinancialYear, Money | None] = field(default_factory=dict)
    instrument: str = "not_stated"
    reference: str = ""
    agreed_on: date | None = None
    carry_forward: str = "not_stated"
    carry_forward_words: str = ""
    return_rule_words: str = ""
    is_illustration: bool = False

    def __post_init__(self) -> None:
        said(self.source, "Say where this is known from.")
        if not self.years:
            raise RefusedError("Name at least one financial year; its amount may stay empty.")


def record_agreement(
    *,
    actor: Actor,
    at: datetime,
    programme_id: UUID,
    funder_id: UUID,
    agreed: Agreed,
    upload: Upload | None = None,
) -> InboundAgreement:
    """What a funder puts into a programme is on record, year by year, stated or not stated (R11)."""
    INBOUND_AGREEMENT.may("record", None, actor).or_raise()
    step = INBOUND_AGREEMENT.step("record")
    with act(actor=actor, at=at, verb=step.event, subject=("inbound agreement", None)) as doing:
        agreement = InboundAgreement(
            programme_id=programme_id,
            funder_id=funder_id,
            state=step.to,
            is_illustration=agreed.is_illustration,
            recorded_at=at,
            recorded_by=actor.id,
        )
        _say(agreement, agreed, upload, at)
        agreement.save(force_insert=True)
        InboundYear.objects.bulk_create(
            InboundYear(agreement=agreement, year=str(year), amount_pence=amount)
            for year, amount in agreed.years.items()
        )
        doing.subject = ("inbound agreement", str(agreement.id))
        doing.facts["years"] = in_pence(agreed.years)
    return agreement


def amend_agreement(
    *,
    actor: Actor,
    at: datetime,
    agreement_id: UUID,
    agreed: Agreed,
    because: str,
    upload: Upload | None = None,
) -> InboundAgreement:
    """The agreement says now what it should; no year falls below what is already due or received of it."""
    with taking(InboundAgreement, INBOUND_AGREEMENT, "amend", agreement_id, actor=actor, at=at) as (
        agreement,
        doing,
    ):
        doing.personal["because"] = said(because, "Say why it changes.")
        _say(agreement, agreed, upload, at)
        _change_years(agreement, agreed.years)
        doing.facts["years"] = in_pence(agreed.years)
    return agreement


def end_agreement(*, actor: Actor, at: datetime, agreement_id: UUID) -> InboundAgreement:
    """The agreement has run out; nothing that it still owes may be forgotten with it."""
    with taking(InboundAgreement, INBOUND_AGREEMENT, "end", agreement_id, actor=actor, at=at) as (
        agreement,
        _,
    ):
        awaited = agreement.receipts.filter(state__in=AWAITED)
        if count := awaited.count():
            money = awaited.aggregate(total=Sum("amount_pence"))["total"]
            raise RefusedError(
                f"{count} receipt{'s' if count > 1 else ''} of {money} in all "
                f"{'are' if count > 1 else 'is'} still awaited: receive or cancel "
                f"{'them' if count > 1 else 'it'} first."
            )
    return agreement


def expected_of(agreement: InboundAgreement) -> dict[str, Money]:
    """By year, what is due, asked for or received of an agreement."""
    rows = agreement.receipts.exclude(state="cancelled").values("year").annotate(total=Sum("amount_pence"))
    return {row["year"]: row["total"] for row in rows.order_by("year")}


def in_pence(years: Mapping[FinancialYear, Money | None]) -> dict[str, int | None]:
    """The years' amounts as an act writes them."""
    return {str(year): None if amount is None else amount.pence for year, amount in years.items()}


def _say(agreement: InboundAgreement, agreed: Agreed, upload: Upload | None, at: datetime) -> None:
    agreement.instrument, agreement.reference = agreed.instrument, agreed.reference.strip()
    agreement.agreed_on, agreement.source = agreed.agreed_on, agreed.source.strip()
    agreement.carry_forward = agreed.carry_forward
    agreement.carry_forward_words = agreed.carry_forward_words.strip()
    agreement.return_rule_words = agreed.return_rule_words.strip()
    if upload is not None:
        agreement.file, agreement.file_name = attach(upload, at=at), upload.name[:255]


def _change_years(agreement: InboundAgreement, years: Mapping[FinancialYear, Money | None]) -> None:
    wanted = {str(year): amount for year, amount in years.items()}
    for year, expected in expected_of(agreement).items():
        if year not in wanted:
            raise RefusedError(f"{expected} is due or received for {year}; that year cannot be taken out.")
        amount = wanted[year]
        if amount is not None and amount < expected:
            raise RefusedError(
                f"{expected} is due or received for {year}, more than {amount}. Cancel what will not come first."
            )
    agreement.years.exclude(year__in=wanted).delete()
    for year, amount in wanted.items():
        agreement.years.update_or_create(year=year, defaults={"amount_pence": amount})
