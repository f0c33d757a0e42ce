"""Where does a locality's money overlap, and where does it fall off a cliff?

Plain values in, findings out; amounts that are not known are never taken for nothing. Authority: DOMAIN §3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Flow:
    """One stream as years of money; None: not known."""

    name: str
    payer: str
    purpose: str
    years: tuple[tuple[FinancialYear, Money | None], ...]
    ends_on: date | None = None
    is_baseline: bool = False
    is_ours: bool = False

    def in_year(self, year: FinancialYear) -> Money | None:
        return dict(self.years).get(year)

    def runs_in(self, year: FinancialYear) -> bool:
        return year in dict(self.years)


@dataclass(frozen=True, slots=True)
class Cliff:
    """From one year to the next the known money falls by `drop`; `because` names the streams that end."""

    after: FinancialYear
    drop: Money
    percent: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two or more payers pay for the same purpose in the same years: ask, before paying twice."""

    purpose: str
    streams: tuple[str, ...]
    years: tuple[FinancialYear, ...]


def known(flows: Sequence[Flow], year: FinancialYear) -> Money:
    """What is known to be paid in a year."""
    return sum((each.in_year(year) or NOTHING for each in flows), NOTHING)


def unknown(flows: Sequence[Flow], year: FinancialYear) -> tuple[str, ...]:
    """The streams that run in a year with an amount that nobody has stated."""
    return tuple(each.name for each in flows if each.runs_in(year) and each.in_year(year) is None)


def cliffs(flows: Sequence[Flow], from_percent: int = 20) -> tuple[Cliff, ...]:
    """The years after which at least `from_percent` of the known money goes, with the streams that end there.

    A stream that runs in both years with an amount that nobody stated in one of them is left out of the comparison.
    After the last year that anything is recorded for, only a stream with a last day counts as ending.
    """
    years = sorted({year for flow in flows for year, _ in flow.years})
    found = []
    for year in years:
        compared = [each for each in flows if not _is_half_known(each, year)]
        drop = known(compared, year) - known(compared, year.next)
        before = known(flows, year)
        ending = tuple(each.name for each in flows if _ends_in(each, year, is_last=year == years[-1]))
        if ending and drop > NOTHING and drop.pence * 100 >= from_percent * before.pence:
            found.append(Cliff(year, drop, drop.pence * 100 // before.pence, ending))
    return tuple(found)


def _is_half_known(flow: Flow, year: FinancialYear) -> bool:
    amounts = (flow.in_year(year), flow.in_year(year.next))
    return flow.runs_in(year) and flow.runs_in(year.next) and None in amounts


def _ends_in(flow: Flow, year: FinancialYear, *, is_last: bool) -> bool:
    if not flow.in_year(year) or flow.runs_in(year.next):
        return False
    return not is_last or (flow.ends_on is not None and flow.ends_on in year)


def overlaps(flows: Sequence[Flow]) -> tuple[Overlap, ...]:
    """The purposes that several payers pay for in the same years; a payer's own two streams do not overlap."""
    found = []
    for purpose in sorted({each.purpose for each in flows}):
        same = [each for each in flows if each.purpose == purpose]
        years = sorted({year for each in same for year, _ in each.years})
        shared = tuple(year for year in years if len({each.payer for each in same if each.runs_in(year)}) > 1)
        if shared:
            names = tuple(each.name for each in same if any(each.runs_in(year) for year in shared))
            found.append(Overlap(purpose, names, shared))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What paid before our money came, and what the same streams pay in a later year, as far as it is known."""

    before: FinancialYear
    paid_before: Money
    now: FinancialYear
    paid_now: Money
    streams: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def fell_by(self) -> Money | None:
        """By how much it fell; None where it did not, or where an amount that nobody stated could make it up."""
        fell = self.paid_before - self.paid_now
        return fell if fell > NOTHING and not self.unknown else None


def baseline(flows: Sequence[Flow], now: FinancialYear) -> Baseline | None:
    """The streams that paid before ours did, in their last year before it and now; None when none is on record."""
    ours = [year for each in flows if each.is_ours for year, _ in each.years]
    streams = [each for each in flows if each.is_baseline]
    years = sorted({year for each in streams for year, _ in each.years if not ours or year < min(ours)})
    if not years or now <= years[-1]:
        return None
    before = years[-1]
    return Baseline(
        before,
        known(streams, before),
        now,
        known(streams, now),
        tuple(each.name for each in streams),
        tuple(dict.fromkeys((*unknown(streams, before), *unknown(streams, now)))),
    )


@dataclass(frozen=True, slots=True)
class FunderPosition:
    """One funder's money in one round; None where its part is not stated, so that no figure is made up (R11, R12)."""

    funder: str
    stated: Money | None
    received: Money
    committed: Money | None
    paid: Money | None
    to_return: Money | None

    @property
    def left(self) -> Money | None:
        """received − committed − to be returned; what is committed includes what was paid of it."""
        if self.committed is None or self.to_return is None:
            return None
        return self.received - self.committed - self.to_return


def positions(
    stated: Sequence[tuple[str, Money | None]],
    received: dict[str, Money],
    committed: Money,
    paid: Money,
    to_return: Money,
) -> tuple[FunderPosition, ...]:
    """Each funder's position; what is committed and paid is shared by what each put in, when all of that is stated.

    With one funder it is all theirs.
    """
    amounts = [amount for _, amount in stated]
    if len(stated) == 1:
        weights: list[int] | None = [1]
    elif all(amount is not None for amount in amounts) and any(amounts):
        weights = [amount.pence for amount in amounts if amount is not None]
    else:
        weights = None
    parts = (
        [(None, None, None)] * len(stated)
        if weights is None
        else list(
            zip(
                committed.share_out(weights),
                paid.share_out(weights),
                to_return.share_out(weights),
                strict=True,
            )
        )
    )
    return tuple(
        FunderPosition(funder, amount, received.get(funder, NOTHING), *part)
        for (funder, amount), part in zip(stated, parts, strict=True)
    )
