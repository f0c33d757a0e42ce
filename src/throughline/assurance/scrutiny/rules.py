"""Who judges a return, how deeply, with whose interests declared, and how much of a grant may be disposed of?

Plain values in, verdicts and sentences out. Authority: R20, R25, R26, R29.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict

Model = Literal["csp_scrutinises", "csp_governs"]
NOTHING = Money(0)
PROBATION = frozenset({"probation region", "government agency"})  # kinds of organisation
JUDGED = frozenset({"plan", "year_end"})  # what may want a statement; papers in between do not (R26)
NOT_BOTH = "Somebody else does this: you {0}, and nobody acts twice on one return."


@dataclass(frozen=True, slots=True)
class Covered:
    """A grant of the return: its round's model of assurance, and what kind of recipient it has."""

    assurance_model: str
    recipient_kind: str


def is_governed(grant: Covered) -> bool:
    """Whether the partnership governs this money itself, so that it is never its own judge. Authority: R25."""
    return grant.assurance_model == "csp_governs" or grant.recipient_kind == "accountable_body"


def model_of(covered: Iterable[Covered]) -> Model:
    """Who judges a return over these grants: the partnership those that it does not govern, if there are any. R25."""
    governed = [is_governed(each) for each in covered]
    return "csp_governs" if governed and all(governed) else "csp_scrutinises"


def wants_statement(kind: str, *, is_small: bool, is_assured: bool) -> bool:
    """Whether the partnership is asked what it thinks of such a paper. Authority: R23, R26.

    Plans and year-ends; of small grants the year-end only, where the advance leans on what was said of the year before
    (`is_assured`). Without that the plan as well: the advance waits for the partnership's word.
    """
    return kind in JUDGED and (kind == "year_end" or not is_small or not is_assured)


def may_be_judged(model: Model, by: Literal["partnership", "authority"]) -> Verdict:
    """Whether the partnership may scrutinise it, or the authority sample it without a statement. Authority: R25."""
    if by == "partnership" and model == "csp_governs":
        return Refused(
            "This partnership governs the money, so it is not asked to judge itself.",
            "The authority samples the papers instead; a programme officer chooses the return.",
        )
    if by == "authority" and model == "csp_scrutinises":
        return Refused(
            "The partnership scrutinises this money, so its statement comes first.",
            "A community safety officer of the area puts the return before it.",
        )
    return Allowed()


def apart(actor_id: str, did: Iterable[tuple[str, str]]) -> Verdict:
    """Refused to whoever did one of these things before, whatever post they act in; `did` is (who, what they did)."""
    for who, what in did:
        if who and who == actor_id:
            return Refused(NOT_BOTH.format(what))
    return Allowed()


@dataclass(frozen=True, slots=True)
class Member:
    """A seat as it sat on the point: whether they come from the recipient or from probation, and what they declared."""

    name: str
    comes_from: str
    was_there: bool
    declared: str
    done: str


def comes_from(body: object, kind: str, name: str, recipients: Iterable[object]) -> str:
    """In words, why a member of that organisation has an interest; empty when none. Authority: R25."""
    if body is not None and body in set(recipients):
        return f"{name}, which receives the money"
    return name if kind in PROBATION else ""


def undeclared(members: Iterable[Member]) -> list[Member]:
    """Who was there, comes from the recipient or from probation, and has declared nothing. Authority: R25."""
    return [each for each in members if each.was_there and each.comes_from and not each.declared]


def may_state_at(
    *, took_place: bool, is_quorate: bool | None, quorum: str, members: Sequence[Member]
) -> Verdict:
    """Whether a statement may rest on this meeting. Authority: R25."""
    if not took_place:
        return Refused("This meeting has not taken place yet, as far as anybody has noted.")
    if not is_quorate:
        return Refused(quorum, "Put the return before another meeting, or act under the chair's delegation.")
    if missing := undeclared(members):
        who = ", ".join(f"{each.name} ({each.comes_from})" for each in missing)
        return Refused(
            f"Whoever comes from the recipient or from probation declares it. Nothing is noted of {who}.",
            "Note their interest at the meeting, then come back.",
        )
    return Allowed()


def may_act_alone(from_where: str, delegation: str) -> Verdict:
    """Whether the chair may state without a meeting: under a delegation, and with no interest of their own. R25."""
    if not delegation.strip():
        return Refused("Say at which meeting, or under which delegation the chair acts alone.")
    if from_where:
        return Refused(
            f"You come from {from_where}, so you cannot act alone.",
            "The partnership states it at a meeting, where you declare that.",
        )
    return Allowed()


def interests(members: Iterable[Member], others: Iterable[str] = ()) -> str:
    """What the statement says about interests: everybody's who was there, or that there were none."""
    said = [
        f"{each.name}{f' ({each.comes_from})' if each.comes_from else ''}: {each.declared}"
        + (f" {each.done}" if each.done else "")
        for each in members
        if each.declared and (each.was_there or each.comes_from)
    ]
    return "\n".join([*said, *others]) or "Nobody declared an interest."


def asks_scores(in_all: Money, small_grant: Money | None, findings: int) -> tuple[bool, str]:
    """Whether the partnership is asked to score, and the sentence that says why. Authority: R26."""
    if findings:
        return True, f"Scored questions are asked because {_findings(findings)} made about these grants."
    if small_grant is None:
        return False, "No size is set from which questions are scored, and nothing was found: none are asked."
    if in_all >= small_grant:
        return True, f"Scored questions are asked because the grants come to {in_all}, {small_grant} or more."
    return False, f"No scored questions: the grants come to {in_all}, less than {small_grant}."


def _findings(number: int) -> str:
    return "a finding was" if number == 1 else f"{number} findings were"


def days_late(due_on: date, came_on: date | None, on: date) -> int:
    """By how many days a paper was late, or is so far."""
    return max(((came_on or on) - due_on).days, 0)


def variance(award: Money, expected: Money | None) -> int | None:
    """By how many percent of the award spent and expected differ from it, halves up; None while nobody has said."""
    if expected is None or award <= NOTHING:
        return None
    return (abs((award - expected).pence) * 200 + award.pence) // (award.pence * 2)


def may_dispose(*, price_basis: str, award: Money, spent: Money | None, before: Money, now: Money) -> Verdict:
    """Whether a year-end decision may be about `now`, when `before` is decided or proposed already.

    With a fixed price nothing is reconciled to spend, so only the award bounds it. Authority: R20, R29.
    """
    if price_basis == "fixed":
        most, words = award, f"the award of {award}"
    elif spent is None:
        return Refused(
            "What was spent is not certified yet, so nobody can say what was not.",
            "The recipient's finance officer certifies the year-end return.",
        )
    else:
        most, words = max(award - spent, NOTHING), f"the {max(award - spent, NOTHING)} that was not spent"
    if before + now > most:
        taken = f", of which {before} is spoken for" if before else ""
        return Refused(f"{now} is more than is left of {words}{taken}.")
    return Allowed()
