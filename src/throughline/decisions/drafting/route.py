"""How do a draft's awards compare with the procurement threshold in force?

Each award, each legal recipient and each lifetime is compared; what follows from it is for the advisers to say, and is
recorded, never decided, by the program. Authority: R9.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

from ..checking import CheckingFacts, Threshold, supplied_facts
from .content import Content


@dataclass(frozen=True, slots=True)
class Compared:
    """One amount beside the threshold: whose it is, counted how."""

    whose: str
    basis: str
    pence: Money
    threshold: Threshold

    @property
    def reaches(self) -> bool:
        return self.pence.pence >= self.threshold.services_pence

    @property
    def sentence(self) -> str:
        since = self.threshold.since
        how = "reaches" if self.reaches else "is under"
        return (
            f"{self.whose}: {self.pence} ({self.basis}) {how} the services threshold of "
            f"{Money(self.threshold.services_pence)} (VAT {self.threshold.vat}), in force since "
            f"{long_date(since)}."
        )


def compared(content: Content, facts: CheckingFacts | None = None) -> list[Compared]:
    """Every award, legal recipient with several awards, and lifetime beside the threshold; none without a date."""
    threshold = threshold_on(content.planned_on, facts)
    if threshold is None:
        return []
    return [Compared(whose, basis, pence, threshold) for whose, basis, pence in _amounts(content)]


def over_thresholds(content: Content, facts: CheckingFacts | None = None) -> list[Compared]:
    """Those that reach the threshold, the first basis of each only."""
    seen: dict[str, Compared] = {}
    for each in compared(content, facts):
        if each.reaches:
            seen.setdefault(each.whose, each)
    return list(seen.values())


def threshold_on(day: date | None, facts: CheckingFacts | None = None) -> Threshold | None:
    """The threshold in force on that day; none for a day that is not known."""
    return (facts or supplied_facts()).threshold_on(day) if day else None


def _amounts(content: Content) -> Iterator[tuple[str, str, Money]]:
    whole, total = content.whole_life, content.total
    if not content.awards:
        if total is not None:
            yield "The decision", "its total", total
        if whole is not None:
            yield "The decision", "its whole life", whole
        return
    by_body: dict[str, list[int]] = {}
    for award in content.awards:
        name = ", ".join(filter(None, (award.place, award.recipient))) or "A part"
        yield name, "this award", Money(award.pence)
        if award.signs:
            by_body.setdefault(award.signs, []).append(award.pence)
        if whole is not None and total is not None and total.pence > 0 and whole > total:
            # The intended years are shared as the total is; exact sums would need each award's own lifetime.
            yield name, "its share of the whole life", Money(award.pence * whole.pence // total.pence)
    for body, amounts in by_body.items():
        if len(amounts) > 1:
            yield body, f"{len(amounts)} awards together", Money(sum(amounts))
