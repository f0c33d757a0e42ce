"""Under which codes does finance know a recipient, and how are its files laid out?"""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..files import columns_from
from ..lifecycle import PREPARER, SUPPLIER
from ..models import ColumnMapping, SupplierCode


@dataclass(frozen=True, slots=True)
class Codes:
    """What finance writes beside a payment to one recipient from one programme."""

    supplier_number: str
    cost_centre: str = ""
    account: str = ""
    fund: str = ""
    commitment: str = ""
    vat_treatment: str = ""


def may_keep(actor: Actor) -> Verdict:
    """Whether the actor keeps finance's codes and the layout of its files."""
    if actor.roles & (PREPARER | SUPPLIER):
        return Allowed()
    return Refused("Finance's codes are kept by a finance preparer.")


def keep_codes(
    *, actor: Actor, at: datetime, body_id: UUID, programme_id: UUID, codes: Codes
) -> SupplierCode:
    """From now on requests to this recipient carry these codes; what was sent keeps the old ones."""
    may_keep(actor).or_raise()
    if not codes.supplier_number.strip():
        raise RefusedError("Give the number under which finance knows the recipient.")
    with act(actor=actor, at=at, verb="codes.kept", subject=("body", str(body_id))) as doing:
        kept, _ = SupplierCode.objects.update_or_create(
            body_id=body_id, programme_id=programme_id, defaults=asdict(codes)
        )
        doing.facts |= {"programme": str(programme_id), **asdict(codes)}
    return kept


def keep_mapping(*, actor: Actor, at: datetime, kind: str, columns: str) -> ColumnMapping:
    """Files of this kind have these columns from now on; the layout before stays with the files that followed it."""
    may_keep(actor).or_raise()
    wanted = columns_from(kind, columns)
    now = ColumnMapping.objects.filter(kind=kind, is_in_use=True).first()
    if now and now.columns == wanted:
        return now
    with act(actor=actor, at=at, verb="mapping.kept", subject=("column mapping", None)) as doing:
        for each in ColumnMapping.objects.filter(kind=kind, is_in_use=True):
            each.is_in_use = False
            each.save(update_fields=["is_in_use"])
        number = ColumnMapping.objects.filter(kind=kind).count() + 1
        kept = ColumnMapping.objects.create(
            name=f"{kind.capitalize()} layout {number}", kind=kind, columns=wanted
        )
        doing.subject = ("column mapping", str(kept.pk))
        doing.facts |= {"kind": kind, "columns": [each["header"] for each in wanted]}
    return kept
