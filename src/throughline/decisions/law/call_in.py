"""May a decision be called in, or take effect, on this day?"""

from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict

from .lifecycle import CALL_IN

_WITH_WORDS = {
    "call_it_in": "Give the members' reasons: what the decision did not take into account.",
    "refer_back": "Say what the meeting wants to be thought about again.",
    "keep_to_it": "Say why the decision stays as it was.",
    "give_it_up": "Say why the decision is given up.",
    "drop": "Say why it will not be decided.",
}


def may_let_it_end(state: str, actor: Actor, *, last_day: date, today: date) -> Verdict:
    """Whether the window may be closed: its last day is over and nobody called the decision in. Authority: R6."""
    if not (verdict := CALL_IN.may("let_it_end", state, actor)):
        return verdict
    if today <= last_day:
        return Refused(f"It can be called in until {_words(last_day)}, that day included.")
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
            f"It was published on {_words(opened)}; nobody could call it in before. Check the day."
        )
    if received > last_day:
        return Refused(f"The last day to call it in was {_words(last_day)}.")
    return Allowed()


def may_say(step: str, words: str) -> Verdict:
    """Whether a step that needs reasons has them."""
    if step in _WITH_WORDS and len(words.split()) < 2:
        return Refused(_WITH_WORDS[step])
    return Allowed()


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
