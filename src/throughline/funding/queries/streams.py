"""Which money pays for people on probation in a place, year by year: ours, and everybody else's?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet
from django.urls import reverse
from django.utils.text import slugify

from throughline.frame.lists import fold
from throughline.frame.search import Found
from throughline.frame.trees import Reading, read
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.organisations import queries as organisations
from throughline.organisations.reach import EVERYWHERE, reach_of

from ..flows import Flow
from ..models import Allocation, Round, Stream, StreamYear
from ..wording import PURPOSES
from . import rounds

OURS = "key_work"
READERS = EVERYWHERE - {"supplier", "system"} | {
    "commissioner",
    "director-of-public-health",
    "certifier",
    "csp-officer",
    "csp-chair",
    "csp-member",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A locality: where its page stands, and what it is called."""

    id: UUID
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Award:
    """What a place's grant of a round stands at; an illustration where no record gives it (R46)."""

    amount: Money
    is_illustration: bool = False


@dataclass(frozen=True, slots=True)
class StreamOfPlace:
    """A stream as a place's page shows it.

    `intended` are years that are hoped for and confirm nothing (R13), `made_up` those whose amount no record gives.
    """

    flow: Flow
    source: str
    href: str
    is_illustration: bool
    began_on: date | None = None
    intended: tuple[FinancialYear, ...] = ()
    made_up: tuple[FinancialYear, ...] = ()

    @property
    def purpose(self) -> str:
        return PURPOSES[self.flow.purpose]


def visible_to(actor: Actor, on: date) -> QuerySet[Stream]:
    """Streams of the places that the actor may see on that day, those struck out left away."""
    rows = Stream.objects.filter(reach_of(actor, on).rows("place")).exclude(state="struck")
    return rows.select_related("place", "payer").order_by("place__gss_code", "name", "id")


def stream_of(actor: Actor, stream_id: UUID, on: date) -> Stream | None:
    """The stream with its years, struck or not, if it is of a place that the actor may see."""
    rows = Stream.objects.filter(reach_of(actor, on).rows("place")).select_related("place", "payer")
    return rows.prefetch_related(_years()).filter(pk=stream_id).first()


def places_visible_to(actor: Actor, on: date) -> list[Place]:
    """The localities within the actor's reach, in the order of their codes."""
    reach = reach_of(actor, on)
    return [
        Place(each.id, each.name, slugify(each.name))
        for each in organisations.localities()
        if reach.covers(each.id)
    ]


def search_places(actor: Actor, words: str, on: date) -> list[Found]:
    """The localities within reach whose name carries all the words."""
    if not actor.roles & READERS:
        return []
    wanted = fold(words).split()
    return [
        Found(
            each.name,
            reverse("locality", args=[each.slug]),
            "Every stream that pays for people on probation here",
        )
        for each in places_visible_to(actor, on)
        if all(word in fold(each.name) for word in wanted)
    ]


def place_at(actor: Actor, slug: str, on: date) -> Place | None:
    """The locality of that address, if the actor may see it."""
    return next((each for each in places_visible_to(actor, on) if each.slug == slug), None)


def streams_of(
    actor: Actor, place_id: UUID, on: date, awards: Mapping[UUID, Award] | None = None
) -> list[StreamOfPlace]:
    """Ours first, one stream a programme, then the others', those that paid before ours first; one query.

    `awards` are what grants of this place stand at, by round; where there is none, the allocation counts, and where
    the record states no part for this place, the amount is not known (R11).
    """
    ours, others = read(
        our_streams(actor, [place_id], {place_id: awards or {}}), others_by_place(actor, on, place_id)
    )
    return [*ours[place_id], *others.get(place_id, [])]


def others_by_place(actor: Actor, on: date, place_id: UUID | None = None) -> Reading:
    """What others pay, by place, those that paid before ours first."""
    rows = visible_to(actor, on).prefetch_related(_years())
    return Reading((rows if place_id is None else rows.filter(place=place_id),), _by_place)


def _by_place(rows: Sequence[Stream]) -> dict[UUID, list[StreamOfPlace]]:
    found: dict[UUID, list[StreamOfPlace]] = {}
    for each in sorted(rows, key=lambda each: (not each.is_baseline, each.name)):
        found.setdefault(each.place_id, []).append(shown(each))
    return found


def our_streams(actor: Actor, places: Sequence[UUID], awards: Mapping[UUID, Mapping[UUID, Award]]) -> Reading:
    """What our programmes pay for each of the places, by place."""
    seen = rounds.visible_to(actor).exclude(standing="planned")
    allocations = Allocation.objects.filter(
        version=F("round__version"), round__in=seen.order_by().values("pk"), place__in=places
    )
    return Reading(
        (
            seen.prefetch_related(Prefetch("contributions", rounds.contributions())),
            allocations.order_by("id"),
        ),
        partial(_ours_by_place, places, awards),
    )


def _ours_by_place(
    places: Sequence[UUID],
    awards: Mapping[UUID, Mapping[UUID, Award]],
    found: Sequence[Round],
    allocations: Sequence[Allocation],
) -> dict[UUID, list[StreamOfPlace]]:
    parts = {(each.round_id, each.place_id): each.amount_pence for each in allocations}
    by_programme: dict[UUID, list[Round]] = {}
    for each in found:
        by_programme.setdefault(each.programme_id, []).append(each)
    return {
        place: [
            _ours(of_it, {each.id: parts.get((each.id, place)) for each in of_it}, awards.get(place, {}))
            for of_it in by_programme.values()
        ]
        for place in places
    }


def _ours(
    of_it: Sequence[Round], parts: Mapping[UUID, Money | None], awards: Mapping[UUID, Award]
) -> StreamOfPlace:
    programme = of_it[0].programme
    funders = {contribution.funder.name: None for each in of_it for contribution in each.contributions.all()}
    # An intention is no money (R13): without a grant, its year does not run.
    hoped = tuple(each for each in of_it if each.standing == "intended" and each.id not in awards)
    years = tuple(
        (each.financial_year, awards[each.id].amount if each.id in awards else parts[each.id])
        for each in of_it
        if each not in hoped
    )
    known = [year for year, amount in years if amount is not None]
    return StreamOfPlace(
        flow=Flow(
            name=programme.name,
            payer=" and ".join(funders) or "The record does not say",
            purpose=OURS,
            years=years,
            ends_on=known[-1].period.last_day if known else None,
            is_ours=True,
        ),
        source="Our decisions and grants",
        href=reverse("programme", args=[programme.code]),
        is_illustration=False,
        intended=tuple(each.financial_year for each in hoped),
        made_up=tuple(
            each.financial_year for each in of_it if each.id in awards and awards[each.id].is_illustration
        ),
    )


def shown(stream: Stream) -> StreamOfPlace:
    """The stream as its place's page shows it."""
    flow = Flow(
        name=stream.name,
        payer=stream.payer.name if stream.payer else stream.payer_words,
        purpose=stream.purpose,
        years=years_of(stream.years.all()),
        ends_on=stream.ends_on,
        is_baseline=stream.is_baseline,
    )
    return StreamOfPlace(
        flow,
        stream.source,
        reverse("stream", args=[stream.id]),
        stream.is_illustration,
        began_on=stream.begins_on,
    )


def years_of(years: Iterable[StreamYear]) -> tuple[tuple[FinancialYear, Money | None], ...]:
    """A stream's years in order, each with its amount or None where that is not known."""
    return tuple((FinancialYear.parse(each.year), each.amount_pence) for each in years)


def _years() -> "Prefetch[str, QuerySet[StreamYear], str]":
    return Prefetch("years", StreamYear.objects.order_by("year"))


def choices_of(place_id: UUID) -> list[tuple[str, str]]:
    """The streams of a place that may pay for a post, by id."""
    rows = Stream.objects.filter(place=place_id).exclude(state="struck").order_by("name", "id")
    return [(str(each.id), each.name) for each in rows]


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of streams."""
    return dict(Stream.objects.filter(id__in=list(ids)).values_list("id", "name"))


def place_of(stream: Stream) -> Place:
    """The locality that a stream pays for."""
    return Place(stream.place_id, stream.place.name, slugify(stream.place.name))
