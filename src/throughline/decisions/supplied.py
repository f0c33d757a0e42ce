"""Which decisions come with Throughline, already confirmed?

The two published notices that the programme rests on: their facts and figures, in words of our own where a notice has
sentences, with the hashes of the files they were confirmed from and of the words that each value stands on.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib import resources

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .actions.notices import publish_decision
from .lifecycle import SUPPLIER
from .models import Notice
from .on_record import ToRecord, put_on_record
from .queries.notices import decision_of_file
from .reading.shape import Finding
from .record import FileFacts, Json, from_values

CODES = ("dn21", "dn24")


def load(actor: Actor, at: datetime) -> bool:
    """Both decisions are on record and published, all or none; False when they were there already."""
    acting = Actor(actor.id, actor.roles | {SUPPLIER}) if actor.is_system else actor
    changed = False
    with transaction.atomic():
        for data in _supplied():
            notice = decision_of_file(data["file"]["sha256"])
            if notice is None:
                notice = _record(data, acting, at)
                changed = True
            if notice.state == "recorded":
                publish_decision(number=notice.number, actor=acting, at=at)
                changed = True
    return changed


def number_of(code: str) -> str:
    """The number that the supplied decision `dn21` or `dn24` has here; RefusedError before it is loaded."""
    notice = decision_of_file(_read(code)["file"]["sha256"])
    if notice is None:
        raise RefusedError(f"The supplied decision {code} has not been loaded yet.")
    return notice.number


def _record(data: Json, actor: Actor, at: datetime) -> Notice:
    file = FileFacts(data["file"]["name"], data["file"]["sha256"], data["file"]["text_sha256"], is_held=False)
    return put_on_record(
        ToRecord(
            said=from_values(data["said"]),
            evidence=data["evidence"],
            findings=[Finding(**finding) for finding in data["findings"]],
            purpose=data["purpose"],
            file=file,
            source="supplied with Throughline",
        ),
        actor=actor,
        at=at,
    )


def _supplied() -> Iterator[Json]:
    for code in CODES:
        yield _read(code)


@cache
def _read(code: str) -> Json:
    file = resources.files("throughline.decisions").joinpath("data", "supplied", f"{code}.json")
    data: Json = json.loads(file.read_text("utf-8"))
    return data
