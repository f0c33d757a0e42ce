"""What the worker does for the ledger."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from procrastinate.contrib.django import app

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.ledger.jobs import seal_what_waits
from throughline.ledger.models import Leaf


class TestTheWorker:
    def test_seals_every_few_seconds(self) -> None:
        (planned,) = [
            task for (name, _), task in app.periodic_registry.periodic_tasks.items() if name == "ledger.seal"
        ]
        assert planned.cron == "* * * * * */5"

    def test_seals_what_waits(self, committed_db: str, tmp_path: Path, settings: Any) -> None:
        settings.THROUGHLINE_DATA = tmp_path
        with act(
            actor=Actor("system:test"), at=datetime(2024, 5, 28, tzinfo=UTC), verb="x", subject=("a", 1)
        ):
            pass
        assert seal_what_waits(0) == 1
        assert Leaf.objects.count() == 1
