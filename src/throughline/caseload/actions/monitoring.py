"""How does a national monitoring file come in: each fact once for ever, each row accounted for, whatever is killed?

A file is taken CLIENTID by CLIENTID, about five hundred rows to a transaction, so that the order of its rows changes
nothing. Whose a row is, the once-kept link alone says. What came in by sheet or interface is known. R32
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json

from ..elsewhere import monitoring, sheets
from ..elsewhere.monitoring import COLUMN, DIED, SUCCESS, Row, column_of
from ..elsewhere.rules import Event, RowError
from ..lifecycle import UNDER_WAY
from ..models import Alert, Imported, ImportedReject, Referral, Treatment
from ..queries.events_elsewhere import Known, known_of
from ..sight import look_for_provider
from . import importing
from .alerts import alert
from .importing import BATCH, MOST_ON_A_PAGE, Provider, Taking
from .leaving import ENDED

__all__ = ["KIND", "MOST_ON_A_PAGE", "Became", "bring_in", "outcomes"]
KIND = "monitoring"
WHOSE = (
    "This CLIENTID is linked to nobody here, and probation or the courts sent the person. Say whose it is."
)
NOT_OURS = "This CLIENTID is linked to nobody here, and neither probation nor the courts sent the person."
BEFORE = "All that this row says is from before probation referred the person."
GOES_ON = "An episode ended, and the person went on in a later one: the support has not ended."
NOTHING = "This row says no triage, no start of treatment and no discharge."
IS_DEAD = (
    "This row says that the person has died. The service was told at once: somebody checks and notifies it."
)
CAME_IN = "This came in before and said otherwise. Put it right on the person’s page, or in your own system."
_ACCEPT = "Nobody has taken this person on here yet. Accept the referral, then bring the file in again."


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one row: taken, same, passed_over or rejected, and which columns are to be put right, and why."""

    row: int
    kind: str
    why: tuple[tuple[str, str], ...] = ()


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
    """What became of the file's rows. The same file again goes on, or tries what was left."""
    today = timezone.localdate(at)
    said = sheets.read(name, content, ())
    if not said:
        raise RefusedError("This file has no row below its column names.")
    if len(said) > most:
        raise RefusedError(
            f"This file has {len(said):,} rows. A page takes {most:,} at once; the command takes all of them."
        )
    clients = monitoring.by_client(monitoring.read(said, today))
    with transaction.atomic():
        look_for_provider(provider.machine, provider.id, today)
        run = importing.before_with(provider, KIND, content, today)
        if run is None or (run.done == run.rows and run.rejected + run.passed_over):
            run = importing.begun(actor, at, provider, KIND, content, len(said))
    while run.done < run.rows:
        with transaction.atomic():
            look_for_provider(provider.machine, provider.id, today)
            run = Imported.objects.select_for_update().get(id=run.id)
            batch = _batch(clients, run.done)
            made = outcomes(provider=provider, at=at, actor=provider.machine, rows=batch, run=run)
            _go_on(run, made, actor=provider.machine, at=at)
        tell(run)
    return run


def outcomes(
    *, provider: Provider, at: datetime, actor: Actor, rows: Iterable[Row], run: Imported | None = None
) -> list[Became]:
    """What became of each of these rows, in the provider's sight; all rows of one CLIENTID come at once."""
    rows = [row for one in monitoring.by_client(rows) for row in one]
    taking = _Taking(provider, at, actor, run)
    probe = [_probe(row) for row in rows]
    known = known_of(provider.id, [each for each in probe if each.client_id])
    since = {client: _first_sent(known, client) for client in {row.client_id for row in rows}}
    triaged = _triages(rows)
    events = [
        event
        for row in rows
        for event in row.events
        if (sent := since[row.client_id])
        and event.on >= sent
        and not _goes_on(event, row, sent, triaged, known)
    ]
    events.sort(key=lambda each: each.order[:2])  # stable: rows come in an order of their content
    came: dict[int, list[importing.Outcome]] = {}
    for each in taking.outcomes(events):
        came.setdefault(each.event.row, []).append(each)
    for referral_id in taking.died:
        _say_died(actor, at, referral_id)
    return [_became(row, since[row.client_id], came.get(row.number, [])) for row in rows]


class _Taking(Taking):
    """Takes what a monitoring file says, unless it is on record already, whoever said it."""

    def __init__(self, provider: Provider, at: datetime, actor: Actor, run: Imported | None) -> None:
        super().__init__(provider, at, actor, run)
        self.died: set[UUID] = set()

    def _take(self, event: Event, known: Known) -> bool:
        whose = known.which(event, known.whom(event))
        if event.code == DIED:
            if not Referral.objects.filter(id=whose.id, person__died_on__isnull=False).exists():
                self.died.add(whose.id)
                raise RowError(COLUMN["discharge"], IS_DEAD)
            return False
        if event.event_id not in known.events and is_on_record(whose.id, event):
            return False
        return super()._take(event, known)


def is_on_record(referral_id: UUID, event: Event) -> bool:
    """Whether the referral says this already; RowError where it says otherwise."""
    referral = Referral.objects.get(id=referral_id)
    if referral.state not in (*UNDER_WAY, *ENDED):
        raise RowError("kind", _ACCEPT)
    if event.kind == "first_contact":
        met = referral.first_contact_on
        if met and met > event.on:
            raise RowError(
                "on", "On record the person was first met on a later day. Check which day is right."
            )
        return met is not None
    if event.kind == "treatment_start":
        begun = Treatment.objects.filter(referral=referral_id, started_on__isnull=False).order_by(
            "started_on"
        )
        for each in begun:
            assert each.started_on is not None  # noqa: S101 - the query asks for those alone
            if each.started_on <= event.on and (each.ended_on is None or event.on <= each.ended_on):
                return True
            if each.started_on > event.on and each.state == "started":
                raise RowError("on", "On record treatment began on a later day. Check which day is right.")
        return False
    if referral.state in ENDED:
        same = (event.code, "completed") if event.code in SUCCESS else (event.code,)
        if referral.exited_on == event.on and referral.exit_reason in same:
            return True
        raise RowError(
            "on", "On record the support ended on another day or for another reason. Check which is right."
        )
    return False


def _probe(row: Row) -> Event:
    """The row's CLIENTID as an event asks for it, whatever the row says."""
    return Event(row.number, "", "exit", date.min, client_id=row.client_id, episode_id=row.episode_id)


def _first_sent(known: Known, client: str) -> date | None:
    """When the person with this CLIENTID was first referred; None where it is linked to nobody in sight."""
    sent = [
        whose.sent_on for person in known.linked.get(client, {}) for whose in known.by_person.get(person, [])
    ]
    return min(sent, default=None)


def _triages(rows: Iterable[Row]) -> dict[str, list[Event]]:
    """Of each CLIENTID when its episodes began."""
    found: dict[str, list[Event]] = {}
    for row in rows:
        found.setdefault(row.client_id, []).extend(
            each for each in row.events if each.kind == "first_contact"
        )
    return found


def _goes_on(
    event: Event, row: Row, since: date, triaged: Mapping[str, Sequence[Event]], known: Known
) -> bool:
    """Whether this is the end of an episode only: under the same referral the person went on in a later one."""
    if event.kind != "exit" or event.code == DIED:
        return False
    began = min((each.on for each in row.events if each.kind == "first_contact"), default=event.on)
    later = [each for each in triaged[row.client_id] if each.episode_id != row.episode_id and each.on > began]
    found = known.whom(event)
    whose = known.which(event, found).id
    return any(known.which(replace(each, on=max(each.on, since)), found).id == whose for each in later)


def _became(row: Row, since: date | None, came: Sequence[importing.Outcome]) -> Became:
    if not row.client_id:
        return Became(row.number, "rejected", tuple((each.column, each.why) for each in row.faults))
    if since is None:
        if row.is_from_justice:
            return Became(row.number, "rejected", ((COLUMN["client_id"], WHOSE),))
        return Became(row.number, "passed_over", (("", NOT_OURS),))
    refused = [(each.column, each.why) for each in row.faults]
    refused += [_refused(each) for each in came if each.kind == "rejected"]
    if refused:
        return Became(row.number, "rejected", tuple(refused))
    if any(each.kind == "taken" for each in came):
        return Became(row.number, "taken")
    if came:
        return Became(row.number, "same")
    why = NOTHING
    if row.events:
        why = BEFORE if max(each.on for each in row.events) < since else GOES_ON
    return Became(row.number, "passed_over", (("", why),))


def _refused(outcome: importing.Outcome) -> tuple[str, str]:
    """The file's own column, and why."""
    if outcome.column == "event_id":
        return column_of(outcome.event), CAME_IN
    if outcome.column in ("client_id", "episode_id"):
        return COLUMN[outcome.column], outcome.why
    column = outcome.column if outcome.column in COLUMN.values() else column_of(outcome.event)
    return column, outcome.why


def _batch(clients: Sequence[Sequence[Row]], done: int) -> list[Row]:
    """The next rows, whole CLIENTIDs, about five hundred."""
    batch: list[Row] = []
    for rows in clients:
        if done > 0:
            done -= len(rows)
        elif len(batch) < BATCH:
            batch.extend(rows)
    return batch


def _go_on(run: Imported, made: Sequence[Became], *, actor: Actor, at: datetime) -> None:
    """How far the file has come, in the transaction of what came in."""
    many = Counter(each.kind for each in made)
    counted = ("taken", "same", "passed_over", "rejected")
    facts: dict[str, Json] = {kind: many[kind] for kind in counted}
    with act(actor=actor, at=at, verb="import.went_on", subject=("import", run.id), facts=facts):
        for kind in counted:
            setattr(run, kind, getattr(run, kind) + many[kind])
        run.save(update_fields=counted)
        ImportedReject.objects.bulk_create(
            ImportedReject(
                imported=run,
                row=each.row,
                column=column,
                why=why[:300],
                is_passed_over=each.kind == "passed_over",
            )
            for each in made
            for column, why in each.why
        )


def _say_died(actor: Actor, at: datetime, referral_id: UUID) -> None:
    """The service reads at once that somebody may have died; said once, however often the file says it. R39"""
    if Alert.objects.filter(referral=referral_id, kind="died_there").exists():
        return
    referral = Referral.objects.get(id=referral_id)
    with act(actor=actor, at=at, verb="death.said_by_monitoring", subject=("referral", referral_id)):
        alert(referral=referral, kind="died_there", actor=actor, at=at, is_urgent=True)
