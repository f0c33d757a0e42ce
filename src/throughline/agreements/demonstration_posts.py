"""Which funded posts are there in a demonstration? Every one is made up and says so; nobody holds it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from throughline.funding.queries import streams as funding
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.organisations import demonstration_localities as localities
from throughline.organisations import queries as organisations

from .actions import posts
from .actions.posts import Described
from .models import FundedPost, Grant
from .queries.posts import places_of_post

YEAR = FinancialYear(2025)
BUDGET = "Public health budget for treatment"
# Locality, post, % of full time, unit, days, % that the grant pays, % that the treatment budget pays, whether vacant.
POSTS = (
    ("Bolton", "Key worker", 100, "Bolton", "Monday, Tuesday, Wednesday, Thursday, Friday", 100, 0, False),
    ("Bolton", "Recovery coordinator", 60, "Bolton", "Tuesday, Thursday", 60, 40, True),
    ("Bury", "Key worker", 100, "Bury and Rochdale", "Monday, Wednesday, Friday", 60, 0, False),
    ("Manchester", "Key worker, north", 100, "Manchester North", "Monday, Tuesday, Thursday", 100, 0, False),
    ("Manchester", "Key worker, south", 100, "Manchester South", "Tuesday, Wednesday, Friday", 100, 0, False),
    ("Manchester", "Outreach worker", 80, "Manchester North", "Thursday, Friday", 50, 50, False),
    ("Oldham", "Key worker", 100, "Oldham", "Monday, Tuesday, Wednesday, Friday", 100, 0, False),
    ("Rochdale", "Key worker", 100, "Bury and Rochdale", "Tuesday, Thursday", 70, 30, False),
    ("Salford", "Key worker", 100, "Salford", "Monday, Wednesday, Thursday", 100, 0, False),
    ("Stockport", "Key worker", 80, "Stockport and Trafford", "Monday, Tuesday, Thursday", 60, 0, True),
    ("Tameside", "Key worker", 100, "Tameside", "Monday, Tuesday, Wednesday, Thursday", 100, 0, False),
    ("Trafford", "Key worker", 60, "Stockport and Trafford", "Wednesday, Friday", 80, 20, False),
    ("Wigan", "Key worker", 100, "Wigan", "Monday, Tuesday, Wednesday, Thursday, Friday", 100, 0, False),
    ("Wigan", "Group worker", 40, "Wigan", "Wednesday", 50, 0, False),
)
LIST = "referral system list of nine"
# A post of these places is paid by the neighbour in the same unit too, by a rule that the share states.
NEIGHBOURS = {"Bury": ("Rochdale", 40), "Stockport": ("Trafford", 40)}
# After the year of the grants, which nobody has confirmed again, the treatment budget bridges these.
BRIDGED = ("Bury", "Manchester", "Oldham", "Salford", "Tameside", "Wigan")
RULE = "Illustration: by days, as many as people of each borough come to the unit"


def load(actor: Actor, at: datetime) -> bool:
    """Posts of the ten localities that the illustrative grants of 2025/26 pay; False when there are any."""
    grants = {
        each.place.name: each
        for each in Grant.objects.filter(round__year=str(YEAR), is_illustration=True).select_related("place")
    }
    if not settings.DEMONSTRATION or not grants or FundedPost.objects.exists():
        return False
    with transaction.atomic():
        bodies = {each.code: each.id for each in organisations.bodies()}
        units = {each.name: each.id for each in organisations.units() if each.list_name == LIST}
        for place, title, hundredths, unit, days, by_grant, by_budget, is_vacant in POSTS:
            if place not in grants:
                continue
            grant = grants[place]
            post = posts.register_post(
                actor=actor,
                at=at,
                place_id=grant.place_id,
                described=Described(
                    title=title,
                    employer_id=bodies[localities.provider_of(place.casefold())],
                    hundredths_of_full_time=hundredths,
                    funded_from=YEAR.period.start,
                    funded_until=YEAR.next.next.period.start,
                    unit_id=units[unit],
                    site=f"{unit} probation office (made up)",
                    days_on_site=days,
                    vetting="given" if not is_vacant else "none",
                    has_building_access=not is_vacant,
                    is_illustration=True,
                ),
            )
            _paid(actor, at, post, grants, place, by_grant, by_budget)
            _filled(actor, at, post, is_vacant)
    return True


def _paid(
    actor: Actor,
    at: datetime,
    post: FundedPost,
    grants: dict[str, Grant],
    place: str,
    by_grant: int,
    by_budget: int,
) -> None:
    shared = len(places_of_post(post, timezone.localdate(at))) > 1
    parts = [(place, by_grant)] + ([NEIGHBOURS[place]] if place in NEIGHBOURS else [])
    for payer, hundredths in parts:
        posts.share_cost(
            actor=actor,
            at=at,
            post_id=post.id,
            grant_id=grants[payer].id,
            hundredths=hundredths,
            paid_from=post.funded_from,
            because=RULE if shared else "",
        )
    streams = {name: UUID(stream) for stream, name in funding.choices_of(post.place_id)}
    if by_budget and BUDGET in streams:
        posts.share_cost(
            actor=actor,
            at=at,
            post_id=post.id,
            stream_id=streams[BUDGET],
            hundredths=by_budget,
            paid_from=post.funded_from,
            because=RULE if shared else "",
        )
    for payer, hundredths in parts if place in BRIDGED else ():
        choices = funding.choices_of(grants[payer].place_id)
        budget = next((UUID(stream) for stream, name in choices if name == BUDGET), None)
        if budget is not None:
            posts.share_cost(
                actor=actor,
                at=at,
                post_id=post.id,
                stream_id=budget,
                hundredths=hundredths,
                paid_from=YEAR.next.period.start,
                because=RULE if shared else "",
            )


def _filled(actor: Actor, at: datetime, post: FundedPost, is_vacant: bool) -> None:
    today = timezone.localdate(at)
    begun = post.funded_from + timedelta(days=26)
    if begun > today:
        return
    posts.fill_post(actor=actor, at=at, post_id=post.id, filled_from=begun)
    left = date(YEAR.starts_in + 1, 2, 16)
    if is_vacant and left <= today:
        posts.vacate_post(actor=actor, at=at, post_id=post.id, vacant_from=left)
