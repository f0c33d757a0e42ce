"""May this person sign, countersign or refuse this agreement now, and who is reminded when?

Plain values in, a verdict out. A body signs by somebody whose authority to sign for it is recorded, up to a sum.
"""

from dataclasses import dataclass, field
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..lifecycle import AGREEMENT

SIDE_OF = {"sign": "other", "refuse": "other", "countersign": "authority"}
_BEFORE = (14, 7, 3, 1, 0)  # days before the last day to sign; 0 is the day itself
_COUNTERSIGN_EVERY = 5  # days


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody may sign for a body on that day, in this capacity; `up_to` is None where no sum limits it."""

    id: str
    person: str
    capacity: str
    up_to: Money | None = None

    def covers(self, amount: Money | None) -> bool:
        return self.up_to is None or amount is None or amount <= self.up_to


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that decides whether somebody may sign for a side.

    `bodies` names the body of each side; `amount` is what the text is about, None where it moves no money. `stops`
    says why nobody can sign this text any more. `others_signed` is who signed it for the other side.
    """

    state: str
    bodies: dict[str, str]
    amount: Money | None = None
    sign_by: date | None = None
    stops: str = ""
    drafters: frozenset[str] = frozenset()
    others_signed: str = ""
    authorities: dict[str, tuple[Authority, ...]] = field(default_factory=dict)

    def authority_of(self, person: str, side: str) -> Authority | None:
        """The one that this person signs with for the side: one that covers the sum before one that does not."""
        own = [each for each in self.authorities.get(side, ()) if each.person == person]
        return min(own, key=lambda each: (not each.covers(self.amount), each.capacity, each.id), default=None)

    def signers(self, side: str) -> tuple[str, ...]:
        """The people who may sign this text for the side, whatever their role today. Authority: R16."""
        able = (each.person for each in self.authorities.get(side, ()) if each.covers(self.amount))
        return tuple(dict.fromkeys(each for each in able if each not in self.kept_from(side)))

    def kept_from(self, side: str) -> frozenset[str]:
        """Whoever may not sign for the side whatever they hold: drafters, and who signed for the other. R16."""
        return self.drafters | ({self.others_signed} if side == "authority" else set())


def may_answer(step: str, case: Case, actor: Actor, person: str, on: date) -> Verdict:
    """Whether the actor may take that step (sign, refuse, countersign) in the person's name on that day.

    Authority: R16; nobody signs for both sides, and nobody signs what they drafted.
    """
    side = SIDE_OF[step]
    body = case.bodies[side]
    if not (verdict := AGREEMENT.may(step, case.state, actor)):
        return verdict
    authority = case.authority_of(person, side)
    if authority is None:
        return Refused(
            f"No authority to sign for {body} is on record for you.",
            "The programme’s officers record it from the body’s own scheme.",
        )
    if step == "refuse":
        return Allowed()
    if case.stops:
        return Refused(case.stops, "The programme’s officers can take it back and issue it anew.")
    if step == "sign" and case.sign_by and on > case.sign_by:
        return Refused(
            "The day by which this had to be signed has passed.",
            "The programme’s officers can issue it anew.",
        )
    if person in case.drafters:
        return Refused(
            "You put this agreement together, and nobody signs what they drafted.",
            f"Somebody else with authority to sign for {body} can.",
        )
    if person in case.kept_from(side):
        return Refused(
            "You signed this for the other side, and nobody signs for both.",
            f"Somebody else with authority to sign for {body} can.",
        )
    if not authority.covers(case.amount):
        return Refused(
            f"Your authority to sign for {body} goes up to {authority.up_to}, and this is about {case.amount}.",
            "Somebody with authority for that sum can sign it.",
        )
    return Allowed()


def still_as_seen(seen: str, now: str) -> Verdict:
    """Whether the page that somebody signs from shows the text that would be signed; hashes of texts. R16."""
    if seen == now:
        return Allowed()
    return Refused(
        "This agreement was issued anew since you opened the page, so nothing was signed.",
        "Read the text as it is now; then sign.",
    )


def may_say(words: str) -> Verdict:
    """Whether reasons are reasons."""
    return Allowed() if len(words.split()) >= 2 else Refused("Say why, in a few words.")


def has_expired(sign_by: date | None, on: date) -> bool:
    """Whether the last day to sign is over; on the day itself it is not."""
    return sign_by is not None and on > sign_by


def reminder_before(sign_by: date, on: date) -> str | None:
    """The newest reminder that is due before or on the last day to sign, by its name; None while it is far off."""
    left = (sign_by - on).days
    reached = [days for days in _BEFORE if 0 <= left <= days]
    return f"{min(reached)} days before" if reached else None


def reminder_to_countersign(signed_on: date, on: date) -> str | None:
    """The newest reminder that is due to whoever countersigns: each fifth day after the other side signed."""
    waited = (on - signed_on).days
    return f"{waited - waited % _COUNTERSIGN_EVERY} days after" if waited >= _COUNTERSIGN_EVERY else None


def days_left(sign_by: date, on: date) -> str:
    """ "3 days left", "the last day", "2 days late"."""
    left = (sign_by - on).days
    if left == 0:
        return "today is the last day"
    count = abs(left)
    return f"{count} {'day' if count == 1 else 'days'} {'left' if left > 0 else 'late'}"
