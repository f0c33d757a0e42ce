"""What do the present posts give each unit, what does the aim need, and where would one more post buy most?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from throughline.kernel.actor import Actor

from ..capacity.queue import (
    Aim,
    Gain,
    Service,
    Waiting,
    curve,
    may_be_worked_out,
    one_more,
    posts_needed,
    waiting,
)
from ..models import Release
from .own import own_first
from .releases import newest

MEASURE = "capacity"
CLIPPED = 40.0  # days; what the chart shows


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit: its figures, what its posts give, how many the aim needs."""

    service: Service
    now: Waiting
    needed: float | None

    @property
    def is_met(self) -> bool:
        return self.needed is not None and self.service.posts >= self.needed

    @property
    def lacks(self) -> float:
        return max(0.0, (self.needed or 0.0) - self.service.posts)


@dataclass(frozen=True, slots=True)
class CapacityPage:
    """All units for one aim; `hidden` are those whose figures the gate kept back or that have no queue."""

    aim: Aim
    each: int
    rows: tuple[UnitRow, ...]
    gains: tuple[Gain, ...]
    hidden: tuple[str, ...]
    release: Release | None
    own: frozenset[str] = frozenset()

    @property
    def listed(self) -> list[tuple[Gain, UnitRow]]:
        """The table's rows: the reader's own units, then where one more post buys most."""
        of = {row.service.name: row for row in self.rows}
        gains = own_first(self.gains, self.own, lambda gain: gain.service.name)
        return [(gain, of[gain.service.name]) for gain in gains]

    @property
    def missing(self) -> tuple[UnitRow, ...]:
        return tuple(row for row in self.rows if not row.is_met)

    @property
    def lacks(self) -> float:
        """Posts that are lacking in all, in halves: nobody funds a hundredth of a post."""
        return sum(ceil(row.lacks * 2) / 2 for row in self.rows)


def capacity(
    actor: Actor, aim: Aim, each: int | None = None, own: Collection[str] = frozenset()
) -> CapacityPage | None:
    """Every unit of the newest extract for this aim, with so many people a post; None before anything was released.

    The reader's `own` units stand first.
    """
    release = newest(actor, measure=MEASURE, by="unit")
    if release is None:
        return None
    units = release.dimensions[0]["categories"]
    found = [_service(name, release.figures[name], each) for name in units if name in release.figures]
    services = [service for service in found if may_be_worked_out(service)]
    hidden = tuple(sorted(set(units) - {service.name for service in services}))
    usual = found[0].each if found else 0
    return worked_out(services, aim, each or usual, hidden, release, own)


def worked_out(
    services: Sequence[Service],
    aim: Aim,
    each: int,
    hidden: tuple[str, ...] = (),
    release: Release | None = None,
    own: Collection[str] = frozenset(),
) -> CapacityPage:
    """The page's figures for any services, those of an extract or those that somebody typed."""
    rows = [UnitRow(each, waiting(each, aim), posts_needed(each, aim)) for each in services]
    return CapacityPage(
        aim,
        each,
        tuple(own_first(rows, own, lambda row: row.service.name)),
        tuple(one_more(services, aim)),
        hidden,
        release,
        frozenset(own),
    )


def _service(name: str, said: Mapping[str, float], each: int | None) -> Service:
    return Service(
        name,
        arrivals=float(said["arrivals"]),
        stay=float(said["stay"]),
        spread=float(said["spread"]),
        posts=float(said["posts"]),
        each=each or int(said["each"]),
        least=float(said["least"]),
    )


def facts(page: CapacityPage) -> dict[str, object]:
    """What the picture may look at: a line of days against posts for each unit, and where it stands today."""
    return {
        "aim": page.aim.days,
        "units": [
            {
                "name": row.service.name,
                "posts": row.service.posts,
                "now": round(min(row.now.by_then, CLIPPED), 1) if row.now.catches_up else None,
                "is_met": row.is_met,
                "line": [
                    [posts, round(then.by_then, 2)]
                    for posts, then in curve(row.service, page.aim)
                    if then.catches_up and then.by_then <= CLIPPED
                ],
            }
            for row in page.rows
        ],
    }
