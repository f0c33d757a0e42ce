"""Which rows are made by the database itself, because twenty millions of them would take Python hours?

An earlier referral carries the sealed text of the person's latest one, which opens nowhere but there: it is true to
size, and no page opens it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.db import models
from psycopg import sql

from ..actions.referrals import LETTERS
from ..models import Appointment, NeedSought, Referral

Connection = psycopg.Connection[Any]
SCATTER = 179_424_673  # a prime, which shares no factor with 28⁶
# In order of time where the server has it: twenty million ids by chance take hours to put into an index.
NEW_ID = (
    "SELECT CASE WHEN current_setting('server_version_num')::int >= 180000"
    " THEN 'uuidv7()' ELSE 'gen_random_uuid()' END"
)


@contextmanager
def bare(connection: Connection, tables: Sequence[type[models.Model]]) -> Iterator[None]:
    """These tables without their foreign keys and most indexes; in the end they have them again."""
    names = [model._meta.db_table for model in tables]
    keys = connection.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s) ORDER BY conname",
        [names],
    ).fetchall()
    indexes = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE NOT indisprimary"
        " AND indrelid::regclass::text = ANY (%s)"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1",
        [names],
    ).fetchall()
    for table, name, _ in keys:
        connection.execute(_said("ALTER TABLE {} DROP CONSTRAINT {}", table, name))
    for name, _ in indexes:
        connection.execute(_said("DROP INDEX {}", name))
    yield
    connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for _, made in indexes:
        connection.execute(made)
    for table, name, made in keys:
        connection.execute(_said("ALTER TABLE {} ADD CONSTRAINT {} ", table, name) + sql.SQL(made))


def add_earlier(connection: Connection, each: int, made_already: int) -> int:
    """So many closed referrals before the latest one of everybody, with the needs that it has too."""
    new_id = _new_id(connection)
    columns = {
        "id": new_id,
        "reference": _reference(made_already),
        "state": "'closed'",
        "key_worker": "r.worker",
        "assigned_by": "r.worker",
        "triaged_by": "r.worker",
        "waits_for": "''",
        "release_on": "NULL",
        "access": "'open'",
    }
    later = "(n * 400 + abs(hashtext(r.id::text)) % 90) * interval '1 day'"
    columns |= dict.fromkeys(("begun_at", "sent_at"), f"r.sent_at - {later}")
    columns |= {"triaged_at": f"r.sent_at - {later} + interval '1 day'"}
    columns |= {"assigned_at": f"r.sent_at - {later} + interval '2 days'"}
    columns |= {"first_contact_on": f"(r.sent_at - {later})::date + 8"}
    columns |= {"exited_on": f"(r.sent_at - {later})::date + 150"}
    made = connection.execute(
        _into(
            Referral,
            columns,
            "(SELECT *, max(key_worker) OVER (PARTITION BY unit_id) AS worker FROM caseload_referral) AS r"
            " CROSS JOIN generate_series(1, {each}) AS n ORDER BY r.sent_at - n * interval '400 days'",
            each=each,
        )
    ).rowcount
    connection.execute(
        _into(
            NeedSought,
            {"id": new_id, "referral_id": "earlier.id"},
            "caseload_needsought AS r JOIN caseload_referral AS latest ON latest.id = r.referral_id"
            " JOIN caseload_referral AS earlier ON earlier.person_id = latest.person_id"
            " AND earlier.id <> latest.id",  # which alone has needs when the statement begins
        )
    )
    return made


def _reference(made_already: int) -> str:
    """The references that follow on those drawn already, scattered alike, so that none is used twice."""
    drawn = f"mod((row_number() OVER () + {made_already}) * {SCATTER}, {len(LETTERS) ** 6})"
    letters = [
        f"substr('{LETTERS}', mod({drawn} / {len(LETTERS) ** n}, {len(LETTERS)})::int + 1, 1)"
        for n in range(6)
    ]
    return f"'DR-' || {' || '.join(letters[:3])} || '-' || {' || '.join(letters[3:])}"


def add_contacts(connection: Connection, each: int, at: datetime) -> int:
    """So many appointments for each referral that has a key worker, a week apart, the last two ahead if it is open."""
    columns = {
        "id": _new_id(connection),
        "referral_id": "r.id",
        "kind": "'one_to_one'",
        "state": "CASE WHEN w.begins > %(at)s THEN 'scheduled'"
        " WHEN w.n %% 5 = 0 THEN 'did_not_attend' ELSE 'attended' END",
        "mode": "'IN_PERSON_PROBATION_OFFICE'",
        "place": "'Probation office'",
        "begins_at": "w.begins",
        "minutes": "45",
        "with_whom": "r.key_worker",
        "booked_at": "r.sent_at",
        "booked_by": "r.key_worker",
        "recorded_at": "CASE WHEN w.begins > %(at)s THEN NULL ELSE w.begins END",
        "recorded_by": "CASE WHEN w.begins > %(at)s THEN '' ELSE r.key_worker END",
    }
    for field in Appointment._meta.local_concrete_fields:
        if (column := str(field.column)) not in columns and not field.null:
            default = field.get_default()
            columns[column] = "'" + str(default).lower().replace("'", "''") + "'"
    statement = sql.SQL(
        "INSERT INTO caseload_appointment ({names}) SELECT {values} FROM caseload_referral r"
        " CROSS JOIN LATERAL (SELECT n, date_trunc('hour', CASE WHEN r.state IN ('assigned', 'assessed', 'on_pathway')"
        "  THEN %(at)s::timestamptz - make_interval(days => (%(each)s - 2 - n) * 7 - (hashtext(r.id::text) %% 7))"
        "  ELSE r.sent_at + make_interval(days => n * 7) END)"
        "  + make_interval(hours => abs(hashtext(r.id::text)) %% 8,"
        "    mins => 15 * (abs(hashtext(r.reference)) %% 4)) AS begins"
        "  FROM generate_series(1, %(each)s) AS n) AS w WHERE r.key_worker <> '' AND r.unit_id = %(unit)s"
        " ORDER BY w.begins"
    ).format(
        names=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(map(sql.SQL, columns.values())),
    )
    units = connection.execute("SELECT DISTINCT unit_id FROM caseload_referral ORDER BY unit_id").fetchall()
    return sum(
        connection.execute(statement, {"at": at, "each": each, "unit": unit}).rowcount for (unit,) in units
    )


def _new_id(connection: Connection) -> str:
    [name] = connection.execute(NEW_ID).fetchone() or ("gen_random_uuid()",)
    return str(name)


def _into(model: type[models.Model], columns: dict[str, str], source: str, **values: int) -> sql.Composed:
    """Rows of a table made of rows `r` of the same table: as they are, but for these columns."""
    names = [str(field.column) for field in model._meta.local_concrete_fields]
    return sql.SQL("INSERT INTO {} ({}) SELECT {} FROM ").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join(sql.SQL(columns.get(name, f"r.{name}")) for name in names),
    ) + sql.SQL(source).format(**{name: sql.Literal(value) for name, value in values.items()})


def _said(words: Any, *names: str) -> sql.Composed:
    return sql.SQL(words).format(*map(sql.Identifier, names))
