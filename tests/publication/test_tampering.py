"""What does the ledger's audit find when whoever administers the database changes what was published?

The adversary is a superuser without the signing key, who takes triggers and constraints away.
"""

from hashlib import sha256
from typing import Any

import psycopg
import pytest
from tests.harness import Cluster

from throughline.frame.addresses import with_name
from throughline.ledger.audit import audit, tracked_tables
from throughline.ledger.custody import Custody
from throughline.ledger.outside import Outside

RECORD = """
    SELECT e.record_id FROM publication_edition e JOIN decisions_notice n ON n.id = e.decision_id
    WHERE n.number = '2021-001'
"""


class TestAPublishedFile:
    @pytest.fixture
    def adversary(self, as_superuser: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
        as_superuser.execute("SET session_replication_role = replica")
        for (name,) in as_superuser.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'frame_storedfile'::regclass AND contype = 'c'"
        ).fetchall():
            as_superuser.execute(f"ALTER TABLE frame_storedfile DROP CONSTRAINT {name}")
        return as_superuser

    def test_is_whole_as_it_was_frozen(self, loaded: str, found: Any) -> None:
        assert found() == []

    def test_is_found_when_its_bytes_are_changed(
        self, loaded: str, adversary: psycopg.Connection[Any], found: Any
    ) -> None:
        adversary.execute(
            "UPDATE frame_storedfile SET content = convert_to(replace(convert_from(content, 'UTF8'), "
            "'63973300', '63973400'), 'UTF8') WHERE sha256 = %s",
            adversary.execute(RECORD).fetchone(),
        )
        [said] = found()
        assert "2021-001.json" in said
        assert "its bytes were changed" in said

    def test_is_found_when_other_bytes_come_under_their_own_hash(
        self, loaded: str, adversary: psycopg.Connection[Any], found: Any
    ) -> None:
        forged = b"{}"
        [(record,)] = adversary.execute(RECORD).fetchall()
        adversary.execute(
            "UPDATE frame_storedfile SET content = %s, sha256 = %s WHERE sha256 = %s",
            [forged, sha256(forged).hexdigest(), record],
        )
        [said] = found()
        assert said.endswith("of publication_edition names, is gone.")

    def test_is_found_when_its_edition_names_another_file(
        self, loaded: str, adversary: psycopg.Connection[Any], found: Any
    ) -> None:
        adversary.execute("UPDATE publication_edition SET record_id = document_id")
        said = found()
        assert len(said) == 2
        assert all("publication_edition was changed after act" in each for each in said)

    def test_is_found_when_its_edition_is_gone(
        self, loaded: str, adversary: psycopg.Connection[Any], found: Any
    ) -> None:
        adversary.execute("DELETE FROM publication_edition WHERE version = 1")
        assert [each for each in found() if "publication_edition was deleted after act" in each]

    @pytest.fixture
    def found(self, cluster: Cluster, loaded: str, settings: Any) -> Any:
        """What `throughline ledger verify` would say is wrong."""
        folder = settings.THROUGHLINE_DATA

        def problems() -> list[str]:
            with psycopg.connect(with_name(cluster.addresses["keeper"], loaded), autocommit=True) as keeper:
                outside, key = Outside(folder).all(), Custody(folder).key().public
                return audit(keeper, outside, key, tracked_tables()).problems

        return problems
