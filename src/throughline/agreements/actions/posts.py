"""How do funded posts come onto the register, who pays them, and when are they filled? Authority: R21."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from throughline.funding.events import StreamStruck
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError, Verdict
from throughline.ledger.actions import OpenAct, act
from throughline.organisations import queries as organisations
from throughline.organisations.reach import reach_of

from ..models import FundedPost, Grant, PostFilled, PostShare
from ..posts import rules
from ..posts.rules import Share, Span
from ..queries.posts import places_of_post, share_of, span_of

GONE = ("withdrawn", "terminated")


class May(Protocol):
    """A rule that says whether the actor may, within their reach or not."""

    def __call__(self, actor: Actor, *, is_in_reach: bool) -> Verdict: ...


@dataclass(frozen=True, slots=True)
class Described:
    """What a post is, where it works and what it may enter; who holds it is not asked."""

    title: str
    employer_id: UUID
    hundredths_of_full_time: int
    funded_from: date
    funded_until: date | None = None
    unit_id: UUID | None = None
    site: str = ""
    days_on_site: str = ""
    vetting: str = "none"
    has_building_access: bool = False
    has_system_access: bool = False
    cover: str = ""
    is_illustration: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise RefusedError("Say what the post is called.")
        if not 0 < self.hundredths_of_full_time <= rules.WHOLE:
            raise RefusedError("A post is more than nothing and at most full time.")
        if self.funded_until and self.funded_until <= self.funded_from:
            raise RefusedError("A post is funded until after it is funded from.")


def register_post(*, actor: Actor, at: datetime, place_id: UUID, described: Described) -> FundedPost:
    """The post stands on the register; it is vacant until somebody says that it is filled."""
    reach = reach_of(actor, timezone.localdate(at))
    rules.may_keep(actor, is_in_reach=reach.covers(place_id)).or_raise()
    with act(actor=actor, at=at, verb="post.registered", subject=("post", None)) as doing:
        post = FundedPost(place_id=place_id, **asdict(described))
        post.title = post.title.strip()
        _in_its_unit(post, timezone.localdate(at))
        post.save(force_insert=True)
        doing.subject = ("post", str(post.id))
        doing.facts |= {"place": str(place_id), "hundredths_of_full_time": post.hundredths_of_full_time}
    return post


def change_post(
    *, actor: Actor, at: datetime, post_id: UUID, described: Described, because: str
) -> FundedPost:
    """The post is described anew, and the record says why; its shares and who was in it stay within its time."""
    if not because.strip():
        raise RefusedError("Say why it changes.")
    with _post(actor, at, post_id, "post.changed", rules.may_keep) as (post, doing):
        for name, value in asdict(described).items():
            if name != "is_illustration":
                setattr(post, name, value.strip() if isinstance(value, str) else value)
        _in_its_unit(post, timezone.localdate(at))
        funded = span_of(post)
        for span in [*map(span_of, post.shares.all()), *map(span_of, post.filled.all())]:
            if not rules.is_within(span, funded):
                raise RefusedError(
                    "Somebody was in this post, or a share of it is paid, outside that time. Put that right first."
                )
        post.save()
        doing.personal["because"] = because.strip()
    return post


def say_cover(
    *,
    actor: Actor,
    at: datetime,
    post_id: UUID,
    cover: str,
    vetting: str,
    has_building_access: bool,
    has_system_access: bool,
) -> FundedPost:
    """Who covers the post, by role, and what whoever is in it may enter."""
    with _post(actor, at, post_id, "post.access_said", rules.may_say_who_is_there) as (post, _):
        post.cover, post.vetting = cover.strip(), vetting
        post.has_building_access, post.has_system_access = has_building_access, has_system_access
        post.save(update_fields=["cover", "vetting", "has_building_access", "has_system_access"])
    return post


def fill_post(*, actor: Actor, at: datetime, post_id: UUID, filled_from: date) -> PostFilled:
    """Somebody is in the post from that day."""
    with _post(actor, at, post_id, "post.filled", rules.may_say_who_is_there) as (post, doing):
        spans = [Span(each.filled_from, each.filled_until) for each in post.filled.all()]
        rules.may_fill(span_of(post), spans, filled_from, timezone.localdate(at)).or_raise()
        filled = PostFilled.objects.create(post=post, filled_from=filled_from)
        doing.facts["on"] = filled_from.isoformat()
    return filled


def vacate_post(*, actor: Actor, at: datetime, post_id: UUID, vacant_from: date, cover: str = "") -> None:
    """Nobody is in the post from that day on; who covers meanwhile, by role, where that is known."""
    with _post(actor, at, post_id, "post.vacated", rules.may_say_who_is_there) as (post, doing):
        spans = [Span(each.filled_from, each.filled_until) for each in post.filled.all()]
        rules.may_vacate(spans, vacant_from, timezone.localdate(at)).or_raise()
        PostFilled.objects.filter(post=post, filled_until=None).update(filled_until=vacant_from)
        post.cover = cover.strip()
        post.save(update_fields=["cover"])
        doing.facts["on"] = vacant_from.isoformat()


def share_cost(
    *,
    actor: Actor,
    at: datetime,
    post_id: UUID,
    hundredths: int,
    paid_from: date,
    paid_until: date | None = None,
    grant_id: UUID | None = None,
    stream_id: UUID | None = None,
    because: str = "",
) -> PostShare:
    """A grant of ours or another stream pays a part of the post; on no day is it paid more than once (R21)."""
    if (grant_id is None) == (stream_id is None):
        raise RefusedError("A share is paid by one of our grants or by another stream.")
    with _post(actor, at, post_id, "post.shared", rules.may_keep) as (post, doing):
        span = Span(paid_from, paid_until)
        new = Share(hundredths, span if grant_id is None else _paid_by(grant_id, span))
        shares = [share_of(each) for each in post.shares.all()]
        places = places_of_post(post, timezone.localdate(at))
        rules.may_share(shares, new, span_of(post), places=len(places), because=because).or_raise()
        try:
            with transaction.atomic():
                share = PostShare.objects.create(
                    post=post,
                    grant_id=grant_id,
                    stream_id=stream_id,
                    hundredths=hundredths,
                    paid_from=new.span.start,
                    paid_until=new.span.until,
                    because=because.strip(),
                )
        except IntegrityError as refused:
            raise RefusedError(
                "A post is paid for at most once: its shares would come to more than 100 %."
            ) from refused
        doing.facts |= {"hundredths": hundredths, "payer": str(grant_id or stream_id)}
    return share


def end_share(*, actor: Actor, at: datetime, post_id: UUID, share_id: int, paid_until: date) -> None:
    """The share is paid until that day; ended on its first day, it never was."""
    with _post(actor, at, post_id, "post.share_ended", rules.may_keep) as (post, doing):
        share = post.shares.filter(pk=share_id).first()
        if share is None:
            raise RefusedError("There is no such share of this post.")
        if share.paid_until is not None and paid_until > share.paid_until:
            raise RefusedError("This share ends before that day; add a new one instead.")
        if share.paid_until is not None and share.paid_until <= timezone.localdate(at):
            raise RefusedError("This share has ended; what was paid of the post stays on its register.")
        doing.facts |= {"hundredths": share.hundredths, "on": paid_until.isoformat()}
        if paid_until <= share.paid_from:
            share.delete()
        else:
            share.paid_until = paid_until
            share.save(update_fields=["paid_until"])


def hear_strike(struck: StreamStruck) -> None:
    """A stream that pays for a post is not struck out under it."""
    names = PostShare.objects.filter(stream=struck.stream_id).values_list("post__title", flat=True)
    if found := names.order_by("post__title").first():
        raise RefusedError(f"This stream pays a part of the post “{found}”. End that share first.")


@contextmanager
def _post(
    actor: Actor, at: datetime, post_id: UUID, verb: str, may: May
) -> Iterator[tuple[FundedPost, OpenAct]]:
    with act(actor=actor, at=at, verb=verb, subject=("post", str(post_id))) as doing:
        post = FundedPost.objects.select_for_update().filter(pk=post_id).first()
        if post is None:
            raise RefusedError("There is no such post.")
        reach = reach_of(actor, timezone.localdate(at))
        is_own = reach.body is not None and reach.body == post.employer_id
        may(actor, is_in_reach=reach.covers(post.place_id) or is_own).or_raise()
        yield post, doing


def _in_its_unit(post: FundedPost, today: date) -> None:
    """A post in a unit belongs to a place that the unit covers."""
    places = places_of_post(post, today)
    if post.unit_id and post.place_id not in places:
        raise RefusedError(f"This unit does not serve {organisations.place_named(post.place_id)}.")


def _paid_by(grant_id: UUID, span: Span) -> Span:
    """The span within the year of the grant; RefusedError where the grant cannot pay for it. Authority: R13."""
    grant = Grant.objects.filter(pk=grant_id).select_related("round").first()
    if grant is None:
        raise RefusedError("There is no such grant.")
    if grant.state in GONE:
        raise RefusedError(f"This grant is {grant.state}; it pays for no post any more.")
    year = grant.round.financial_year.period
    end = span.until or year.until
    if span.start not in year or end is None or end > (year.until or end):
        raise RefusedError(f"This grant is of {grant.round.year}; it pays for posts in that year only.")
    return Span(span.start, end)
