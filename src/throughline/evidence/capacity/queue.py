"""How long do people wait for a key worker, with so many posts, and what would one more post change?

A post can hold so many people at once; a person who was taken on keeps their place until support ends. Places are the
servers of a queue, time on a caseload is the service time. Closed forms: Erlang C for exponential times (M/M/c), with
Lee and Longton's factor (1 + CV²)/2 on the wait for others (M/G/c). Working days throughout. docs/capacity.md
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import exp, floor, log

from throughline.kernel.verdict import Allowed, Refused, Verdict

MOST_PLACES = 20_000
MOST_DRAWN = 120


@dataclass(frozen=True, slots=True)
class Service:
    """A unit's demand and supply.

    `arrivals` people a working day who are taken on; `stay` working days on a caseload, mean; `spread` their standard
    deviation over their mean; `posts` whole-time equivalents that are filled; `each` how many people a post holds at
    once; `least` working days to a first contact when a place is free.
    """

    name: str
    arrivals: float
    stay: float
    spread: float
    posts: float
    each: int
    least: float = 0.0

    @property
    def places(self) -> int:
        return floor(self.posts * self.each + 1e-9)

    @property
    def busy(self) -> float:
        """How many places are taken on average, if there are enough."""
        return self.arrivals * self.stay

    @property
    def load(self) -> float:
        """Busy places out of all; at 1 and above the queue never ends."""
        return self.busy / self.places if self.places else float("inf")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What comes of it: mean working days to a first contact, the share who have it within the aim, and within how
    many days the aim's share has it.
    """

    mean: float
    within: float
    by_then: float
    load: float
    grows_by: float = 0.0

    @property
    def catches_up(self) -> bool:
        return self.grows_by <= 0


@dataclass(frozen=True, slots=True)
class Aim:
    """So large a share of people has a first contact within so many working days; the standard's days are ten."""

    days: float = 10.0
    share: float = 0.9


@dataclass(frozen=True, slots=True)
class Gain:
    """What one more post gives in one unit: working days less, on average, to a first contact. None: beyond days,
    because the unit does not catch up today.
    """

    service: Service
    now: Waiting
    then: Waiting
    days_less: float | None


def may_be_worked_out(service: Service) -> Verdict:
    """Whether these figures make a queue."""
    if min(service.arrivals, service.stay) <= 0:
        return Refused(
            f"{service.name}: nobody comes, or nobody stays, so there is no queue to work out.",
            "Enter how many people are taken on a month and for how long.",
        )
    if service.each < 1 or service.posts < 0 or service.spread < 0 or service.least < 0:
        return Refused(f"{service.name}: posts, people a post and days cannot be below zero.")
    if max(service.places, service.busy) > MOST_PLACES:
        return Refused(f"{service.name}: more than {MOST_PLACES:,} places are not worked out here.")
    return Allowed()


def chance_of_waiting(places: int, busy: float) -> float:
    """Erlang's second formula: the share of people who find no place free; 1 where they never catch up."""
    if places <= busy:
        return 1.0
    lost = 1.0
    for place in range(1, places + 1):
        lost = busy * lost / (place + busy * lost)
    return lost / (1 - busy / places * (1 - lost))


def waiting(service: Service, aim: Aim) -> Waiting:
    """How long people wait with these posts; nobody ever catches up where places do not outnumber the busy ones."""
    may_be_worked_out(service).or_raise()
    if service.load >= 1:
        leaves = service.places / service.stay
        return Waiting(float("inf"), 0.0, float("inf"), service.load, service.arrivals - leaves)
    waits = chance_of_waiting(service.places, service.busy)
    # The mean wait of those who wait at all; M/G/c by (1 + CV²)/2.
    queue = (1 + service.spread**2) / 2 * service.stay / (service.places - service.busy)
    spare = aim.days - service.least
    within = 0.0 if spare < 0 else 1 - waits * exp(-spare / queue)
    late = max(0.0, log(waits / (1 - aim.share))) if waits > 0 else 0.0
    return Waiting(service.least + waits * queue, within, service.least + queue * late, service.load)


def posts_needed(service: Service, aim: Aim, step: float = 0.5) -> float | None:
    """The fewest posts, in half posts, with which the aim is met; None where no number of posts can meet it."""
    may_be_worked_out(service).or_raise()
    if service.least > aim.days:
        return None
    low, high = 0, 1
    while not _meets(service, high * step, aim):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _meets(service, middle * step, aim) else (middle, high)
    return high * step


def _meets(service: Service, posts: float, aim: Aim) -> bool:
    return waiting(replace(service, posts=posts), aim).within >= aim.share


def one_more(services: Iterable[Service], aim: Aim) -> list[Gain]:
    """What one more whole post buys, where it buys most first: units that never catch up, then by days less."""
    gains = []
    for service in services:
        now, then = waiting(service, aim), waiting(replace(service, posts=service.posts + 1), aim)
        gains.append(Gain(service, now, then, now.mean - then.mean if now.catches_up else None))
    return sorted(gains, key=_buys_most)


def _buys_most(gain: Gain) -> tuple[int, float, str]:
    """A unit that the post brings to catch up comes first, then one where the queue goes on growing more slowly."""
    if not gain.now.catches_up:
        return (0 if gain.then.catches_up else 1, -gain.now.grows_by, gain.service.name)
    return (2, -(gain.days_less or 0), gain.service.name)


def curve(service: Service, aim: Aim, *, step: float = 0.1) -> list[tuple[float, Waiting]]:
    """Waiting by number of posts, from where people catch up to one post beyond the aim or today, for a chart."""
    first = max(1, floor(service.busy / service.each / step))
    last = round((max(posts_needed(service, aim) or 0.0, service.posts) + 1) / step)
    numbers = range(first, max(last, first + 1) + 1, max(1, (last - first) // MOST_DRAWN))
    return [(round(n * step, 4), waiting(replace(service, posts=round(n * step, 4)), aim)) for n in numbers]
