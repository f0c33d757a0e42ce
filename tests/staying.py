"""A statement as somebody would send it who serves, but past every page: the database refuses it."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
ANYBODY = Actor("person:past-every-page", frozenset({"programme-lead"}))


def send(sql: str, *values: object) -> None:
    """The statement, inside an act, in the role that serves."""
    with (
        transaction.atomic(),
        act(actor=ANYBODY, at=AT, verb="tried", subject=("test", 1)),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


def refuses(sql: str, *values: object) -> None:
    """That is refused, by a right that is not there or by a rule of the table with its sentence."""
    with pytest.raises(DatabaseError, match=r"(?i)cannot|stay|never|denied|once|covers|by a step|step only"):
        send(sql, *values)
