"""How is a planned split said in words, to a committee and, once it is decided, to everybody?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from throughline.funding.planning.rules import Outcome, Plan, PlannedShare, Site
from throughline.kernel.money import Money
from throughline.kernel.wording import quoted

NOTHING = Money(0)


def number(value: Fraction) -> str:
    """1,708 or 12.5; a fraction that does not end is cut at three decimals."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{_decimal(value, 3):,f}".rstrip("0").rstrip(".")


def percent(part: Fraction, decimals: int = 1) -> str:
    """12.3 %, rounded half up."""
    return f"{_decimal(part * 100, decimals):,f}\N{NO-BREAK SPACE}%"


def pounds(pence: Fraction, decimals: int = 2) -> str:
    """£89.89 for an exact number of pence."""
    return f"£{_decimal(pence / 100, decimals):,f}"


def change(now: Money, before: Money | None) -> str:
    """+£1,234.00 (+3.2 %), −£5.00 (−0.1 %), "no change"; empty where before is not known."""
    if before is None:
        return ""
    if now == before:
        return "no change"
    by = now - before
    sign = "+" if by > NOTHING else ""
    return f"{sign}{by}" + (
        f" ({sign}{percent(Fraction(by.pence, before.pence)).replace('-', '−')})" if before else ""
    )


def list_of(words: Sequence[str]) -> str:
    """The words as a list: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def held_sentences(plan: Plan, outcome: Outcome) -> list[str]:
    """A sentence for each place that a limit holds, and for each that is left out."""
    sites = {site.code: site for site in plan.sites}
    said = [
        sentence for share in outcome.shares if (sentence := _held_sentence(plan, sites[share.code], share))
    ]
    said += [f"{site.name} is left out: {site.excluded.rstrip('.')}." for site in plan.sites if site.excluded]
    return said


def _held_sentence(plan: Plan, site: Site, share: PlannedShare) -> str:
    alone = "" if share.pure is None else f" By need alone it would get {share.pure}."
    if share.bound == "floor":
        return f"{share.place} stands at its floor of {share.amount}.{alone}"
    if share.bound == "cap":
        return f"{share.place} stands at its cap of {share.amount}.{alone}"
    if share.bound == "fixed":
        return f"{share.place} has a fixed sum of {share.amount}, taken off the total first.{alone}"
    if share.bound == "max-loss" and site.last_year is not None and plan.max_loss is not None:
        return (
            f"{share.place} keeps {number(100 - plan.max_loss)}\N{NO-BREAK SPACE}% of last year’s {site.last_year}, "
            f"which is {share.amount}.{alone}"
        )
    return ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in two splits; None where it is in only one of them."""

    place: str
    code: str
    before: Money | None
    after: Money | None

    @property
    def by(self) -> Money:
        return (self.after or NOTHING) - (self.before or NOTHING)


def differences(before: Sequence[PlannedShare], after: Sequence[PlannedShare]) -> list[Difference]:
    """Every place of either split, in the order of the first, then of the second."""
    was = {share.code: share.amount for share in before}
    now = {share.code: share.amount for share in after}
    names = {share.code: share.place for share in (*before, *after)}
    return [Difference(name, code, was.get(code), now.get(code)) for code, name in names.items()]


def movers(found: Sequence[Difference], most: int = 3) -> str:
    """Who gains and who loses most, in one or two sentences."""
    up = sorted((each for each in found if each.by > NOTHING), key=lambda each: (-each.by.pence, each.place))
    down = sorted((each for each in found if each.by < NOTHING), key=lambda each: (each.by.pence, each.place))
    if not up and not down:
        return "No place gets another sum."
    said = []
    if up:
        words = list_of([f"{each.place} ({each.by} more)" for each in up[:most]])
        said.append(
            f"Only {words} gains." if len(up) == 1 else f"{len(up)} places gain, most of all {words}."
        )
    if down:
        words = list_of([f"{each.place} ({abs(each.by)} less)" for each in down[:most]])
        said.append(
            f"Only {words} loses." if len(down) == 1 else f"{len(down)} places lose, most of all {words}."
        )
    return " ".join(said)


def method_sentences(plan: Plan, outcome: Outcome) -> list[str]:
    """How this split was made, as one would say it to a resident; no count and nothing that counts follow from."""
    weights = sum((each.weight for each in plan.indicators), Fraction(0))
    said = []
    if len(plan.indicators) == 1:
        (only,) = plan.indicators
        said.append(f"The money follows what was counted in each place: {only.name}.")
    else:
        parts = list_of(
            [
                f"{number(100 * each.weight / weights)}\N{NO-BREAK SPACE}% by {each.name}"
                for each in plan.indicators
            ]
        )
        said.append(
            f"The money follows {len(plan.indicators)} counts: {parts}. "
            "Of each, a place’s part is what was counted there out of what was counted in all places together."
        )
    sources = [f"{each.name}: {each.source.rstrip('.')}." for each in plan.indicators if each.source]
    said += [f"Where the numbers come from. {' '.join(sources)}"] if sources else []
    fixed = [site for site in plan.sites if site.fixed is not None and not site.excluded]
    if fixed:
        words = list_of([f"{site.name} {site.fixed}" for site in fixed])
        said.append(f"Fixed sums came off the total first: {words}. The rest was shared.")
    for words, name in (("never less than its floor", "floor"), ("never more than its cap", "cap")):
        limited = [site for site in plan.sharing if getattr(site, name) is not None]
        if limited:
            of = "every place" if len(limited) == len(plan.sharing) else list_of([s.name for s in limited])
            said.append(f"For {of} a {name} was set: it gets {words}.")
    if plan.max_loss is not None:
        said.append(
            f"No place loses more than {number(plan.max_loss)}\N{NO-BREAK SPACE}% of what it had the year before; "
            "what that costs came out of the growth of the others."
        )
    said += [f"{site.name} is left out: {site.excluded.rstrip('.')}." for site in plan.sites if site.excluded]
    held = [share for share in outcome.shares if share.bound in ("floor", "cap", "max-loss")]
    limits = {"floor": "at its floor", "cap": "at its cap", "max-loss": "at the largest loss"}
    said += [f"{share.place} stands {limits[share.bound]}." for share in held if share.bound in limits]
    said.append(
        "Every step was worked out exactly. At the end each share was cut to whole pennies, and the pennies left over "
        "went one each to the places with the largest remainders."
    )
    return said


def _decimal(value: Fraction, decimals: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def small_count_caution(plan: Plan) -> str:
    """That amounts would let a small count be worked out; empty when there is none. Authority: R43."""
    found = plan.small_counts
    if not found:
        return ""
    where = list_of([f"{site.name} ({quoted(indicator.name)})" for site, indicator in found])
    return (
        f"There are counts of 1 to 4: {where}. Amounts are published, and such a count can be worked out from them. "
        "A floor, a fixed sum, a longer period or a second indicator hides it."
    )
