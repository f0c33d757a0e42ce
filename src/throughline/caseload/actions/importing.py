"""How do a provider's events come in: each once for ever, each row accounted for, whatever is killed meanwhile? R32

Rows are taken in the order in which they happened, a hundred to a transaction; how far a file has come is written in
the same transaction, so what was cut off goes on with the next row when the same file comes again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..elsewhere import sheets
from ..elsewhere.rules import NEEDED, Event, RowError, read_row
from ..models import Imported, ImportedEvent, ImportedReject
from ..queries.events_elsewhere import Known, known_of
from ..queries.papers import missing as missing_papers
from ..queries.record_modes import HERE, mode_of
from ..rules import may_real_people_come_in
from ..sight import look_for_provider
from . import episodes
from .events_elsewhere import take_event

KIND = "events"
BATCH = 100
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
        run = _begun(actor, at, provider, content, len(rows), faults)
    while (done := run.taken + run.same + run.rejected) < run.rows:
        with transaction.atomic():
            look_for_provider(provider.machine, provider.id, today)
            run = Imported.objects.select_for_update().get(id=run.id)
            done = run.taken + run.same + run.rejected - len(faults)
            _Batch(provider, at, run).take(events[done : done + BATCH])
        tell(run)
    return run


def _begun(
    actor: Actor,
    at: datetime,
    provider: Provider,
    content: bytes,
    rows: int,
    faults: Sequence[tuple[int, RowError]],
) -> Imported:
    """The run of this file: the one that was begun before, or a new one with the rows that nobody can read."""
    if mode_of(provider.id, timezone.localdate(at)) == HERE:
        raise RefusedError(
            "This provider’s record is here, so nothing comes in from elsewhere. "
            "Its manager says “Record elsewhere” first."
        )
    digest = sha256(content).hexdigest()
    with connection.cursor() as cursor:  # two who bring the same file at once bring it once
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import {provider.id} {digest}"]
        )
    before = (
        Imported.objects.filter(body=provider.id, kind=KIND, sha256=digest).order_by("brought_at").first()
    )
    if before is not None:
        return before
    run = Imported(
        id=uuid4(),
        body_id=provider.id,
        kind=KIND,
        sha256=digest,
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


class _Batch:
    """Some rows of one run, in one transaction with how far the run has come."""

    def __init__(self, provider: Provider, at: datetime, run: Imported) -> None:
        self.provider, self.at, self.run = provider, at, run
        self.actor = provider.machine
        self.missing: list[str] | None = None

    def take(self, events: Sequence[Event]) -> None:
        """Each event is taken, known already, or rejected with its reason."""
        known = known_of(self.provider.id, events)
        rejects = []
        taken = same = 0
        for event in events:
            try:
                with transaction.atomic():
                    if self._take(event, known):
                        taken += 1
                    else:
                        same += 1
            except RowError as fault:
                rejects.append((event.row, fault.column, fault.why))
            except RefusedError as refusal:
                rejects.append((event.row, "kind", str(refusal)))
            except (
                IntegrityError
            ) as fault:  # the database's own last word, such as another file at the same moment
                rejects.append((event.row, "event_id", _in_words(fault)))
        run = self.run
        facts = {"taken": taken, "same": same, "rejected": len(rejects)}
        with act(
            actor=self.actor, at=self.at, verb="import.went_on", subject=("import", run.id), facts=facts
        ):
            run.taken, run.same, run.rejected = (
                run.taken + taken,
                run.same + same,
                run.rejected + len(rejects),
            )
            run.save(update_fields=["taken", "same", "rejected"])
            ImportedReject.objects.bulk_create(
                ImportedReject(imported=run, row=row, column=column, why=why[:300])
                for row, column, why in rejects
            )

    def _take(self, event: Event, known: Known) -> bool:
        """Whether the event is new; RowError or RefusedError says why it does not come in."""
        found = known.whom(event)
        if (before := known.events.get(event.event_id)) is not None:
            referral_id, says = before
            if says not in keyed_hashes("event", event.says) or referral_id not in {
                each.id for each in found
            }:
                raise RowError(
                    "event_id",
                    "This id came in before with other content. A correction has an id of its own.",
                )
            return False
        whose = known.which(event, found)
        may_real_people_come_in(
            [] if whose.is_made_up else self._missing(), is_made_up=whose.is_made_up
        ).or_raise()
        taken = ImportedEvent(
            id=uuid4(),
            body_id=self.provider.id,
            key=keyed_hashes("event id", event.event_id)[0],
            says=keyed_hashes("event", event.says)[0],
            referral_id=whose.id,
            imported=self.run,
        )
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

    def _missing(self) -> list[str]:
        if self.missing is None:
            self.missing = list(missing_papers(self.provider.id, "support", timezone.localdate(self.at)))
        return self.missing


def _in_words(fault: IntegrityError) -> str:
    if "event_of_a_provider_is_taken_once" in str(fault):
        return "This event came in with another file just now."
    return "This does not fit what is on record about this person."
