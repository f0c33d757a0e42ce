"""How is money that others pay for people on probation in a place put on record, changed and struck out?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from throughline.frame.events import tell
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.reach import reach_of

from ..events import StreamStruck
from ..lifecycle import STREAM
from ..models import Stream, StreamYear
from .money_in import in_pence
from .taking import kept, said, taking


@dataclass(frozen=True, slots=True)
class Paying:
    """Who pays how much for what, until when, and where that is known from; a year without an amount: not known."""

    name: str
    purpose: str
    source: str
    years: Mapping[FinancialYear, Money | None] = field(default_factory=dict)
    payer_id: UUID | None = None
    payer_words: str = ""
    is_baseline: bool = False
    begins_on: date | None = None
    ends_on: date | None = None
    is_illustration: bool = False

    def __post_init__(self) -> None:
        said(self.name, "Give it the name that people in the place use.")
        said(self.source, "Say where this is known from.")
        if self.payer_id is None:
            said(self.payer_words, "Say who pays.")
        if not self.years:
            raise RefusedError("Name at least one financial year; its amount may stay empty.")
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise RefusedError("A stream ends after it begins.")


def record_stream(*, actor: Actor, at: datetime, place_id: UUID, paying: Paying) -> Stream:
    """The stream stands on the place's page, year by year, known or not known."""
    STREAM.may("record", None, actor).or_raise()
    _own_place(actor, place_id, at)
    step = STREAM.step("record")
    with act(actor=actor, at=at, verb=step.event, subject=("stream", None)) as doing:
        stream = Stream(
            place_id=place_id,
            state=step.to,
            is_illustration=paying.is_illustration,
            recorded_at=at,
            recorded_by=actor.id,
        )
        _say(stream, paying)
        kept(stream)
        StreamYear.objects.bulk_create(
            StreamYear(stream=stream, year=str(year), amount_pence=amount)
            for year, amount in paying.years.items()
        )
        doing.subject = ("stream", str(stream.id))
        doing.facts |= {"place": str(place_id), "years": in_pence(paying.years)}
    return stream


def record_streams(*, actor: Actor, at: datetime, wanted: Sequence[tuple[UUID, Paying]]) -> None:
    """Streams of several places stand on their pages, in one act."""
    STREAM.may("record", None, actor).or_raise()
    for place_id in {place_id for place_id, _ in wanted}:
        _own_place(actor, place_id, at)
    step = STREAM.step("record")
    with act(actor=actor, at=at, verb=step.event, subject=("streams", len(wanted))) as doing:
        made = []
        for place_id, paying in wanted:
            stream = Stream(
                place_id=place_id,
                state=step.to,
                is_illustration=paying.is_illustration,
                recorded_at=at,
                recorded_by=actor.id,
            )
            _say(stream, paying)
            made.append(stream)
        Stream.objects.bulk_create(made)
        StreamYear.objects.bulk_create(
            StreamYear(stream=stream, year=str(year), amount_pence=amount)
            for stream, (_, paying) in zip(made, wanted, strict=True)
            for year, amount in paying.years.items()
        )
        doing.facts["streams"] = [str(each.id) for each in made]


def amend_stream(*, actor: Actor, at: datetime, stream_id: UUID, paying: Paying, because: str) -> Stream:
    """The stream says now what is known of it; what it said before stays in its history."""
    with taking(Stream, STREAM, "amend", stream_id, actor=actor, at=at) as (stream, doing):
        _own_place(actor, stream.place_id, at)
        doing.personal["because"] = said(because, "Say why it changes.")
        _say(stream, paying)
        wanted = {str(year): amount for year, amount in paying.years.items()}
        stream.years.exclude(year__in=wanted).delete()
        for year, amount in wanted.items():
            stream.years.update_or_create(year=year, defaults={"amount_pence": amount})
        doing.facts["years"] = in_pence(paying.years)
    return stream


def strike_stream(*, actor: Actor, at: datetime, stream_id: UUID, because: str) -> Stream:
    """The stream was recorded in error: it counts nowhere, and says why; refused while it pays for a post."""
    with taking(Stream, STREAM, "strike", stream_id, actor=actor, at=at) as (stream, _):
        _own_place(actor, stream.place_id, at)
        stream.struck_because = said(because, "Say why it was recorded in error.")
        tell(StreamStruck(stream_id, actor, at))
    return stream


def _say(stream: Stream, paying: Paying) -> None:
    stream.name, stream.purpose, stream.source = paying.name.strip(), paying.purpose, paying.source.strip()
    stream.payer_id, stream.payer_words = paying.payer_id, paying.payer_words.strip()
    stream.is_baseline = paying.is_baseline
    stream.begins_on, stream.ends_on = paying.begins_on, paying.ends_on


def _own_place(actor: Actor, place_id: UUID, at: datetime) -> None:
    if not reach_of(actor, timezone.localdate(at)).covers(place_id):
        raise RefusedError(
            "This place is not one of yours. The programme team or its own commissioner can do this."
        )
