"""What did the funders put in, and what else pays for people on probation, in a demonstration?

That the two published decisions name their funders and state neither's part is on record and shown so. Every amount
here is made up and says so; no stream's figure is anybody's.
"""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.organisations import queries as organisations

from .actions import duties, money_in, receipts, streams
from .actions.money_in import Agreed
from .actions.streams import Paying
from .models import InboundAgreement, Programme

CODE = "gm-irs-dr"
FUNDERS = ("hmpps", "gmca")
MADE_UP = "Illustration: a made-up letter"
STATED_NOWHERE = {
    "2021/22": "The 2021 notice: both put in, and it states no amount for either",
    "2024/25": "The 2024 record: both put in, and it states no amount for either",
}
# What each locality's other streams pay is a made-up part of these, by a made-up size of the place.
SIZES = {
    "Bolton": 100,
    "Bury": 58,
    "Manchester": 262,
    "Oldham": 86,
    "Rochdale": 88,
    "Salford": 109,
    "Stockport": 77,
    "Tameside": 79,
    "Trafford": 52,
    "Wigan": 99,
}
FIRST, FIRST_AREA = FinancialYear(2020), "Bolton"
SOURCE = "Illustration: made-up figures, from nobody’s budget"


def load(actor: Actor, at: datetime) -> bool:
    """Inbound agreements with receipts and duties, and four other streams a place; False when they are there."""
    if not settings.DEMONSTRATION or InboundAgreement.objects.exists():
        return False
    programme = Programme.objects.filter(code=CODE).first()
    if programme is None:
        return False
    with transaction.atomic():
        for year, source in STATED_NOWHERE.items():
            for code in FUNDERS:
                agreed = Agreed(source=source, years={FinancialYear.parse(year): None})
                _agreement(programme, code, agreed, actor, at)
        _stated(programme, actor, at)
        _streams(actor, at)
    return True


def _agreement(
    programme: Programme, code: str, agreed: Agreed, actor: Actor, at: datetime
) -> InboundAgreement:
    return money_in.record_agreement(
        actor=actor,
        at=at,
        programme_id=programme.id,
        funder_id=organisations.body(code).id,
        agreed=agreed,
    )


def _stated(programme: Programme, actor: Actor, at: datetime) -> None:
    """Last year came whole; of this year, some came, some was asked for, some is due; and what HMPPS asks of us."""
    today = timezone.localdate(at)
    now = FinancialYear.of(today)
    last = now.previous
    for code in FUNDERS:
        agreed = Agreed(
            source=MADE_UP,
            years={last: Money(660_000_00), now: Money(660_000_00), now.next: None},
            instrument="grant_letter" if code == "hmpps" else "budget",
            reference="MADE-UP 1" if code == "hmpps" else "",
            agreed_on=date(last.starts_in, 4, 15),
            carry_forward="with_consent" if code == "hmpps" else "not_stated",
            return_rule_words="What is not spent goes back by 30 June." if code == "hmpps" else "",
            is_illustration=True,
        )
        agreement = _agreement(programme, code, agreed, actor, at)
        _comes(agreement, last, date(last.starts_in, 4, 30), Money(660_000_00), "1", today, actor, at)
        for number, due in enumerate(_quarters(now), 1):
            _comes(agreement, now, due, Money(165_000_00), str(number), today, actor, at)
        if code == "hmpps":
            _asked(agreement, now, actor, at)


def _quarters(year: FinancialYear) -> list[date]:
    return [date(year.starts_in, month, 30) for month in (4, 7, 10)] + [date(year.starts_in + 1, 1, 31)]


def _comes(
    agreement: InboundAgreement,
    year: FinancialYear,
    due: date,
    amount: Money,
    number: str,
    today: date,
    actor: Actor,
    at: datetime,
) -> None:
    """A sum that is asked for a month before its day, and came two days after it."""
    receipt = receipts.expect_receipt(
        actor=actor, at=at, agreement_id=agreement.id, year=year, amount=amount, due_on=due
    )
    about = f"{agreement.funder.code.upper()}-{year.starts_in}-{number}"
    if due - timedelta(days=30) <= today:
        receipts.invoice_receipt(
            actor=actor,
            at=at,
            receipt_id=receipt.id,
            reference=f"INV-{about}",
            invoiced_on=due - timedelta(days=30),
        )
    if due + timedelta(days=30) <= today:
        receipts.receive_receipt(
            actor=actor,
            at=at,
            receipt_id=receipt.id,
            reference=f"GL-{about}",
            received_on=due + timedelta(days=2),
        )


def _asked(agreement: InboundAgreement, now: FinancialYear, actor: Actor, at: datetime) -> None:
    ends = now.period.last_day or date.max
    for kind, text, owner, due in (
        ("condition", "The money pays for people on probation only", "programme-lead", None),
        (
            "report",
            "A report on spending and results in the first half of the year",
            "programme-officer",
            date(now.starts_in, 10, 31),
        ),
        (
            "report",
            "A statement of what was spent, signed by finance",
            "finance-preparer",
            ends + timedelta(days=60),
        ),
    ):
        duty = duties.set_duty(
            actor=actor, at=at, agreement_id=agreement.id, kind=kind, text=text, owner_role=owner, due_on=due
        )
        if kind == "condition":
            duties.answer_duty(
                actor=actor,
                at=at,
                duty_id=duty.id,
                step="meet",
                because="The terms of every grant say so. (Illustration.)",
            )


def _streams(actor: Actor, at: datetime) -> None:
    now = FinancialYear.of(timezone.localdate(at))
    places = {each.name: each for each in organisations.localities()}
    payers = {
        place.id: body
        for body in organisations.bodies().filter(kind="local authority").prefetch_related("places")
        for place in body.places.all()  # the borough that the council serves
    }
    hmpps = organisations.body("hmpps")
    wanted = [
        (places[name].id, paying)
        for name, size in SIZES.items()
        for paying in _of(size, now, payers[places[name].id].id, hmpps.id, name)
    ]
    streams.record_streams(actor=actor, at=at, wanted=wanted)


def _of(size: int, now: FinancialYear, council: UUID, hmpps: UUID, name: str) -> list[Paying]:
    """A treatment budget that was there before, a national grant that ends, recovery support, and custody work."""
    years = [FinancialYear(start) for start in range(FIRST.starts_in, now.next.starts_in + 1)]
    late = [year for year in years if year.starts_in >= 2023]
    is_unsure = name in ("Oldham", "Tameside")
    paying = partial(Paying, source=SOURCE, is_illustration=True)
    return [
        paying(
            name="Public health budget for treatment",
            purpose="treatment",
            payer_id=council,
            years={year: None if is_unsure and year > now else _part(size, 4_100, year) for year in years},
            is_baseline=True,
        ),
        paying(
            name="National grant for treatment and recovery",
            purpose="treatment",
            payer_words="Department of Health and Social Care",
            years={
                year: _part(size, 2_300, year) for year in years if 2022 <= year.starts_in <= now.starts_in
            },
            begins_on=date(2022, 4, 1),
            ends_on=now.period.last_day,
        ),
        paying(
            name="Recovery communities",
            purpose="recovery",
            payer_id=council,
            years={year: None if year == now else _part(size, 620, year) for year in late},
        ),
        paying(
            name="Regional work with people leaving custody",
            purpose="key_work" if name == FIRST_AREA else "continuity",
            payer_id=hmpps,
            years={year: _part(size, 480, year) for year in late if year <= now},
            ends_on=now.period.last_day,
        ),
    ]


def _part(size: int, pounds: int, year: FinancialYear) -> Money:
    """A made-up amount in whole hundreds of pounds that grows by a fiftieth a year."""
    return Money(size * pounds * (50 + year.starts_in - FIRST.starts_in) // 50 // 100 * 100_00)
