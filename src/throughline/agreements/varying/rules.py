"""May a variation name this, and what are the parts that its decision must give?

Plain values in, verdicts and values out. Authority: R3, R16; a variation changes exactly what it names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..rules import Changed, VariationValue, value_of

VARIABLE = ("offered", "accepted", "live", "suspended")
ON_ITS_WAY = ("issued", "signed")
ONLY_IN_TEXT = ("ends_on", "specification", "words")


@dataclass(frozen=True, slots=True)
class GrantNow:
    """A grant as it stands: its award, and what its agreement in force says; `text` is empty while none is.

    `on_its_way` names a text that is out to be signed; `taken` what other variations, decided or being decided, change.
    """

    id: UUID
    name: str
    state: str
    award: Money
    text: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    specification: str = ""
    words: str = ""
    on_its_way: bool = False
    taken: frozenset[str] = frozenset()

    def says(self, what: str) -> str:
        """What the agreement says of anything but money, as it is kept in a line."""
        said = {
            "ends_on": self.ends_on.isoformat() if self.ends_on else "",
            "specification": self.specification,
            "words": self.words,
        }
        return said[what]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changes in one grant: an award as Money, a day as ISO text, a specification's id, or words."""

    grant: UUID
    what: str
    after: Money | str


def may_name(change: Change, now: GrantNow, *, by_notice: bool = False) -> Verdict:
    """Whether a variation may name this change of a grant as the grant stands."""
    if now.state not in VARIABLE:
        return Refused(f"The grant of {now.name} is {now.state}; only an open grant is varied.")
    if change.what == "amount":
        return _may_award(change.after, now)
    if by_notice:
        return Refused(
            "By notice only an award changes. Anything else changes the text, and both sides sign that."
        )
    if not now.text:
        return Refused(
            f"The grant of {now.name} has no agreement in force yet: change the agreement’s draft instead."
        )
    if not change.after:
        return Refused(f"Say what becomes of {now.name}.")
    if change.after == now.says(change.what):
        return Refused(f"That is what the agreement of {now.name} says already.")
    if change.what == "ends_on" and now.begins_on and str(change.after) <= now.begins_on.isoformat():
        return Refused(f"The grant of {now.name} ends after it begins.")
    return Allowed()


def _may_award(after: Money | str, now: GrantNow) -> Verdict:
    if not isinstance(after, Money) or after < Money(0):
        return Refused(f"Say what the award of {now.name} becomes: an amount, or nothing at all as £0.00.")
    if after == now.award:
        return Refused(f"The award of {now.name} is {now.award} already.")
    return Allowed()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a variation beside the grant that it changes, as both stand."""

    grant: UUID
    name: str
    what: str
    before: Money | str
    after: Money | str


def still_stands(lines: Sequence[Line], now: Iterable[GrantNow], *, by_notice: bool) -> Verdict:
    """Whether every line still starts from what is so, and nothing else is changing the same thing.

    Asked before a decision is drafted, so that what is signed is what becomes of each grant.
    """
    if not lines:
        return Refused("Nothing changes yet. Name at least one change.")
    grants = {each.id: each for each in now}
    for line in lines:
        grant = grants[line.grant]
        if line.what in grant.taken:
            return Refused(
                f"Another variation of {grant.name} is being decided, or waits to be signed.",
                "Wait for it, or take it back.",
            )
        if grant.on_its_way:
            return Refused(
                f"The agreement of {grant.name} is out to be signed.",
                "Wait for both signatures, or take it back and change its draft.",
            )
        stands = grant.award if line.what == "amount" else grant.says(line.what)
        if stands != line.before:
            return Refused(
                f"{grant.name} changed since this was prepared: it is {stands} now, not {line.before}.",
                "Edit the variation, and look at it again.",
            )
        if not (verdict := may_name(Change(line.grant, line.what, line.after), grant, by_notice=by_notice)):
            return verdict
    return Allowed()


def value(lines: Iterable[Line]) -> VariationValue:
    """What the variation counts at: its own total, and the awards that it makes. Authority: R3."""
    return value_of(
        [
            Changed(line.name, line.before, line.after)
            for line in lines
            if isinstance(line.before, Money) and isinstance(line.after, Money)
        ]
    )


def net(lines: Iterable[Line]) -> Money:
    """By how much all awards together change; below zero when money comes back."""
    return Money(
        sum(
            line.after.pence - line.before.pence
            for line in lines
            if isinstance(line.before, Money) and isinstance(line.after, Money)
        )
    )


def may_settle(lines: Sequence[Line], changes: Sequence[Change]) -> Verdict:
    """Whether these changes can be what an amended decision made of the lines that were put to it. Authority: R3."""
    put = {(each.grant, each.what): each for each in lines}
    if any((each.grant, each.what) not in put for each in changes):
        return Refused(
            "An amendment changes or leaves out what was put to the decision, and names nothing else.",
            "Prepare another variation for that.",
        )
    settled = [
        Line(
            each.grant,
            put[each.grant, each.what].name,
            each.what,
            put[each.grant, each.what].before,
            each.after,
        )
        for each in changes
    ]
    if (more := net(settled) - net(lines)) > Money(0):
        return Refused(
            f"These lines come to {more} more than was put to the decision.",
            "Who signs follows from the sum, so more needs a decision of its own.",
        )
    return Allowed()


Part = tuple[str, str, int]


def same_to_the_penny(decided: Iterable[Part], varied: Iterable[Part]) -> Verdict:
    """Whether a decision gives exactly what the variation names: (place, recipient, pence) for each part."""
    gives, names = sorted(decided), sorted(varied)
    if gives == names:
        return Allowed()
    odd = next((part for part in names if part not in gives), None)
    if odd:
        return Refused(
            f"The variation changes {odd[0]} ({odd[1]}) by {Money(odd[2])}, and the decision does not say so.",
            "Return it to its drafters: what is decided is the variation, to the penny.",
        )
    return Refused(
        "The decision gives more parts than the variation names.",
        "Return it to its drafters: what is decided is the variation, to the penny.",
    )
