"""How do a million referrals come into an empty database in minutes?

By COPY and INSERT … SELECT as the tables' owner, with the triggers off: such rows have no history and no act of their
own, so a database that holds them proves nothing and is for trying only. It refuses one that holds a real person.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.db import models
from psycopg import sql

from throughline.frame.sealing import keyed_hashes, new_key, wrapped
from throughline.kernel.verdict import RefusedError

from ..actions.referrals import LETTERS
from ..models import Appointment, NeedSought, Person, Referral, SearchHash
from ..rules import words_of
from ..sealed import closed, place_of
from .people import MadeUp, asked, needs, people
from .statements import SCATTER, add_contacts, add_earlier, bare

Connection = psycopg.Connection[Any]
TABLES: tuple[type[models.Model], ...] = (Person, SearchHash, Referral, NeedSought, Appointment)
# Of a hundred referrals: ended long ago, withdrawn, declined, and those with whom somebody is working now.
STATES = {
    "busy": (("closed", 36), ("withdrawn", 4), ("declined", 4), ("sent", 4), ("accepted", 3), ("assigned", 8),
             ("assessed", 8), ("on_pathway", 30), ("paused", 3)),
    "long": (("closed", 86), ("withdrawn", 5), ("declined", 4), ("sent", 0.2), ("accepted", 0.1), ("assigned", 0.5),
             ("assessed", 0.5), ("on_pathway", 3.5), ("paused", 0.2)),
}  # fmt: skip
PAST_TRIAGE = ("accepted", "assigned", "assessed", "on_pathway", "paused", "exited", "closed")


@dataclass(frozen=True, slots=True)
class Desk:
    """A unit with who serves it, its place and its key workers' and practitioners' actor ids."""

    unit: UUID
    provider: UUID
    place: UUID
    workers: Sequence[str]
    practitioners: Sequence[str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows came in."""

    people: int
    referrals: int
    contacts: int


def load(
    address: str,
    desks: Sequence[Desk],
    *,
    seed: int,
    how_many: int,
    referrals_each: float,
    contacts_each: int,
    at: datetime,
    mix: str = "busy",
    tell: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """Fill the caseload; `address` is the owner's. RefusedError when a real person is there."""
    with psycopg.connect(address) as connection:
        connection.execute("SELECT set_config('throughline.answering', 'yes', false)")
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if connection.execute("SELECT 1 FROM caseload_person WHERE NOT is_made_up LIMIT 1").fetchone():
            raise RefusedError(
                "This caseload holds a real person; made-up people in bulk never stand beside one."
            )
        for model in TABLES:
            connection.execute(_of(model, "ALTER TABLE {} DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY"))
        in_bulk = mix == "long"
        made = _Maker(desks, seed, 1 if in_bulk else referrals_each, at, mix)
        with bare(connection, TABLES):
            for chunk in _chunks(people(seed, how_many, at.date()), 5_000):
                made.add(connection, chunk)
                tell(f"{made.count:,} people")
            if in_bulk:
                made.referrals += add_earlier(connection, round(referrals_each) - 1, made.drawn)
                tell(f"{made.referrals:,} referrals")
            contacts = add_contacts(connection, contacts_each, at)
            tell(f"{contacts:,} contacts")
        for model in TABLES:
            connection.execute(_of(model, "ALTER TABLE {} ENABLE TRIGGER USER, FORCE ROW LEVEL SECURITY"))
        connection.commit()
        connection.autocommit = True
        connection.execute("ANALYZE")
        return Loaded(made.count, made.referrals, contacts)


class _Maker:
    """Turns made-up people into rows; the same seed gives the same people, dates and states."""

    def __init__(self, desks: Sequence[Desk], seed: int, each: float, at: datetime, mix: str) -> None:
        self.desks, self.each, self.at = desks, each, at
        self.chance = random.Random(seed + 1)  # noqa: S311 - made-up people, nothing secret
        self.states, self.weights = zip(*STATES[mix], strict=True)
        self.count = self.referrals = self.drawn = 0

    def add(self, connection: Connection, chunk: Sequence[MadeUp]) -> None:
        persons, hashes, referrals, sought = [], [], [], []
        for made in chunk:
            desk = self.chance.choice(self.desks)
            person = Person(
                id=self._id(), body_id=desk.provider, wrapped_key=wrapped(new_key()), is_made_up=True
            )
            person.identity = closed(
                person, made.identity, place_of("caseload_person", person.id, "identity")
            )
            persons.append(person)
            words = words_of(made.identity.name)
            found = {
                ("crn", made.identity.crn),
                *(("word", w) for w in words),
                *(("start", w[:3]) for w in words),
            }
            hashes += [
                SearchHash(id=self._id(), person=person, kind=kind, hash=keyed_hashes(kind, text)[0])
                for kind, text in sorted(found)
            ]
            for turn in range(self._how_many()):
                referral = self._referral(person, desk, is_last=turn == 0)
                referrals.append(referral)
                sought += [
                    NeedSought(id=self._id(), referral=referral, need=need, complexity=how)
                    for need, how in needs(self.chance).items()
                ]
        for rows in (persons, hashes, referrals, sought):
            _copy(connection, rows)
        self.count += len(persons)
        self.referrals += len(referrals)

    def _id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def _how_many(self) -> int:
        whole = int(self.each)
        return max(1, whole + (self.chance.random() < self.each - whole))

    def _referral(self, person: Person, desk: Desk, *, is_last: bool) -> Referral:
        state = self.chance.choices(self.states, self.weights)[0] if is_last else "closed"
        is_open = state not in ("closed", "withdrawn", "declined")
        sent = self.at - timedelta(
            days=self.chance.randint(0, 14 if state == "sent" else 200 if is_open else 2_500), hours=3
        )
        worker = (
            self.chance.choice(desk.workers)
            if state not in ("sent", "accepted", "declined", "withdrawn")
            else ""
        )
        practitioner = self.chance.choice(desk.practitioners)
        referral = Referral(
            id=self._id(),
            reference=self._reference(),
            person=person,
            provider_id=desk.provider,
            unit_id=desk.unit,
            place_id=desk.place,
            state=state,
            begun_at=sent,
            begun_by=practitioner,
            sent_at=sent,
            sent_by=practitioner,
            practitioner=practitioner,
            key_worker=worker,
            assigned_at=sent + timedelta(days=2) if worker else None,
            assigned_by=worker,
            triaged_at=sent + timedelta(days=1) if state in PAST_TRIAGE else None,
            triaged_by=worker,
            first_contact_on=(sent + timedelta(days=8)).date()
            if worker and sent.date() < self.at.date() - timedelta(days=9)
            else None,
            exited_on=(sent + timedelta(days=150)).date() if state == "closed" else None,
            release_on=self._release(state),
        )
        referral.asked = closed(
            person, asked(self.chance), place_of("caseload_referral", referral.id, "asked")
        )
        return referral

    def _reference(self) -> str:
        """The next of all references, scattered, so that none is drawn twice."""
        self.drawn += 1
        number, letters = self.drawn * SCATTER % len(LETTERS) ** 6, ""
        for _ in range(6):
            number, digit = divmod(number, len(LETTERS))
            letters += LETTERS[digit]
        return f"DR-{letters[:3]}-{letters[3:]}"

    def _release(self, state: str) -> date | None:
        if state not in ("sent", "accepted") or self.chance.random() > 0.3:
            return None
        return self.at.date() + timedelta(days=self.chance.randint(1, 60))


def _copy(connection: Connection, rows: Sequence[models.Model]) -> None:
    if not rows:
        return
    fields = rows[0]._meta.local_concrete_fields
    names = sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields])
    into = _of(type(rows[0]), "COPY {} ({}) FROM STDIN", names)
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row([getattr(row, field.attname) for field in fields])


def _of(model: type[models.Model], words: Any, *more: sql.Composable) -> sql.Composed:
    return sql.SQL(words).format(sql.Identifier(model._meta.db_table), *more)


def _chunks(made: Iterable[MadeUp], size: int) -> Iterator[list[MadeUp]]:
    held: list[MadeUp] = []
    for each in made:
        held.append(each)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
