"""Which clauses come with Throughline, before anybody has written one?"""

import tomllib
from datetime import date, datetime
from pathlib import Path

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

from .models import Clause, ClauseVersion

USED_FROM = date(2021, 4, 1)
SOURCE = "Comes with Throughline, in its own words; no legal adviser has confirmed it yet."
_FILE = Path(__file__).parent / "data" / "clauses.toml"


def load(actor: Actor, at: datetime) -> int:
    """Add the clauses that are missing, unverified; how many that was. Safe to call at every start."""
    supplied = tomllib.loads(_FILE.read_text("utf-8"))
    known = set(Clause.objects.values_list("kind", "code"))
    missing = [
        (kind, position, each)
        for kind, clauses in supplied.items()
        for position, each in enumerate(clauses, 1)
        if (kind, each["code"]) not in known
    ]
    if not missing:
        return 0
    with act(
        actor=actor,
        at=at,
        verb="clauses.supplied",
        subject=("clauses", "supplied"),
        facts={"clauses": [f"{kind}/{each['code']}" for kind, _, each in missing]},
    ):
        made = Clause.objects.bulk_create(
            Clause(kind=kind, code=each["code"], heading=each["heading"], position=position)
            for kind, position, each in missing
        )
        ClauseVersion.objects.bulk_create(
            ClauseVersion(
                clause=clause, number=1, text=each["text"].strip(), used_from=USED_FROM, source=SOURCE
            )
            for clause, (_, _, each) in zip(made, missing, strict=True)
        )
    return len(missing)
