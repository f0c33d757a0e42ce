"""Does the ledger still prove, and do the walls still stand, after acts that shut their own actor out and a restore?"""

import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction
from django.utils import timezone
from psycopg import sql
from tests.caseload.conftest import TODAY, Ward, make_referral, make_ward
from tests.caseload.triage_steps import deleted, offered
from tests.harness import Cluster

from throughline.caseload.actions import limits, transfers, triage
from throughline.caseload.models import Referral
from throughline.caseload.sight import look
from throughline.frame.addresses import with_name
from throughline.frame.backup import back_up, restore
from throughline.frame.postgres import grant_by_default, make_database
from throughline.ledger.audit import audit, tracked_tables

POLICIES = """
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polname, p.polcmd, p.polroles::regrole[]::text,
        p.polqual IS NULL, p.polwithcheck IS NULL
    FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
    WHERE c.relname LIKE 'caseload\\_%' AND c.relkind = 'r' ORDER BY 1, 4
"""


@pytest.fixture
def lived_in(committed_db: str) -> Ward:
    """A database in which people were moved away, limited and deleted by those who then see them no more."""
    with transaction.atomic():
        ward = make_ward()
    moved, limited, gone = (_committed(ward, state) for state in ("assigned", "assigned", "sent"))
    with transaction.atomic():
        transfer = offered(ward, moved, to="west")
    with transaction.atomic():
        look(ward.elm_worker, TODAY)
        transfers.take(
            actor=ward.elm_worker, at=timezone.now(), transfer_id=transfer.id, key_worker=ward.elm_worker.id
        )
    with transaction.atomic():
        look(ward.manager, TODAY)
        limits.limit(
            actor=ward.manager, at=timezone.now(), referral_id=limited.id, access="restricted",
            source="Duty manager", said_on=timezone.localdate(), staff=[ward.worker.id],
        )  # fmt: skip
    with transaction.atomic():
        look(ward.worker, TODAY)
        triage.decline(actor=ward.worker, at=timezone.now(), referral_id=gone.id, reason="OOA")
    with transaction.atomic():
        look(ward.manager, TODAY)
        deleted(ward, gone.person_id)
    with transaction.atomic():
        look(ward.elm_worker, TODAY)
        limits.break_glass(
            actor=ward.elm_worker,
            at=timezone.now(),
            reference=limited.reference,
            because="Found at our door.",
        )
    return ward


def _committed(ward: Ward, state: str) -> Referral:
    with transaction.atomic():
        return make_referral(ward, state)


def test_the_ledger_vouches_for_acts_that_shut_their_own_actor_out(lived_in: Ward, cluster: Cluster) -> None:
    with transaction.atomic():
        look(lived_in.manager, TODAY)
        assert Referral.objects.count() == 1, "of three the manager has moved one on and limited another"
    with psycopg.connect(os.environ["DATABASE_KEEPER_URL"], autocommit=True) as keeper:
        report = audit(keeper, [], None, tracked_tables())
    assert report.problems == []
    assert report.waiting > 10


def test_a_restore_brings_back_every_wall_and_nobody_sees_more(
    lived_in: Ward, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _walls(os.environ["DATABASE_OWNER_URL"])
    assert len({row[0] for row in before if row[1] and row[2]}) > 40
    kept, name = tmp_path / "kept.tar", f"test_{uuid.uuid4().hex[:12]}"
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    back_up(kept, str(tmp_path / "data"), with_keys=False, at=datetime(2026, 4, 1, 9, tzinfo=UTC))
    content = kept.read_bytes()
    assert b"O\xe2\x80\x99Shea" not in content
    assert b"X123456" not in content
    make_database(cluster.administrator, name)
    try:
        for role, variable in (
            ("app", "DATABASE_URL"),
            ("owner", "DATABASE_OWNER_URL"),
            ("keeper", "DATABASE_KEEPER_URL"),
        ):
            monkeypatch.setenv(variable, with_name(cluster.addresses[role], name))
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
            grant_by_default(connection)
        restore(kept, tmp_path / "new")
        assert _walls(os.environ["DATABASE_OWNER_URL"]) == before
        assert _seen(os.environ["DATABASE_URL"]) == _seen(os.environ["DATABASE_OWNER_URL"]) == (0, 0, 0)
        assert _seen(os.environ["DATABASE_KEEPER_URL"])[0] == 3
    finally:
        cluster.drop(name)


def _walls(address: str) -> list[Any]:
    with psycopg.connect(address) as connection:
        return connection.execute(POLICIES).fetchall()


def _seen(address: str) -> tuple[int, ...]:
    """How many referrals, people and versions of them somebody sees who said not who they are."""
    with psycopg.connect(address) as connection:
        return tuple(
            connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()[0]  # type: ignore[index]  # a count is there
            for table in ("caseload_referral", "caseload_person", "caseload_referralhistory")
        )
