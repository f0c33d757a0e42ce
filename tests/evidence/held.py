"""An extract on record of which only what is known without opening it is asked."""

from datetime import date, datetime
from typing import Any

from throughline.evidence.models import Extract
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act


def held_extract(*, actor: Actor, at: datetime, **other: Any) -> Extract:
    """Made-up people of two years, held by whoever took it in then, without rows; `other` says what is otherwise."""
    with act(actor=actor, at=at, verb="extract.taken", subject=("extract", "made up")):
        return Extract.objects.create(
            **{
                "name": "Made-up year",
                "made_from": "generator",
                "schema_version": 2,
                "covers_from": date(2024, 4, 1),
                "covers_until": date(2026, 4, 1),
                "is_made_up": True,
                "seed": 1,
                "manifest": {},
                "file": "made-up.sealed",
                "state": "held",
                "keep_until": date(2030, 1, 1),
                "taken_at": at,
                "taken_by": actor.id,
            }
            | other
        )
