"""Which posts does the money pay for in a place or a unit, who shares their cost, and which are vacant?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Greatest, Lower
from django.urls import reverse

from throughline.frame.trees import Reading, trees
from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations
from throughline.organisations.reach import EVERYWHERE, reach_of

from ..models import FundedPost, PostFilled, PostShare
from ..posts.rules import Occupancy, Share, Span, occupancy, paid_on

READERS = EVERYWHERE - {"supplier", "system", "panel-member"} | {
    "commissioner",
    "director-of-public-health",
    "certifier",
    "csp-officer",
    "csp-chair",
    "csp-member",
    "provider-manager",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
VETTING = {"none": "No vetting", "asked": "Vetting asked for", "given": "Vetted"}


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A funded post on a day, as returns, packs and pages of places need it."""

    id: UUID
    title: str
    employer: str
    hundredths_of_full_time: int
    unit: str
    is_filled: bool
    vacant_since: date | None
    paid_hundredths: int
    grant_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ShareShown:
    """Who pays which part of a post, when, and by which rule it is apportioned."""

    id: int
    payer: str
    place: str
    hundredths: int
    paid_from: date
    paid_until: date | None
    because: str
    is_paid: bool
    href: str


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post on a day in words, with who pays for it and how it stands."""

    post: FundedPost
    standing: Occupancy
    shares: tuple[ShareShown, ...]
    paid: int
    href: str

    @property
    def unpaid(self) -> int:
        """The hundredths that no stream on record pays on that day."""
        return max(0, 100 - self.paid)

    @property
    def words(self) -> str:
        if not self.standing.is_funded:
            return "Not funded now"
        return "Filled" if self.standing.is_filled else "Vacant"

    @property
    def tone(self) -> str:
        return {"Filled": "good", "Vacant": "stop"}.get(self.words, "quiet")

    @property
    def vetting(self) -> str:
        return VETTING[self.post.vetting]

    @property
    def weekdays(self) -> tuple[str, ...]:
        return tuple(day for day in WEEKDAYS if day.lower() in self.post.days_on_site.lower())


def visible_to(actor: Actor, on: date) -> QuerySet[FundedPost]:
    """Posts of the actor's places, and those that the actor's own body employs; with what searching needs."""
    rows = FundedPost.objects.filter(reach_of(actor, on).rows("place", "employer"))
    filled = PostFilled.objects.filter(_on(on, "filled"), post=OuterRef("pk"))
    said = Concat(
        "title",
        Value(" "),
        "employer__name",
        Value(" "),
        "place__name",
        Value(" "),
        Coalesce("unit__name", Value("")),
        Value(" "),
        "site",
    )
    return (
        rows.annotate(is_filled=Exists(filled), is_funded=Q(_on(on, "funded")), said=Lower(said))
        .select_related("place", "employer", "unit")
        .order_by("place__gss_code", "title", "id")
    )


def shown(rows: QuerySet[FundedPost] | Iterable[FundedPost], on: date) -> list[PostShown]:
    """The posts as they stand on that day; two further queries for a queryset."""
    if isinstance(rows, QuerySet):
        rows = rows.prefetch_related(*parts())
    return [_shown(each, on) for each in rows]


def post_shown(actor: Actor, post_id: UUID, on: date) -> PostShown | None:
    """The post, if there is one that the actor may see."""
    found = shown(visible_to(actor, on).filter(pk=post_id), on)
    return found[0] if found else None


def posts_of(place_ids: Collection[UUID], on: date) -> dict[UUID, tuple[PostFacts, ...]]:
    """By place, the posts funded on that day: the place's own, and those of which its grants or streams pay a part.

    One query however many places.
    """
    found: dict[UUID, list[PostFacts]] = {place: [] for place in place_ids}
    for post, places in _of_places(place_ids, on):
        each = _facts(post, on)
        for place in places & found.keys():
            found[place].append(each)
    return {place: tuple(posts) for place, posts in found.items()}


def paid_by(grant_ids: Collection[UUID], on: date) -> Reading:
    """By grant, the posts of which it pays a part on that day, by unit."""
    ids = list(grant_ids)
    shares = PostShare.objects.filter(_on(on, "paid"), post=OuterRef("pk"), grant__in=ids)
    rows = FundedPost.objects.filter(_on(on, "funded")).filter(Exists(shares)).prefetch_related(*parts())
    return Reading(
        (rows.select_related("place", "employer", "unit").order_by("unit__name", "title", "id"),),
        partial(_by_grant, ids, on),
    )


def _by_grant(
    ids: Sequence[UUID], on: date, posts: Sequence[FundedPost]
) -> dict[UUID, tuple[PostFacts, ...]]:
    facts = [_facts(each, on) for each in posts]
    return {grant: tuple(each for each in facts if grant in each.grant_ids) for grant in ids}


def shown_of_place(place_id: UUID, on: date) -> list[PostShown]:
    """The same posts of one place in words, by unit; one query."""
    return [_shown(post, on) for post, _ in _of_places([place_id], on)]


def places_of_unit(unit_id: UUID | None, on: date) -> dict[UUID, str]:
    """The places that a unit covers on that day, by id with their names; none for no unit."""
    unit = organisations.units(on).filter(pk=unit_id).first() if unit_id else None
    return {each.place_id: each.place.name for each in unit.coverage.all()} if unit else {}


def places_of_post(post: FundedPost, today: date) -> dict[UUID, str]:
    """The places that its unit covers today; on its first day while it is ahead, on its last once it is over."""
    return places_of_unit(post.unit_id, span_of(post).nearest(today))


def span_of(thing: FundedPost | PostShare | PostFilled) -> Span:
    """The days of a post, of a share of it, or of somebody's being in it."""
    if isinstance(thing, FundedPost):
        return Span(thing.funded_from, thing.funded_until)
    if isinstance(thing, PostShare):
        return Span(thing.paid_from, thing.paid_until)
    return Span(thing.filled_from, thing.filled_until)


def share_of(share: PostShare) -> Share:
    """The share as the rules see it."""
    return Share(share.hundredths, span_of(share))


def vacant(actor: Actor, on: date) -> QuerySet[FundedPost]:
    """The posts within the actor's reach that are funded and have nobody in them, longest vacant first.

    Each `vacant_since` the last person left, or it is funded, as `occupancy` has it.
    """
    filled = PostFilled.objects.filter(_on(on, "filled")).values("post")
    left = PostFilled.objects.filter(post=OuterRef("pk"), filled_until__lte=on).order_by("-filled_until")
    rows = visible_to(actor, on).filter(_on(on, "funded")).exclude(pk__in=filled)
    since = Greatest("funded_from", Subquery(left.values("filled_until")[:1]))
    return rows.annotate(vacant_since=since).order_by("vacant_since", "title", "id")


def on_days(posts: Iterable[PostShown]) -> dict[str, list[PostShown]]:
    """Who is on site on which weekday: filled posts by day."""
    here = [each for each in posts if each.standing.is_filled]
    return {day: [each for each in here if day in each.weekdays] for day in WEEKDAYS}


def _on(day: date, name: str) -> Q:
    begins, ends = f"{name}_from", f"{name}_until"
    return Q(Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": day}), **{f"{begins}__lte": day})


def parts() -> "tuple[Prefetch[str, QuerySet[PostFilled], str], Prefetch[str, QuerySet[PostShare], str]]":
    """Who was in a post and who pays for it: what `shown` needs of each."""
    payers = PostShare.objects.select_related(
        "grant__round__programme", "grant__place", "stream__place", "stream__payer"
    )
    return (
        Prefetch("filled", PostFilled.objects.order_by("filled_from", "id")),
        Prefetch("shares", payers.order_by("paid_from", "id")),
    )


def _of_places(place_ids: Collection[UUID], on: date) -> list[tuple[FundedPost, set[UUID]]]:
    ids = list(place_ids)
    paid_there = PostShare.objects.filter(_on(on, "paid"), post=OuterRef("pk")).filter(
        Q(grant__place__in=ids) | Q(stream__place__in=ids)
    )
    rows = (
        FundedPost.objects.filter(_on(on, "funded"))
        .filter(Q(place__in=ids) | Exists(paid_there))
        .select_related("place", "employer", "unit")
        .prefetch_related(*parts())
        .order_by("unit__name", "title", "id")
    )
    [found] = trees(rows)
    return [
        (
            post,
            {post.place_id} | {_payers_place(each) for each in post.shares.all() if span_of(each).covers(on)},
        )
        for post in found
    ]


def _payers_place(share: PostShare) -> UUID:
    payer = share.grant or share.stream
    assert payer is not None  # noqa: S101 - the database keeps one of the two
    return payer.place_id


def _facts(post: FundedPost, on: date) -> PostFacts:
    standing = occupancy(span_of(post), map(span_of, post.filled.all()), on)
    paying = [each for each in post.shares.all() if span_of(each).covers(on)]
    return PostFacts(
        id=post.id,
        title=post.title,
        employer=post.employer.name,
        hundredths_of_full_time=post.hundredths_of_full_time,
        unit=post.unit.name if post.unit else "",
        is_filled=standing.is_filled,
        vacant_since=standing.vacant_since,
        paid_hundredths=sum(each.hundredths for each in paying),
        grant_ids=tuple(each.grant_id for each in paying if each.grant_id),
    )


def _shown(post: FundedPost, on: date) -> PostShown:
    shares = list(post.shares.all())
    return PostShown(
        post=post,
        standing=occupancy(span_of(post), map(span_of, post.filled.all()), on),
        shares=tuple(_share(each, on) for each in shares),
        paid=paid_on(map(share_of, shares), on),
        href=reverse("funded-post", args=[post.id]),
    )


def _share(each: PostShare, on: date) -> ShareShown:
    if each.grant is not None:
        payer = f"{each.grant.round.programme}, {each.grant.round.year}"
        place, href = each.grant.place.name, reverse("grant", args=[each.grant.id])
    else:
        assert each.stream is not None  # noqa: S101 - the database keeps one of the two
        payer, place = each.stream.name, each.stream.place.name
        href = reverse("stream", args=[each.stream.id])
    return ShareShown(
        each.pk,
        payer,
        place,
        each.hundredths,
        each.paid_from,
        each.paid_until,
        each.because,
        span_of(each).covers(on),
        href,
    )
