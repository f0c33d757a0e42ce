"""May somebody take a return a step further, when is somebody reminded of it, and is an answer an answer?

Plain values in, verdicts and sentences out. Authority: R20, R25, DOMAIN §4.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import quoted

from ..lifecycle import RETURN
from ..rules import NOTHING, Kind

FILLING = ("save", "submit")
CERTIFYING = ("certify", "send_back")
JUDGING = ("query", "scrutinise", "accept")
TO_CERTIFY_DAYS, TO_ANSWER_DAYS = 7, 14
MOST_WORDS = 4000
MOST_MONEY = Money(10_000_000_000_00)  # ten billion pounds; what is larger was mistyped
_OFFICERS = {
    "local authority": "section 151 officer",
    "combined authority": "section 151 officer",
    "community safety partnership": "section 151 officer of its accountable body",
    "provider": "finance director",
}


@dataclass(frozen=True, slots=True)
class Hands:
    """Through whose hands a return goes: whose it is, whether the actor belongs there, and who acted on it already."""

    recipient: str
    recipient_kind: str = "local authority"
    is_own: bool = False
    submitted_by: frozenset[str] = frozenset()
    certified_by: frozenset[str] = frozenset()
    wants_statement: bool = False


def finance_officer(recipient_kind: str) -> str:
    """Who certifies for such a body: its own kind of finance officer. Authority: R25."""
    return _OFFICERS.get(recipient_kind, "finance director")


def may_take(step: str, state: str | None, actor: Actor, hands: Hands) -> Verdict:
    """Whether the actor may take the step on this return now. Authority: R25, R26, DOMAIN §4.

    Its own people fill it in, its own finance officer certifies it, and nobody acts twice in the chain. What wants a
    statement is accepted after it; a paper in between (a quarter, February) wants none and is accepted as certified.
    """
    verdict = RETURN.may(step, state, actor)
    if not verdict or actor.is_system:
        return verdict
    if step in FILLING and not hands.is_own:
        return Refused(
            f"This return is filled in by people of {hands.recipient}.",
            "Its commissioner or manager can do that.",
        )
    if step in CERTIFYING:
        officer = finance_officer(hands.recipient_kind)
        if not hands.is_own:
            return Refused(
                f"This return is certified by the {officer} of {hands.recipient}, or by their recorded delegate."
            )
        if actor.id in hands.submitted_by:
            return Refused(
                "You submitted this return, so you cannot certify it.",
                f"The {officer} or another recorded delegate can.",
            )
    if step in JUDGING and actor.id in hands.submitted_by | hands.certified_by:
        return Refused(
            "You have submitted or certified this return yourself.", "Somebody else takes it further."
        )
    if step == "accept" and state == "certified" and hands.wants_statement:
        return Refused(
            "The partnership has not said what it thinks of this paper, and it is asked about plans and year-ends.",
            "A community safety officer of the area puts it before the partnership.",
        )
    return Allowed()


def columns_of(kind: Kind) -> tuple[str, ...]:
    """Which amounts a return of that kind asks for. Authority: R24."""
    return {"plan": ("plan",), "year_end": ("actual",)}.get(kind, ("actual", "projected"))


def waits_until(due_on: date, *, submitted_on: date | None = None, queried_on: date | None = None) -> date:
    """By when it is whoever's turn: the day it is due, or later where it was passed on or queried late."""
    days = [due_on]
    if submitted_on:
        days.append(submitted_on + timedelta(days=TO_CERTIFY_DAYS))
    if queried_on:
        days.append(queried_on + timedelta(days=TO_ANSWER_DAYS))
    return max(days)


REMINDERS = ("two-weeks-before", "three-days-before", "on-the-day", "three-days-after")
ESCALATED = "escalated"


def reminder(until: date, today: date) -> str | None:
    """Which reminder is due: before, on and after the day; ten days late and each week from then it goes further up.

    The newest one that is due, so that a missed morning loses none and makes none twice.
    """
    late = (today - until).days
    if late >= 10:
        return f"{ESCALATED}-{(late - 10) // 7 + 1}"
    for from_day, name in ((3, REMINDERS[3]), (0, REMINDERS[2]), (-3, REMINDERS[1]), (-14, REMINDERS[0])):
        if late >= from_day:
            return name
    return None


def wait_in_words(until: date, today: date) -> str:
    """How long there is, as a letter and a page say it."""
    late = (today - until).days
    if late == 0:
        return "due today"
    days = f"{abs(late)} day{'s' if abs(late) != 1 else ''}"
    return f"{days} late" if late > 0 else f"due in {days}"


def read_amount(text: str) -> Money | None:
    """The amount that was typed, None where nothing was; ValueError says what is wrong."""
    if not (typed := "".join(text.split())):
        return None
    try:
        amount = Money.from_pounds(typed)
    except ValueError:
        amount = Money.from_pounds(text)  # so that the sentence says what was typed, spaces too
    if abs(amount) > MOST_MONEY:
        raise ValueError(f"{quoted(text)} is more money than any grant has. Check the decimal point.")
    if amount < NOTHING:
        raise ValueError(
            f"{quoted(text)} is below zero. Enter what was spent, and say in words what came back."
        )
    return amount


def _number(text: str) -> str:
    plain = text.replace(",", "")
    if not plain.isascii() or not plain.isdigit() or len(plain) > 9:
        raise ValueError(f"{quoted(text)} is not a whole number such as 12.")
    return str(int(plain))


def _yes_no(text: str) -> str:
    found = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}.get(
        text.casefold()
    )
    if found is None:
        raise ValueError(f"{quoted(text)} is neither yes nor no.")
    return found


def _money(text: str) -> str:
    amount = read_amount(text)
    return "" if amount is None else str(amount)


_ANSWERS: dict[str, Callable[[str], str]] = {"number": _number, "yes_no": _yes_no, "money": _money}


def read_answer(kind: str, text: str) -> str:
    """The answer as it is kept, empty where nothing was typed; ValueError says what is wrong."""
    typed = text.strip()
    if len(typed) > MOST_WORDS:
        raise ValueError(f"This is longer than {MOST_WORDS:,} characters. Shorten it.")
    return _ANSWERS[kind](typed) if typed and kind in _ANSWERS else typed
