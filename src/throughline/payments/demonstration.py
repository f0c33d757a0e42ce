"""What has been paid in a demonstration, by which three people, and what waits for them?

Both instalments of 2021/22 and the advance of 2024/25 were asked for and answered, all but one that finance rejected:
it is in a run that waits to be approved. One sum is coming back, and one instalment is held by a person. Codes,
references and answers are made up.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from throughline.agreements.actions.grants import close
from throughline.agreements.demonstration import CLOSED, CODE, MIDLIFE, NEXT, grant_ids
from throughline.agreements.events import GrantLive
from throughline.agreements.queries import grants as agreements
from throughline.frame.lists import csv_text
from throughline.frame.upload import Upload
from throughline.funding.queries import rounds as funding
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import person_named

from .actions import answers, codes, holds, planning, recoveries, runs
from .actions.keeping import keep_up
from .files import pounds
from .models import Instalment, PaymentRequest, RequestRun
from .queries.ready import file_of

REQUEST_COLUMNS = """Supplier = supplier_number
Cost centre = cost_centre
Account = account
Fund = fund
VAT = vat_treatment
Reference = reference
Amount = amount
Description = description"""
ANSWER_COLUMNS = """Reference = reference
Amount = amount
Status = outcome
Paid on = paid_on
Ledger reference = ledger_reference
Reason = reason"""
REJECTED = "trafford"
WHY_REJECTED = "The supplier's record was being changed. (Illustration.)"
BACK, TO_COME_BACK = "wigan", Money(1_180_00)
WHY_BACK = "The invoice that was counted in two quarters was paid twice. (Illustration.)"
HELD = "tameside"
WHY_HELD = (
    "£6,400.00 of the year before is not spent, and nobody has decided what becomes of it. (Illustration.)"
)
LIVE = datetime(2021, 11, 16, 9, tzinfo=UTC)
FIRST, SECOND = datetime(2021, 12, 1, 9, tzinfo=UTC), datetime(2022, 3, 1, 9, tzinfo=UTC)
ADVANCE = datetime(2024, 7, 16, 9, tzinfo=UTC)
AT_CLOSE = datetime(2022, 6, 20, 9, tzinfo=UTC)
NEXT_LIVE = datetime(2025, 4, 14, 9, tzinfo=UTC)


def load(*, actor: Actor, at: datetime) -> bool:
    """Instalments, runs, a recovery and a hold; False when there are instalments already."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up payments are for demonstrations; this installation is not one.")
    if Instalment.objects.exists():
        return False
    with transaction.atomic():
        _codes(actor, LIVE)
        _planned(actor, grant_ids(CLOSED).values(), LIVE)
        for number, moment in enumerate((FIRST, SECOND), 1):
            _paid(_run(moment), number, moment)
        _planned(actor, grant_ids(MIDLIFE).values(), ADVANCE - timedelta(days=20))
        _paid(_run(ADVANCE), 3, ADVANCE, rejects=REJECTED)
        for step in ("begin_closing", "close"):
            for grant in grant_ids(CLOSED).values():
                close(actor=actor, at=AT_CLOSE, grant_id=grant, step=step)
        _planned(actor, grant_ids(NEXT).values(), NEXT_LIVE)
        again = Instalment.objects.get(grant=grant_ids(MIDLIFE)[REJECTED], state="due")
        runs.prepare(actor=_person("finance-preparer"), at=at - timedelta(days=1), instalments=[again.pk])
        _comes_back(at)
        _held(at)
    return True


def _comes_back(at: datetime) -> None:
    """A sum that was paid twice: proposed and approved, and nobody has asked finance for it yet."""
    proposed = recoveries.propose(
        actor=_person("programme-officer"),
        at=at - timedelta(days=4),
        grant_id=grant_ids(MIDLIFE)[BACK],
        amount=TO_COME_BACK,
        how="invoice",
        reason=WHY_BACK,
    )
    recoveries.approve(actor=_person("finance-approver"), at=at - timedelta(days=2), recovery_id=proposed.pk)


def _held(at: datetime) -> None:
    """One instalment whose day has come is held by a person, who says whose word lifts that."""
    instalment = Instalment.objects.get(grant=grant_ids(NEXT)[HELD])
    keep_up(at=at, grants=[instalment.grant_id])
    holds.hold(
        actor=_person("programme-lead"),
        at=at,
        instalment_id=instalment.pk,
        reason=WHY_HELD,
        cleared_by_role="programme-lead",
        look_again_on=timezone.localdate(at) + timedelta(days=14),
    )


def _codes(actor: Actor, at: datetime) -> None:
    codes.keep_mapping(actor=actor, at=at, kind="request", columns=REQUEST_COLUMNS)
    codes.keep_mapping(actor=actor, at=at, kind="answer", columns=ANSWER_COLUMNS)
    programme = next(each.id for each in funding.programmes() if each.code == CODE)
    ids = [grant for year in (CLOSED, MIDLIFE) for grant in grant_ids(year).values()]
    recipients = dict.fromkeys(agreements.with_ids(ids).values_list("recipient", flat=True))
    for number, body in enumerate(recipients, 1):
        codes.keep_codes(
            actor=actor,
            at=at,
            body_id=body,
            programme_id=programme,
            codes=codes.Codes(f"DEMO-{number:04}", "IRS01", "4410", "PCC", vat_treatment="Outside the scope"),
        )


def _planned(actor: Actor, grants: Iterable[UUID], at: datetime) -> None:
    ids = list(grants)
    live = agreements.with_ids(ids).filter(state__in=["live", "closing"])
    for grant in live.values_list("id", flat=True):
        planning.hear_live(GrantLive(grant, actor, at))


def _run(at: datetime) -> RequestRun:
    """Everything that is due is asked for: prepared, approved and released by three people."""
    run = runs.prepare(actor=_person("finance-preparer"), at=at)
    seen = file_of(run).sha256
    runs.approve(actor=_person("finance-approver"), at=at + timedelta(hours=3), run_id=run.pk, seen=seen)
    return runs.release(
        actor=_person("finance-releaser"), at=at + timedelta(hours=25), run_id=run.pk, seen=seen
    )


def _paid(run: RequestRun, number: int, at: datetime, rejects: str = "") -> None:
    """Finance answers a week later: paid, save the area that it rejects."""
    rows = []
    asked = PaymentRequest.objects.filter(run=run).select_related("instalment__grant__place")
    day = (at + timedelta(days=6)).date().isoformat()
    for place, each in enumerate(asked.order_by("reference"), 1):
        if each.instalment.grant.place.name.casefold() == rejects:
            said = ["rejected", "", "", WHY_REJECTED]
        else:
            said = ["paid", day, f"DEMO-{number}-{place:03}", ""]
        rows.append([each.reference, pounds(each.amount_pence), *said])
    header = [each.split(" = ")[0] for each in ANSWER_COLUMNS.splitlines()]
    answers.load(
        actor=_person("finance-preparer"),
        at=at + timedelta(days=7),
        upload=Upload(f"answer-{number}.csv", csv_text(header, rows).encode()),
    )


def _person(role: str) -> Actor:
    found = person_named(f"{role}@demonstration.example")
    if found is None:
        raise RefusedError(f"There is no made-up {role}: load the demonstration people first.")
    return found.as_actor()
