"""How do a provider's events come in: each once for ever, each row accounted for, whatever is killed meanwhile? R32

Rows are taken five hundred to a transaction, those of one person in the order in which they happened; how far a file
has come is written in the same transaction, so what was cut off goes on with the next row when the file comes again.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json

from ..elsewhere import sheets
from ..elsewhere.rules import NEEDED, Event, RowError, read_row
from ..models import Imported, ImportedEvent, ImportedReject
from ..queries.events_elsewhere import Known, known_of
from ..queries.papers import missing as missing_papers
from ..queries.record_modes import may_come_in
from ..rules import may_real_people_come_in
from ..sight import look_for_provider
from . import episodes, meetings_elsewhere, needs_elsewhere
from .events_elsewhere import Brought, take_event

KIND = "events"
BATCH = 500
MOST_ON_A_PAGE = 1_000  # a page waits for its rows; more of them come in by the command


@dataclass(frozen=True, slots=True)
class Provider:
    """Whose events these are."""

    id: UUID
    code: str

    @property
    def machine(self) -> Actor:
        """Who writes what came in: the provider's own system."""
        return Actor(f"system:import-{self.code}"[:64], frozenset({"system"}))


def bring_in(
    *,
    actor: Actor,
    at: datetime,
    provider: Provider,
    name: str,
    content: bytes,
    most: int = sheets.MOST_ROWS,
    tell: Callable[[Imported], None] = lambda _: None,
) -> Imported:
    """What became of the file's rows; the same file again changes nothing and says the same."""
    today = timezone.localdate(at)
    rows = sheets.read(name, content, NEEDED)
    if not rows:
        raise RefusedError("This file has no row below its column names.")
    if len(rows) > most:
        raise RefusedError(
            f"This file has {len(rows):,} rows. A page takes {most:,} at once; the command takes all of them."
        )
    events: list[Event] = []
    faults: list[tuple[int, RowError]] = []
    for number, said in rows:
        try:
            events.append(read_row(number, said, today))
        except RowError as fault:
            faults.append((number, fault))
    events.sort(key=lambda each: each.order)
    with transaction.atomic():
        look_for_provider(provider.machine, provider.id, today)
        run = before_with(provider, KIND, content, today) or begun(
            actor, at, provider, KIND, content, len(rows), faults
        )
    while run.done < run.rows:
        with transaction.atomic():
            look_for_provider(provider.machine, provider.id, today)
            run = Imported.objects.select_for_update().get(id=run.id)
            done = run.done - len(faults)
            taking = Taking(provider, at, provider.machine, run)
            go_on(run, taking.outcomes(events[done : done + BATCH]), actor=provider.machine, at=at)
        tell(run)
    return run


def before_with(provider: Provider, kind: str, content: bytes, on: date) -> Imported | None:
    """The last run of the same file, while anything may come in; two who bring it at once bring it once."""
    may_come_in(provider.id, on).or_raise()
    digest = sha256(content).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import {provider.id} {digest}"]
        )
    rows = Imported.objects.filter(body=provider.id, kind=kind, sha256=digest)
    return rows.order_by("brought_at", "id").last()


def begun(
    actor: Actor,
    at: datetime,
    provider: Provider,
    kind: str,
    content: bytes,
    rows: int,
    faults: Sequence[tuple[int, RowError]] = (),
) -> Imported:
    """A new run of a file, with the rows that nobody can read; inside the transaction of `before_with`."""
    run = Imported(
        id=uuid4(),
        body_id=provider.id,
        kind=kind,
        sha256=sha256(content).hexdigest(),
        rows=rows,
        taken=0,
        same=0,
        rejected=len(faults),
        brought_at=at,
        brought_by=actor.id,
    )
    with act(actor=actor, at=at, verb="import.begun", subject=("import", run.id), facts={"rows": rows}):
        run.save(force_insert=True)
        ImportedReject.objects.bulk_create(
            ImportedReject(imported=run, row=row, column=fault.column, why=fault.why) for row, fault in faults
        )
    return run


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one event: taken, same or rejected; of a rejected one in which column and why."""

    event: Event
    kind: str
    column: str = ""
    why: str = ""


Numbered = tuple[int, Event]
Many = dict[int, Brought]


class Taking:
    """Takes events of one provider in the name of its machine: meetings and needs together, all else one by one."""

    def __init__(self, provider: Provider, at: datetime, actor: Actor, run: Imported | None = None) -> None:
        self.provider, self.at, self.run, self.actor = provider, at, run, actor
        self.missing: list[str] | None = None

    def outcomes(self, events: Sequence[Event]) -> list[Outcome]:
        """Each event is taken, known already, or rejected with its reason; one batch of a provider at a time."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"events {self.provider.id}"]
            )
        known = known_of(self.provider.id, events)
        made: dict[int, Outcome] = {}
        left = list(enumerate(events))
        while left:
            met, assessed, alone, left = self._round(left, known)
            made |= self._together(meetings_elsewhere.record, met, known)
            made |= self._together(needs_elsewhere.record, assessed, known)
            made |= {number: self._outcome(event, known) for number, event in alone}
        return [made[number] for number in range(len(events))]

    def _round(
        self, left: Sequence[Numbered], known: Known
    ) -> tuple[Many, Many, list[Numbered], list[Numbered]]:
        """The meetings that come next, the needs, what comes alone after them, what waits: each person's in order."""
        met, assessed = Many(), Many()
        alone: list[Numbered] = []
        waits: list[Numbered] = []
        keys: set[str] = set()
        barred: set[UUID | str] = set()
        for number, event in left:
            about = _about(event, known)
            if about & barred or event.event_id in keys:
                waits.append((number, event))
                barred |= about
                continue
            brought = self._brought(event, known)
            if brought is None:
                alone.append((number, event))
            else:
                (met if event.kind == "attendance" else assessed)[number] = brought
                keys.add(event.event_id)
            if brought is None or event.kind == "needs":
                barred |= about
        return met, assessed, alone, waits

    def _brought(self, event: Event, known: Known) -> Brought | None:
        """A new meeting or new needs of somebody known, taken with others of its batch; None for all else."""
        if event.kind not in ("attendance", "needs") or event.event_id in known.events:
            return None
        try:
            whose = known.which(event, known.whom(event))
        except RowError:
            return None
        if not whose.is_made_up and self._missing():
            return None
        if event.client_id and not known.is_linked(event, whose):
            return None
        return Brought(whose.id, event)

    def _together(self, record: Callable[..., list[str]], many: Many, known: Known) -> dict[int, Outcome]:
        """What became of these, taken at once; one by one where the database refuses any of them."""
        if not many:
            return {}
        brought = list(many.values())
        subject = ("import", self.run.id) if self.run else ("body", self.provider.id)
        try:
            with transaction.atomic():
                why = record(actor=self.actor, at=self.at, brought=brought, brought_by=subject)
                taken = [self._taken(each.event, each.referral_id, known) for each in brought]
                ImportedEvent.objects.bulk_create(
                    row for row, refused in zip(taken, why, strict=True) if not refused
                )
        except (IntegrityError, RefusedError):
            return {number: self._outcome(each.event, known) for number, each in many.items()}
        made = {}
        for (number, each), row, refused in zip(many.items(), taken, why, strict=True):
            if refused:
                made[number] = Outcome(each.event, "rejected", "kind", refused)
            else:
                known.events[each.event.event_id] = (each.referral_id, row.says)
                made[number] = Outcome(each.event, "taken")
        return made

    def _outcome(self, event: Event, known: Known) -> Outcome:
        try:
            with transaction.atomic():
                return Outcome(event, "taken" if self._take(event, known) else "same")
        except RowError as fault:
            return Outcome(event, "rejected", fault.column, fault.why)
        except RefusedError as refusal:
            return Outcome(event, "rejected", "kind", str(refusal))
        except (
            IntegrityError
        ) as fault:  # the database's own last word, such as another file at the same moment
            return Outcome(event, "rejected", "event_id", _in_words(fault))

    def _take(self, event: Event, known: Known) -> bool:
        """Whether the event is new; RowError or RefusedError says why it does not come in."""
        found = known.whom(event)
        if (before := known.events.get(event.event_id)) is not None:
            referral_id, says = before
            if says != known.memory.of("event", event.says) or referral_id not in {each.id for each in found}:
                raise RowError(
                    "event_id",
                    "This id came in before with other content. A correction has an id of its own.",
                )
            return False
        whose = known.which(event, found)
        may_real_people_come_in(
            [] if whose.is_made_up else self._missing(), is_made_up=whose.is_made_up
        ).or_raise()
        taken = self._taken(event, whose.id, known)
        taken.save(force_insert=True)
        if event.client_id and not known.is_linked(event, whose):
            try:
                episodes.link(
                    actor=self.actor,
                    at=self.at,
                    referral_id=whose.id,
                    client_id=event.client_id,
                    episode_id=event.episode_id,
                )
            except RefusedError as refusal:
                raise RowError("client_id", str(refusal)) from None
        take_event(actor=self.actor, at=self.at, referral_id=whose.id, event=event)
        known.note(event, whose, taken.says)
        return True

    def _taken(self, event: Event, referral_id: UUID, known: Known) -> ImportedEvent:
        return ImportedEvent(
            id=uuid4(),
            body_id=self.provider.id,
            key=known.memory.of("event id", event.event_id),
            says=known.memory.of("event", event.says),
            referral_id=referral_id,
            imported=self.run,
        )

    def _missing(self) -> list[str]:
        if self.missing is None:
            self.missing = list(missing_papers(self.provider.id, "support", timezone.localdate(self.at)))
        return self.missing


def go_on(run: Imported, outcomes: Sequence[Outcome], *, actor: Actor, at: datetime) -> None:
    """How far the file has come, in the transaction of what came in."""
    many = Counter(each.kind for each in outcomes)
    facts: dict[str, Json] = {"taken": many["taken"], "same": many["same"], "rejected": many["rejected"]}
    with act(actor=actor, at=at, verb="import.went_on", subject=("import", run.id), facts=facts):
        run.taken, run.same = run.taken + many["taken"], run.same + many["same"]
        run.rejected += many["rejected"]
        run.save(update_fields=["taken", "same", "rejected"])
        ImportedReject.objects.bulk_create(
            ImportedReject(imported=run, row=each.event.row, column=each.column, why=each.why[:300])
            for each in outcomes
            if each.kind == "rejected"
        )


def _about(event: Event, known: Known) -> set[UUID | str]:
    """What no other event may overtake that is about it too: its own id, the client's, and whom it may be about."""
    named: set[UUID | str] = {event.event_id}
    if event.client_id:
        named.add(f"client {event.client_id.upper()}")
    try:
        return named | {each.id for each in known.whom(event)}
    except RowError:
        return named


def _in_words(fault: IntegrityError) -> str:
    if "event_of_a_provider_is_taken_once" in str(fault):
        return "This event came in with another file just now."
    return "This does not fit what is on record about this person."
