"""Does a scheme ask for the posts that its test cases expect, and may it therefore be confirmed?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import long_date

from .lifecycle import REGIME, SCHEME
from .rules import TYPES, Basis, Required, Running, SchemeLine, ValueFacts, bases_of, required

AMOUNTS = {
    "total": "Total of the decision",
    "whole_life": "Whole-life value, with intended years and options",
    "new_award": "The whole award after the variation",
    "recipient": "Running total this year to the same recipient, with this decision",
    "purpose": "Running total this year for the same purpose, with this decision",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """One case (`key` is its id) with what the scheme made of it; `bases` are all, the one that decided first."""

    title: str
    decision_type: str
    said: tuple[tuple[str, str], ...]
    bases: tuple[Basis, ...]
    required: tuple[Required, ...]
    expected: frozenset[str]
    key: str = ""

    @property
    def missing(self) -> frozenset[str]:
        """Posts that are expected and not asked for."""
        return self.expected - {each.post for each in self.required}

    @property
    def surplus(self) -> frozenset[str]:
        """Posts that are asked for and not expected."""
        return frozenset(each.post for each in self.required) - self.expected

    @property
    def passes(self) -> bool:
        return not (self.missing or self.surplus)

    @property
    def kind(self) -> str:
        return TYPES.get(self.decision_type, self.decision_type)


def case_facts(said: Mapping[str, Any]) -> ValueFacts:
    """The facts of a case, from whole pence by the name of the basis."""

    def amount(name: str) -> Money | None:
        return Money(said[name]) if said.get(name) is not None else None

    recipient, purpose = amount("recipient"), amount("purpose")
    return ValueFacts(
        total=amount("total"),
        whole_life=amount("whole_life"),
        is_variation=bool(said.get("variation")),
        new_award=amount("new_award"),
        year="this financial year",
        recipients=() if recipient is None else (Running("the same recipient", recipient),),
        purpose=None if purpose is None else Running("the same purpose", purpose),
    )


def run(
    lines: Sequence[SchemeLine],
    *,
    title: str,
    decision_type: str,
    said: Mapping[str, Any],
    expected: Sequence[str],
    key: str = "",
) -> Ran:
    """What the scheme asks for in this case."""
    bases = bases_of(case_facts(said))
    amounts = [
        (label, str(Money(said[name]))) for name, label in AMOUNTS.items() if said.get(name) is not None
    ]
    if said.get("variation"):
        amounts.insert(0, ("It changes an earlier decision", "Yes"))
    return Ran(
        title,
        decision_type,
        tuple(amounts),
        bases,
        required(lines, decision_type, bases[0]),
        frozenset(expected),
        key,
    )


def may_confirm_scheme(
    state: str,
    actor: Actor,
    *,
    lines: Sequence[SchemeLine],
    ran: Sequence[Ran],
    begins: date,
    today: date,
    latest: date | None,
) -> Verdict:
    """Whether the scheme may be confirmed now: its cases pass and it succeeds what is in force. Authority: R2."""
    if not (verdict := SCHEME.may("confirm", state, actor)):
        return verdict
    for kind, words in TYPES.items():
        if not any(line.decision_type == kind and not line.from_pence for line in lines):
            return Refused(f"Nobody would sign a small {words}: give at least one post that signs every one.")
    if not ran:
        return Refused("It has no test cases.", "Add at least one, so that everybody sees what it asks for.")
    failing = [each.title for each in ran if not each.passes]
    if failing:
        return Refused(
            f"{len(failing)} of its {len(ran)} test cases do not come out: “{failing[0]}”.",
            "Change the lines, or the case where the scheme is meant to differ.",
        )
    return Allowed() if state == "unconfirmed" else _succeeds(begins, today, latest)


def may_confirm_regime(
    state: str, actor: Actor, *, begins: date, latest: date | None, today: date
) -> Verdict:
    """Whether the regime may be confirmed now. Law that changed earlier may be recorded late. Authority: R6."""
    if not (verdict := REGIME.may("confirm", state, actor)):
        return verdict
    return Allowed() if state == "unconfirmed" else _succeeds(begins, min(today, begins), latest)


def _succeeds(begins: date, today: date, latest: date | None) -> Verdict:
    if begins < today:
        return Refused(
            "It would be in force from a day that is past, and what was signed since was signed under the earlier one.",
            "Choose today or a later day.",
        )
    if latest is not None and begins <= latest:
        return Refused(
            f"A version is in force from {long_date(latest)} already.",
            "Choose a later day than that.",
        )
    return Allowed()
