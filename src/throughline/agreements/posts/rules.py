"""When is a post vacant, who may say so, and how much of it can another stream still pay? Authority: R21."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict

KEEPERS = frozenset({"programme-officer", "programme-lead", "commissioner", "supplier"})
EMPLOYERS = frozenset({"provider-manager"})
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Span:
    """From a day until the day after the last; without an end it goes on."""

    start: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)

    def meets(self, other: "Span") -> bool:
        """Whether they have a day in common."""
        return (other.until is None or self.start < other.until) and (
            self.until is None or other.start < self.until
        )

    def nearest(self, day: date) -> date:
        """That day, or the first or the last of the span where it lies before or after it."""
        last = self.until - timedelta(days=1) if self.until else day
        return max(self.start, min(day, last))


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of a post somebody pays, in hundredths, and when."""

    hundredths: int
    span: Span


@dataclass(frozen=True, slots=True)
class Occupancy:
    """How a post stands on a day: `vacant_since` only where it is funded, and nobody is in it."""

    is_funded: bool
    is_filled: bool
    vacant_since: date | None

    @property
    def is_vacant(self) -> bool:
        return self.vacant_since is not None


def occupancy(funded: Span, filled: Iterable[Span], on: date) -> Occupancy:
    """Filled, or vacant since the last person left, or, where nobody ever came, since it is funded. R21."""
    if not funded.covers(on):
        return Occupancy(False, False, None)
    spans = sorted(filled, key=lambda each: each.start)
    if any(each.covers(on) for each in spans):
        return Occupancy(True, True, None)
    left = [each.until for each in spans if each.until is not None and each.until <= on]
    return Occupancy(True, False, max([funded.start, *left]))


def paid_on(shares: Iterable[Share], day: date) -> int:
    """How many hundredths of the post are paid on that day."""
    return sum(each.hundredths for each in shares if each.span.covers(day))


def most_paid(shares: Sequence[Share], span: Span) -> int:
    """The most that is paid on any day of the span."""
    days = [span.start, *(each.span.start for each in shares if span.covers(each.span.start))]
    return max(paid_on(shares, day) for day in days)


def may_keep(actor: Actor, *, is_in_reach: bool) -> Verdict:
    """Whether the actor keeps the register of posts: the programme team everywhere, a commissioner at home."""
    if not actor.roles & KEEPERS:
        return Refused(
            "The register of posts is not for your role.",
            "It is for: commissioner, programme lead or programme officer.",
        )
    return _in_reach(is_in_reach)


def may_say_who_is_there(actor: Actor, *, is_in_reach: bool) -> Verdict:
    """Whether the actor may say that a post is filled, vacant or covered: its keepers and its employer."""
    if not actor.roles & (KEEPERS | EMPLOYERS):
        return Refused(
            "Whether a post is filled is not for your role to say.",
            "It is for: commissioner, programme lead, programme officer or the employer's provider manager.",
        )
    return _in_reach(is_in_reach)


def _in_reach(is_in_reach: bool) -> Verdict:
    if is_in_reach:
        return Allowed()
    return Refused("This post is not one of yours.", "The programme team can do this.")


def may_share(shares: Sequence[Share], new: Share, funded: Span, *, places: int, because: str) -> Verdict:
    """Whether another part may be paid: at most the whole of a post on every day of its time. Authority: R21.

    A post in a unit that serves several localities needs the rule by which its cost is apportioned, in words.
    """
    if not 0 < new.hundredths <= WHOLE:
        return Refused("A share is at least 1 % and at most 100 %.")
    if new.span.until is not None and new.span.until <= new.span.start:
        return Refused("A share is paid until after it is paid from.")
    if not is_within(new.span, funded):
        return Refused("This share is paid outside the time for which the post is funded.")
    if places > 1 and not because.strip():
        return Refused(
            "The unit of this post serves more than one locality: say by which rule its cost is apportioned."
        )
    most = most_paid(shares, new.span)
    if most + new.hundredths > WHOLE:
        left = WHOLE - most
        return Refused(
            f"{most} % of this post is paid already, so {new.hundredths} % more would pay part of it twice. "
            + (f"At most {left} % is left." if left else "Nothing is left of it to pay."),
            "Whoever keeps the register can end or change another share first.",
        )
    return Allowed()


def is_within(span: Span, funded: Span) -> bool:
    """Whether no day of the span lies outside the time of the post; a span without an end ends with the post."""
    if span.start < funded.start or not funded.covers(span.start):
        return False
    return funded.until is None or span.until is None or span.until <= funded.until


def may_fill(funded: Span, filled: Sequence[Span], start: date, today: date) -> Verdict:
    """Whether somebody may be said to be in the post from that day: it is funded, vacant, and the day has come."""
    if start > today:
        return Refused("This day is still to come: say it once somebody has started.")
    if not funded.covers(start):
        return Refused("The post is not funded on that day.")
    if any(each.meets(Span(start)) for each in filled):
        return Refused("The post is filled on that day, or on a later one, already.")
    return Allowed()


def may_vacate(filled: Sequence[Span], until: date, today: date) -> Verdict:
    """Whether the post may be said to be vacant from that day: somebody was in it until then."""
    if until > today:
        return Refused("This day is still to come: say it once the post is vacant.")
    current = [each for each in filled if each.until is None]
    if not current:
        return Refused("Nobody is in this post; it is vacant already.")
    if until <= current[0].start:
        return Refused("A post is vacant from a day after it was filled.")
    return Allowed()
