"""Who checks recipients, how long is a check good, and what can be answered about a grant's legal route?

Plain values. How long a check is good is ours until legal confirms it: unverified. Authority: R9.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import long_date

CHECKERS = frozenset({"programme-officer", "programme-lead", "procurement", "legal", "supplier"})
RECORDERS = frozenset({"procurement", "legal", "programme-lead", "supplier"})
GOOD_FOR_DAYS = {"charity": 365, "company": 365, "sanctions": 90}
LEGAL_ANSWERS = {
    "grant_or_contract": {
        "grant": "A grant: the recipient is not bound to deliver a service for the authority",
        "contract": "A contract: a procurement route is needed",
        "grant_below_threshold": "A grant, below the threshold in force whichever it is",
    },
    "waiver": {
        "not_needed": "No waiver is needed",
        "given": "A waiver was given",
        "refused": "A waiver was refused",
    },
    "subsidy": {
        "no_subsidy": "No subsidy: public money for a public task",
        "minimal": "A subsidy within minimal financial assistance",
        "assessed": "A subsidy, assessed against the principles",
    },
}
MINIMAL_ASSISTANCE = Money(31_500_000)  # over this and the two preceding financial years
DATABASE_OVER = Money(10_000_000)  # a subsidy above this goes to the public database


def may_check(actor: Actor) -> Verdict:
    """Whether the actor may import register files and record checks."""
    if actor.roles & CHECKERS:
        return Allowed()
    return Refused(
        "Checking recipients is not for your role.", "Programme officers, procurement and legal can."
    )


def may_record(actor: Actor) -> Verdict:
    """Whether the actor may record the legal route of a grant."""
    if actor.roles & RECORDERS:
        return Allowed()
    return Refused(
        "Recording the legal route is not for your role.", "Procurement, legal and the programme lead can."
    )


@dataclass(frozen=True, slots=True)
class Assistance:
    """What one recipient was awarded over three financial years, beside the limit. Unverified."""

    in_all: Money

    @property
    def is_over(self) -> bool:
        return self.in_all > MINIMAL_ASSISTANCE

    @property
    def words(self) -> str:
        beside = "more than" if self.is_over else "within"
        return (
            f"{self.in_all} to this recipient over this and the two preceding financial years, {beside} the "
            f"{MINIMAL_ASSISTANCE} of minimal financial assistance (unverified). Grants that are not kept here are "
            "not counted."
        )


def three_years(on_year: int, awards: Sequence[tuple[int, Money]]) -> Assistance:
    """The sum of (year, award) of the year and the two before it. Authority: R9."""
    counted = [award for year, award in awards if on_year - 2 <= year <= on_year]
    return Assistance(sum(counted, Money(0)))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a register said of a recipient, and until when that is good."""

    register: str
    is_clear: bool
    good_until: date


def beside_threshold(award: Money, in_all: Money, services: Money, *, vat: str, on: date) -> str:
    """An award and all of its recipient's awards beside the services threshold of that day. Authority: R9."""

    def stands(amount: Money) -> str:
        return "below it" if amount < services else "at it" if amount == services else "above it"

    return (
        f"The services threshold on {long_date(on)} was {services} (VAT {vat}). This award of {award} is "
        f"{stands(award)}; all awards to this recipient that are kept here, {in_all}, are {stands(in_all)}."
    )
