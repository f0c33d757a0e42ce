"""How large is a decision, and which posts must therefore sign it?

Two questions, answered one after the other: `value_of` finds the largest of the bases that a scheme counts, and names
it; `required` reads the scheme's lines with that value. Nothing is looked up here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from throughline.kernel.money import Money

Kind = Literal["total", "whole-life", "variation", "new-award", "recipient", "purpose", "unknown"]
TYPES = {"deputy-mayor": "Deputy Mayor's decision", "chief-officer": "Chief Officer's decision"}


@dataclass(frozen=True, slots=True)
class Running:
    """What one recipient, or one purpose, is given in one financial year, with what this decision adds."""

    name: str
    pence: Money
    decisions: int = 1


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """Everything that the value of a decision is found from; what is not known is None or empty.

    `parts` is the sum of the parts where a decision lists them. `new_award` belongs to a variation: the whole award
    once it is made.
    """

    total: Money | None = None
    parts: Money | None = None
    whole_life: Money | None = None
    is_variation: bool = False
    new_award: Money | None = None
    year: str = ""
    recipients: tuple[Running, ...] = ()
    purpose: Running | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """The value that counts, which kind of basis it is, and the sentence that says so; None: nobody can tell."""

    pence: Money | None
    kind: Kind
    because: str


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """One line of a scheme: from this value on, this post signs decisions of this type, in this turn."""

    decision_type: str
    turn: int
    post: str
    from_pence: Money
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Required:
    """One post that must sign, in which turn, and why; `from_pence` and `authority` are those of its line."""

    turn: int
    post: str
    because: str
    from_pence: Money
    authority: str = ""


def bases_of(facts: ValueFacts) -> tuple[Basis, ...]:
    """Every basis that the facts give, the one that decides first. Authority: R3."""
    found = [*_own(facts), *_running(facts)]
    if not found:
        return (Basis(None, "unknown", "because it does not say how much money it is about"),)
    return tuple(sorted(found, key=_size, reverse=True))  # stable: where two are alike, the first named


def value_of(facts: ValueFacts) -> Basis:
    """The largest basis; the decision's own total where another is only as large. Authority: R3."""
    return bases_of(facts)[0]


def required(lines: Sequence[SchemeLine], decision_type: str, basis: Basis) -> tuple[Required, ...]:
    """The posts that must sign, by turn; all of the type's while nobody can tell the value. Authority: R2."""
    always = f"because this post signs every {TYPES.get(decision_type, 'decision')}"
    asked = [
        Required(
            line.turn,
            line.post,
            basis.because if line.from_pence else always,
            line.from_pence,
            line.authority,
        )
        for line in lines
        if line.decision_type == decision_type and _reaches(basis, line.from_pence)
    ]
    return tuple(sorted(asked, key=lambda each: (each.turn, each.from_pence, each.post)))


def _own(facts: ValueFacts) -> list[Basis]:
    """What the decision itself says. The sum of its parts counts where it is more than the total, or stands alone."""
    found = []
    total, parts = (None if each is None else abs(each) for each in (facts.total, facts.parts))
    if total is not None:
        if facts.is_variation:
            found.append(Basis(total, "variation", f"because this variation totals {total}"))
        else:
            found.append(Basis(total, "total", f"because the decision totals {total}"))
    if parts is not None and (total is None or parts > total):
        found.append(Basis(parts, "total", f"because the parts of the decision come to {parts}"))
    if facts.whole_life is not None:
        found.append(
            Basis(
                facts.whole_life,
                "whole-life",
                f"because its whole-life value, with intended years and options, is {facts.whole_life}",
            )
        )
    if facts.is_variation and facts.new_award is not None:
        found.append(Basis(facts.new_award, "new-award", f"because the award as varied is {facts.new_award}"))
    return found


def _running(facts: ValueFacts) -> list[Basis]:
    year = f" in {facts.year}" if facts.year else " in this financial year"
    found = [
        Basis(
            each.pence,
            "recipient",
            f"because awards to {each.name}{year} come to {each.pence}{_counted(each)}",
        )
        for each in facts.recipients
    ]
    if facts.purpose is not None:
        each = facts.purpose
        found.append(
            Basis(
                each.pence,
                "purpose",
                f"because decisions for “{each.name}”{year} come to {each.pence}{_counted(each)}",
            )
        )
    return found


def _counted(running: Running) -> str:
    return f" with this one, over {running.decisions} decisions" if running.decisions > 1 else ""


def _size(basis: Basis) -> Money:
    return basis.pence or Money(0)


def _reaches(basis: Basis, limit: Money) -> bool:
    return basis.pence is None or basis.pence >= limit
