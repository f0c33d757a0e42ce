"""Which instalments does an award come in, and may this one be paid?

Plain values in, a standing with its reasons out: the same reasons refuse the request, label the page and fill the
command's answer. Authority: R17, R20, R22, R23, R26.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from throughline.agreements.conditions import Recorded
from throughline.agreements.diligence import Checked
from throughline.assurance.rules import Papers
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import long_date

State = Literal["met", "not_met", "waived", "not_applicable", "overridden"]
How = Literal["spread", "next", "last"]
NOTHING = Money(0)
IN_THE_WAY: frozenset[str] = frozenset({"not_met"})


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment of a profile: when, and its part of the award beside the others' parts."""

    number: int
    due_on: date
    parts: int


@dataclass(frozen=True, slots=True)
class Planned:
    """One instalment in money."""

    number: int
    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Reprofiled:
    """What is still to come after an award changed; `over` is what was asked for beyond the new award, to recover."""

    planned: tuple[Planned, ...]
    over: Money = NOTHING


def instalments(award: Money, profile: Sequence[Part]) -> tuple[Planned, ...]:
    """The award in instalments by due day, whole pence each; the last one takes what remains. Authority: R22.

    ValueError without a part, or for an award that is not above zero.
    """
    if award <= NOTHING or not profile:
        raise ValueError("An award above zero and at least one instalment are needed.")
    if any(each.parts <= 0 for each in profile):
        raise ValueError("Each instalment is some part of the award.")
    ordered = sorted(profile, key=lambda each: (each.due_on, each.number))
    amounts = award.in_instalments([each.parts for each in ordered])
    planned = (
        Planned(each.number, each.due_on, amount) for each, amount in zip(ordered, amounts, strict=True)
    )
    return tuple(each for each in planned if each.amount)


def reprofile(award: Money, settled: Money, still_open: Sequence[Planned], how: How) -> Reprofiled:
    """The open instalments once the award is `award` and `settled` of it was asked for; they sum to the rest.

    `spread` keeps their proportions, `next` puts the difference into the earliest, `last` into the latest; a
    difference that one cannot bear goes on to its neighbour. Money beyond all open ones makes no new instalment:
    ValueError when nothing is open to take it.
    """
    rest = award - settled
    if rest < NOTHING:
        return Reprofiled((), -rest)
    ordered = sorted(still_open, key=lambda each: (each.due_on, each.number))
    if not ordered:
        if rest:
            raise ValueError(f"No instalment is open to take {rest}; add one with its day.")
        return Reprofiled(())
    if how == "spread":
        parts = [Part(each.number, each.due_on, each.amount.pence) for each in ordered]
        return Reprofiled(instalments(rest, parts) if rest else ())
    change = rest - sum((each.amount for each in ordered), NOTHING)
    taken = ordered if how == "next" else list(reversed(ordered))
    planned = []
    for each in taken:
        amount = max(each.amount + change, NOTHING)
        change -= amount - each.amount
        if amount:
            planned.append(Planned(each.number, each.due_on, amount))
    return Reprofiled(tuple(sorted(planned, key=lambda each: (each.due_on, each.number))))


class Reason(NamedTuple):
    """How one condition stands for an instalment, in words, and who can change that."""

    condition: str
    state: State
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Held:
    """Why a person holds the instalment, whose word lifts that, and when it is looked at again."""

    reason: str
    who: str
    look_again_on: date


@dataclass(frozen=True, slots=True)
class Passed:
    """What two senior people let pass of a condition, in the words that they read; `unallocated` where it was a sum."""

    text: str
    unallocated: Money | None = None


class Facts(NamedTuple):
    """Everything that an instalment's standing depends on."""

    number: int
    due_on: date
    amount: Money
    grant_state: str
    recipient_kind: str
    has_agreement: bool
    has_partnership: bool
    conditions: tuple[Recorded, ...] = ()
    papers: Papers = Papers()
    checks: tuple[Checked, ...] = ()
    underspend_limit: Money | None = None
    holds: tuple[Held, ...] = ()
    passed: Mapping[str, Passed] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the instalment may be asked for, with every reason, those in the way first."""

    verdict: Literal["release", "hold", "not_due"]
    reasons: tuple[Reason, ...]

    @property
    def in_the_way(self) -> tuple[Reason, ...]:
        return tuple(each for each in self.reasons if each.state in IN_THE_WAY)


def standing(facts: Facts, on: date) -> Standing:
    """How an instalment stands on a day: nothing is paid while one reason is in the way. Authority: R17, R23."""
    reasons = [_grant(facts), *_agreements(facts), *(_answer(each, facts, on) for each in _asked(facts))]
    reasons += [
        Reason(
            "hold", "not_met", f"{each.reason} Looked at again on {long_date(each.look_again_on)}.", each.who
        )
        for each in facts.holds
    ]
    reasons = [_overridden(each, facts) if each.condition in facts.passed else each for each in reasons]
    reasons.sort(key=lambda each: each.state not in IN_THE_WAY)
    if any(each.state in IN_THE_WAY for each in reasons):
        return Standing("hold", tuple(reasons))
    return Standing("release" if facts.due_on <= on else "not_due", tuple(reasons))


def _asked(facts: Facts) -> list[Recorded]:
    return [
        each
        for each in facts.conditions
        if each.from_instalment is None or each.from_instalment <= facts.number
    ]


def _grant(facts: Facts) -> Reason:
    if facts.grant_state in ("live", "closing"):
        return Reason("grant", "met", "The grant is live.", "")
    return Reason(
        "grant",
        "not_met",
        f"The grant is {facts.grant_state}; money moves while it is live.",
        "Programme lead",
    )


def _agreements(facts: Facts) -> list[Reason]:
    found = [
        Reason("agreement_in_force", "met", "The grant agreement is in force.", "")
        if facts.has_agreement
        else Reason(
            "agreement_in_force",
            "not_met",
            "The grant agreement is not signed by both sides.",
            "The side that has not signed",
        )
    ]
    if facts.recipient_kind == "provider":  # R17
        found.append(
            Reason("partnership_in_force", "met", "The locality's partnership agreement is in force.", "")
            if facts.has_partnership
            else Reason(
                "partnership_in_force",
                "not_met",
                "A provider is paid only while its locality's partnership agreement is in force.",
                "The locality's commissioner and the authority",
            )
        )
    return found


def _answer(asked: Recorded, facts: Facts, on: date) -> Reason:
    """What a person said settles it; else what is watched is looked up, and the rest is open."""
    if asked.state in ("waived", "not_applicable"):
        return Reason(asked.code, asked.state, f"{asked.text}: {asked.because}", "")
    if asked.code in _WATCHED:
        return _WATCHED[asked.code](asked, facts, on)
    if asked.state == "met":
        return Reason(asked.code, "met", f"{asked.text}: {asked.because}", "")
    said = f": {asked.because}" if asked.because else " is not answered yet."
    return Reason(asked.code, "not_met", f"{asked.text}{said}", asked.owner)


def _paper(
    code: str, is_there: Callable[[Papers], bool | None], not_yet: str, cannot: str
) -> Callable[[Recorded, Facts, date], Reason]:
    def look(asked: Recorded, facts: Facts, on: date) -> Reason:
        found = is_there(facts.papers)
        if found is None:
            return Reason(code, "not_applicable", cannot, "")
        if found:
            return Reason(code, "met", f"{asked.text}.", "")
        return Reason(code, "not_met", not_yet, asked.owner)

    return look


def _underspend(asked: Recorded, facts: Facts, on: date) -> Reason:
    lying, limit = facts.papers.unallocated, facts.underspend_limit
    if limit is None:
        return Reason(asked.code, "not_applicable", "These terms set no limit on unallocated underspend.", "")
    if lying is None and facts.papers.last_report is False:  # what nobody has said is not nothing
        return Reason(
            asked.code,
            "not_met",
            "What is unallocated is not known until the last report is received.",
            asked.owner,
        )
    if lying is None:
        return Reason(
            asked.code, "not_applicable", "No report of spending could say that money is unallocated.", ""
        )
    if lying <= limit:
        return Reason(asked.code, "met", f"{lying} is unallocated; up to {limit} may be.", "")
    return Reason(
        asked.code,
        "not_met",
        f"{lying} is unallocated, which is {lying - limit} more than the {limit} that may be.",
        asked.owner,
    )


def _diligence(asked: Recorded, facts: Facts, on: date) -> Reason:
    if not facts.checks:
        return Reason(
            asked.code, "not_met", "The recipient was not checked against any register.", asked.owner
        )
    for check in facts.checks:
        if not check.is_clear:
            return Reason(
                asked.code,
                "not_met",
                f"The {check.register} does not show the recipient as clear.",
                asked.owner,
            )
        if check.good_until < on:
            return Reason(
                asked.code,
                "not_met",
                f"The check against the {check.register} was good until {long_date(check.good_until)}.",
                asked.owner,
            )
    return Reason(asked.code, "met", "The recipient's checks are in date and clear.", "")


_FIRST = "There is no earlier report: this is the first grant, or none was due yet."
_WATCHED: dict[str, Callable[[Recorded, Facts, date], Reason]] = {
    "csp_approval": _paper(
        "csp_approval",
        lambda papers: papers.csp_approval,
        "The Community Safety Partnership has not given its approval yet.",
        "These terms ask for no approval by the partnership.",
    ),
    "spending_plan": _paper(
        "spending_plan",
        lambda papers: papers.spending_plan,
        "The spending plan has to be approved first.",
        "These terms ask for no spending plan.",
    ),
    "last_report": _paper(
        "last_report",
        lambda papers: papers.last_report,
        "The last financial report has not been received yet.",
        _FIRST,
    ),
    "quarterly_updates": _paper(
        "quarterly_updates",
        lambda papers: papers.quarterly_updates,
        "A quarterly update that was due has not been received yet.",
        "No quarterly update is due yet.",
    ),
    "underspend": _underspend,
    "due_diligence": _diligence,
}


def still_passed(reason: Reason, passed: Passed, unallocated: Money | None) -> bool:
    """Whether what is in the way is what was let pass, or no more of it; anything else is asked for anew."""
    if reason.text == passed.text:
        return True
    if reason.condition != "underspend" or unallocated is None or passed.unallocated is None:
        return False
    return unallocated <= passed.unallocated


def _overridden(reason: Reason, facts: Facts) -> Reason:
    if reason.state not in IN_THE_WAY:
        return reason
    passed = facts.passed[reason.condition]
    if not still_passed(reason, passed, facts.papers.unallocated):
        return Reason(
            reason.condition,
            reason.state,
            f"{reason.text} Two senior people let something else pass: “{passed.text}” It has to be asked for anew.",
            reason.who,
        )
    return Reason(
        reason.condition,
        "overridden",
        f"{reason.text} Two senior people let it pass; their reasons are in the pack.",
        "",
    )


# What is never passed over: no money without a live grant and signed papers, and a person's hold is lifted, not passed.
NEVER_OVERRIDDEN = frozenset({"grant", "agreement_in_force", "partnership_in_force", "hold"})


def may_override(standing: Standing, codes: frozenset[str]) -> Verdict:
    """Whether these conditions may be passed over: each is in the way now, and none is one that protects money."""
    in_the_way = {each.condition for each in standing.in_the_way}
    if not codes or not codes <= in_the_way:
        return Refused("Choose what is in the way now; nothing else can be passed over.")
    if codes & NEVER_OVERRIDDEN:
        return Refused(
            "A grant that is not live, an agreement that is not in force and somebody's hold cannot be passed over.",
            "Whoever can put that right is named beside it.",
        )
    return Allowed()


def over(award: Money, asked_for: Money, coming_back: Money) -> Money:
    """What was asked for beyond the award and is not coming back: nothing, or a sum to recover. Authority: R29."""
    return max(asked_for - coming_back - award, NOTHING)
