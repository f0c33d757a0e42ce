"""May this person sign, return, refuse or defer this draft now, and whose turn is it?

Plain values in, a verdict out. A post is what must sign; a person signs for it because they hold it or because it is
delegated to them on that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..lifecycle import DRAFT, LEAD

LIVE = ("planned", "asked", "given")
DECIDING = frozenset({"approve", "approve_as_amended", "refuse", "defer"})  # for whoever signs last
WITH_WORDS = {
    "return_with_reasons": "Say what must change before this can be signed.",
    "approve_as_amended": "Say in words what you approve that differs from the text.",
    "refuse": "Say why you decide against it.",
    "defer": "Say why it is put off, and until when or until what.",
}
_FIRST_REMINDERS = (3, 5)
_THEN_EVERY = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """One post's signature on a draft; `post` is the post's id, `answered_by` an actor's."""

    id: str
    post: str
    title: str
    turn: int
    state: str
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class Required:
    """One post that the scheme asks for, in which turn and why. Authority: R2, R3."""

    post: str
    title: str
    turn: int
    because: str


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that decides whether somebody may answer for a post.

    `acts_for` are the ids of the posts that the actor holds or has delegated to them today.
    """

    state: str
    slots: tuple[Slot, ...]
    drafters: frozenset[str]
    aside: frozenset[str]
    acts_for: frozenset[str]

    @property
    def live(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.state in LIVE)

    @property
    def asked(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.state == "asked")

    def mine(self, wanted: str = "") -> Slot | None:
        """The signature that the actor would answer: the wanted one while it is live, else the first asked."""
        own = [slot for slot in self.live if slot.post in self.acts_for]
        for slot in own:
            if slot.id == wanted:
                return slot
        order = ("asked", "planned", "given")
        return min(own, key=lambda slot: (order.index(slot.state), slot.turn, slot.title), default=None)


def may_begin_to_answer(step: str, state: str, actor: Actor) -> Verdict:
    """Whether a draft in that state is answered in that way at all, and by this role."""
    if state not in DRAFT.step(step).from_states:
        return Refused(
            "This draft is not out for signature any more, so nothing was done.",
            "Who has it now stands on the page “Who is holding it”.",
        )
    return DRAFT.may(step, state, actor)


def may_answer(step: str, case: Case, slot: Slot | None, actor: Actor) -> Verdict:
    """Whether the actor may sign, return, refuse or defer for this post now. Authority: R2, R5, R7."""
    if not (verdict := may_begin_to_answer(step, case.state, actor)):
        return verdict
    if step == "return_with_reasons" and LEAD in actor.roles and (slot is None or slot.state != "asked"):
        return Allowed()
    if slot is None:
        waiting = _posts(case.asked)
        return Refused(
            "No signature is asked for from a post that you hold or that is delegated to you.",
            f"It waits for the {waiting}." if waiting else "",
        )
    if slot.state == "given":
        return Refused(f"The {slot.title} has signed this already.")
    if actor.id in case.aside:
        return Refused(
            "You declared a conflict of interest and stand aside, so you do not sign this.",
            "A delegate of the post can.",
        )
    if step != "return_with_reasons" and actor.id in case.drafters:
        return Refused(
            "You drafted some of this, and nobody signs what they drafted.",
            f"Somebody to whom the post of {slot.title} is delegated can.",
        )
    if any(each.state == "given" and each.answered_by == actor.id for each in case.slots):
        return Refused(
            "You signed this already for another post, and nobody signs for two.",
            f"The post of {slot.title} needs its holder or another delegate.",
        )
    if slot.state == "planned":
        return Refused(f"It is not your turn yet: the {_posts(case.asked)} signs first.")
    if step in DECIDING and not is_last(case.slots, slot):
        return Refused(
            "Only whoever signs last decides.",
            f"You can sign, or return it with reasons; after you it goes to the {_posts(_others(case.slots, slot))}.",
        )
    return Allowed()


def kept_from_signing(case: Case, slot: Slot) -> frozenset[str]:
    """Whoever may not sign for this post whatever they hold: drafters, who stands aside, who signed for another. R5."""
    signed = (each.answered_by for each in case.slots if each.state == "given" and each.id != slot.id)
    return case.drafters | case.aside | frozenset(signed)


def may_say(step: str, words: str) -> Verdict:
    """Whether a step that needs reasons has them."""
    if step in WITH_WORDS and len(words.split()) < 2:
        return Refused(WITH_WORDS[step])
    return Allowed()


def still_as_seen(seen: str, now: str) -> Verdict:
    """Whether the page that somebody signs from shows what would be signed; hashes of versions. Authority: R4."""
    if seen == now:
        return Allowed()
    return Refused(
        "This draft has changed since you opened the page, so nothing was signed.",
        "What changed stands below; sign when you have read it.",
    )


def is_last(slots: Sequence[Slot], slot: Slot) -> bool:
    """Whether every other live signature is given, so that this one decides."""
    return not _others(slots, slot)


def next_turn(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Whom to ask now: the planned ones of the earliest turn, once nobody is asked any more."""
    if any(slot.state == "asked" for slot in slots):
        return ()
    planned = [slot for slot in slots if slot.state == "planned"]
    first = min((slot.turn for slot in planned), default=0)
    return tuple(slot for slot in planned if slot.turn == first)


def may_ask(state: str, route: Sequence[Required], actor: Actor) -> Verdict:
    """Whether the lead may send the draft to the posts of the route."""
    if not (verdict := DRAFT.may("ask_for_signatures", state, actor)):
        return verdict
    if not route:
        return Refused(
            "No scheme of delegation says who signs this decision.",
            "Whoever keeps the scheme can add the rule for this type of decision.",
        )
    return Allowed()


def may_nudge(state: str, slot: Slot | None, actor: Actor, *, nudged_today: bool, readers: int) -> Verdict:
    """Whether somebody may remind the post by hand: at most once a day, and only those who drive the draft."""
    if state != "signing" or slot is None or slot.state != "asked":
        return Refused("Nobody is being waited for here any more.")
    if not actor.roles & DRAFT.step("recall").roles:
        return Refused("A nudge is sent by the programme's officers and its lead.")
    if not readers:
        return Refused(
            f"Nobody can sign as {slot.title} today, so a nudge would reach nobody.",
            "An administrator can let somebody cover for the post.",
        )
    if nudged_today:
        return Refused("They were nudged today already; once a day is enough.")
    return Allowed()


def may_declare(state: str, actor: Actor, case: Case) -> Verdict:
    """Whether the actor may declare a conflict: whoever is or will be asked to sign, before they have."""
    own = [slot for slot in case.live if slot.post in case.acts_for]
    if state != "signing" or not own:
        return Refused("A conflict is declared by those who are asked to sign, while they are asked.")
    if actor.id in case.aside:
        return Refused("You stand aside from this already; it is on record.")
    if any(slot.state == "given" and slot.answered_by == actor.id for slot in own):
        return Refused(
            "You have signed this. If you have found a conflict since, tell the programme lead.",
            "The drafters can recall it.",
        )
    return Allowed()


def split_has_changed(then: str, now: str) -> str:
    """Whether the linked split is what it was, by the digests of its record; why not, or nothing. Authority: R4."""
    if then == now:
        return ""
    if not now:
        return "The split of the money that this draft rests on is no longer chosen."
    return "The split of the money that this draft rests on has been changed since it was submitted."


def further_post(slots: Sequence[Slot], route: Sequence[Required]) -> str:
    """Which post must sign by now that was never asked, as a sentence; nothing while all were. Authority: R2, R3."""
    asked = {slot.post for slot in slots if slot.state in LIVE}
    for each in route:
        if each.post not in asked:
            return f"The {each.title} must sign too by now, {each.because}."
    return ""


def reminder_due(waited: int) -> int | None:
    """The newest reminder that is due after so many working days: 3, 5, then each fifth; None before the first."""
    if waited < _FIRST_REMINDERS[0]:
        return None
    if waited < _FIRST_REMINDERS[1]:
        return _FIRST_REMINDERS[0]
    return waited - waited % _THEN_EVERY


def because_sentence(title: str, because: str) -> str:
    """ "You are asked to sign as Deputy Mayor because the decision totals £639,733.00."""
    reason = because.strip().rstrip(".")
    reason = reason if reason.startswith("£") else reason[:1].lower() + reason[1:]
    return f"You are asked to sign as {title} because {reason.removeprefix('because ')}."


def _others(slots: Sequence[Slot], slot: Slot) -> tuple[Slot, ...]:
    return tuple(each for each in slots if each.id != slot.id and each.state in ("planned", "asked"))


def _posts(slots: Sequence[Slot]) -> str:
    titles = [slot.title for slot in slots]
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}" if titles else ""
