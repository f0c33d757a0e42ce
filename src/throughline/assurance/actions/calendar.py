"""How do returns come onto the calendar, open, and fall away? In proportion, one for all programmes of an area."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from throughline.agreements.events import GrantLive
from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import CLOCK, RETURN
from ..models import Return, ReturnGrant
from ..returning.letters import ask, stop_reminding
from ..rules import NOTHING, Asked, returns_of_year

CALENDAR = Actor("system:calendar-of-returns", CLOCK)
RUNNING = ("live", "closing", "suspended")
STILL_OPEN = ("scheduled", "open", "queried")
Area = tuple[UUID, UUID, str]


def schedule_returns(
    *, actor: Actor, at: datetime, grant_ids: Collection[UUID] | None = None
) -> list[Return]:
    """The returns of every area and year of these grants (all running ones where none is named) are on the calendar.

    What is there already stays and takes in new grants while it is still open; doing it twice adds nothing.
    """
    RETURN.may("schedule", None, actor).or_raise()
    made: list[Return] = []
    with transaction.atomic():
        running = agreements.visible_to(CALENDAR, timezone.localdate(at)).filter(state__in=RUNNING)
        wanted: set[Area] | None = None
        if grant_ids is not None:
            named = running.filter(id__in=grant_ids).order_by()
            wanted = set(named.values_list("place", "recipient", "round__year"))
            running = running.filter(place__in={each[0] for each in wanted})
        areas: dict[Area, list[UUID]] = {}
        rounds: dict[UUID, UUID] = {}
        illustrations: set[UUID] = set()
        for grant in running:
            area = (grant.place_id, grant.recipient_id, grant.round.year)
            if wanted is None or area in wanted:
                areas.setdefault(area, []).append(grant.id)
                rounds[grant.id] = grant.round_id
                illustrations |= {grant.id} if grant.is_illustration else set()
        terms, awards = agreements.terms_of(set(rounds.values())), agreements.awards(rounds)
        for area, ids in areas.items():
            set_out = [terms[rounds[each]] for each in ids if rounds[each] in terms]
            if not set_out:
                continue
            bases = {each.price_basis for each in set_out}
            limits = [each.small_grant_pence for each in set_out]
            asked = returns_of_year(
                FinancialYear.parse(area[2]),
                price_basis="actual" if "actual" in bases else "fixed",
                in_all=sum((awards.get(each, NOTHING) for each in ids), NOTHING),
                small_grant=_limit(limits),
                begins_on=min(each.begins_on for each in set_out),
            )
            made += _on_calendar(actor, at, area, asked, ids, is_illustration=bool(illustrations & set(ids)))
    return made


def _limit(limits: Iterable[Money | None]) -> Money | None:
    """Below it an area's papers are few; programmes that set no limit ask for all of them."""
    known = list(limits)
    return None if None in known else min(each for each in known if each is not None)


def _on_calendar(
    actor: Actor, at: datetime, area: Area, asked: Iterable[Asked], ids: list[UUID], *, is_illustration: bool
) -> list[Return]:
    place, recipient, year = area
    there = {
        (each.kind, each.quarter): each
        for each in Return.objects.filter(place=place, recipient=recipient, year=year)
    }
    made = []
    step = RETURN.step("schedule")
    for each in asked:
        old = there.get((each.kind, each.quarter))
        if old is not None:
            if old.state in STILL_OPEN:
                _take_in(actor, at, old, ids)
            continue
        try:
            with act(actor=actor, at=at, verb=step.event, subject=("return", None)) as doing:
                new = Return.objects.create(
                    place_id=place,
                    recipient_id=recipient,
                    year=year,
                    kind=each.kind,
                    quarter=each.quarter,
                    opens_on=each.opens_on,
                    due_on=each.due_on,
                    state=step.to,
                    is_illustration=is_illustration,
                )
                cover(new, ids)
                doing.subject = ("return", new.id)
                doing.facts |= {
                    "kind": each.kind,
                    "year": year,
                    "due_on": each.due_on.isoformat(),
                    "grants": len(ids),
                }
        except IntegrityError:
            continue  # somebody put it there in the same moment
        made.append(new)
    return made


def _take_in(actor: Actor, at: datetime, asked: Return, ids: list[UUID]) -> None:
    """Grants that came after it was scheduled are covered too."""
    new = set(ids) - set(ReturnGrant.objects.filter(of=asked).values_list("grant", flat=True))
    if new:
        with act(
            actor=actor,
            at=at,
            verb="return.widened",
            subject=("return", asked.id),
            facts={"grants": len(new)},
        ):
            cover(asked, new)


def cover(asked: Return, ids: Iterable[UUID]) -> None:
    """The return covers these grants too."""
    ReturnGrant.objects.bulk_create(
        (ReturnGrant(of=asked, grant_id=each) for each in ids), ignore_conflicts=True
    )


def hear_grant_live(event: GrantLive) -> None:
    """A grant that goes live brings its area's returns onto the calendar."""
    schedule_returns(actor=CALENDAR, at=event.at, grant_ids=[event.grant_id])


def open_return(*, actor: Actor, at: datetime, return_id: UUID) -> Return:
    """The return can be filled in, and its people hear of it by letter."""
    step = RETURN.step("open")
    with act(actor=actor, at=at, verb=step.event, subject=("return", return_id)):
        asked = locked(return_id)
        RETURN.may("open", asked.state, actor).or_raise()
        asked.state = step.to
        asked.save(update_fields=["state"])
        ask(asked, at)
    return asked


def open_what_is_due(*, at: datetime) -> int:
    """Every return whose day has come opens; a day that was missed is made good by the next."""
    today = timezone.localdate(at)
    due = Return.objects.filter(state="scheduled", opens_on__lte=today).order_by("opens_on", "id")
    opened = 0
    for return_id in list(due.values_list("id", flat=True)):
        try:
            open_return(actor=CALENDAR, at=at, return_id=return_id)
        except RefusedError:
            continue  # somebody opened or dropped it in the same moment
        opened += 1
    return opened


def drop(*, actor: Actor, at: datetime, return_id: UUID, because: str) -> Return:
    """The return is not asked for after all, with a reason that everybody on it sees."""
    step = RETURN.step("drop")
    if not because.strip():
        raise RefusedError("Say why it is not asked for after all.")
    with act(actor=actor, at=at, verb=step.event, subject=("return", return_id)) as doing:
        asked = locked(return_id)
        RETURN.may("drop", asked.state, actor).or_raise()
        stop_reminding(asked, at)
        asked.state, asked.because = step.to, because.strip()
        asked.save(update_fields=["state", "because"])
        doing.personal["because"] = because.strip()
    return asked


def locked(return_id: UUID) -> Return:
    """The return, locked until the transaction ends; without joins, so that what is read is what stands."""
    return Return.objects.select_for_update().get(pk=return_id)


def running_of(asked: Return, at: datetime) -> list[UUID]:
    """The running grants of the return's area and year, those that came after it was scheduled too."""
    rows = agreements.visible_to(CALENDAR, timezone.localdate(at)).filter(
        place=asked.place_id, recipient=asked.recipient_id, round__year=asked.year, state__in=RUNNING
    )
    return list(rows.values_list("id", flat=True))
