"""What pays for people on probation in one locality, year by year, and what stands on that money?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from throughline.agreements.queries import agreements, contracts, grants
from throughline.agreements.queries import calendar as commissioning
from throughline.agreements.queries import posts as agreements_posts
from throughline.agreements.queries.posts import PostShown
from throughline.assurance.queries import returns
from throughline.frame.charts import Facts
from throughline.frame.trees import read, trees
from throughline.funding.flows import Baseline, Cliff, Overlap, baseline, cliffs, known, overlaps, unknown
from throughline.funding.queries import streams as funding
from throughline.funding.queries.streams import Award, Place, StreamOfPlace
from throughline.funding.wording import PURPOSES
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.wording import both
from throughline.organisations import queries as organisations

GONE = ("withdrawn", "terminated")
MOST = 8
CLIFF = 10  # per cent of a year's known money
COLOURS = 7  # ours and six others; then they come again, and the letter tells them apart


@dataclass(frozen=True, slots=True)
class Cell:
    """What a stream pays in a year; `says` where there is no figure: not stated, intended, or nothing at all."""

    amount: Money | None
    says: str = ""
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A stream in the table and in the picture, under one letter and one colour."""

    letter: str
    colour: int
    stream: StreamOfPlace
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year's column: what is known in all, and which streams run without an amount."""

    year: FinancialYear
    known: Money
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's posts in this place; `also` are the other places that it serves, with which its cost is shared."""

    id: UUID | None
    name: str
    also: tuple[str, ...]
    posts: tuple[PostShown, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules by which the cost of its posts is apportioned, as the shares state them."""
        said = (
            share.because for post in self.posts for share in post.shares if share.is_paid and share.because
        )
        return tuple(dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class LocalityPage:
    """A locality's streams over the years, with cliffs and overlaps, what paid before ours, and the posts."""

    place: Place
    years: tuple[Year, ...]
    rows: tuple[Row, ...]
    cliffs: tuple[Cliff, ...]
    overlaps: tuple[Overlap, ...]
    baseline: Baseline | None
    units: tuple[Unit, ...]
    now: FinancialYear

    @property
    def this_year(self) -> Year | None:
        return next((each for each in self.years if each.year == self.now), None)

    @property
    def coming(self) -> Cliff | None:
        """The next cliff that is not past."""
        return next((each for each in self.cliffs if each.after >= self.now), None)

    @property
    def posts(self) -> tuple[PostShown, ...]:
        return tuple(post for unit in self.units for post in unit.posts)

    @property
    def in_words(self) -> str:
        """What the picture shows, as one would say it on the telephone."""
        if not self.years:
            return ""
        amounts = "; ".join(f"{each.year} {_rounded(each.known)}{_and_more(each)}" for each in self.years)
        falls = [f"after {each.after} {_rounded(each.drop)} ({each.percent} %) ends" for each in self.cliffs]
        return f"Money for people on probation in {self.place.name} by year: {amounts}." + (
            f" Cliffs: {'; '.join(falls)}." if falls else " No cliff is known."
        )


def locality_page(actor: Actor, slug: str, on: date) -> LocalityPage | None:
    """Everything on a locality's page, or None when the actor may not see such a locality."""
    place = funding.place_at(actor, slug, on)
    return None if place is None else page_of(actor, place, on)


def page_of(actor: Actor, place: Place, on: date) -> LocalityPage:
    """The same of a place that whoever asks may see, as this actor reads it."""
    streams = funding.streams_of(actor, place.id, on, _awards(actor, [place.id], on).get(place.id))
    units = _units(place.id, on) if sees_posts(actor) else ()
    return _page(place, streams, units, FinancialYear.of(on))


def sees_posts(actor: Actor) -> bool:
    """Whether the actor may read the register of posts at all."""
    return actor.is_system or bool(actor.roles & agreements_posts.READERS)


def streams_page(actor: Actor, slug: str, on: date) -> LocalityPage | None:
    """The same without posts, for the picture."""
    place = funding.place_at(actor, slug, on)
    if place is None:
        return None
    streams = funding.streams_of(actor, place.id, on, _awards(actor, [place.id], on).get(place.id))
    return _page(place, streams, (), FinancialYear.of(on))


def _awards(actor: Actor, places: Sequence[UUID], on: date) -> dict[UUID, dict[UUID, Award]]:
    found = grants.with_awards(grants.visible_to(actor, on).filter(place__in=places).exclude(state__in=GONE))
    awards: dict[UUID, dict[UUID, Award]] = {}
    for place, round_id, award, is_illustration in found.values_list(
        "place", "round", "award", "is_illustration"
    ):
        awards.setdefault(place, {})[round_id] = Award(award or Money(0), is_illustration)
    return awards


def _page(
    place: Place, streams: Sequence[StreamOfPlace], units: tuple[Unit, ...], now: FinancialYear
) -> LocalityPage:
    flows = [each.flow for each in streams]
    spans = [year for each in streams for year in (*(y for y, _ in each.flow.years), *each.intended)]
    first, last = min(spans, default=now), max(spans, default=now)
    years = [FinancialYear(start) for start in range(first.starts_in, last.starts_in + 1)] if spans else []
    return LocalityPage(
        place=place,
        years=tuple(Year(year, known(flows, year), unknown(flows, year)) for year in years),
        rows=tuple(
            Row(
                chr(ord("A") + n % 26),
                n % COLOURS,
                each,
                tuple(_cell(each, year) for year in years),
            )
            for n, each in enumerate(streams)
        ),
        cliffs=cliffs(flows, CLIFF),
        overlaps=overlaps(flows),
        baseline=baseline(flows, min(now, last)),
        units=units,
        now=now,
    )


def _cell(stream: StreamOfPlace, year: FinancialYear) -> Cell:
    if stream.flow.runs_in(year):
        amount = stream.flow.in_year(year)
        return Cell(amount, "" if amount is not None else "not stated", year in stream.made_up)
    return Cell(None, "intended, not confirmed" if year in stream.intended else "")


def _units(place_id: UUID, on: date) -> tuple[Unit, ...]:
    found = agreements_posts.shown_of_place(place_id, on)
    [units] = trees(organisations.units(on).filter(id__in={each.post.unit_id for each in found}))
    serves = {unit.id: [each.place for each in unit.coverage.all()] for unit in units}
    groups: dict[UUID | None, list[PostShown]] = {}
    for each in found:
        groups.setdefault(each.post.unit_id, []).append(each)
    return tuple(
        Unit(
            unit_id,
            posts[0].post.unit.name if posts[0].post.unit else "",
            tuple(place.name for place in serves.get(unit_id, []) if place.id != place_id) if unit_id else (),
            tuple(posts),
        )
        for unit_id, posts in groups.items()
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """A signed text, a return or a local contract of the locality: what it is, how it stands, where it is."""

    what: str
    says: str
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class Papers:
    """What stands on the money: agreements, returns, and the local contracts with their countdown."""

    agreements: tuple[Paper, ...]
    returns: tuple[Paper, ...]
    contracts: tuple[Paper, ...]
    countdowns: tuple[commissioning.Countdown, ...]


def papers(actor: Actor, place_id: UUID, on: date) -> Papers:
    """The newest agreements and returns of the locality, and its contracts, as far as the actor may see them."""
    signed = (
        agreements.visible_to(actor, on).filter(place=place_id).exclude(state__in=["discarded", "varied"])
    )
    asked = returns.visible_to(actor, on).filter(place=place_id).exclude(state__in=["scheduled", "dropped"])
    newest, latest, contracted = trees(
        signed[:MOST],
        asked.order_by("-due_on", "id")[:MOST],
        contracts.visible_to(actor, on).filter(place=place_id),
    )
    held = contracts.shown(contracted, on)
    return Papers(
        tuple(
            Paper(agreements.heading(each), each.party.name, each.state, reverse("agreement", args=[each.id]))
            for each in newest
        ),
        tuple(
            Paper(
                returns.name_of(each),
                each.recipient.name,
                each.state,
                reverse("return", args=[each.id]),
            )
            for each in latest
        ),
        tuple(Paper(each.title, each.provider, each.state, each.href) for each in held),
        tuple(each for each in commissioning.countdowns(actor, on, held) if each.place_id == place_id),
    )


def facts(page: LocalityPage) -> Facts:
    """What the picture may look at: plain values, in the order of the table."""
    position = {each.year: n for n, each in enumerate(page.years)}
    return {
        "years": [
            {
                "label": str(each.year),
                "known": each.known.pence / 100,
                "says": _short(each.known),
                "unknown": len(each.unknown),
            }
            for each in page.years
        ],
        "bars": [
            {"year": n, "letter": row.letter, "colour": row.colour, "amount": cell.amount.pence / 100}
            for row in page.rows
            for n, cell in enumerate(row.cells)
            if cell.amount
        ],
        "cliffs": [
            {
                "after": position[each.after],
                "from": (top := page.years[position[each.after]].known).pence / 100,
                "to": (top - each.drop).pence / 100,
                "says": f"−{_short(each.drop)}",
                "percent": f"({each.percent} %)",
            }
            for each in page.cliffs
        ],
        "now": position.get(page.now),
    }


def cliff_in_words(cliff: Cliff) -> str:
    """A cliff as a sentence."""
    verb = "ends" if len(cliff.because) == 1 else "end"
    goes = f"{cliff.drop} of the known money ({cliff.percent} %) goes"
    return f"After {cliff.after}, {goes}: {both(cliff.because)} {verb}."


def overlap_in_words(overlap: Overlap) -> str:
    """An overlap as a question to ask."""
    first, last = overlap.years[0], overlap.years[-1]
    is_run = len(overlap.years) == last.starts_in - first.starts_in + 1
    years = f"{first} to {last}" if is_run and first < last else both([str(year) for year in overlap.years])
    return (
        f"{PURPOSES[overlap.purpose]}: {both(overlap.streams)} pay for it in {years}. Ask who pays for what."
    )


def overview(actor: Actor, places: Sequence[Place], on: date) -> list[dict[str, Any]]:
    """Each of these localities, with this year's money and its next cliff; as many queries for one or ten."""
    ids = [each.id for each in places]
    ours, others = read(
        funding.our_streams(actor, ids, _awards(actor, ids, on)), funding.others_by_place(actor, on)
    )
    posts = agreements_posts.posts_of(ids, on)
    return [
        {
            "place": place,
            "page": _page(place, [*ours[place.id], *others.get(place.id, [])], (), FinancialYear.of(on)),
            "posts": len(posts[place.id]),
            "vacant": sum(each.vacant_since is not None for each in posts[place.id]),
        }
        for place in places
    ]


def _and_more(year: Year) -> str:
    return f" and {len(year.unknown)} not stated" if year.unknown else ""


def _rounded(amount: Money) -> str:
    pounds = round(amount.pence / 100)
    if pounds >= 1_000_000:
        return f"£{pounds / 1_000_000:.2f} million"
    return f"£{round(pounds, -3):,}" if pounds >= 10_000 else f"£{pounds:,}"


def _short(amount: Money) -> str:
    pounds = amount.pence / 100
    if pounds >= 1_000_000:
        return f"£{pounds / 1_000_000:.2f}m"
    return f"£{pounds / 1_000:,.0f}k" if pounds >= 1_000 else f"£{pounds:,.0f}"
