"""What can be asked of finance now, what cannot, and which file would that be?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

from ..files import Written, pounds, write_request
from ..lifecycle import CLOCK
from ..models import ColumnMapping, Instalment, PaymentRequest, Recovery, RequestRun, SupplierCode
from ..rules import NOTHING
from .standing import InstalmentStanding, standings_of, visible_to

_SYSTEM = Actor("system:payments", CLOCK)


@dataclass(frozen=True, slots=True)
class Ready:
    """One instalment before a run: what would be asked for, after what is offset; `why_not` when it cannot be."""

    standing: InstalmentStanding
    recipient: str
    year: str
    offset: Money
    why_not: str = ""
    who: str = ""
    rejected_because: str = ""

    @property
    def asks(self) -> Money:
        return self.standing.amount - self.offset


def ready(on: date) -> list[Ready]:
    """Every instalment whose day has come and that is in no run: what can be asked for first, then what cannot."""
    rows = visible_to(_SYSTEM, on).filter(state__in=["planned", "due", "held"], due_on__lte=on)
    found = list(rows.exclude(requests__is_live=True))
    return sorted(ready_of(found, on), key=lambda each: bool(each.why_not))


def ready_of(found: Sequence[Instalment], on: date) -> list[Ready]:
    """The same for these instalments, in their order."""
    ids = [each.pk for each in found]
    by_id = {each.pk: each for each in found}
    codes = codes_of(found)
    taken_off = offsets(ids)
    rejected = dict(
        PaymentRequest.objects.filter(instalment__in=ids, outcome="rejected")
        .order_by("run__number")
        .values_list("instalment", "rejected_because")
    )
    given = []
    for each in standings_of(found, on):
        row = by_id[each.instalment_id]
        why_not, who = "", ""
        if each.verdict != "release":
            first = each.in_the_way[0] if each.in_the_way else None
            why_not = first.text if first else "Its day has not come."
            who = first.who if first else ""
        elif (row.grant.recipient_id, row.grant.round.programme_id) not in codes:
            why_not = f"Finance's supplier number of {row.grant.recipient} is not known here."
            who = "Finance preparer"
        given.append(
            Ready(
                each,
                row.grant.recipient.name,
                row.grant.round.year,
                taken_off.get(row.pk, NOTHING),
                why_not,
                who,
                rejected.get(row.pk, ""),
            )
        )
    return given


def offsets(instalments: Sequence[UUID]) -> dict[UUID, Money]:
    """By how much each of these instalments is smaller because something comes back by offset."""
    found: dict[UUID, Money] = {}
    rows = Recovery.objects.filter(offset_against__in=instalments, how="offset", state="asked")
    for each in rows:
        assert each.offset_against_id  # noqa: S101 - the filter above asks for one
        found[each.offset_against_id] = found.get(each.offset_against_id, NOTHING) + each.amount_pence
    return found


def codes_of(rows: Sequence[Instalment]) -> dict[tuple[UUID, UUID], SupplierCode]:
    """Under which codes finance knows the recipients of these instalments, by recipient and programme."""
    bodies = {each.grant.recipient_id for each in rows}
    found = SupplierCode.objects.filter(body__in=bodies)
    return {(each.body_id, each.programme_id): each for each in found}


def file_of(run: RequestRun) -> Written:
    """The file that this run would send as it stands; RefusedError names a recipient whose codes are gone."""
    requests = list(
        PaymentRequest.objects.filter(run=run, is_live=True)
        .select_related("instalment__grant__round__programme", "instalment__grant__place")
        .select_related("instalment__grant__recipient")
        .order_by("reference")
    )
    codes = codes_of([each.instalment for each in requests])
    rows = []
    for each in requests:
        grant = each.instalment.grant
        code = codes.get((grant.recipient_id, grant.round.programme_id))
        if code is None:
            raise RefusedError(f"Finance's supplier number of {grant.recipient} is not known here any more.")
        rows.append(
            {
                "supplier_number": code.supplier_number,
                "cost_centre": code.cost_centre,
                "account": code.account,
                "fund": code.fund,
                "commitment": code.commitment,
                "vat_treatment": code.vat_treatment,
                "reference": each.reference,
                "amount": pounds(each.amount_pence),
                "recipient": grant.recipient.name,
                "description": f"{grant.round.programme.code} {grant.round.year} {grant.place.name} "
                f"instalment {each.instalment.number}",
                "due_on": each.instalment.due_on.isoformat(),
            }
        )
    return write_request(run.mapping.columns, rows, [each.amount_pence for each in requests])


def mapping_in_use(kind: str) -> ColumnMapping:
    """The mapping that files of this kind follow now; RefusedError while there is none."""
    found = ColumnMapping.objects.filter(kind=kind, is_in_use=True).order_by("name").first()
    if found is None:
        raise RefusedError(
            "Nobody has said yet how the finance system's files are laid out: set the columns first."
        )
    return found
