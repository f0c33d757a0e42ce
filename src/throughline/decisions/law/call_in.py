"""May a key decision be announced or settled, and may a decision be called in, or take effect, on this day?"""

from dataclasses import dataclass
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import long_date

from .duties import RegimeFacts
from .lifecycle import CALL_IN, PLANNED

_WITH_WORDS = {
    "call_it_in": "Give the members' reasons: what the decision did not take into account.",
    "refer_back": "Say what the meeting wants to be thought about again.",
    "keep_to_it": "Say why the decision stays as it was.",
    "give_it_up": "Say why the decision is given up.",
    "drop": "Say why it will not be decided.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a call-in stands on a day (`is_over`: the window is); `effective_on` once the decision is in effect."""

    state: str
    scrutiny_body: str
    last_day: date
    is_over: bool
    called_in_on: date | None = None
    met_on: date | None = None
    effective_on: date | None = None

    @property
    def sentence(self) -> str:
        """Whether the decision is in effect, and what it waits for. Authority: R6, R7."""
        if self.effective_on:
            return f"This decision is in effect since {long_date(self.effective_on)}."
        if self.state == "given_up":
            return "This decision was called in, sent back and given up. It never took effect."
        if self.state == "called_in" and self.called_in_on:
            came = long_date(self.called_in_on)
            return f"This decision is not in effect. It was called in on {came} and waits for the {self.scrutiny_body}."
        if self.state == "referred_back" and self.met_on:
            met = long_date(self.met_on)
            return (
                f"This decision is not in effect. The {self.scrutiny_body} sent it back on {met}, and it waits for an "
                "answer."
            )
        last = long_date(self.last_day)
        if not self.is_over:
            return (
                f"This decision is not in effect yet. The {self.scrutiny_body} can call it in until {last}, that day "
                "included."
            )
        return f"Nobody called it in until {last}. It takes effect once that is recorded."

    @property
    def effect(self) -> str:
        """The same as the answer to “in effect from?”."""
        if self.effective_on:
            return long_date(self.effective_on)
        if self.state == "given_up":
            return "Never: it was called in and given up"
        return "Not yet: it can be called in" if self.state == "open" else "Not yet: it is called in"


def may_announce(actor: Actor, regime: RegimeFacts | None, *, planned_on: date, today: date) -> Verdict:
    """Whether it may be put on the forward plan: under its function there are key decisions. Authority: R6."""
    if not (verdict := PLANNED.may("announce", None, actor)):
        return verdict
    if regime is not None and regime.key_from is None:
        return Refused(f"Under this function there are no key decisions. {regime.because}".strip())
    return _in_time(planned_on, today)


def may_move(state: str, actor: Actor, *, planned_on: date, today: date) -> Verdict:
    """Whether the entry may say another day. Authority: R6."""
    return PLANNED.may("move", state, actor) and _in_time(planned_on, today)


def may_settle(
    state: str,
    actor: Actor,
    *,
    number: str,
    same_function: bool,
    announced_on: date,
    decided_on: date | None,
) -> Verdict:
    """Whether that decision can be what the entry announced. Authority: R6."""
    if not (verdict := PLANNED.may("settle", state, actor)):
        return verdict
    if decided_on is not None and decided_on < announced_on:
        return Refused(
            f"Decision {number} was made on {long_date(decided_on)}, before this was announced. Check its number."
        )
    if not same_function:
        return Refused(f"Decision {number} was made in another function. Check its number.")
    return Allowed()


def may_let_it_end(state: str, actor: Actor, *, last_day: date, today: date) -> Verdict:
    """Whether the window may be closed: its last day is over and nobody called the decision in. Authority: R6."""
    if not (verdict := CALL_IN.may("let_it_end", state, actor)):
        return verdict
    if today <= last_day:
        return Refused(f"It can be called in until {long_date(last_day)}, that day included.")
    return Allowed()


def may_call_in(
    state: str, actor: Actor, *, opened: date, last_day: date, received: date, today: date
) -> Verdict:
    """Whether a call-in that came on that day counts; one that came in time may be recorded later. Authority: R6."""
    if not (verdict := CALL_IN.may("call_it_in", state, actor)):
        return verdict
    if received > today:
        return Refused("A call-in that has not come yet cannot be recorded. Check the day.")
    if received < opened:
        return Refused(
            f"It was published on {long_date(opened)}; nobody could call it in before. Check the day."
        )
    if received > last_day:
        return Refused(f"The last day to call it in was {long_date(last_day)}.")
    return Allowed()


def may_say(step: str, words: str) -> Verdict:
    """Whether a step that needs reasons has them."""
    if step in _WITH_WORDS and len(words.split()) < 2:
        return Refused(_WITH_WORDS[step])
    return Allowed()


def _in_time(planned_on: date, today: date) -> Verdict:
    if planned_on < today:
        return Refused("A key decision is announced before it is taken. Choose today or a later day.")
    return Allowed()
